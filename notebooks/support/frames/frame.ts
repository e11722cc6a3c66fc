import { CrmError, type Values } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { heldColumn, listOfColumns } from "./typed-columns";

/** One column of a frame: the part of danfojs' `Series` that analysts use. */
export interface FrameColumn {
  readonly values: readonly unknown[];
  readonly index: readonly (string | number)[];
  count(): number;
  mean(): number;
  median(): number;
  std(): number;
  min(): number;
  max(): number;
  unique(): FrameColumn;
  valueCounts(): FrameColumn;
  gt(other: number): FrameColumn;
  ge(other: number): FrameColumn;
  lt(other: number): FrameColumn;
  le(other: number): FrameColumn;
  eq(other: number | string): FrameColumn;
  print(): void;
}

/** Rows grouped by the values of some columns; the statistics of column `v` are in columns `v_mean` and so on. */
export interface FrameGroups {
  col(names: readonly string[]): FrameGroups;
  count(): Frame;
  sum(): Frame;
  mean(): Frame;
  std(): Frame;
  min(): Frame;
  max(): Frame;
}

/**
 * The part of danfojs-node's `DataFrame` that analysts and this package use; frames made here have all its methods.
 * Declared here so that the kernel does not read tens of thousands of lines of declarations for every cell.
 */
export interface Frame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  /** Rows, as stored in the frame. */
  readonly values: readonly (readonly unknown[])[] | readonly unknown[];
  /** Columns, as stored in the frame; gathered from the rows in `lowMemoryMode`. */
  readonly getColumnData: unknown;
  readonly index: readonly (string | number)[];
  column(name: string): FrameColumn;
  head(rows?: number): Frame;
  groupby(names: readonly string[]): FrameGroups;
  /** Count, mean, standard deviation, minimum, median, maximum and variance of every numeric column. */
  describe(): Frame;
  query(rows: FrameColumn): Frame;
  sortValues(name: string, options?: { readonly ascending?: boolean }): Frame;
  loc(part: { readonly rows?: readonly (string | number)[]; readonly columns?: readonly string[] }): Frame;
  addColumn(name: string, values: ArrayLike<unknown>): Frame;
  print(): void;
}

/** Where danfojs stores its columns; `getColumnData` returns this same list. */
interface FrameWithin extends Frame {
  $dataIncolumnFormat: unknown[];
}

interface Danfo {
  readonly DataFrame: new (rows: readonly unknown[][], options: { columns: readonly string[] }) => Frame;
}

let danfo: Danfo | undefined;

/** Loads danfojs when it is first needed: it takes seconds, which a notebook without frames need not wait. */
function loadDanfo(): Danfo {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- CommonJS, loaded late on purpose
  danfo ??= require("danfojs-node") as Danfo;
  return danfo;
}

/**
 * A frame of named columns, all of the same length.
 *
 * @throws CrmError `columnLengths`
 */
export function frameOf(columns: Readonly<Record<string, ArrayLike<unknown>>>): Frame {
  const { DataFrame } = loadDanfo();
  const names = Object.keys(columns);
  const parts = Object.values(columns);
  const count = parts.length === 0 ? 0 : parts[0].length;
  for (const part of parts) {
    if (part.length !== count) {
      throw new CrmError("value", "columnLengths", {
        argument: "columns",
        found: part.length,
        wanted: count,
      });
    }
  }
  // Rows are allocated at their final length: danfojs would grow them cell by cell, taking three times as long.
  const rows = new Array<unknown[]>(count);
  for (let i = 0; i < count; i++) {
    const row = new Array<unknown>(parts.length);
    for (let j = 0; j < parts.length; j++) row[j] = parts[j][i];
    rows[i] = row;
  }
  const frame = new DataFrame(rows, { columns: names });
  if (count > 0) (frame as FrameWithin).$dataIncolumnFormat = listOfColumns(parts);
  return frame;
}

/**
 * Columns of a frame as stored, not copied: doubles if `frameOf` made the frame and danfojs has not yet asked for the
 * column. danfojs' own `column` copies the index of every row and scans the column for doubles, which takes a second
 * per column of a million rows.
 *
 * @throws NotebookError `columnMissing`
 */
export function keptColumns(frame: Frame, names: readonly string[]): (readonly unknown[] | Float64Array)[] {
  const columns = frame.getColumnData as readonly (readonly unknown[] | FrameColumn)[];
  return names.map((name) => {
    const at = frame.columns.indexOf(name);
    if (at < 0) throw new NotebookError("columnMissing", { column: name, known: frame.columns.join(", ") });
    const doubles = heldColumn(columns, at);
    if (doubles !== undefined) return doubles;
    const column = columns[at] ?? [];
    // If a column was set from a Series, danfojs stores the Series itself.
    return "values" in column && typeof column.values !== "function"
      ? column.values
      : (column as readonly unknown[]);
  });
}

/** A cell as a number; `NaN` if it is missing or no number. */
export const numberOf = (cell: unknown): number => (typeof cell === "number" ? cell : NaN);

/**
 * Numeric columns of a frame in the form the core's functions accept; missing values and values that are not numbers
 * are `NaN`. Takes one pass over the stored data, which `frameScore` does not need.
 *
 * ```ts
 * feedbackDrivers(frameValues(frame, ["Satisfaction"])[0], frameValues(frame, ["Price", "Quality"]));
 * ```
 *
 * @throws NotebookError `columnMissing`
 */
export function frameValues(frame: Frame, names: readonly string[]): Float64Array[] & Values {
  return keptColumns(frame, names).map((column) => {
    const numbers = new Float64Array(frame.shape[0]);
    for (let i = 0; i < numbers.length; i++) numbers[i] = numberOf(column[i]);
    return numbers;
  });
}
