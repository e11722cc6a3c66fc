import { mergeSums, startingShift, sumsOfBlock, type ShiftedSums } from "./moments";
import { mergePlainReadings, readPlainly, type PlainReading } from "./plain-residuals";
import { mergeReadings, readRows, type Position, type Reading } from "./refine";
import { isComplete, scaledBlock, type RowBlock } from "./rows";
import { mergeTriangles, triangleOfBlock, type Triangle } from "./triangle";

/**
 * A reading of all rows that a fit asks for, and all that it needs to know, as plain data: rows may be read here, in
 * other threads, or as they come from a file. Every group of rows is read alone and the results are merged in the order
 * of the groups.
 */
export type Pass =
  /** Sums about the shift; without one, about a shift made from the first rows. */
  | { readonly kind: "sums"; readonly shift?: Float64Array; readonly scale?: Float64Array }
  | { readonly kind: "residuals"; readonly position: Position; readonly scale?: Float64Array }
  | {
      readonly kind: "refinement";
      readonly position: Position;
      readonly withGram: boolean;
      readonly scale?: Float64Array;
    }
  | { readonly kind: "triangle"; readonly scale?: Float64Array }
  /** Largest magnitude of each variable. */
  | { readonly kind: "largest"; readonly scale?: undefined };

/** What each kind of pass finds. */
export interface Findings {
  readonly sums: ShiftedSums;
  readonly residuals: PlainReading;
  readonly refinement: Reading;
  readonly triangle: Triangle;
  readonly largest: Float64Array;
}

export type Finding = Findings[Pass["kind"]];

/** The pass with nothing left open, once a group with complete rows is at hand. */
export function settledPass(pass: Pass, group: RowBlock, predictors: number): Pass {
  if (pass.kind !== "sums" || pass.shift !== undefined) return pass;
  const { scale } = pass;
  return {
    kind: "sums",
    scale,
    shift: startingShift(scale === undefined ? group : scaledBlock(group, scale), predictors),
  };
}

/** What a pass finds in one group of rows. */
export function readGroup(pass: Pass, group: RowBlock, predictors: number): Finding {
  const block = pass.scale === undefined ? group : scaledBlock(group, pass.scale);
  switch (pass.kind) {
    case "sums":
      // Without a shift there is no complete row in the group.
      return sumsOfBlock(block, pass.shift ?? new Float64Array(predictors + 2));
    case "residuals":
      return readPlainly(block, pass.position);
    case "refinement":
      return readRows(block, pass.position, pass.withGram);
    case "triangle":
      return triangleOfBlock(block, predictors);
    case "largest":
      return largestOf(block, predictors);
  }
}

/** What is found in two neighbouring sets of rows together. */
export function mergeFindings(kind: Pass["kind"], a: Finding, b: Finding): Finding {
  switch (kind) {
    case "sums":
      return mergeSums(a as ShiftedSums, b as ShiftedSums);
    case "residuals":
      return mergePlainReadings(a as PlainReading, b as PlainReading);
    case "refinement":
      return mergeReadings(a as Reading, b as Reading);
    case "triangle":
      return mergeTriangles(a as Triangle, b as Triangle);
    case "largest":
      return (a as Float64Array).map((value, j) => Math.max(value, (b as Float64Array)[j]));
  }
}

function largestOf(block: RowBlock, p: number): Float64Array {
  const largest = new Float64Array(p + 1);
  for (let i = 0; i < block.rows; i++) {
    if (!isComplete(block, p, i)) continue;
    for (let j = 0; j < p; j++) largest[j] = Math.max(largest[j], Math.abs(block.x[i * p + j]));
    largest[p] = Math.max(largest[p], Math.abs(block.y[i]));
  }
  return largest;
}
