import { describe, expect, test } from "@jest/globals";
import { feedback, feedbackPredict, feedbackTable } from "../../../../../core/regression";
import { dataOf, dataSets, expectClose, figuresByR } from "../r-figures";

describe.each(dataSets)("$name agrees with R", ({ name, p, less }) => {
  const { y, x } = dataOf(name);
  const wanted = figuresByR(name);
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
  test("the same from typed columns, and from plain numbers", () => {
    const columns = x[0].map((_, j) => Float64Array.from(x, (row) => row[j]));
    expect(feedback(y, columns).coefficients).toEqual(result.coefficients);
    expect(feedback([...y], x).coefficients).toEqual(result.coefficients);
  });
});

test("collinear terms are named, and their errors stay open", () => {
  const result = feedback(Float64Array.of(10, 20, 30), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  const table = feedbackTable(result, ["price", "service"]);
  expect(table.at(-1)!.slice(0, 2)).toEqual(["Collinear terms", "price, service"]);
  expect(result.rank).toBe(2);
  expectClose(result.coefficients, [2.5, 2.5, 2.5], 14);
  const { standardErrors, t, p, lower, upper, vif } = result;
  for (const figure of [standardErrors, t, p, lower, upper, vif])
    expect(Array.from(figure).every(Number.isNaN)).toBe(true);
});

test("rows with a blank in y or x are left out and counted", () => {
  const { y, x } = dataOf("attitude");
  const withBlanks = [...x, [1, 2, 3, NaN, 5, 6], [1, 2, 3, 4, 5, 6]];
  const result = feedback(Float64Array.of(...y, 50, NaN), withBlanks);
  expect([result.rowsUsed, result.rowsLeftOut]).toEqual([30, 2]);
  expect(result.coefficients).toEqual(feedback(y, x).coefficients);
});

describe("what is nothing is 0, and what is small keeps its digits", () => {
  test("a coefficient and an intercept that are exactly 0", () => {
    const rows = Array.from({ length: 9 }, (_, i) => [i, (i * 7) % 3, 45000 + i * i]);
    const found = feedback(
      rows.map((row) => -3 * row[0]),
      rows,
    );
    expect(Array.from(found.coefficients)).toEqual([0, -3, 0, 0]);
    expect(feedbackPredict(found, [[0, 1, 45001]]).prediction[0]).toBe(0);
  });
  test("an adjusted R² close to 0", () => {
    const response = [44, 107, 126, 5, 8, 199, 154];
    const found = feedback(
      response,
      response.map((_, i) => [i]),
    );
    // (6 · 7 Sxy² − 28 · 7 Syy) / (5 · 28 · 7 Syy), in whole numbers.
    expectClose([found.adjustedRSquared], [112 / 32930800], 10);
  });
});
