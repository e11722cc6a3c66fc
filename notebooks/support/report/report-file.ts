import { basename } from "node:path";
import {
  analysesOf,


  reportOf,
  type Language,
  type Region,
  type Report,
} from "@crm-functions/core";
import { readWorkbook, sampleTables } from "../workbook";

export interface ReportFileOptions {
  readonly language: Language;
  /** ISO day on which days are counted. */
  readonly asOf: string;
  /** Country of phone numbers without a country code. */
  readonly region?: Region;
  /** How `01/02/2026` is read; without it such a date is left out, and said so. */
  readonly dayFirst?: boolean;
  /** Headers by what they are to be taken for: `Perceived: Price` → `Price`. */
  readonly map?: Readonly<Record<string, string>>;
}

/** The report about the customers of a file, or about the sample where none is given. */
export async function reportOfFile(file: string | undefined, options: ReportFileOptions): Promise<Report> {
  const { language, asOf } = options;
  if (file === undefined) {
    const source = language === "zh-CN" ? "示例（内容为虚构）" : "Sample, all invented";
    return reportOf(analysesOf(sampleTables()), { language, asOf, source });
  }
  const team = await readWorkbook(file, {
    region: options.region,
    dayFirst: options.dayFirst,
    map: options.map,
    isLenient: true,
  });
  return reportOf(analysesOf(team), {
    language,
    asOf,
    source: basename(file),
    columns: team.columns,
    notes: team.problemTexts(language),
  });
}

