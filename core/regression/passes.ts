import { compressBlocks, mergeCompressedRows, type CompressedRows } from "./compressed-rows";
import { mergeSums, startingShift, sumsOfBlock, type ShiftedSums } from "./moments";
import { mergeDoubledReadings, readDoubled, type DoubledReading } from "./doubled-residuals";
import { mergePlainReadings, readPlainly, type PlainReading } from "./plain-residuals";
import type { Position } from "./position";
import { mergeSteps, readSteps, type Line, type Steps } from "./residuals";
import { scaledBlock, type RowBlock } from "./rows";

/**
 * A reading of all rows that a fit asks for, and all that it needs to know, as plain data: rows may be read here, in
 * other threads, or as they come from a file. Every group of rows is read alone and the results are merged in the order
 * of the groups.
 */
export type Pass =
  /** Sums about the shift; without one, about a shift made from the first rows. */
  | { readonly kind: "sums"; readonly shift?: Float64Array }
  | { readonly kind: "residuals"; readonly position: Position }
  /** The same in doubled precision. */
  | { readonly kind: "doubledResiduals"; readonly position: Position }
  /** Cross products without rounding. */
  | { readonly kind: "products" }
  /** What depends on the order of the rows; the line is that of the rows times `scale`. */
  | { readonly kind: "steps"; readonly line: Line; readonly scale?: Float64Array };

/** What each kind of pass finds. */
export interface Findings {
  readonly sums: ShiftedSums;
  readonly residuals: PlainReading;
  readonly doubledResiduals: DoubledReading;
  readonly products: CompressedRows;
  readonly steps: Steps;
}

export type Finding = Findings[Pass["kind"]];

/** Asks for one reading of the rows. */
export function* readRows<Kind extends Pass["kind"]>(
  pass: Pass & { readonly kind: Kind },
): Generator<Pass, Findings[Kind], Finding> {
  return (yield pass) as Findings[Kind];
}

/** The pass with nothing left open, once a group with complete rows is at hand. */
export function settledPass(pass: Pass, group: RowBlock, predictors: number): Pass {
  if (pass.kind !== "sums" || pass.shift !== undefined) return pass;
  return { kind: "sums", shift: startingShift(group, predictors) };
}

/** What a pass finds in one group of rows. */
export function readGroup(pass: Pass, group: RowBlock, predictors: number): Finding {
  switch (pass.kind) {
    case "sums":
      // Without a shift there is no complete row in the group.
      return sumsOfBlock(group, pass.shift ?? new Float64Array(predictors + 2));
    case "residuals":
      return readPlainly(group, pass.position);
    case "doubledResiduals":
      return readDoubled(group, pass.position);
    case "products":
      return compressBlocks([group], predictors);
    case "steps":
      return readSteps(pass.scale === undefined ? group : scaledBlock(group, pass.scale), pass.line);
  }
}

/** What is found in two neighbouring sets of rows together. */
export function mergeFindings(kind: Pass["kind"], a: Finding, b: Finding): Finding {
  switch (kind) {
    case "sums":
      return mergeSums(a as ShiftedSums, b as ShiftedSums);
    case "residuals":
      return mergePlainReadings(a as PlainReading, b as PlainReading);
    case "doubledResiduals":
      return mergeDoubledReadings(a as DoubledReading, b as DoubledReading);
    case "products":
      return mergeCompressedRows(a as CompressedRows, b as CompressedRows);
    case "steps":
      return mergeSteps(a as Steps, b as Steps);
  }
}
