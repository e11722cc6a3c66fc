import type { CriterionWeight, Customer, Interaction, Language } from "@crm-functions/core";
import { recordSheets, xlsxPieces, type SheetSource } from "../../../addin/workbook/file";
import { replaceFile } from "./replace-file";

/** What is written as the tables that the add-in knows. */
export interface TeamTables {
  readonly customers: readonly Customer[];
  readonly interactions?: readonly Interaction[];
  readonly weights?: readonly CriterionWeight[];
  /** Language of headers and choices; `"en-US"` by default. */
  readonly language?: Language;
  /** More sheets, after the tables. */
  readonly sheets?: readonly SheetSource[];
}

/**
 * Writes an `.xlsx` that Excel, the add-in and `readWorkbook` open, piece by piece. A file of that name is replaced as a
 * whole.
 */
export async function writeWorkbook(file: string, tables: TeamTables): Promise<void> {
  await replaceFile(file, xlsxPieces(sheetsOf(tables)));
}

/** The tables as sheets, each a table from its first cell; rows are made when they are asked for. */
export function sheetsOf(tables: TeamTables): SheetSource[] {
  const { customers, interactions, weights, language = "en-US" } = tables;
  return [...recordSheets({ customers, interactions, weights }, language), ...(tables.sheets ?? [])];
}
