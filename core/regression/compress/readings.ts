import { compressBlock, mergeCompressedRows, type CompressedRows } from "./compressed-rows";
import type { KernelsFor } from "./kernels";
import { mergeSums, startingShift, sumsOfBlock, type ShiftedSums } from "./moments";
import { kernelsInUse } from "./plain-kernels";
import { mergeResiduals, readResiduals, type Estimate, type ResidualSums } from "./residuals";
import { scaledBlock, type RowBlock, type RowSource } from "./rows";
import { mergeDifferences, readDifferences, type Line, type SerialDifferences } from "./serial-differences";

/**
 * A reading of all rows that a fit asks for, and all that it needs to know, as plain data: rows may be read here or in
 * other threads. Every group of rows is read alone and the results are merged in the order
 * of the groups.
 */
export type Pass =
  /** Sums about the shift; without one, about a shift made from the first rows. */
  | { readonly kind: "sums"; readonly shift?: Float64Array }
  | { readonly kind: "residuals"; readonly estimate: Estimate; readonly isDoubled: boolean }
  /** Cross products without rounding. */
  | { readonly kind: "products" }
  /** What depends on the order of the rows; the line is that of the rows times `scale`. */
  | { readonly kind: "steps"; readonly line: Line; readonly scale?: Float64Array };

/** What each kind of pass finds. */
export interface Findings {
  readonly sums: ShiftedSums;
  readonly residuals: ResidualSums;
  readonly products: CompressedRows;
  readonly steps: SerialDifferences;
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
export function readGroup(
  pass: Pass,
  group: RowBlock,
  predictors: number,
  kernels: KernelsFor = kernelsInUse,
): Finding {
  switch (pass.kind) {
    case "sums":
      // Without a shift there is no complete row in the group.
      return sumsOfBlock(group, pass.shift ?? new Float64Array(predictors + 2), kernels(predictors));
    case "residuals":
      return readResiduals(group, pass.estimate, pass.isDoubled, kernels(predictors));
    case "products":
      return compressBlock(group, predictors, kernels);
    case "steps":
      return readDifferences(pass.scale === undefined ? group : scaledBlock(group, pass.scale), pass.line);
  }
}

/** What is found in two neighbouring sets of rows together. */
export function mergeFindings(kind: Pass["kind"], a: Finding, b: Finding): Finding {
  switch (kind) {
    case "sums":
      return mergeSums(a as ShiftedSums, b as ShiftedSums);
    case "residuals":
      return mergeResiduals(a as ResidualSums, b as ResidualSums);
    case "products":
      return mergeCompressedRows(a as CompressedRows, b as CompressedRows);
    case "steps":
      return mergeDifferences(a as SerialDifferences, b as SerialDifferences);
  }
}

/** Steps that ask for readings of the rows until they have a result. */
export type Passes<Result> = Generator<Pass, Result, Finding>;

/** Runs the steps over rows at hand. */
export function runPasses<Result>(steps: Passes<Result>, source: RowSource, kernels?: KernelsFor): Result {
  let step = steps.next();
  while (!step.done) step = steps.next(runPass(step.value, source, kernels));
  return step.value;
}

function runPass(pass: Pass, { predictors, blocks }: RowSource, kernels?: KernelsFor): Finding {
  let total: Finding | undefined;
  for (const group of blocks()) {
    pass = settledPass(pass, group, predictors);
    const finding = readGroup(pass, group, predictors, kernels);
    total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
  }
  return total ?? readGroup(pass, { rows: 0, x: new Float64Array(0), y: new Float64Array(0) }, predictors);
}

/** Compresses all the rows of a source in one reading; rows with a blank are left out and counted. */
export function compressRows(source: RowSource, kernels?: KernelsFor): CompressedRows {
  return runPass({ kind: "products" }, source, kernels) as CompressedRows;
}
