import type { Area, CellValue } from "../../addin/workbook/workbook";

/** The calculations that the tests of workbooks need: `=SUM(<one area>)` and `=n+m`. */
export function calculateSum(
  formula: string,
  read: (area: Area) => CellValue[][],
  cell: Area,
): CellValue[][] {
  const parts = /^=SUM\((?:'?([^'!]+)'?!)?([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(formula);
  if (parts !== null) {
    const [row, column] = [Number(parts[3]) - 1, columnOf(parts[2])];
    const area = {
      sheet: parts[1] ?? cell.sheet,
      row,
      column,
      rows: Number(parts[5]) - row,
      columns: columnOf(parts[4]) - column + 1,
    };
    const values = read(area).flat();
    return [[values.reduce<number>((sum, value) => sum + (typeof value === "number" ? value : 0), 0)]];
  }
  const plus = /^=(\d+)\+(\d+)$/.exec(formula);
  return [[plus === null ? { error: "#NAME?" } : Number(plus[1]) + Number(plus[2])]];
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
