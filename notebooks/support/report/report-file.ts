import { basename } from "node:path";
import { analysesOf, reportOf, type Language, type Report } from "@crm-functions/core";
import { sampleTables } from "../workbook/sample-tables";
import { readTeam, type ReadTeamOptions } from "./read-team";

interface ReportFileOptions extends Omit<ReadTeamOptions, "language"> {
  readonly language: Language;
  /** The ISO day relative to which the report counts days. */
  readonly asOf: string;
}

/** The report on the customers of a file, or on the sample if no file is given. */
export async function reportOfFile(file: string | undefined, options: ReportFileOptions): Promise<Report> {
  const { language, asOf } = options;
  if (file === undefined) {
    const source = language === "zh-CN" ? "示例（内容为虚构）" : "Sample, all invented";
    return reportOf(analysesOf(sampleTables(language)), { language, asOf, source });
  }
  const team = await readTeam(file, options);
  return reportOf(analysesOf(team), {
    language,
    asOf,
    source: basename(file),
    columns: team.columns,
    notes: team.notes,
  });
}

export { pageOf } from "@crm-functions/core";
export { errorText } from "@crm-functions/core";
