import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { outcome, outcomeDrivers, outcomeGains, outcomePredict } from "../../../../core/regression";
import { keyOf } from "../measures/key-of";
import { off } from "./exact-least-squares";

const visits = Float64Array.of(9, 7, 8, 4, 6, 3, 5, 2, 1, 4);
const years = Float64Array.of(1, 3, 2, 2, 5, 1, 4, 3, 1, 6);
const y = [0, 0, 1, 1, 0, 1, 0, 0, 1, 1];

describe("what comes of a fit", () => {
  test("probabilities, and their bounds on the scale of the logit", () => {
    const result = outcome(y, [visits, years]);
    const { probability, lower, upper } = outcomePredict(result, [visits, years], { interval: "confidence" });
    // By its formula from the maximum in 50 digits (Python, mpmath).
    const wanted = [
      0.3244894544963022, 0.32775302334041906, 0.3261191321478227, 0.6470318147084596, 0.26183222441084236,
      0.779799177951456, 0.4066121914343052, 0.7203895478868597, 0.8732937458749579, 0.3326796877485749,
    ];
    expect(off(probability, wanted)).toBeLessThan(1e-14);
    probability.forEach((value, i) => {
      const logit = (each: number): number => Math.log(each / (1 - each));
      expect(logit(upper![i]) - logit(value)).toBeCloseTo(logit(value) - logit(lower![i]), 10);
      expect(upper![i]).toBeGreaterThan(value);
    });
  });

  test("many rows, fitted in few passes and about their means, have the figures of one row in four with weight 4", () => {
    const few = 25_000;
    const p = 5;
    const at = (i: number, j: number): number => 100 * j + Math.sin(i * (j + 1.37) * 1.7);
    const answer = (i: number): number =>
      Number((Math.sin(i * 12.9898) * 43758.5453) % 1 < 0.4 * at(i, 0) + 0.3);
    const rows = Array.from({ length: few }, (_, i) => i);
    const columns = Array.from({ length: p }, (_, j) => Float64Array.from(rows, (i) => at(i, j)));
    const weighted = outcome(rows.map(answer), columns, { caseWeights: rows.map(() => 4) });
    const all = outcome(
      [0, 1, 2, 3].flatMap(() => rows.map(answer)),
      columns.map((column) => Float64Array.from({ length: 4 * few }, (_, i) => column[i % few])),
    );
    for (const figure of ["coefficients", "standardErrors", "lower"] as const)
      expect(off(all[figure], Array.from(weighted[figure]))).toBeLessThan(1e-11);
    for (const figure of ["logLikelihood", "auc", "brier", "nagelkerke"] as const)
      expect(off([all[figure]], [weighted[figure]])).toBeLessThan(1e-12);
  });

  test("shares of the deviance", () => {
    const drivers = outcomeDrivers(y, [visits, years]);
    expect(off(drivers.share, [0.10111024404500242, 0.04338677581123131])).toBeLessThan(1e-11);
    expect(off(drivers.oddsRatios, [0.4205877920668675, 0.5654918122751568])).toBeLessThan(1e-13);
    expect([...drivers.rank]).toEqual([1, 2]);
  });
});

test("the order of rows and the units of predictors change nothing but the units", () => {
  fc.assert(
    fc.property(fc.integer({ min: -4, max: 6 }), fc.nat({ max: 9 }), (power, turn) => {
      const base = outcome(y, [visits, years]);
      const unit = 2 ** (3 * power);
      const turned = <Value>(list: ArrayLike<Value>): Value[] =>
        Array.from(list, (_, i) => list[(i + turn) % 10]);
      const other = outcome(turned(y), [
        Float64Array.from(turned(visits), (v) => v * unit + 2048 * unit),
        Float64Array.from(turned(years)),
      ]);
      expect(
        off([other.coefficients[1] * unit, other.coefficients[2]], [...base.coefficients.subarray(1)]),
      ).toBeLessThan(1e-13);
      expect(Math.abs(other.logLikelihood / base.logLikelihood - 1)).toBeLessThan(1e-14);
    }),
    { numRuns: 30 },
  );
});

test("a collinear term is named, and has the shortest solution", () => {
  const result = outcome(y, [visits, years, visits.map((value) => 2 * value)]);
  expect(result.collinear).toEqual([0, 2]);
  expect(result.standardErrors[1]).toBeNaN();
  expect(result.coefficients[3] / result.coefficients[1]).toBeCloseTo(2, 12);
  expect(result.rank).toBe(3);
});

describe("gains", () => {
  test("groups by falling probability", () => {
    const groups = outcomeGains([1, 1, 0, 0], [0.9, 0.6, 0.5, 0.1], 2);
    expect(groups).toEqual([
      { customers: 2, predicted: 0.75, observed: 1, lift: 2, captured: 1 },
      { customers: 2, predicted: 0.3, observed: 0, lift: 0, captured: 1 },
    ]);
  });
  test("customers of one probability share their yeses, whatever the order of rows", () => {
    const observed = (outcomes: number[]): number[] =>
      outcomeGains(outcomes, [0.5, 0.5, 0.5, 0.5], 2).map((each) => each.observed);
    expect(observed([1, 0, 0, 0])).toEqual([0.25, 0.25]);
    expect(observed([0, 0, 0, 1])).toEqual([0.25, 0.25]);
  });
});

describe("errors say which", () => {
  test.each([
    [
      "outcomeFewRows",
      () =>
        outcome(
          [1, 0],
          [
            [1, 2],
            [2, 5],
          ],
        ),
    ],
    ["feedbackHeights", () => outcome([1, 0, 1], [[1], [2]])],
    [
      "outcomeManyDrivers",
      () =>
        outcomeDrivers(
          y.concat(y),
          Array.from({ length: 20 }, (_, i) => Array.from({ length: 11 }, (_u, j) => Math.sin(i * (j + 1)))),
        ),
    ],
    ["badProbability", () => outcomeGains([1, 0], [0.5, 1.5], 2)],
    ["outcomeGroups", () => outcomeGains([1, 0], [0.5, 0.5])],
  ])("%s", (wantedKey, body) => {
    expect(keyOf(body)).toBe(wantedKey);
  });
});
