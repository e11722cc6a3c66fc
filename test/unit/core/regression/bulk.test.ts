import { describe, expect, test } from "@jest/globals";
import { feedback } from "../../../../core/regression";
import { correctDigits, exactLeastSquares } from "./exact-least-squares";

/** More cells than are refined from the start: these designs go the plain way, in kernels over blocks of rows. */
const rows = 30_000;
const columns = 8;

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

describe("bulk data keep the digits of the exact least squares (rational arithmetic)", () => {
  test.each(Object.entries(designs))("%s", (_, { mean, spread, common, noise }) => {
    const random = uniform(7);
    const y = new Float64Array(rows);
    const data = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) {
      const shared = random();
      let sum = 0;
      for (let j = 0; j < columns; j++) {
        const value = common * shared + (1 - common) * random();
        data[i * columns + j] = mean(j) + spread(j) * value;
        sum += (j + 1) * value;
      }
      y[i] = 3 + sum + noise * random();
    }
    const exact = exactLeastSquares(
      Array.from(y),
      Array.from(y, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns))),
    );
    const found = feedback(y, { data, columns });
    const worst = (all: ArrayLike<number>, right: readonly number[]): number =>
      Math.min(...right.map((value, i) => correctDigits(all[i], value)));
    expect(worst(found.coefficients, exact.coefficients)).toBeGreaterThanOrEqual(14);
    expect(worst(found.standardErrors, exact.standardErrors)).toBeGreaterThanOrEqual(13);
    expect(correctDigits(found.rSquared, exact.rSquared)).toBeGreaterThanOrEqual(14);
  });
});
