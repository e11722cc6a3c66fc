import { describe, expect, test } from "@jest/globals";
import {
  feedback,
  feedbackSteps,
  mergeFindings,
  readGroup,
  rowsOf,
  settledPass,
  type Finding,
  type Pass,
} from "../../../../../core/regression";
import { correctDigits, exactLeastSquares } from "../exact-least-squares";

/** Numbers in −0.5 … 0.5 by a linear congruential generator (Numerical Recipes). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
}

interface Design {
  readonly mean: (j: number) => number;
  readonly spread: (j: number) => number;
  /** Share of the first predictor in all others. */
  readonly common: number;
  readonly noise: number;
  /** What a predictor adds to y for each of its spreads; j + 1 by default. */
  readonly effect?: (j: number) => number;
  /** What y is without predictors; 3 by default. */
  readonly level?: number;
  /** What numbers are rounded to. */
  readonly unit?: number;
}

const designs: Record<string, Design> = {
  "ratings about their middle": { mean: () => 0, spread: () => 10, common: 0, noise: 5 },
  "dates, money and shares": {
    mean: (j) => [45_000, 1e6, 0.5][j % 3],
    spread: (j) => [700, 5e5, 0.1][j % 3],
    common: 0,
    noise: 3,
  },
  "predictors that go together": { mean: (j) => j, spread: () => 1, common: 0.8, noise: 1 },
  "hardly any noise": { mean: () => 5, spread: () => 2, common: 0.3, noise: 1e-4 },
  "hardly any explanation": { mean: () => 5, spread: () => 2, common: 0.3, noise: 1e4 },
};

/** Data of a kind: they have more cells than are always compressed without rounding. */
function dataOf(
  { mean, spread, common, noise, effect = (j) => j + 1, level = 3, unit }: Design,
  rows: number,
  columns: number,
): { y: Float64Array; data: Float64Array } {
  const random = uniform(7);
  const y = new Float64Array(rows);
  const data = new Float64Array(rows * columns);
  const rounded = (value: number): number => (unit === undefined ? value : Math.round(value / unit) * unit);
  for (let i = 0; i < rows; i++) {
    const shared = random();
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const value = common * shared + (1 - common) * random();
      data[i * columns + j] = rounded(mean(j) + spread(j) * value);
      sum += effect(j) * value;
    }
    y[i] = rounded(level + sum + noise * random());
  }
  return { y, data };
}

/** Readings of the rows that the fit asks for, by their kinds, and its worst digits. */
function checked(
  y: Float64Array,
  data: Float64Array,
  columns: number,
): { kinds: string[]; coefficients: number; standardErrors: number; rSquared: number; durbinWatson: number } {
  const exact = exactLeastSquares(
    Array.from(y),
    Array.from(y, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns))),
  );
  const kinds: string[] = [];
  const steps = feedbackSteps(columns);
  let step = steps.next();
  while (!step.done) {
    let pass: Pass = step.value;
    kinds.push(pass.kind === "residuals" && pass.isDoubled ? "doubled residuals" : pass.kind);
    let total: Finding | undefined;
    for (const group of rowsOf(y, { data, columns }).blocks()) {
      pass = settledPass(pass, group, columns);
      const finding = readGroup(pass, group, columns);
      total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
    }
    step = steps.next(total!);
  }
  const found = step.value;
  const worst = (all: ArrayLike<number>, right: readonly number[]): number =>
    Math.min(...right.map((value, i) => correctDigits(all[i], value)));
  return {
    kinds,
    coefficients: worst(found.coefficients, exact.coefficients),
    standardErrors: worst(found.standardErrors, exact.standardErrors),
    rSquared: correctDigits(found.rSquared, exact.rSquared),
    durbinWatson: correctDigits(found.durbinWatson, durbinWatsonOf(y, data, exact.coefficients)),
  };
}

/** By its definition (Durbin and Watson 1950) from the residuals of the exact coefficients, in plain doubles. */
function durbinWatsonOf(y: Float64Array, data: Float64Array, [level, ...slopes]: readonly number[]): number {
  const p = slopes.length;
  const residuals = y.map((value, i) => slopes.reduce((e, b, j) => e - b * data[i * p + j], value - level));
  let squares = 0;
  let steps = 0;
  residuals.forEach((e, i) => {
    squares += e ** 2;
    if (i > 0) steps += (e - residuals[i - 1]) ** 2;
  });
  return steps / squares;
}

describe("bulk data keep the digits of the exact least squares (rational arithmetic)", () => {
  test.each(Object.entries(designs))("%s: 30,000 × 8, in plain doubles", (_, design) => {
    const { y, data } = dataOf(design, 30_000, 8);
    const { kinds, coefficients, standardErrors, rSquared, durbinWatson } = checked(y, data, 8);
    expect(durbinWatson).toBeGreaterThanOrEqual(10);
    expect(coefficients).toBeGreaterThanOrEqual(14);
    expect(standardErrors).toBeGreaterThanOrEqual(13);
    expect(rSquared).toBeGreaterThanOrEqual(14);
    expect(kinds).not.toContain("products");
  });
});

/**
 * Data in which t of some coefficients is as small as is said, or y close to its fit: their residuals are read in
 * doubled precision.
 */
const doubledDesigns: Record<string, Design & { readonly t?: Record<number, number> }> = {
  "ratings, none of which matters": {
    mean: () => 5,
    spread: () => 10,
    common: 0,
    noise: 4,
    unit: 2 ** -20,
    effect: () => 0,
    t: { 1: 1e-2, 2: 1e-3, 3: -1e-4, 4: 1e-5 },
  },
  "of which one matters": {
    mean: () => 0,
    spread: () => 1,
    common: 0.4,
    noise: 1,
    effect: (j) => (j === 1 ? 5 : 0),
    t: { 1: -1e-2, 3: 1e-4 },
  },
  "dates, money and shares, which hardly matter": {
    mean: (j) => [45_000, 1e6, 0.5][j % 3],
    spread: (j) => [700, 5e5, 0.1][j % 3],
    common: 0,
    noise: 3,
    effect: (j) => 1e-6 * j,
    t: { 2: 1e-3, 3: 2e-3 },
  },
  "large means, half of it without effect": {
    mean: (j) => 1e4 * (j + 1),
    spread: () => 3,
    common: 0.5,
    noise: 1,
    effect: (j) => (j % 2) * j,
    level: -4e6,
    t: { 1: 0.2, 3: -0.1 },
  },
  "an intercept close to 0": {
    mean: (j) => j - 2,
    spread: () => 5,
    common: 0.2,
    noise: 1,
    t: { 0: 1e-4 },
  },
  "effects of every size": {
    mean: (j) => j,
    spread: () => 2,
    common: 0.3,
    noise: 1e-4,
    effect: (j) => 10 ** (-2 * j),
  },
  "R² of 1 but for 1e-10, half of it without effect": {
    mean: () => 3,
    spread: () => 2,
    common: 0.3,
    noise: 1e-5,
    effect: (j) => j % 2,
  },
  "R² of 1 but for 1e-16": { mean: () => 3, spread: () => 2, common: 0.3, noise: 1e-8 },
  "R² of 1e-8": {
    mean: () => 3,
    spread: () => 2,
    common: 0.3,
    noise: 1e4,
    effect: () => 0,
    t: { 1: 1e-4, 2: 1e-3, 3: 1e-4, 4: -1e-4, 5: 3e-3 },
  },
  "very small numbers": {
    mean: () => 0,
    spread: () => 1e-40,
    common: 0.3,
    noise: 1e-30,
    effect: (j) => (j % 2) * 1e-30,
    level: 1e-29,
    t: { 1: 1e-3 },
  },
};

/** The same y with coefficients of which t is as given (but for the rounding of y). */
function withStatistics(
  y: Float64Array,
  data: Float64Array,
  columns: number,
  wanted: Record<number, number>,
): Float64Array {
  const { coefficients, standardErrors } = feedback(y, { data, columns });
  return y.map((value, i) => {
    for (const [term, t] of Object.entries(wanted)) {
      const j = Number(term);
      const x = j === 0 ? 1 : data[i * columns + j - 1];
      value -= (coefficients[j] - t * standardErrors[j]) * x;
    }
    return value;
  });
}

describe("data with a coefficient close to 0 or R² close to 1 keep them too", () => {
  test.each(Object.entries(doubledDesigns))("%s: read in doubled precision", (_, design) => {
    for (const [rows, columns] of [
      [3000, 6],
      [2500, 5],
    ]) {
      const { y: given, data } = dataOf(design, rows, columns);
      const y = withStatistics(given, data, columns, design.t ?? {});
      const { kinds, coefficients, standardErrors, rSquared, durbinWatson } = checked(y, data, columns);
      // Where R² is 1 but for 1e-16 the residuals of the check itself have no more than 8 digits.
      expect(durbinWatson).toBeGreaterThanOrEqual(7);
      expect(coefficients).toBeGreaterThanOrEqual(14);
      expect(standardErrors).toBeGreaterThanOrEqual(13);
      expect(rSquared).toBeGreaterThanOrEqual(14);
      expect(kinds.slice(0, 2)).toEqual(["sums", "doubled residuals"]);
      expect(kinds).not.toContain("products");
    }
  });

  test("a coefficient that is 0: only compression without rounding tells", () => {
    // Every combination of two levels of four predictors, over and over: x₄ stands upright on y by its signs.
    const columns = 4;
    const rows = 4096;
    const level = (i: number, j: number): number => ((i >> j) & 1) * 2 - 1;
    const data = Float64Array.from({ length: rows * columns }, (_, k) =>
      level(Math.floor(k / columns), k % columns),
    );
    const y = Float64Array.from(
      { length: rows },
      (_, i) => 3 + 0.1 * level(i, 0) + 0.7 * level(i, 1) + 0.3 * level(i, 0) * level(i, 1) + level(i, 2),
    );
    const { kinds, coefficients } = checked(y, data, columns);
    expect(kinds).toEqual(["sums", "doubled residuals", "products", "steps"]);
    expect(coefficients).toBeGreaterThanOrEqual(14);
  });
});
