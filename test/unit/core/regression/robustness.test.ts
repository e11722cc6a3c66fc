import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CrmError } from "../../../../core/errors";
import {
  diagnosticsTable,
  driversTable,
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackOfMoments,
  feedbackOfRows,
  feedbackOfTriangle,
  feedbackPredict,
  feedbackTable,
  mergeMoments,
  mergeTriangles,
  momentsOf,
  rowsOf,
  triangleOf,
} from "../../../../core/regression";

const number = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.constant(NaN),
  fc.double({ min: 1e149, max: 1e150, noNaN: true }),
  fc.double({ min: 1e-150, max: 1e-149, noNaN: true }),
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

describe("what must not matter does not", () => {
  test("the order of the rows", () => {
    const order = x.map((_, i) => (i * 7) % 60);
    const found = feedback(
      y.map((_, i) => y[order[i]]),
      order.map((i) => x[i]),
    );
    expectSame(found.coefficients, base.coefficients, 14);
    expectSame(found.standardErrors, base.standardErrors, 14);
  });
  test("scaling a predictor scales its coefficient; shifting one moves the intercept only", () => {
    const found = feedback(
      y,
      x.map((row) => [row[0] * 3e-9, row[1] + 1e6, row[2]]),
    );
    expectSame([found.coefficients[1] * 3e-9], [base.coefficients[1]], 9);
    // Adding 1e6 rounds the data themselves in the tenth digit.
    expectSame(found.coefficients.subarray(2), base.coefficients.subarray(2), 9);
    expectSame([found.rSquared], [base.rSquared], 9);
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
  test("chunks, and halves merged", () => {
    const data = Float64Array.from(x.flat());
    const chunk = (from: number, to: number) => ({
      rows: to - from,
      x: data.subarray(from * 3, to * 3),
      y: y.subarray(from, to),
    });
    const source = (...cuts: number[]) => ({
      predictors: 3,
      blocks: () => cuts.slice(1).map((cut, i) => chunk(cuts[i], cut)),
    });
    expectSame(feedbackOfRows(source(0, 1, 17, 40, 60)).coefficients, base.coefficients, 14);
    const merged = feedbackOfMoments(mergeMoments(momentsOf(source(0, 23)), momentsOf(source(23, 60))));
    expectSame(merged.coefficients, base.coefficients);
    expectSame(merged.standardErrors, base.standardErrors);
    expect(merged.durbinWatson).toBeNaN();
    const triangle = feedbackOfTriangle(
      mergeTriangles(triangleOf(source(0, 23)), triangleOf(source(23, 60))),
    );
    expectSame(triangle.coefficients, base.coefficients);
    expectSame(
      [triangle.rSquared, triangle.sigma, triangle.conditionNumber],
      [base.rSquared, base.sigma, base.conditionNumber],
    );
  });
  test("the plain way of bulk data gives what the careful one gives", () => {
    const rows = 60000;
    const many = Float64Array.from(
      { length: rows * 3 },
      (_, i) => Math.sin(i * i * 0.37) * (1 + (i % 3)) + 5,
    );
    const response = Float64Array.from(
      { length: rows },
      (_, i) => 1 + many[i * 3] - 2 * many[i * 3 + 1] + Math.cos(i * 3.1),
    );
    response[100] = NaN;
    const bulk = feedback(response, { data: many, columns: 3 });
    // The same rows with a column that is nearly a copy are refined; without it they are not.
    const exactly = feedbackOfMoments(momentsOf(rowsOf(response, { data: many, columns: 3 })));
    expect(bulk.rowsLeftOut).toBe(1);
    expectSame(bulk.coefficients, exactly.coefficients, 12);
    expectSame(bulk.standardErrors, exactly.standardErrors, 12);
    expect(bulk.durbinWatson).toBeGreaterThan(0);
  });
});

test("a predicted row of the data is its fitted value, for 17 predictors as well", () => {
  const wide = Array.from({ length: 80 }, (_, i) =>
    Array.from({ length: 17 }, (_u, j) => Math.sin(i * (j + 1.3))),
  );
  const response = Float64Array.from(wide, (row, i) => row[0] + row[16] + Math.cos(i));
  const result = feedback(response, wide);
  expect(feedbackPredict(result, [wide[3]]).prediction[0]).toBeCloseTo(
    feedbackDiagnostics(response, wide).fitted[3],
    12,
  );
  const drivers = feedbackDrivers(response, wide);
  expect(drivers.method).toBe("relative weights");
  expect(drivers.share.reduce((a, b) => a + b)).toBeCloseTo(result.rSquared, 12);
});
