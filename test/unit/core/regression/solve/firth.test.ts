import { expect, test } from "@jest/globals";
import { chiSquaredTail } from "../../../../../core/numbers/distributions";
import { outcome } from "../../../../../core/regression";
import {
  firthRows,
  maximisePenalised,
  profileAt,
  profileBound,
  type FirthRows,
} from "../../../../../core/regression/solve/firth";
import separated from "../../../../fixtures/regression/firth.json";

// A 2×2 table, for which Firth's penalty is half a customer more in every cell: all in closed form.
function table(yes: number, no: number, otherYes: number, otherNo: number): FirthRows {
  const y = [yes, no, otherYes, otherNo].flatMap((count, k) => new Array<number>(count).fill(1 - (k % 2)));
  const high = Float64Array.from(y, (_, i) => Number(i >= yes + no));
  return firthRows({ rows: y.length, columns: 1, high, shift: Float64Array.of(0), y: Uint8Array.from(y) });
}

const start = new Float64Array(2);

test("a table of two by two with an empty cell", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start)!;
  expect(top.theta[0]).toBeCloseTo(Math.log(0.5 / 5.5), 12);
  expect(top.theta[1]).toBeCloseTo(Math.log(4.5 / 3.5) - Math.log(0.5 / 5.5), 12);
  // |information| of the table is the product of n π(1 − π) of the two columns.
  const [p, q] = [0.5 / 6, 4.5 / 8];
  const likelihood = 5 * Math.log(1 - p) + 4 * Math.log(q) + 3 * Math.log(1 - q);
  expect(top.logLikelihood).toBeCloseTo(likelihood, 12);
  const information = 5 * p * (1 - p) * 7 * q * (1 - q);
  expect(top.penalised).toBeCloseTo(likelihood + Math.log(information) / 2, 12);
});

test("held, the rest is at its best: no slope, half a customer in each pooled cell", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start)!;
  const held = profileAt(rows, top, Float64Array.of(0, 1), 0)!;
  // Without a slope both columns have one π: the penalty counts ln(π(1 − π)), a whole customer in each cell.
  const p = (4 + 1) / (12 + 2);
  const likelihood = 4 * Math.log(p) + 8 * Math.log(1 - p);
  expect(held).toBeCloseTo(likelihood + Math.log(5 * 7 * (p * (1 - p)) ** 2) / 2, 12);
});

test("at a bound the penalised profile likelihood has fallen by what was asked", () => {
  const rows = table(0, 5, 4, 3);
  const top = maximisePenalised(rows, start)!;
  const form = Float64Array.of(0, 1);
  for (const side of [-1, 1] as const) {
    const bound = profileBound(rows, top, form, 1.92, side);
    expect(side * (bound - top.theta[1])).toBeGreaterThan(0);
    expect(top.penalised - profileAt(rows, top, form, bound)!).toBeCloseTo(1.92, 10);
  }
});

// Sets of test/fixtures/regression/firth.py: starts from all over, then 40 digits by mpmath; null where a profile branches.
test.each(separated)("$kind separation beyond doubles", ({ x, y, weights, coefficients, bounds, ratios }) => {
  const result = outcome(
    y,
    x.map((column) => Float64Array.from(column)),
    { caseWeights: weights },
  );
  expect(result.method).toBe("Firth");
  const near = (found: number, exact: number | null, digits: number): void => {
    if (exact !== null) expect(Math.abs(found - exact)).toBeLessThan(10 ** -digits * (1 + Math.abs(exact)));
  };
  coefficients.forEach((exact, j) => near(result.coefficients[j], exact, 13));
  bounds.forEach(([lower, upper], j) => {
    near(Math.log(result.lower[j]), lower, 9);
    near(Math.log(result.upper[j]), upper, 9);
  });
  ratios.forEach((exact, j) => near(result.p[j], exact === null ? null : chiSquaredTail(exact, 1), 11));
});

// 40 rows of three predictors that two of them part, of a generator of its own (mulberry32, Box and Muller). By scipy's BFGS in
// 40 steps away from the maximum, and from eight other starts, twice the fall at this bound is 3.84145882069.
test("a bound beyond a bend of the profile, that longer steps pass by", () => {
  let seed = 15;
  const uniform = (): number => {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const x = Array.from({ length: 40 }, () => [normal(), normal(), normal()]);
  const result = outcome(
    x.map(([a, b]) => Number(a + b / 2 > 0)),
    x,
  );
  expect(Math.log(result.upper[0])).toBeCloseTo(2.31283404, 7);
});
