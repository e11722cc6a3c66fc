import { CrmError, type Values } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { heldColumn, listOfColumns } from "./typed-columns";

/** One column of a frame: what analysts use of danfojs' `Series`. */
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

/** Rows grouped by the values of some columns; a figure of column `v` becomes column `v_mean` and so on. */
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
 * What analysts and we use of a `DataFrame` of danfojs-node; the frames made here are such and have all its methods. Named by
 * ourselves since the kernel would otherwise read tens of thousands of lines of declarations for every cell.
 */
export interface Frame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  /** Rows, as the frame keeps them. */
  readonly values: readonly (readonly unknown[])[] | readonly unknown[];
  /** Columns, as the frame keeps them; gathered from the rows where `lowMemoryMode` was chosen. */
  readonly getColumnData: unknown;
  readonly config: { readonly isLowMemoryMode: boolean };
  readonly index: readonly (string | number)[];
  column(name: string): FrameColumn;
  head(rows?: number): Frame;
  groupby(names: readonly string[]): FrameGroups;
  /** Count, mean, deviation, least, median, greatest and variance of every column of numbers. */
  describe(): Frame;
  query(rows: FrameColumn): Frame;
  sortValues(name: string, options?: { readonly ascending?: boolean }): Frame;
  loc(part: { readonly rows?: readonly (string | number)[]; readonly columns?: readonly string[] }): Frame;
  addColumn(name: string, values: ArrayLike<unknown>): Frame;
  print(): void;
}

/** Where danfojs keeps its columns; `getColumnData` gives this very list. */
interface FrameWithin extends Frame {
  $dataIncolumnFormat: unknown[];
}

interface Danfo {
  readonly DataFrame: new (rows: readonly unknown[][], options: { columns: readonly string[] }) => Frame;
}

let danfo: Danfo | undefined;

/** Loaded when first needed: it takes seconds, which a notebook without frames does not wait for. */
function loadDanfo(): Danfo {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- CommonJS, loaded late on purpose
  danfo ??= require("danfojs-node") as Danfo;
  return danfo;
}

/**
 * A frame of named columns, all of one length.
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
  // Rows of their final length: danfojs would grow each cell by cell, in three times the time.
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

/** Where the columns stand in a frame. @throws NotebookError `columnMissing` */
export function columnPlaces(frame: Frame, names: readonly string[]): number[] {
  return names.map((name) => {
    const at = frame.columns.indexOf(name);
    if (at < 0) throw new NotebookError("columnMissing", { column: name, known: frame.columns.join(", ") });
    return at;
  });
}

/**
 * Columns of a frame as it keeps them, not copied: doubles where `frameOf` made the frame and danfojs has not asked for
 * the column. Its `column` copies the index of every row and looks for doubles in it, a second for each column of a
 * million rows. Undefined where the frame keeps rows only.
 */
export function keptColumns(
  frame: Frame,
  places: readonly number[],
): (readonly unknown[] | Float64Array)[] | undefined {
  if (frame.config.isLowMemoryMode) return undefined;
  const columns = frame.getColumnData as readonly (readonly unknown[] | FrameColumn)[];
  return places.map((place) => {
    const doubles = heldColumn(columns, place);
    if (doubles !== undefined) return doubles;
    const column = columns[place] ?? [];
    // Where a column was set from a Series, danfojs keeps the Series itself.
    return "values" in column && typeof column.values !== "function"
      ? column.values
      : (column as readonly unknown[]);
  });
}

/**
 * Number columns of a frame in the form that the core's functions take: what is missing or no number is `NaN`. One pass
 * over what the frame holds; `frameScore` needs none.
 *
 * ```ts
 * feedbackDrivers(frameValues(frame, ["Satisfaction"])[0], frameValues(frame, ["Price", "Quality"]));
 * ```
 *
 * @throws NotebookError `columnMissing`
 */
export function frameValues(frame: Frame, names: readonly string[]): Float64Array[] & Values {
  const places = columnPlaces(frame, names);
  const kept = keptColumns(frame, places);
  const count = frame.shape[0];
  if (kept !== undefined) {
    return kept.map((values) => {
      if (values instanceof Float64Array) return values.slice();
      const numbers = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        const value = values[i];
        numbers[i] = typeof value === "number" ? value : NaN;
      }
      return numbers;
    });
  }
  const columns = places.map(() => new Float64Array(count));
  const rows = frame.values as readonly (readonly unknown[])[];
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    for (let j = 0; j < columns.length; j++) {
      const value = row[places[j]];
      columns[j][i] = typeof value === "number" ? value : NaN;
    }
  }
  return columns;
}
