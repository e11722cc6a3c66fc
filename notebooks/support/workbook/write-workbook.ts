import type { CriterionWeight, Customer, Interaction, Language } from "@crm-functions/core";
import { recordSheets, xlsxPieces, type SheetSource } from "../../../addin/workbook/file";
import { replaceFile } from "./replace-file";

/** The contents to write, as the tables that the add-in knows. */
export interface TeamTables {
  readonly customers: readonly Customer[];
  readonly interactions?: readonly Interaction[];
  readonly weights?: readonly CriterionWeight[];
  /** Language of headers and choices; `"en-US"` by default. */
  readonly language?: Language;
  /** Additional sheets after the tables. */
  readonly sheets?: readonly SheetSource[];
}

/**
 * Writes an `.xlsx` that Excel, the add-in and `readWorkbook` can open, piece by piece. An existing file is replaced as
 * a whole.
 */
export async function writeWorkbook(file: string, tables: TeamTables): Promise<void> {
  await replaceFile(file, xlsxPieces(sheetsOf(tables)));
}

/** The tables as sheets, each table from the first cell on; rows are generated on demand. */
export function sheetsOf(tables: TeamTables): SheetSource[] {
  const { customers, interactions, weights, language = "en-US" } = tables;
  return [...recordSheets({ customers, interactions, weights }, language), ...(tables.sheets ?? [])];
}
