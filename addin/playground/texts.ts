import type { Language } from "@crm-functions/core";
import { playground as english } from "../locales/en-US/playground";
import { playground as chinese } from "../locales/zh-CN/playground";

export type PlaygroundTexts = typeof english;
export type SampleTexts = PlaygroundTexts["sample"];

export const playgroundTexts: Readonly<Record<Language, PlaygroundTexts>> = {
  "en-US": english,
  "zh-CN": chinese,
};
