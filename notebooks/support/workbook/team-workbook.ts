import { messageOf, tableNameOf, type Language, type RowProblem, type Team } from "@crm-functions/core";

export type { RowProblem };

/** A problem as a sentence with its place. */
export function rowProblemText(
  { table, row, header, message, parameters }: RowProblem,
  language: Language,
): string {
  const place =
    language === "zh-CN"
      ? `${tableNameOf[table]} 第 ${row} 行${header === "" ? "" : `“${header}”`}：`
      : `${tableNameOf[table]}, row ${row}${header === "" ? "" : `, ${header}`}: `;
  return place + messageOf(message, parameters, language);
}

/** What a team keeps in one workbook, and the rows of it that are no records. */
export interface TeamWorkbook extends Team {
  readonly problems: readonly RowProblem[];
}
