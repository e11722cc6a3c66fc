import type { Language } from "@crm-functions/core";
import { playground as english } from "../../locales/en-US/playground";
import { playground as chinese } from "../../locales/zh-CN/playground";

export type SampleTexts = (typeof english)["sample"];

/** The texts of the sample workbook. */
export const sampleTexts: Readonly<Record<Language, SampleTexts>> = {
  "en-US": english.sample,
  "zh-CN": chinese.sample,
};
