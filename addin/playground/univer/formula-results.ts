import type { ICellData, Nullable } from "@univerjs/core";
import type { FormulaDataModel } from "@univerjs/engine-formula";

export type FormulaResults = ReturnType<typeof formulaResults>;

/** Results of Univer's formula engine that are not in the snapshot of the workbook `unitId`. */
export function formulaResults(formulas: FormulaDataModel, unitId: string) {
  /** A cell filled by a spilled formula. */
  const spilledCell = (sheetId: string, row: number, column: number): Nullable<ICellData> =>
    formulas.getArrayFormulaCellData()[unitId]?.[sheetId]?.[row]?.[column] as Nullable<ICellData>;
  return {
    spilledCell,
    /** The formula of a cell with its `=`, including a formula shared with a neighbour; `""` if there is none. */
    formulaOf: (sheetId: string, row: number, column: number): string =>
      formulas.getFormulaStringByCell(row, column, sheetId, unitId) ?? "",
    /** The size of the spill of this cell's formula. */
    spillOf(sheetId: string, row: number, column: number): { rows: number; columns: number } | undefined {
      const area = formulas.getArrayFormulaRange()[unitId]?.[sheetId]?.[row]?.[column];
      if (area === undefined || area === null) return undefined;
      // A formula without room for its result has an area too, but shows #SPILL! in its own cell.
      if (spilledCell(sheetId, row, column)?.v === "#SPILL!") return undefined;
      return { rows: area.endRow - area.startRow + 1, columns: area.endColumn - area.startColumn + 1 };
    },
  };
}
