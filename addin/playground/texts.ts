import type { Language } from "@crm-functions/core";
import { playground as english } from "../locales/en-US/playground";
import { playground as chinese } from "../locales/zh-CN/playground";

export type PlaygroundTexts = typeof english;

export const playgroundTexts: Readonly<Record<Language, PlaygroundTexts>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/** Fills the `{name}` places of a text. */
export function fill(text: string, parameters: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
}
