import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackPredict,
  feedbackTable,
} from "../../../../core/regression";
import { exactLeastSquares } from "./exact-least-squares";

const folder = join(__dirname, "../../../fixtures/regression");

function expectClose(found: ArrayLike<number>, expected: readonly number[], digits = 12): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(10 ** -digits * Math.abs(value));
  });
}

function dataOf(name: string): { y: Float64Array; x: number[][] } {
  const lines = readFileSync(join(folder, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const cells = lines.map((line) => line.split(",").map(Number));
  return { y: Float64Array.from(cells, (row) => row[0]), x: cells.map((row) => row.slice(1)) };
}

const { y, x } = dataOf("attitude");

/** Digits that R itself keeps on mtcars, whose predictors are closely related, are fewer. */
describe.each([
  ["attitude", 6, 0],
  ["swiss", 5, 0],
  ["mtcars", 10, 2],
] as const)("%s agrees with R", (name, p, less) => {
  const { y, x } = dataOf(name);
  /** Made by figures.R: summary(lm), confint, predict, hatvalues, rstudent, cooks.distance, LMG over all orderings. */
  const wanted = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Record<string, number[]>;
  const result = feedback(y, x);
  test("coefficients", () => {
    expect(result.coefficients.length).toBe(p + 1);
    expectClose(result.coefficients, wanted.coefficients, 12 - less);
  });
  test("standard errors, t", () => {
    expectClose(result.standardErrors, wanted.standardErrors, 12 - less);
    expectClose(result.t, wanted.t, 11 - less);
  });
  test("p-values, bounds and VIF", () => {
    expectClose(result.p, wanted.p, 11 - less);
    expectClose(result.lower, wanted.lower, 11 - less);
    expectClose(result.upper, wanted.upper, 11 - less);
    expectClose(result.vif, wanted.vif, 12 - less);
  });
  test("the figures of the whole", () => {
    expectClose(
      [
        result.rSquared,
        result.adjustedRSquared,
        result.sigma,
        result.f,
        result.pOfF,
        result.logLikelihood,
        result.aic,
        result.bic,
        result.durbinWatson,
        result.conditionNumber,
      ],
      wanted.summary,
      11,
    );
    const n = y.length;
    expect([result.rowsUsed, result.rowsLeftOut, result.degreesOfFreedom, result.rank]).toEqual([
      n,
      0,
      n - p - 1,
      p + 1,
    ]);
  });
  test("both intervals", () => {
    const rows = [wanted.new.slice(0, p), wanted.new.slice(p)];
    const of = (bounds: ReturnType<typeof feedbackPredict>): number[] =>
      rows.flatMap((_, i) => [bounds.prediction[i], bounds.lower![i], bounds.upper![i]]);
    expectClose(
      of(feedbackPredict(result, rows, { interval: "confidence", confidence: 0.9 })),
      wanted.confidence,
      11,
    );
    expectClose(of(feedbackPredict(result, rows, { interval: "prediction" })), wanted.prediction, 11);
  });
  test("diagnostics", () => {
    const found = feedbackDiagnostics(y, x);
    expectClose(found.fitted, wanted.fitted);
    expectClose(found.residual, wanted.residual, 9);
    expectClose(found.leverage, wanted.leverage, 11);
    expectClose(found.studentised, wanted.rstudent, 9);
    expectClose(found.cooksDistance, wanted.cooks, 9);
  });
  test("drivers", () => {
    const found = feedbackDrivers(y, x);
    expect(found.method).toBe("orderings");
    expectClose(found.share, wanted.lmg, 10);
    if (wanted.lmgByOrderings.length > 0) expectClose(found.share, wanted.lmgByOrderings, 10);
    expectClose(found.standardised, wanted.beta, 11 - less);
    expect(found.share.reduce((a, b) => a + b)).toBeCloseTo(found.rSquared, 13);
  });
  test("the same from typed columns, and from plain numbers", () => {
    const columns = x[0].map((_, j) => Float64Array.from(x, (row) => row[j]));
    expect(feedback(y, columns).coefficients).toEqual(result.coefficients);
    expect(feedback([...y], x).coefficients).toEqual(result.coefficients);
  });
});

/** LMG from the exact R² of each of the 2ᵖ subsets, in rational arithmetic. */
function exactShares(y: Float64Array, x: number[][]): number[] {
  const p = x[0].length;
  const rSquared = Array.from({ length: 2 ** p }, (_, subset) => {
    const members = Array.from({ length: p }, (_u, j) => j).filter((j) => (subset >> j) & 1);
    return subset === 0
      ? 0
      : exactLeastSquares(
          [...y],
          x.map((row) => members.map((j) => row[j])),
        ).rSquared;
  });
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  return Array.from({ length: p }, (_, j) =>
    rSquared.reduce((sum, without, subset) => {
      if ((subset >> j) & 1) return sum;
      const s = subset.toString(2).replaceAll("0", "").length;
      const weight = (factorial(s) * factorial(p - 1 - s)) / factorial(p);
      return sum + weight * (rSquared[subset | (1 << j)] - without);
    }, 0),
  );
}

test("drivers of mtcars, by 1,024 subsets in rational arithmetic", () => {
  const { y, x } = dataOf("mtcars");
  expectClose(feedbackDrivers(y, x).share, exactShares(y, x), 13);
});

test.each([1e-2, 1e-4, 1e-7, 1e-10, 1e-13])(
  "drivers that differ by %p only, in rational arithmetic",
  (distance) => {
    const x = Array.from({ length: 30 }, (_, i) => {
      const first = Math.sin(i * i);
      return [first, first + distance * Math.sin(i * i + 0.3 * i), Math.cos(3 * i)];
    });
    const y = Float64Array.from(x, ([u, v, w], i) => u + 2 * v - w + Math.sin(7 * i));
    const { share, rSquared } = feedbackDrivers(y, x);
    expectClose(share, exactShares(y, x), 13);
    expect(share.reduce((a, b) => a + b)).toBeCloseTo(rSquared, 14);
  },
);

describe("the catalogue's collinear example", () => {
  const result = feedback(Float64Array.of(10, 20, 30), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  test("predicts 40", () => {
    expect(feedbackPredict(result, [[7, 8]]).prediction[0]).toBe(40);
    expectClose(result.coefficients, [2.5, 2.5, 2.5], 14);
  });
  test("names the collinear terms and leaves their errors open", () => {
    const table = feedbackTable(result, ["price", "service"]);
    expect(table.at(-1)!.slice(0, 2)).toEqual(["Collinear terms", "price, service"]);
    expect(result.rank).toBe(2);
    for (const figure of [
      result.standardErrors,
      result.t,
      result.p,
      result.lower,
      result.upper,
      result.vif,
    ]) {
      expect(Array.from(figure).every(Number.isNaN)).toBe(true);
    }
  });
  test("gives bounds only inside the row space", () => {
    const inside = feedbackPredict(result, [[7, 8]], { interval: "confidence" });
    const outside = feedbackPredict(result, [[7, 9]], { interval: "confidence" });
    expect([inside.lower![0], inside.upper![0]]).toEqual([40, 40]);
    expect(outside.lower![0]).toBeNaN();
    expect(outside.prediction[0]).toBeCloseTo(42.5, 12);
  });
});

test("rows with a blank in y or x are left out and counted", () => {
  const withBlanks = [...x, [1, 2, 3, NaN, 5, 6], [1, 2, 3, 4, 5, 6]];
  const result = feedback(Float64Array.of(...y, 50, NaN), withBlanks);
  expect([result.rowsUsed, result.rowsLeftOut]).toEqual([30, 2]);
  expect(result.coefficients).toEqual(feedback(y, x).coefficients);
  const { used, fitted } = feedbackDiagnostics(Float64Array.of(...y, 50, NaN), withBlanks);
  expect(Array.from(used.subarray(29))).toEqual([1, 0, 0]);
  expect(fitted[31]).toBeNaN();
});
