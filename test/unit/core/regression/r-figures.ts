import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";

const folder = join(__dirname, "../../../fixtures/regression");

/** Data sets of R with the number of their predictors p. R itself keeps `less` digits of mtcars, whose predictors are closely related. */
export const dataSets = [
  { name: "attitude", p: 6, less: 0 },
  { name: "swiss", p: 5, less: 0 },
  { name: "mtcars", p: 10, less: 2 },
];

/** A data set of R: the first column is the response. */
export function dataOf(name: string): { y: Float64Array; x: number[][] } {
  const lines = readFileSync(join(folder, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const cells = lines.map((line) => line.split(",").map(Number));
  return { y: Float64Array.from(cells, (row) => row[0]), x: cells.map((row) => row.slice(1)) };
}

/** What R says of it. Made by figures.R: summary(lm), confint, predict, hatvalues, rstudent, cooks.distance, LMG over all orderings. */
export function figuresByR(name: string): Record<string, number[]> {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Record<string, number[]>;
}

export function expectClose(found: ArrayLike<number>, expected: readonly number[], digits = 12): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(10 ** -digits * Math.abs(value));
  });
}
