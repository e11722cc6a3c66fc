import { CrmError } from "../../errors";
import { compressBlocks, mergeCompressedRows, type CompressedRows } from "./compressed-rows";
import type { KernelsFor } from "./kernels";
import { mergeSums, startingShift, sumsOfBlock, type ShiftedSums } from "./moments";
import { kernelsInUse } from "./plain-kernels";
import {
  mergeDoubledReadings,
  mergePlainReadings,
  readDoubled,
  readPlainly,
  type DoubledReading,
  type Estimate,
  type PlainReading,
} from "./residuals";
import {
  asyncGroupsOf,
  groupsOf,
  scaledBlock,
  type AsyncRowSource,
  type RowBlock,
  type RowSource,
} from "./rows";
import { mergeDifferences, readDifferences, type Line, type SerialDifferences } from "./serial-differences";

/**
 * A reading of all rows that a fit asks for, and all that it needs to know, as plain data: rows may be read here, in
 * other threads, or as they come from a file. Every group of rows is read alone and the results are merged in the order
 * of the groups.
 */
export type Pass =
  /** Sums about the shift; without one, about a shift made from the first rows. */
  | { readonly kind: "sums"; readonly shift?: Float64Array }
  | { readonly kind: "residuals"; readonly estimate: Estimate }
  /** The same in doubled precision. */
  | { readonly kind: "doubledResiduals"; readonly estimate: Estimate }
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
      return readPlainly(group, pass.estimate, kernels(predictors));
    case "doubledResiduals":
      return readDoubled(group, pass.estimate, kernels(predictors));
    case "products":
      return compressBlocks([group], predictors);
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
      return mergePlainReadings(a as PlainReading, b as PlainReading);
    case "doubledResiduals":
      return mergeDoubledReadings(a as DoubledReading, b as DoubledReading);
    case "products":
      return mergeCompressedRows(a as CompressedRows, b as CompressedRows);
    case "steps":
      return mergeDifferences(a as SerialDifferences, b as SerialDifferences);
  }
}

/** Steps that ask for readings of the rows until they have a result. */
export type Passes<Result> = Generator<Pass, Result, Finding>;

/** Runs the steps over rows that can be read at once. */
export function runPasses<Result>(steps: Passes<Result>, source: RowSource, kernels?: KernelsFor): Result {
  const check = source.inMemory ? undefined : sameRows();
  let step = steps.next();
  while (!step.done) step = steps.next(runPass(step.value, source, check, kernels));
  return step.value;
}

function runPass(pass: Pass, source: RowSource, check: SameRows | undefined, kernels?: KernelsFor): Finding {
  const reader = passReader(pass, source.predictors, kernels);
  for (const group of groupsOf(source)) {
    check?.see(group);
    reader.add(group);
  }
  check?.end();
  return reader.found();
}

/** Runs the steps over rows that come asynchronously; one group of them is held at a time. */
export async function runPassesAsync<Result>(
  steps: Passes<Result>,
  source: AsyncRowSource,
  kernels?: KernelsFor,
): Promise<Result> {
  const check = sameRows();
  let step = steps.next();
  while (!step.done) {
    const reader = passReader(step.value, source.predictors, kernels);
    for await (const group of asyncGroupsOf(source)) {
      check.see(group);
      reader.add(group);
    }
    check.end();
    step = steps.next(reader.found());
  }
  return step.value;
}

function passReader(
  pass: Pass,
  predictors: number,
  kernels?: KernelsFor,
): { add(group: RowBlock): void; found(): Finding } {
  let total: Finding | undefined;
  return {
    add(group) {
      pass = settledPass(pass, group, predictors);
      const finding = readGroup(pass, group, predictors, kernels);
      total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
    },
    found: () =>
      total ?? readGroup(pass, { rows: 0, x: new Float64Array(0), y: new Float64Array(0) }, predictors),
  };
}

interface SameRows {
  see(group: RowBlock): void;
  end(): void;
}

/** Watches that a source hands out the same rows at each reading, by a hash of each group of them. */
function sameRows(): SameRows {
  const hashes: number[] = [];
  let complete = false;
  let at = 0;
  let first = 0;
  return {
    see({ rows, x, y }) {
      const hash = hashOf(y, hashOf(x, rows));
      if (complete && hash !== hashes[at]) throw changed(first + 1, first + rows);
      hashes[at++] = hash;
      first += rows;
    },
    end() {
      if (complete && at < hashes.length) throw changed(first + 1, first + 1);
      complete = true;
      at = 0;
      first = 0;
    },
  };
}

function changed(first: number, last: number): CrmError {
  return new CrmError("value", "feedbackSourceChanged", { first, last });
}

/** FNV-1a over the halves of the doubles. */
function hashOf(values: Float64Array, start: number): number {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  let hash = start;
  for (let i = 0; i < halves.length; i++) hash = Math.imul(hash ^ halves[i], 16777619);
  return hash;
}
