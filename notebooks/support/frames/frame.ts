import type { Values } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";

/** One column of a frame. */
export interface FrameColumn {
  readonly values: readonly unknown[];
}

/**
 * What is used here of a `DataFrame` of danfojs-node; the frames made here are such and have all its methods. Named by
 * ourselves since the kernel would otherwise read tens of thousands of lines of declarations for every cell.
 */
export interface Frame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  column(name: string): FrameColumn;
  head(rows?: number): Frame;
  print(): void;
}

interface Danfo {
  readonly DataFrame: new (columns: Record<string, readonly unknown[]>) => Frame;
}

let danfo: Danfo | undefined;

/** Loaded when first needed: it takes seconds, which a notebook without frames does not wait for. */
function loadDanfo(): Danfo {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- CommonJS, loaded late on purpose
  danfo ??= require("danfojs-node") as Danfo;
  return danfo;
}

/** A frame of named columns, all of one length. */
export function frameOf(columns: Readonly<Record<string, ArrayLike<unknown>>>): Frame {
  const { DataFrame } = loadDanfo();
  return new DataFrame(
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values)])),
  );
}

/**
 * Number columns of a frame in the form that the core's functions take, whole columns at once: what is missing or no
 * number is `NaN`.
 *
 * ```ts
 * needScore(frameValues(frame, ["Price", "Quality"]), [0.4, 0.6]);
 * ```
 */
export function frameValues(frame: Frame, names: readonly string[]): Float64Array[] & Values {
  return names.map((name) => {
    if (!frame.columns.includes(name)) {
      throw new NotebookError("columnMissing", { column: name, known: frame.columns.join(", ") });
    }
    const { values } = frame.column(name);
    const numbers = new Float64Array(values.length);
    for (let i = 0; i < numbers.length; i++) {
      const value = values[i];
      numbers[i] = typeof value === "number" ? value : NaN;
    }
    return numbers;
  });
}
