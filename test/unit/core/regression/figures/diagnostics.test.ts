import { describe, expect, test } from "@jest/globals";
import { diagnosticsTable, feedbackDiagnostics } from "../../../../../core/regression";
import { dataOf, dataSets, expectClose, figuresByR } from "../r-figures";

test.each(dataSets)("$name agrees with R", ({ name }) => {
  const { y, x } = dataOf(name);
  const wanted = figuresByR(name);
  const found = feedbackDiagnostics(y, x);
  expectClose(found.fitted, wanted.fitted);
  expectClose(found.residual, wanted.residual, 9);
  expectClose(found.leverage, wanted.leverage, 11);
  expectClose(found.studentised, wanted.rstudent, 9);
  expectClose(found.cooksDistance, wanted.cooks, 9);
});

test("rows with a blank stand where they were, with empty cells", () => {
  const { y, x } = dataOf("attitude");
  const found = feedbackDiagnostics(Float64Array.of(...y, 50, NaN), [
    ...x,
    [1, 2, 3, NaN, 5, 6],
    [1, 2, 3, 4, 5, 6],
  ]);
  expect(Array.from(found.used.subarray(29))).toEqual([1, 0, 0]);
  expect(found.fitted[31]).toBeNaN();
  const table = diagnosticsTable(found);
  expect(table).toHaveLength(33);
  expect(table[31]).toEqual(["", "", "", "", ""]);
  expect(table[1][0]).toBe(found.fitted[0]);
});

test("a perfect fit has residuals of 0 and nothing that divides by them", () => {
  const { residual, cooksDistance, studentised } = feedbackDiagnostics([1, 3, 5, 7], [[0], [1], [2], [3]]);
  expect([...residual]).toEqual([0, 0, 0, 0]);
  expect([...cooksDistance, ...studentised].every(Number.isNaN)).toBe(true);
});

test("leverage next to 1: Cook's distance and studentised residuals keep their digits", () => {
  // One row far off: 1 − h is about 1e-14. Expected numbers in rational arithmetic (Python, fractions), see below.
  const x = Float64Array.of(1e7, 1, 2, 3, 4);
  const response = [3, 1, 2, 4, 3.5];
  const exact = (): [number, number, number] => {
    // h₁ = 1/n + (x₁ − x̄)²/Sxx by whole numbers.
    const n = 5n;
    const xs = [10_000_000n, 1n, 2n, 3n, 4n];
    const ys = [6n, 2n, 4n, 8n, 7n]; // twice y
    const sx = xs.reduce((a, b) => a + b);
    const sy = ys.reduce((a, b) => a + b);
    const sxx = n * xs.reduce((a, b) => a + b * b, 0n) - sx * sx;
    const sxy = n * xs.reduce((a, b, i) => a + b * ys[i], 0n) - sx * sy;
    const syy = n * ys.reduce((a, b) => a + b * b, 0n) - sy * sy;
    const d = n * xs[0] - sx;
    const rest = n * sxx - sxx - d * d; // (1 − h)·n·Sxx
    const e = (n * ys[0] - sy) * sxx - d * sxy; // 2·n·e·Sxx
    const ratio = (a: bigint, b: bigint): number => Number((a * 10n ** 40n) / b) / 1e40;
    const rss = syy * sxx - sxy * sxy; // 4·n·RSS·Sxx
    // D = e² h / (2 s² (1 − h)²), s² = RSS/3; own = e²/((1 − h) RSS)
    const h = n * sxx - rest;
    const cook = ratio(3n * e * e * h, 2n * rss * rest * rest);
    const own = ratio(e * e, rss * rest);
    const studentised = Math.sign(Number(e)) * Math.sqrt((2 * own) / (1 - own));
    return [ratio(rest, n * sxx), cook, studentised];
  };
  const [rest, cook, studentised] = exact();
  expect(rest).toBeLessThan(1e-12);
  const found = feedbackDiagnostics(response, [x]);
  expect(Math.abs(found.cooksDistance[0] / cook - 1)).toBeLessThan(1e-10);
  expect(Math.abs(found.studentised[0] / studentised - 1)).toBeLessThan(1e-10);
});

describe("diagnostics of extreme data are those of the data in other units", () => {
  const x = Array.from({ length: 60 }, (_, i) => [
    Math.sin(i) * 5,
    Math.cos(i * 1.7) + i / 30,
    (i * 37) % 11,
  ]);
  const y = Float64Array.from(x, (row, i) => 2 + row[0] - 3 * row[1] + 0.5 * row[2] + Math.sin(i * 12.9));
  const wide = x.map((row) => row.map((value) => value * 2 ** -20));
  const of = (power: number): ReturnType<typeof feedbackDiagnostics> =>
    feedbackDiagnostics(
      y.map((value) => value * 2 ** power),
      wide.map((row) => row.map((value) => value * 2 ** power)),
    );
  const plain = of(0);
  test.each([-960, -500, 500, 980])("2^%p", (power) => {
    const found = of(power);
    expectClose(found.studentised, [...plain.studentised]);
    expectClose(found.cooksDistance, [...plain.cooksDistance]);
    expectClose(
      found.residual.map((value) => value / 2 ** power),
      [...plain.residual],
    );
  });
});
