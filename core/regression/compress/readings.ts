import { compressBlock, mergeCompressedRows, type CompressedRows } from "./compressed-rows";
import { mergeSums, startingShift, sumsOfBlock, type ShiftedSums } from "./moments";
import { mergeResiduals, readResiduals, type Estimate, type ResidualSums } from "./residuals";
import { scaledBlock, type RowBlock, type RowSource } from "./rows";
import { mergeDifferences, readDifferences, type Line, type SerialDifferences } from "./serial-differences";

/**
 * A pass over all rows that a fit requests, with everything it needs to know, as plain data: rows may be read here or
 * in other threads. Each group of rows is read on its own, and the results are merged in the order of the groups.
 */
export type Pass =
  /** Sums about the shift; without one, about a shift computed from the first rows. */
  | { readonly kind: "sums"; readonly shift?: Float64Array }
  | { readonly kind: "residuals"; readonly estimate: Estimate; readonly isDoubled: boolean }
  /** Cross products without rounding. */
  | { readonly kind: "products" }
  /** Figures that depend on the order of the rows; the line is that of the rows times `scale`. */
  | { readonly kind: "steps"; readonly line: Line; readonly scale?: Float64Array };

/** The result of each kind of pass. */
export interface Findings {
  readonly sums: ShiftedSums;
  readonly residuals: ResidualSums;
  readonly products: CompressedRows;
  readonly steps: SerialDifferences;
}

export type Finding = Findings[Pass["kind"]];

/** Requests one pass over the rows. */
export function* readRows<Kind extends Pass["kind"]>(
  pass: Pass & { readonly kind: Kind },
): Generator<Pass, Findings[Kind], Finding> {
  return (yield pass) as Findings[Kind];
}

/** The pass with its shift settled, given a group that has complete rows. */
export function settledPass(pass: Pass, group: RowBlock, predictors: number): Pass {
  if (pass.kind !== "sums" || pass.shift !== undefined) return pass;
  return { kind: "sums", shift: startingShift(group, predictors) };
}

/** The result of a pass for one group of rows. */
export function readGroup(pass: Pass, group: RowBlock, predictors: number): Finding {
  switch (pass.kind) {
    case "sums":
      // If there is still no shift, the group has no complete row.
      return sumsOfBlock(group, pass.shift ?? new Float64Array(predictors + 2));
    case "residuals":
      return readResiduals(group, pass.estimate, pass.isDoubled);
    case "products":
      return compressBlock(group, predictors);
    case "steps":
      return readDifferences(pass.scale === undefined ? group : scaledBlock(group, pass.scale), pass.line);
  }
}

const merges: { readonly [Kind in Pass["kind"]]: (a: Findings[Kind], b: Findings[Kind]) => Findings[Kind] } =
  {
    sums: mergeSums,
    residuals: mergeResiduals,
    products: mergeCompressedRows,
    steps: mergeDifferences,
  };

/** Merges the results for two adjacent sets of rows. */
export function mergeFindings(kind: Pass["kind"], a: Finding, b: Finding): Finding {
  return (merges[kind] as (a: Finding, b: Finding) => Finding)(a, b);
}

/** A generator that requests passes over the rows until it has a result. */
export type Passes<Result> = Generator<Pass, Result, Finding>;

/** Runs the passes over rows in memory. */
export function runPasses<Result>(steps: Passes<Result>, source: RowSource): Result {
  let step = steps.next();
  while (!step.done) step = steps.next(runPass(step.value, source));
  return step.value;
}

function runPass(pass: Pass, { predictors, blocks }: RowSource): Finding {
  let total: Finding | undefined;
  for (const group of blocks()) {
    pass = settledPass(pass, group, predictors);
    const finding = readGroup(pass, group, predictors);
    total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
  }
  return total ?? readGroup(pass, { rows: 0, x: new Float64Array(0), y: new Float64Array(0) }, predictors);
}

/** Compresses all rows of a source in one pass; rows with a blank are left out and counted. */
export function compressRows(source: RowSource): CompressedRows {
  return runPass({ kind: "products" }, source) as CompressedRows;
}
