import type { Language } from "@crm-functions/core";
import { examples as english } from "./en-US/examples";
import { examples as chinese } from "./zh-CN/examples";

export type ExampleTexts = typeof english;
/** One workbook for each analysis, and one for retention and value. */
export type ExampleId = keyof ExampleTexts["titles"];

/** The texts of the example workbooks and of their menu. */
export const exampleTexts: Readonly<Record<Language, ExampleTexts>> = {
  "en-US": english,
  "zh-CN": chinese,
};

/** In the order of the analyses. */
export const exampleIds = Object.keys(english.titles) as ExampleId[];

/** The file of an example, relative to the page. */
export function exampleFile(id: ExampleId, language: Language): string {
  return `examples/${id}.${language}.xlsx`;
}
