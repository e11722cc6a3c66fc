import { cellError, thrownBy } from "../../../../doubles/custom-functions";

/** Cells below each other, as Excel hands a column over. */
export const column = (...cells: unknown[]): unknown[][] => cells.map((cell) => [cell]);
/** How an omitted optional argument arrives. */
export const omitted = null as unknown as undefined;
export const na = cellError("#N/A");
export const div0 = cellError("#DIV/0!");

/** A result with errors as their names. */
export function shown(cells: unknown[][]): unknown[][] {
  return cells.map((row) =>
    row.map((cell) => (typeof cell === "object" && cell !== null ? (cell as { code: string }).code : cell)),
  );
}

/** The message in the first cell of a row of the result. */
export function messageIn(cells: unknown[][], row: number): string {
  return (cells[row - 1][0] as { message: string }).message;
}

export const codeOf = (body: () => unknown): string => thrownBy(body).code;
export const messageOf = (body: () => unknown): string => String(thrownBy(body).message);
