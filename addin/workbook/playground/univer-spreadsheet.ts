import { CrmError } from "@crm-functions/core";
import type { IRange } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import type { FileValue, WorkbookFile } from "../file";
import type { Area, Unsubscribe } from "../workbook";
import type { StructureChange } from "./kept-tables";
import type { FormulaTable } from "./table-reference";

type Univer = NonNullable<ReturnType<FUniver["getActiveWorkbook"]>>;
export type Sheet = NonNullable<ReturnType<Univer["getSheetByName"]>>;

/** What the playground's `Workbook` needs of the page's spreadsheet. */
export interface UniverSpreadsheet {
  readonly api: FUniver;
  workbook(): Univer;
  valuesAt(sheetId: string, row: number, column: number, rows: number, columns: number): FileValue[][];
  filledRange(sheetId: string): IRange | undefined;
  spillAt(sheetId: string, row: number, column: number): { rows: number; columns: number };
  file(): WorkbookFile;
  /** Calls back after every change, with the id of the sheet if its cells have changed. */
  onChange(changed: (sheetId: string | undefined) => void): Unsubscribe;
  onStructureChange(changed: (change: StructureChange) => void): Unsubscribe;
  useTables(tables: () => readonly FormulaTable[]): void;
  tablesChanged(names: readonly string[]): void;
  forgetHistory(): void;
}

/** @throws CrmError `sheetNotFound` */
export function sheetNamed(spreadsheet: UniverSpreadsheet, name: string): Sheet {
  const sheet = spreadsheet.workbook().getSheetByName(name);
  if (sheet === null) throw new CrmError("value", "sheetNotFound", { name });
  return sheet;
}

/** Adds a sheet; the user goes on seeing theirs. */
export function newSheet(spreadsheet: UniverSpreadsheet, name: string): Sheet {
  const workbook = spreadsheet.workbook();
  const active = workbook.getActiveSheet();
  const sheet = workbook.insertSheet(name);
  workbook.setActiveSheet(active);
  return sheet;
}

export const areaOf = (sheet: Sheet, range: IRange): Area => ({
  sheet: sheet.getSheetName(),
  row: range.startRow,
  column: range.startColumn,
  rows: range.endRow - range.startRow + 1,
  columns: range.endColumn - range.startColumn + 1,
});
