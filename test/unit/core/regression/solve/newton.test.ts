import { expect, test } from "@jest/globals";
import {
  doubledSums,
  likelihoodOf,
  maximiseLikelihood,
  plainSums,
  type OutcomeRows,
} from "../../../../../core/regression/solve/newton";
import { invertPositive } from "../../../../../core/regression/solve/small-matrices";

function rowsOf(x: readonly number[], y: readonly number[], weights?: readonly number[]): OutcomeRows {
  return {
    rows: x.length,
    columns: 1,
    high: Float64Array.from(x),
    shift: Float64Array.of(0),
    y: Uint8Array.from(y),
    weights: weights && Float64Array.from(weights),
  };
}

test("sums at θ = 0, by hand: every probability is ½", () => {
  const rows = rowsOf([1, 2, 3, 4], [0, 0, 1, 1], [1, 1, 1, 3]);
  for (const { logLikelihood, gradient, information } of [
    plainSums(rows, Float64Array.of(0, 0)),
    doubledSums(rows, [
      [0, 0],
      [0, 0],
    ]),
  ]) {
    expect(logLikelihood).toBeCloseTo(6 * Math.log(0.5), 14);
    expect(Array.from(gradient)).toEqual([1, 6]);
    information.forEach(([value], at) => expect(value).toBeCloseTo([1.5, 4.5, 4.5, 15.5][at], 14));
  }
});

test("far out, where a probability is 0 to all digits of a double", () => {
  const { logLikelihood, gradient } = plainSums(rowsOf([1, -1], [0, 0]), Float64Array.of(0, 800));
  expect(logLikelihood).toBe(-800);
  expect(Array.from(gradient)).toEqual([-1, -1]);
});

// A 2×2 table 3 : 1 and 1 : 3 in closed form: θ₁ = ln 9, variance Σ 1/n = 8/3, ln L = 2(3 ln ¾ + ln ¼).
const table = rowsOf([0, 0, 0, 0, 1, 1, 1, 1], [1, 0, 0, 0, 1, 1, 1, 0]);

test("the maximum of a table of two by two, in closed form", () => {
  const { theta, covariance, logLikelihood, separation } = maximiseLikelihood(table, 0);
  expect(theta[0][0]).toBeCloseTo(-Math.log(3), 14);
  expect(theta[1][0]).toBeCloseTo(Math.log(9), 14);
  expect(covariance[3][0]).toBeCloseTo(8 / 3, 13);
  expect(logLikelihood).toBeCloseTo(6 * Math.log(0.75) + 2 * Math.log(0.25), 14);
  expect(likelihoodOf(table, 0)).toBeCloseTo(logLikelihood, 13);
  expect(separation).toBeUndefined();
});

test("rows that are parted have a direction instead, complete or not", () => {
  expect(maximiseLikelihood(rowsOf([1, 2, 3, 4], [0, 0, 1, 1]), 0).separation?.complete).toBe(true);
  expect(maximiseLikelihood(rowsOf([1, 2, 2, 4], [0, 0, 1, 1]), 0).separation?.complete).toBe(false);
});

test("the inverse of a Hilbert matrix, whole numbers; none of one that is not positive definite", () => {
  const hilbert = Array.from({ length: 9 }, (_, at) => 1 / (1 + Math.floor(at / 3) + (at % 3)));
  // 1/3 and 1/5 are no doubles: the condition of 524 is what rounding of them costs.
  const inverse = invertPositive(
    hilbert.map((value) => [value, 0] as const),
    3,
  )!;
  inverse.forEach(([value], at) =>
    expect(value).toBeCloseTo([9, -36, 30, -36, 192, -180, 30, -180, 180][at], 10),
  );
  expect(
    invertPositive(
      [1, 2, 2, 1].map((value) => [value, 0] as const),
      2,
    ),
  ).toBeUndefined();
});
