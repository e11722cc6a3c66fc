/** Rows and columns count from 0. */
export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}
type OnSheet = Rectangle & { readonly sheet: string };

/** True if two rectangles on the same sheet have a cell in common. */
export function touches(one: Rectangle, other: Rectangle): boolean {
  return (
    one.row < other.row + other.rows &&
    other.row < one.row + one.rows &&
    one.column < other.column + other.columns &&
    other.column < one.column + one.columns
  );
}

/** Like `touches`, for areas that may be on different sheets. */
export const overlap = (one: OnSheet, other: OnSheet): boolean =>
  one.sheet === other.sheet && touches(one, other);
