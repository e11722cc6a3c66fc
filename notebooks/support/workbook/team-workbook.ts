import { messageOf, tableNameOf, type Language, type RowProblem, type Team } from "@crm-functions/core";

export type { RowProblem };

/** A problem as a sentence, with its position. */
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

/** A team's data in a workbook, and the problems of its rejected rows. */
export interface TeamWorkbook extends Team {
  readonly problems: readonly RowProblem[];
}
