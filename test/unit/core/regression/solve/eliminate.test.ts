import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { feedback } from "../../../../../core/regression";
import { collinearTolerance } from "../../../../../core/regression/solve/basis";
import { correctDigits, exactLeastSquares, exactOfDecimals } from "../exact-least-squares";

const folder = join(__dirname, "../../../../fixtures/nist");

interface DataSet {
  y: number[];
  x: number[][];
}

function cellsOf(file: string): string[][] {
  const lines = readFileSync(join(folder, `${file}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(","));
}

/** Wampler's predictors are x … x⁵, Filip's x … x¹⁰, Pontius's x, x². */
function degreeOf(name: string): number {
  return name.startsWith("Wampler") ? 5 : name === "Filip" ? 10 : name === "Pontius" ? 2 : 1;
}

function powers(x: number, degree: number): number[] {
  return Array.from({ length: degree }, (_, k) => x ** (k + 1));
}

function read(name: string): DataSet {
  const rows = cellsOf(name).map((row) => row.map(Number));
  const degree = degreeOf(name);
  return {
    y: rows.map((row) => row[0]),
    x: rows.map((row) => (degree === 1 ? row.slice(1) : powers(row[1], degree))),
  };
}

const worst = (found: ArrayLike<number>, exact: readonly number[]): number =>
  Math.min(...exact.map((value, i) => correctDigits(found[i], value)));

function expectExact(data: DataSet): void {
  const exact = exactLeastSquares(data.y, data.x);
  const found = feedback(Float64Array.from(data.y), data.x);
  const digits = {
    coefficients: worst(found.coefficients, exact.coefficients),
    standardErrors: worst(found.standardErrors, exact.standardErrors),
    rSquared: correctDigits(found.rSquared, exact.rSquared),
  };
  if (process.env.SHOW_DIGITS !== undefined)
    console.log(JSON.stringify(digits), found.conditionNumber.toExponential(1));
  expect(found.rank).toBe(data.x[0].length + 1);
  expect(digits.coefficients).toBeGreaterThanOrEqual(14);
  expect(digits.standardErrors).toBeGreaterThanOrEqual(13);
  expect(digits.rSquared).toBeGreaterThanOrEqual(14);
}

const files = readdirSync(folder).filter((file) => file.endsWith(".csv"));
const sets = files.filter((file) => !file.includes("certified")).map((file) => file.replace(".csv", ""));
const certified = sets.filter((name) => files.includes(`${name}.certified.csv`));

describe("NIST sets, against the exact solution of the doubles given", () => {
  test.each(sets)("%s", (name) => expectExact(read(name)));
});

describe("NIST's certified values are the exact solution of the decimal data", () => {
  test.each(certified)("%s", (name) => {
    const rows = cellsOf(name);
    const exact = exactOfDecimals(
      rows.map((row) => row[0]),
      rows.map((row) => row.slice(1)),
      degreeOf(name),
    );
    const values = cellsOf(`${name}.certified`);
    const terms = values.filter(([label]) => label.startsWith("B"));
    const named = (label: string): number => Number(values.find((row) => row[0] === label)![1]);
    // Certified to 15 digits, the last of them rounded.
    const close = (found: number, wanted: number): void =>
      expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
    expect(terms.length).toBe(exact.coefficients.length);
    terms.forEach(([, estimate, error], j) => {
      close(exact.coefficients[j], Number(estimate));
      close(exact.standardErrors[j], Number(error));
    });
    close(Math.sqrt(exact.residualSumOfSquares / named("DF")), named("RSD"));
    close(exact.rSquared, named("R2"));
  });
});

/** Numerical Recipes' linear congruential generator: the same numbers on each run, between −½ and ½. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

const rowsOf = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("designs that are known to be hard", () => {
  const noise = generator(7);
  const noisy = (x: number[][], size = 1): DataSet => ({
    y: x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 3) + size * noise()),
    x,
  });
  const hilbert = (rows: number, columns: number): number[][] =>
    rowsOf(rows).map((i) => rowsOf(columns).map((j) => 1 / (i + j + 1)));
  const läuchli = (p: number, epsilon: number): number[][] => [
    new Array<number>(p).fill(1),
    ...rowsOf(p + 3).map((i) => rowsOf(p).map((j) => (i % p === j ? epsilon * (i < p ? 1 : 3) : 0))),
  ];
  const designs: [string, DataSet][] = [
    ["Hilbert 20×5", noisy(hilbert(20, 5))],
    ["Hilbert 30×9", noisy(hilbert(30, 9))],
    ["Läuchli, ε = 1e-5", noisy(läuchli(4, 1e-5))],
    ["Läuchli, ε = 1e-8", noisy(läuchli(4, 1e-8))],
    ["Läuchli, ε = 1e-12", noisy(läuchli(5, 1e-12))],
    ["powers of 1 … 25 up to 9", noisy(rowsOf(25).map((i) => powers(i + 1, 9)))],
    ["powers of 0 … 1 up to 11", noisy(rowsOf(40).map((i) => powers(i / 39, 11)))],
    ["powers of a year", noisy(rowsOf(40).map((i) => powers(1985 + i, 3)))],
    ["Excel dates and their squares", noisy(rowsOf(60).map((i) => powers(45000 + 7 * i, 2)))],
    [
      "money of 1e9 with a spread of 1",
      noisy(rowsOf(40).map((i) => [1e9 + Math.sin(i), 1e9 + Math.cos(3 * i), 2e9 + i / 64])),
    ],
    [
      "columns of 1e-12 beside 1e12",
      noisy(rowsOf(30).map((i) => [1e-12 * Math.sin(i), 1e12 * Math.cos(i), i])),
    ],
    [
      "columns of 1e-200 beside 1e200",
      {
        y: rowsOf(30).map((i) => Math.sin(i * i)),
        x: rowsOf(30).map((i) => [2 ** -660 * (i % 7), i, 2 ** 660 * (i % 5)]),
      },
    ],
    [
      "denormal numbers",
      {
        y: rowsOf(30).map((i) => Math.sin(i * i) * 2 ** -900),
        x: rowsOf(30).map((i) => [(i % 7) * 5e-324, i % 5]),
      },
    ],
    [
      "noise a million times the signal and upright on it",
      {
        y: rowsOf(41).map((i) => 1 + i + i ** 2 + i ** 7 + (i % 2 === 0 ? 1e12 : -1e12)),
        x: rowsOf(41).map((i) => powers(i, 7)),
      },
    ],
    [
      "a response that hardly follows",
      {
        y: rowsOf(200).map((i) => Math.sin(i * i)),
        x: rowsOf(200).map((i) => [Math.cos(i * 1.3), 1e6 + (i % 17)]),
      },
    ],
  ];
  test.each(designs)("%s", (_name, data) => expectExact(data));
  test("a load cell's polynomial of degree 10 on −9 … −3, as Filip's", () => {
    const at = rowsOf(82).map((i) => -8.78 + (i * 5.65) / 81 + 0.01 * Math.sin(i * 7));
    expectExact({
      x: at.map((v) => powers(v, 10)),
      y: at.map((v, i) => 0.85 + 0.05 * Math.sin(1.7 * v) + 0.003 * Math.cos(i * 12.9898)),
    });
  });
});

describe("random designs of growing condition, with means of 0, 10 and 45,000", () => {
  /** The last predictor is nearly the sum of the others; its distance is 10^−exponent of its length. */
  function nearlyCollinear(exponent: number, seed: number, mean: number): DataSet {
    const random = generator(seed * 1000 + exponent * 10 + Math.round(Math.log2(mean + 1)));
    const p = 2 + (seed % 4) * 2;
    const x = rowsOf(30 + 5 * seed).map(() => {
      const row = Array.from({ length: p }, (_, j) => random() * (1 + mean / 100) + mean * (1 + j / 4));
      row[p - 1] = row.slice(0, p - 1).reduce((a, b) => a + b, 0);
      row[p - 1] += Math.abs(row[p - 1]) * 4 * random() * 10 ** -exponent;
      return row;
    });
    return { x, y: x.map((row) => row.reduce((a, b, j) => a + b * (j + 1), 3) + random()) };
  }
  for (const exponent of [0, 2, 4, 6, 8, 10, 12, 13, 14]) {
    for (const mean of [0, 10, 45000]) {
      test.each([1, 2, 3, 4])(`distance 1e-${exponent}, mean ${mean}, seed %p`, (seed) => {
        expectExact(nearlyCollinear(exponent, seed, mean));
      });
    }
  }
  test("a shift of 10 j and a distance of 1e-13, which once was called collinear", () => {
    const random = generator(213);
    const x = rowsOf(40).map(() => {
      const row = Array.from({ length: 6 }, random);
      row[5] = row.slice(0, 5).reduce((a, b) => a + b, 0) + row[5] * 1e-13;
      return row.map((value, j) => value + 10 * j);
    });
    expectExact({ x, y: x.map((row) => row.reduce((a, b, j) => a + b * (j + 1), 3) + random()) });
  });
});

describe("collinear up to the rounding of the data, or ill-conditioned", () => {
  const number = fc.oneof(
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.integer({ min: -100000, max: 100000 }).map((cents) => cents / 100),
  );
  const design = fc
    .record({
      p: fc.integer({ min: 2, max: 12 }),
      mean: fc.constantFrom(0, 1, 45000, 1e9),
      spread: fc.constantFrom(1, 1000),
      seed: fc.integer({ min: 1, max: 1e6 }),
      coefficients: fc.array(
        number.filter((value) => Math.abs(value) > 0.01),
        { minLength: 12, maxLength: 12 },
      ),
      constant: number,
    })
    .map(({ p, mean, spread, seed, coefficients, constant }) => {
      const random = generator(seed);
      const x = rowsOf(2 * p + 20).map(() => Array.from({ length: p }, () => mean + spread * random()));
      const sum = (row: number[]): number =>
        row.reduce((total, value, j) => total + coefficients[j] * value, constant);
      return { p, x, sum, random, coefficients };
    });
  test("a sum that was only rounded is collinear, and all its terms are named", () => {
    fc.assert(
      fc.property(design, ({ p, x, sum, random }) => {
        const whole = x.map((row) => [...row, sum(row)]);
        const result = feedback(Float64Array.from(whole, random), whole);
        expect(result.rank).toBe(p + 1);
        expect(result.collinear).toEqual(rowsOf(p + 1));
      }),
      { numRuns: 60 },
    );
  });
  test("what goes beyond rounding is solved exactly", () => {
    fc.assert(
      fc.property(design, ({ x, sum, random, coefficients }) => {
        // Eight times the tolerance, measured by the parts at right angles.
        const whole = x.map((row) => {
          const parts = Math.hypot(sum(row), ...row.map((value, j) => coefficients[j] * value));
          return [...row, sum(row) + 8 * Math.sqrt(12) * collinearTolerance * parts * random()];
        });
        const y = whole.map(random);
        const exact = exactLeastSquares(y, whole);
        const found = feedback(Float64Array.from(y), whole);
        expect(found.rank).toBe(whole[0].length + 1);
        expect(worst(found.coefficients, exact.coefficients)).toBeGreaterThanOrEqual(14);
        expect(worst(found.standardErrors, exact.standardErrors)).toBeGreaterThanOrEqual(13);
      }),
      { numRuns: 25 },
    );
  });
  const i = rowsOf(40);
  const prices = i.map((k) => Number((9.99 + ((k * 37) % 101) / 7).toFixed(2)));
  test.each<[string, number[][]]>([
    ["x₃ = 0.1 x₁ + 0.2 x₂", i.map((k) => [Math.sin(k), k / 3, 0.1 * Math.sin(k) + 0.2 * (k / 3)])],
    ["degrees Celsius and Fahrenheit", i.map((k) => [k / 7, (k / 7) * 1.8 + 32])],
    ["net, tax and gross", prices.map((net) => [net, net * 0.19, net * 1.19])],
    [
      "shares that add up to 1",
      i
        .map((k) => [1 + (k % 5), 2 + (k % 3), 1 + (k % 7)])
        .map((row) => row.map((v) => v / (row[0] + row[1] + row[2]))),
    ],
    [
      "logarithms of a product",
      i.map((k) => [Math.log(k + 1), Math.log(k * k + 3), Math.log((k + 1) * (k * k + 3))]),
    ],
    ["a standardised copy", prices.map((price) => [price, (price - 17.123456) / 4.2187])],
    ["dummies of every category", i.map((k) => [0, 1, 2, 3].map((category) => (k % 4 === category ? 1 : 0)))],
    ["a date as serial number and as day of the study", i.map((k) => [45000 + k, k])],
    ["a column twice", i.map((k) => [Math.sqrt(k), Math.sqrt(k)])],
    ["money of 1e9 and the same in cents", i.map((k) => [1e9 + k / 100, 1e11 + k])],
    ["a constant that no double holds exactly", i.map((k) => [0.1, k, k])],
  ])("%s: named", (_name, x) => {
    const result = feedback(
      Float64Array.from(x, (_row, k) => Math.sin(k * k)),
      x,
    );
    expect(result.rank).toBeLessThanOrEqual(x[0].length);
    expect(result.collinear).toEqual(rowsOf(x[0].length));
    expect(result.coefficients.every(Number.isFinite)).toBe(true);
  });
});
