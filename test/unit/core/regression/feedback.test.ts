import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CrmError } from "../../../../core/errors";
import {
  compressRows,
  diagnosticsTable,
  driversTable,
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackOfCompressedRows,
  feedbackTable,
  mergeCompressedRows,
  rowsOf,
} from "../../../../core/regression";

const number = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.constant(NaN),
  fc.double({ min: 1e149, max: 1e150, noNaN: true }),
  fc.double({ min: 1e-150, max: 1e-149, noNaN: true }),
  fc.constantFrom(5e-324, 1e-310, 1e299, -1e300),
);
const table = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.tuple(
      fc.array(number, { minLength: rows, maxLength: rows }),
      fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      fc.integer({ min: 0, max: 3 }),
    ),
  )
  .map(([y, x, kind]) => {
    if (kind === 1) for (const row of x) row[row.length - 1] = row[0]; // a duplicated column
    if (kind === 2) for (const row of x) row[0] = 7; // a constant column
    if (kind === 3) y = x.map((row) => row.reduce((a, b) => a + b, 1)); // a perfect fit
    return { y: Float64Array.from(y), x };
  });

describe("whatever the data: a clear result or a clear error", () => {
  test("no cell is infinite, every table has its shape, every error is ours", () => {
    fc.assert(
      fc.property(table, ({ y, x }) => {
        try {
          const result = feedback(y, x);
          const cells = [
            ...feedbackTable(result),
            ...diagnosticsTable(feedbackDiagnostics(y, x)),
            ...driversTable(feedbackDrivers(y, x)),
          ].flat();
          for (const cell of cells) if (typeof cell === "number") expect(Math.abs(cell)).not.toBe(Infinity);
          expect(result.rowsUsed + result.rowsLeftOut).toBe(y.length);
          expect(result.rank).toBeGreaterThanOrEqual(1);
          expect(Array.from(result.coefficients).every(Number.isFinite)).toBe(true);
          for (const value of result.p) expect(value !== value || (value >= 0 && value <= 1)).toBe(true);
        } catch (error) {
          if (!(error instanceof CrmError)) throw error;
          expect(["value", "num"]).toContain(error.code);
        }
      }),
      { numRuns: 150 },
    );
  });
});

const x = Array.from({ length: 60 }, (_, i) => [Math.sin(i) * 5, Math.cos(i * 1.7) + i / 30, (i * 37) % 11]);
const y = Float64Array.from(x, (row, i) => 2 + row[0] - 3 * row[1] + 0.5 * row[2] + Math.sin(i * 12.9));
const base = feedback(y, x);

function expectSame(found: ArrayLike<number>, wanted: ArrayLike<number>, digits = 13): void {
  for (let i = 0; i < wanted.length; i++) {
    expect(Math.abs(found[i] - wanted[i])).toBeLessThanOrEqual(10 ** -digits * Math.abs(wanted[i]));
  }
}

test("robust errors take the place of the classic ones, and of nothing else", () => {
  const robust = feedback(y, x, { errors: "robust" });
  expect([base.errors, robust.errors]).toEqual(["classic", "robust"]);
  expect(robust.coefficients).toEqual(base.coefficients);
  expect([robust.rSquared, robust.sigma]).toEqual([base.rSquared, base.sigma]);
  robust.standardErrors.forEach((error, j) => expect(error).not.toBeCloseTo(base.standardErrors[j], 4));
});

describe("what must not matter does not", () => {
  /** Whole thousandths, so that shifts and factors of two are exact in the doubles. */
  const given = fc
    .record({
      p: fc.integer({ min: 1, max: 5 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      closeness: fc.constantFrom(1, 1e-4, 1e-8),
    })
    .map(({ p, seed, closeness }) => {
      let state = seed;
      const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % 4096;
      const rows = Array.from({ length: 15 + 4 * p }, () => {
        const row = Array.from({ length: p }, random);
        if (p > 1) row[p - 1] = row[0] + Math.round(row[p - 1] * closeness * 2 ** 20) / 2 ** 20;
        return row;
      });
      const response = Float64Array.from(rows, (row) => row[0] + random() / 8);
      return { rows, response, whole: feedback(response, rows), random };
    });
  const slopes = (result: { coefficients: Float64Array }): Float64Array => result.coefficients.subarray(1);

  test("the order of the rows, to the last bit", () => {
    fc.assert(
      fc.property(given, ({ rows, response, whole, random }) => {
        const order = rows.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
        const found = feedback(
          Float64Array.from(order, ({ i }) => response[i]),
          order.map(({ i }) => rows[i]),
        );
        expect(found.coefficients).toEqual(whole.coefficients);
        expect(found.standardErrors).toEqual(whole.standardErrors);
        expect([found.rSquared, found.f, found.conditionNumber]).toEqual([
          whole.rSquared,
          whole.f,
          whole.conditionNumber,
        ]);
      }),
      { numRuns: 40 },
    );
  });
  test("a factor of a predictor divides its coefficient: exactly by powers of two, to the rounding of the data else", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: -90, max: 90 }), ({ rows, response, whole }, exponent) => {
        const found = feedback(
          response,
          rows.map((row) => row.map((value, j) => (j === 0 ? value * 2 ** exponent : value))),
        );
        const back = found.coefficients.map((value, j) => (j === 1 ? value * 2 ** exponent : value));
        expectSame(back, whole.coefficients, 14);
        expectSame([found.rSquared, found.f], [whole.rSquared, whole.f], 14);
        expectSame(found.t, whole.t, 14);
      }),
      { numRuns: 40 },
    );
    const found = feedback(
      y,
      x.map((row) => [row[0] * 3e-9, row[1], row[2] * 1e11]),
    );
    expectSame(
      [found.coefficients[1] * 3e-9, found.coefficients[2], found.coefficients[3] * 1e11],
      slopes(base),
      14,
    );
  });
  test("a shift that the doubles hold exactly moves nothing but the intercept", () => {
    fc.assert(
      fc.property(
        given,
        fc.array(fc.integer({ min: -(2 ** 32), max: 2 ** 32 }), { minLength: 5, maxLength: 5 }),
        ({ rows, response, whole }, shift) => {
          const found = feedback(
            response.map((value) => value + 2 ** 30),
            rows.map((row) => row.map((value, j) => value + shift[j])),
          );
          expectSame(slopes(found), slopes(whole), 14);
          expectSame(found.standardErrors.subarray(1), whole.standardErrors.subarray(1), 14);
          expectSame([found.rSquared, found.f, found.sigma], [whole.rSquared, whole.f, whole.sigma], 14);
          expectSame(found.vif, whole.vif, 14);
        },
      ),
      { numRuns: 40 },
    );
  });
  test("a shift that rounds the data moves the slopes by no more than their rounding", () => {
    const found = feedback(
      y,
      x.map((row) => [row[0], row[1] + 1e6, row[2]]),
    );
    // 1e6 + x is rounded to 1.2e-10, x is about 1: the slopes follow in their tenth digit.
    expectSame(slopes(found), slopes(base), 9.5);
  });
  test("compressed apart and merged, in any order: the whole to the last bit", () => {
    fc.assert(
      fc.property(given, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, response, whole }, share) => {
        const cut = Math.floor(share * rows.length);
        const part = (from: number, to: number) =>
          compressRows(
            rowsOf(response.slice(from, to), {
              data: Float64Array.from(rows.slice(from, to).flat()),
              columns: rows[0].length,
            }),
          );
        const [a, b] = [part(0, cut), part(cut, rows.length)];
        for (const merged of [mergeCompressedRows(a, b), mergeCompressedRows(b, a)]) {
          const { durbinWatson, fit: _fit, ...found } = feedbackOfCompressedRows(merged);
          const { durbinWatson: _durbinWatson, fit: _whole, ...wanted } = whole;
          expect(found).toEqual(wanted);
          expect(durbinWatson).toBeNaN();
        }
      }),
      { numRuns: 40 },
    );
  });
  test("values of 1e150 and 1e-150", () => {
    const found = feedback(
      y.map((value) => value * 2 ** 480),
      x.map((row) => [row[0] * 2 ** -490, row[1] * 2 ** 490, row[2]]),
    );
    expectSame([found.rSquared, found.f, found.durbinWatson], [base.rSquared, base.f, base.durbinWatson]);
    expectSame([found.coefficients[3] / 2 ** 480], [base.coefficients[3]]);
    expectSame(found.t, base.t);
  });
});

describe("the shortest of the solutions of collinear data", () => {
  const rows = [
    [1, 3],
    [4, -1],
    [-2, 5],
    [0, 2],
    [3, 3],
    [7, 1],
  ];
  const response = [2, 9, -4, 1, 8, 12];
  const slopesOf = (columns: number[][]): number[] =>
    Array.from(feedback(response, columns).coefficients).slice(1);
  const [a, b] = slopesOf(rows);
  test.each([
    [1, 1],
    [1e6, 1],
    [1e-9, 1],
    [2 ** 500, 2 ** -500],
    [2 ** -300, 1],
  ])("a copy in units of %p and %p: β = a (1, c) / (1 + c²)", (c, other) => {
    const found = slopesOf(rows.map((row) => [row[0], row[0] * c, row[1] * other]));
    const wanted =
      c > 1 ? [a / c / c / (1 + c ** -2), a / c / (1 + c ** -2)] : [a / (1 + c * c), (a * c) / (1 + c * c)];
    expectSame(found, [...wanted, b / other], 14);
  });
  test("a sum and a difference: R(RᵀR)⁻¹γ by hand", () => {
    // With x₃ = x₁ + x₂ and x₄ = x₁ − x₂: I + NNᵀ = 3 I, so β = (a, b, a + b, a − b)/3.
    const found = slopesOf(rows.map(([u, v]) => [u, v, u + v, u - v]));
    expectSame(found, [a / 3, b / 3, (a + b) / 3, (a - b) / 3], 14);
  });
});
