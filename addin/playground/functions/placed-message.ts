import { areaAddress, cellAddress, quotedSheetName } from "../../workbook/file";

/** The cells that an argument of a formula stands for. */
export interface ArgumentPlace {
  /** Undefined on the sheet of the formula. */
  readonly sheet: string | undefined;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

const patterns = [
  { at: /^(.+?): row (\d+)(?:, column (\d+))?\b ?/u, colon: ": " },
  { at: /^(.+?)：第 (\d+) 行(?:第 (\d+) 列)?/u, colon: "：" },
] as const;

/**
 * What a function says about a cell of its argument, with the cell's own address: a function knows its values, "x: row 8,
 * column 2", and only the spreadsheet knows that they stand in H16. `placeOf` knows an argument by its name.
 */
export function placedMessage(
  message: string,
  placeOf: (argument: string) => ArgumentPlace | undefined,
): string {
  for (const { at, colon } of patterns) {
    const found = at.exec(message);
    if (found === null) continue;
    const [whole, argument, row, column] = found;
    const place = placeOf(argument);
    const address = place && addressIn(place, Number(row), column === undefined ? undefined : Number(column));
    if (address !== undefined) return `${argument}${colon}${address} ${message.slice(whole.length)}`;
  }
  return message;
}

/** `Customers!H16` for a row and a column that count from 1; a list without a column may run down or across. */
function addressIn(place: ArgumentPlace, row: number, column: number | undefined): string | undefined {
  const sheet = place.sheet === undefined ? "" : `${quotedSheetName(place.sheet)}!`;
  if (column === undefined && place.rows === 1 && place.columns > 1) {
    return row > place.columns ? undefined : sheet + cellAddress(place.row, place.column + row - 1);
  }
  if (row > place.rows || (column ?? 1) > place.columns) return undefined;
  if (column !== undefined || place.columns === 1) {
    return sheet + cellAddress(place.row + row - 1, place.column + (column ?? 1) - 1);
  }
  return sheet + areaAddress(place.row + row - 1, place.column, 1, place.columns);
}
