import { columnLetters } from "@crm-functions/core";

/** `B3` for row 2, column 1. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** `B3:D9`; a single cell keeps the short form. */
export function areaAddress(row: number, column: number, rows: number, columns: number): string {
  const first = cellAddress(row, column);
  return rows === 1 && columns === 1
    ? first
    : `${first}:${cellAddress(row + rows - 1, column + columns - 1)}`;
}

/** A sheet name as a formula needs it: quoted where it is more than letters and digits. */
export function quotedSheetName(name: string): string {
  const plain =
    /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) &&
    !/^[A-Za-z]{1,3}\d+$/.test(name) &&
    !/^[Rr]?\d*[Cc]\d*$/.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

const dollar = 36;

/** Where a cell's address points to, from 0; undefined where it is none. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | undefined {
  // By hand: every cell of a sheet has one.
  let at = address.charCodeAt(0) === dollar ? 1 : 0;
  const letters = at;
  let column = 0;
  for (; at < address.length; at++) {
    const letter = (address.charCodeAt(at) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === letters || at - letters > 3) return undefined;
  if (address.charCodeAt(at) === dollar) at++;
  const digits = at;
  let row = 0;
  for (; at < address.length; at++) {
    const digit = address.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return at === digits || at - digits > 7 ? undefined : { row: row - 1, column: column - 1 };
}

/** What an address of an area (`B3:D9`) or of a cell covers; undefined where it is none. */
export function areaOf(
  address: string,
):
  | { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }
  | undefined {
  const [from, to = from] = address.split(":");
  const first = placeOf(from);
  const last = placeOf(to);
  if (first === undefined || last === undefined) return undefined;
  return { ...first, rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
}
