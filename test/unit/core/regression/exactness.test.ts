import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { feedback } from "../../../../core/regression";
import { correctDigits, exactLeastSquares } from "./exact-least-squares";

const folder = join(__dirname, "../../../fixtures/nist");

interface DataSet {
  y: number[];
  x: number[][];
}

function read(name: string): DataSet {
  const rows = readFileSync(join(folder, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").map(Number));
  return { y: rows.map((row) => row[0]), x: rows.map((row) => powers(name, row.slice(1))) };
}

/** Wampler's predictors are x … x⁵, Filip's x … x¹⁰, Pontius's x, x². */
function powers(name: string, x: number[]): number[] {
  const degree = name.startsWith("Wampler") ? 5 : name === "Filip" ? 10 : name === "Pontius" ? 2 : 1;
  return degree === 1 ? x : Array.from({ length: degree }, (_, k) => x[0] ** (k + 1));
}

function digits(data: DataSet): { coefficients: number; standardErrors: number; rSquared: number } {
  const exact = exactLeastSquares(data.y, data.x);
  const found = feedback(Float64Array.from(data.y), data.x);
  const worst = (a: ArrayLike<number>, b: number[]): number =>
    Math.min(...b.map((value, i) => correctDigits(a[i], value)));
  return {
    coefficients: worst(found.coefficients, exact.coefficients),
    standardErrors: worst(found.standardErrors, exact.standardErrors),
    rSquared: correctDigits(found.rSquared, exact.rSquared),
  };
}

function expectExact(data: DataSet): void {
  const found = digits(data);
  if (process.env.SHOW_DIGITS !== undefined) console.log(JSON.stringify(found));
  expect(found.coefficients).toBeGreaterThanOrEqual(14);
  expect(found.standardErrors).toBeGreaterThanOrEqual(13);
  expect(found.rSquared).toBeGreaterThanOrEqual(14);
}

const sets = readdirSync(folder)
  .filter((file) => file.endsWith(".csv") && !file.includes("certified"))
  .map((file) => file.replace(".csv", ""));

describe("NIST sets, against the exact solution of the doubles given", () => {
  test.each(sets)("%s", (name) => expectExact(read(name)));
});

describe("sets made by NIST's published definitions", () => {
  const x = Array.from({ length: 21 }, (_, i) => i);
  const polynomial = (at: number, c: number): number =>
    [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + (c * at) ** k, 0);
  const wampler4 = read("Wampler4");
  const noise = wampler4.y.map((value, i) => value - polynomial(i, 1));
  const design = x.map((at) => [1, 2, 3, 4, 5].map((k) => at ** k));
  test("Wampler2", () => {
    expectExact({ x: design, y: x.map((at) => Number(polynomial(at, 0.1).toFixed(5))) });
  });
  test.each([
    ["Wampler3", 0.01],
    ["Wampler5", 100],
  ])("%s: Wampler4's deviations scaled", (_name, factor) => {
    expectExact({ x: design, y: x.map((at, i) => polynomial(at, 1) + noise[i] * (factor as number)) });
  });
  test("a polynomial of degree 10 on −9 … −3, as Filip's", () => {
    const at = Array.from({ length: 82 }, (_, i) => -8.78 + (i * 5.65) / 81 + 0.01 * Math.sin(i * 7));
    expectExact({
      x: at.map((v) => Array.from({ length: 10 }, (_, k) => v ** (k + 1))),
      y: at.map((v, i) => 0.85 + 0.05 * Math.sin(1.7 * v) + 0.003 * Math.cos(i * 12.9898)),
    });
  });
  test("a load cell, as Pontius's", () => {
    const load = Array.from({ length: 40 }, (_, i) => ((i % 20) + 1) * 150000);
    expectExact({
      x: load.map((v) => [v, v * v]),
      y: load.map((v, i) =>
        Number((0.00067 + 7.3e-7 * v - 3.16e-15 * v * v + 2e-4 * Math.sin(i)).toFixed(5)),
      ),
    });
  });
});

describe("random designs of growing condition", () => {
  /** Numerical Recipes' linear congruential generator: the same numbers on each run. */
  function generator(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32 - 0.5;
    };
  }
  for (const exponent of [0, 2, 4, 6, 8, 10, 12, 13, 14]) {
    test.each([1, 2, 3])(`condition about 1e${exponent}, seed %p`, (seed) => {
      const random = generator(seed * 100 + exponent);
      const p = 2 + (seed % 3) * 2;
      const x = Array.from({ length: 40 }, () => {
        const row = Array.from({ length: p }, random);
        // The last predictor is nearly the sum of the others.
        row[p - 1] = row.slice(0, p - 1).reduce((a, b) => a + b, 0) + row[p - 1] * 10 ** -exponent;
        return row.map((value, j) => value + (seed === 2 && exponent <= 10 ? 10 * j : 0));
      });
      expectExact({ x, y: x.map((row) => row.reduce((a, b, j) => a + b * (j + 1), 3) + random()) });
    });
  }
});
