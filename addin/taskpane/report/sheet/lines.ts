import type { Area, CellLook, SheetChart, SheetLook, WrittenValue } from "../../../workbook/workbook";

const accent = "#0b6b5b";
export const context = "#81908b";
const tint = "#e3f1ed";
const grey = "#5b6965";

/** Number of columns of a line. */
const width = 8;

/** Builds a sheet line by line: its cells, their format, and the charts over them. */
export function sheetLines(sheet: string) {
  const cells: WrittenValue[][] = [];
  const formulas: { readonly cell: Area; readonly formula: string }[] = [];
  const looks: CellLook[] = [];
  const scales: SheetLook["scales"][number][] = [];
  const charts: Omit<SheetChart, "place">[] = [];
  /** The row of the next line. */
  const next = (): number => cells.length;
  function area(row: number, column: number, rows = 1, columns = 1): Area {
    return { sheet, row, column, rows, columns };
  }
  const add = (line: readonly WrittenValue[], look?: Omit<CellLook, "area">, columns = 1): void => {
    if (look !== undefined) looks.push({ area: area(next(), 0, 1, columns), ...look });
    cells.push([...line]);
  };
  const blank = (count: number): void => void cells.push(...Array.from({ length: count }, () => []));
  const header = (columns: readonly string[]): void => add(columns, { bold: true, fill: tint }, width);
  const formula = (row: number, column: number, text: string): void =>
    void formulas.push({ cell: area(row, column), formula: `=${text}` });
  return {
    formulas,
    charts,
    looks,
    scales,
    next,
    area,
    blank,
    header,
    formula,
    line: (...line: readonly WrittenValue[]): void => add(line),
    title: (text: string): void => add([text], { bold: true, size: 20 }),
    bold: (text: string): void => add([text], { bold: true }),
    /** Adds small print. */
    note: (text: string): void => add([text], { color: grey }),
    heading: (text: string): void => {
      blank(1);
      add([text], { bold: true, size: 14, color: accent, lineBelow: accent }, width);
    },
    look: (where: Area, look: Omit<CellLook, "area">): void => void looks.push({ area: where, ...look }),
    /** Colours numbers on a scale from `low` to `high`, by default stronger for higher numbers. */
    shade: (where: Area, low = "#ffffff", high = "#99d2c5"): void =>
      void scales.push({ area: where, low, high }),
    /** Adds a chart over rows named in the first column; a series has a column, a name and a colour (or the accent). */
    chart: (
      kind: SheetChart["kind"],
      title: string,
      [first, rows]: readonly [number, number],
      series: readonly (readonly [column: number, name: string, color?: string])[],
      axis: SheetChart["axis"],
    ): void => {
      const its = series.map(([j, name, color = accent]) => ({ name, values: area(first, j, rows), color }));
      charts.push({ kind, title, names: area(first, 0, rows), series: its, axis });
    },
    /** Adds a formula that spills `rows` rows below its header; returns the first of these rows. */
    spill: (text: string, rows: number, formats: readonly [number, number, string][]): number => {
      formula(next(), 0, text);
      header([]);
      for (const [column, columns, numberFormat] of formats)
        looks.push({ area: area(next(), column, rows, columns), numberFormat });
      blank(rows + 1);
      return next() - rows - 1;
    },
    /** The cells of all lines, with `null` for blanks. */
    values: (): WrittenValue[][] =>
      cells.map((row) => Array.from({ length: width }, (_, j) => row[j] ?? null)),
  };
}

export type SheetLines = ReturnType<typeof sheetLines>;
