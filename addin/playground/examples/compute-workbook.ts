import {
  areaOf,
  isFileError,
  type FileCell,
  type FileValue,
  type SheetFile,
  type WorkbookFile,
} from "../../workbook/file";
import { CellErrorObject } from "../../functions/cell-error-object";
import type { FunctionDescription } from "../../taskpane/functions/function-library";
import type { Implementation } from "../../taskpane/functions/loaded-functions";
import { callByConvention, type Argument, type Convention, type InputCell } from "../functions/convention";

type Cells = (FileCell | undefined)[][];
type Sheets = ReadonlyMap<string, Cells>;

/** Results may depend on other results: this many rounds are enough for any chain in a hand-made workbook. */
const mostRounds = 6;

/**
 * The workbook with every formula computed by `functions.js`, in the form that Excel stores: the value in the formula's
 * cell, the size of its spill, and the spilled values in the other cells.
 *
 * Formulas must be single calls, `CRM.NAME(areas, numbers, "texts")`; the examples need no others.
 *
 * @throws Error if formulas are circular, one is not such a call, or one would spill over another
 */
export function computeWorkbook(
  workbook: WorkbookFile,
  functions: readonly FunctionDescription[],
  implementations: ReadonlyMap<string, Implementation>,
): WorkbookFile {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet.cells.map((row) => [...row])]));
  for (let round = 1; ; round++) {
    let hasChanged = false;
    for (const [name, cells] of sheets) {
      for (let row = 0; row < cells.length; row++) {
        for (let column = 0; column < cells[row].length; column++) {
          const cell = cells[row][column];
          if (cell?.formula === undefined) continue;
          const results = resultsOf(cell.formula, name, sheets, functions, implementations);
          if (put(cells, row, column, cell, results)) hasChanged = true;
        }
      }
    }
    if (!hasChanged) break;
    if (round === mostRounds) throw new Error("The formulas of the workbook do not settle.");
  }
  return {
    sheets: workbook.sheets.map((sheet): SheetFile => ({ ...sheet, cells: sheets.get(sheet.name) as Cells })),
  };
}

function resultsOf(
  formula: string,
  sheet: string,
  sheets: Sheets,
  functions: readonly FunctionDescription[],
  implementations: ReadonlyMap<string, Implementation>,
): FileValue[][] {
  const call = /^CRM\.([A-Z0-9]+)\((.*)\)$/.exec(formula);
  const called = functions.find((each) => each.id === call?.[1]);
  const implementation = implementations.get(called?.id ?? "");
  if (call === null || called === undefined || implementation === undefined) {
    throw new Error(`=${formula} is no call of one of our functions.`);
  }
  const given = call[2].match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  const values = given.map((text) => argument(text.trim(), sheet, sheets));
  return callByConvention(called, implementation, values, convention).map((row) =>
    row.map((cell) => (cell instanceof CellErrorObject ? { error: cell.code } : cell)),
  );
}

/** A call that Excel would refuse stops the build. */
const convention: Convention = {
  blanksAsZeros: false,
  message(key, parameters) {
    throw new Error(`${key} ${JSON.stringify(parameters)}`);
  },
};

function argument(text: string, sheet: string, sheets: Sheets): Argument {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  if (/^-?[\d.]+$/.test(text)) return Number(text);
  const [address, other] = text.split("!").reverse();
  const cells = sheets.get(other ?? sheet);
  const area = areaOf(address);
  if (cells === undefined || area === undefined) throw new Error(`${text}: there are no such cells.`);
  return Array.from({ length: area.rows }, (_, i) =>
    Array.from({ length: area.columns }, (_unused, j) =>
      incoming(cells[area.row + i]?.[area.column + j]?.value ?? null),
    ),
  );
}

function incoming(value: FileValue): InputCell {
  return isFileError(value) ? new CellErrorObject(value.error) : value === "" ? null : value;
}

/** Puts a result into the cells of its spill; true if this changes any value. */
function put(cells: Cells, row: number, column: number, corner: FileCell, results: FileValue[][]): boolean {
  const size = { rows: results.length, columns: results[0].length };
  let hasChanged = false;
  results.forEach((line, i) =>
    line.forEach((value, j) => {
      while (cells.length <= row + i) cells.push([]);
      const before = cells[row + i][column + j];
      const isCorner = i === 0 && j === 0;
      if (!isCorner && before?.formula !== undefined) {
        throw new Error(`=${corner.formula} would spill over =${before.formula}.`);
      }
      if (JSON.stringify(before?.value) !== JSON.stringify(value)) hasChanged = true;
      // Spilled numbers take the format of the formula's cell; texts, such as headers, do not.
      const format = typeof value === "number" ? corner.format : undefined;
      cells[row + i][column + j] = isCorner
        ? { ...corner, value, ...(size.rows * size.columns > 1 ? { spill: size } : {}) }
        : { value, ...(format === undefined ? {} : { format }) };
    }),
  );
  return hasChanged;
}
