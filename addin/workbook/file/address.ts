/** The letters of a column that counts from 0: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

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

/** Where a cell's address points to, from 0; undefined where it is none. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(address);
  if (parts === null) return undefined;
  let column = 0;
  for (const letter of parts[1].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]) - 1, column: column - 1 };
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
