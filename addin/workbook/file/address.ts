import { columnLetters } from "@crm-functions/core";
import type { Rectangle } from "./areas";

/** The address of a cell: `B3` for row 2, column 1. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** The address of an area: `B3:D9`; a single cell keeps the short form. */
export function areaAddress(row: number, column: number, rows: number, columns: number): string {
  const first = cellAddress(row, column);
  return rows === 1 && columns === 1
    ? first
    : `${first}:${cellAddress(row + rows - 1, column + columns - 1)}`;
}

/** A sheet name as a formula needs it: quoted unless it is a plain word unlike any cell address. */
export function quotedSheetName(name: string): string {
  const plain =
    /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) &&
    !/^[A-Za-z]{1,3}\d+$/.test(name) &&
    !/^[Rr]?\d*[Cc]\d*$/.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

const dollar = 36;

/** The cell that an address names, counted from 0; undefined if the text is not an address. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | undefined {
  // Parsed by hand for speed: every cell of a sheet has an address.
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

/** The area that an address of an area (`B3:D9`) or a cell covers; undefined if the text is not an address. */
export function areaOf(address: string): Rectangle | undefined {
  const [from, to = from] = address.split(":");
  const first = placeOf(from);
  const last = placeOf(to);
  if (first === undefined || last === undefined) return undefined;
  return { ...first, rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
}
