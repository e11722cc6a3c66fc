import type { Rectangle } from "../../workbook/file/areas";
import { areaAddress, cellAddress, quotedSheetName } from "../../workbook/file";

/** The cells that an argument of a formula refers to. */
export interface ArgumentPlace extends Rectangle {
  /** Undefined if it is the formula's sheet. */
  readonly sheet: string | undefined;
}

const patterns = [
  { at: /^(.+?): row (\d+)(?:, column (\d+))?\b ?/u, colon: ": " },
  { at: /^(.+?)：第 (\d+) 行(?:第 (\d+) 列)?/u, colon: "：" },
] as const;

/**
 * A function's message with the cell's address: the function says "x: row 8, column 2", and only the spreadsheet knows
 * that this is H16. `placeOf` returns the cells of an argument by its name.
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

/** `Customers!H16` for a row and column from 1; a list without a column may be vertical or horizontal. */
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
