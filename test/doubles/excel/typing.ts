import type { Area, CellValue } from "../../../addin/workbook/workbook";
import {
  bodyOf,
  cellAt,
  ExcelError,
  formatAt,
  isBlank,
  overlap,
  setCell,
  sheetNamed,
  usedWithin,
  type Book,
  type Cell,
  type Sheet,
  type SheetPlace,
} from "./book";

/**
 * What Excel makes of an input set through `values` or `formulas`, as if it had been typed. If undocumented, the worse
 * of the possible outcomes: an apostrophe in a cell of the format Text is shown, and a number in it becomes text.
 */
export function typed(book: Book, sheet: Sheet, row: number, column: number, input: unknown): void {
  if (input === null || input === undefined) return; // leaves the cell unchanged
  forgetSpill(sheet, row, column);
  const { format } = cellAt(sheet, row, column) ?? {};
  const put = (cell: Cell | undefined) =>
    setCell(sheet, row, column, format === undefined ? cell : { ...cell, format });
  const isText = formatAt(sheet, row, column) === "@";
  if (typeof input === "number") return put({ value: isText ? String(input) : input });
  if (typeof input === "boolean") return put({ value: input });
  const text = String(input);
  if (text.length > 32_767) throw new ExcelError("InvalidArgument");
  if (text === "") return put(undefined);
  // Documented for `values`: input that begins with a plus, minus or equals sign is a formula.
  if (/^[=+\-@]./.test(text) && Number.isNaN(Number(text))) {
    return putFormula(book, sheet, row, column, `=${text.replace(/^[=+@]/, "")}`);
  }
  if (isText) return put({ value: text });
  if (text.startsWith("'")) return put({ value: text.slice(1) });
  const plain = text.normalize("NFKC").trim();
  if (/^#(N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(plain))
    return put({ value: plain, isError: true });
  if (/^(true|false)$/i.test(plain)) return put({ value: /^true$/i.test(plain) });
  // Dates, times, percentages, money, fractions, negative numbers in brackets.
  if (
    /^\d+[-/]\d+([-/]\d+)?$|^\d+:\d\d$|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d+$/i.test(
      plain,
    )
  ) {
    return put({ value: 45_000 });
  }
  const number = Number(plain.replace(/^\((.*)\)$/, "-$1").replace(/^[$€£¥]|%$/g, ""));
  put({ value: plain !== "" && !Number.isNaN(number) ? number : text });
}

/** Input given as JSON is not parsed as if typed. */
export function putJson(book: Book, sheet: Sheet, row: number, column: number, input: unknown): void {
  forgetSpill(sheet, row, column);
  const { format } = cellAt(sheet, row, column) ?? {};
  const put = (cell: Cell | undefined) =>
    setCell(sheet, row, column, format === undefined ? cell : { ...cell, format });
  if (typeof input !== "object" || input === null) return typed(book, sheet, row, column, input);
  const { type, basicValue } = input as { type: string; basicValue?: string | number | boolean };
  if (type === "Empty") return put(undefined);
  if (!["String", "Double", "Boolean"].includes(type) || basicValue === undefined) {
    throw new ExcelError("InvalidArgument");
  }
  if (typeof basicValue === "string" && basicValue.length > 32_767) throw new ExcelError("InvalidArgument");
  put(basicValue === "" ? undefined : { value: basicValue });
}

/** Puts a formula into a cell; it spills if there is room, but never inside a table. */
function putFormula(book: Book, sheet: Sheet, row: number, column: number, formula: string): void {
  if (/"[^"]{256,}"/.test(formula)) throw new ExcelError("InvalidArgument");
  const cell: Area = { sheet: sheet.name, row, column, rows: 1, columns: 1 };
  const values = book.calculate(formula, (area) => readModel(book, area), cell);
  const target: SheetPlace = { sheet, row, column, rows: values.length, columns: values[0].length };
  const format = cellAt(sheet, row, column)?.format;
  const spills = values.length * values[0].length > 1;
  setCell(sheet, row, column, undefined);
  const others = usedWithin(target);
  const inTable = book.tables.some((table) => table.sheet === sheet && overlap(bodyOf(table), target));
  if (spills && (inTable || others !== undefined)) {
    setCell(sheet, row, column, { value: "#SPILL!", isError: true, formula, format });
    return;
  }
  const anchor: Cell = { ...shown(values[0][0]), formula, format };
  values.forEach((cells, i) =>
    cells.forEach((value, j) => {
      const spilled = i + j === 0 ? anchor : { ...shown(value), spilledFrom: anchor };
      setCell(sheet, row + i, column + j, spilled);
    }),
  );
}

/** A formula's result as a cell. Excel shows a blank as 0 only in a single cell; here it stays blank. */
function shown(value: CellValue): Cell {
  if (typeof value === "object" && value !== null) return { value: value.error, isError: true };
  return { value: value ?? "" };
}

/** The cells a formula spills into, including its own; undefined if it fills only one cell. */
export function spillOf(place: SheetPlace): SheetPlace | undefined {
  const anchor = cellAt(place.sheet, place.row, place.column);
  if (anchor?.formula === undefined) return undefined;
  let [rows, columns] = [1, 1];
  const isOf = (i: number, j: number) =>
    cellAt(place.sheet, place.row + i, place.column + j)?.spilledFrom === anchor;
  while (isOf(rows, 0)) rows++;
  while (isOf(0, columns)) columns++;
  return rows * columns === 1 ? undefined : { ...place, rows, columns };
}

function forgetSpill(sheet: Sheet, row: number, column: number): void {
  const spill = spillOf({ sheet, row, column, rows: 1, columns: 1 });
  if (spill === undefined) return;
  for (let i = spill.row; i < spill.row + spill.rows; i++) {
    for (let j = spill.column; j < spill.column + spill.columns; j++) setCell(sheet, i, j, undefined);
  }
}

function readModel(book: Book, area: Area): CellValue[][] {
  const sheet = sheetNamed(book, area.sheet)!;
  return Array.from({ length: area.rows }, (_, i) =>
    Array.from({ length: area.columns }, (_unused, j) => {
      const cell = cellAt(sheet, area.row + i, area.column + j);
      if (isBlank(cell)) return null;
      return cell!.isError ? { error: String(cell!.value) } : cell!.value!;
    }),
  );
}
