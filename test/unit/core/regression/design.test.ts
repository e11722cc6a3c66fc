import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { feedback, feedbackDiagnostics, feedbackDrivers, feedbackTable } from "../../../../core/regression";
import { keyOf } from "../measures/key-of";
import { off } from "./exact-least-squares";

const y = [7.1, 3.2, 5.5, 8.4, 2.9, 6.6, 4.4, 9.1, 5];
const price = Float64Array.of(2, 1, 3, 5, 1, 4, 2, 6, 3);
const segment = ["Small", "Enterprise", "Mid", "Small", "Enterprise", "Mid", "Small", "Enterprise", "Mid"];
const weights = [1, 2, 0.5, 1.5, 3, 1, 0.25, 2, 1];

// Expected numbers: normal equations and HC3 by their formulas in 60 digits (Python, mpmath).
describe("a category, case weights and robust errors", () => {
  test("coefficients, classic and robust errors, Wald's F", () => {
    const classic = feedback(y, [price, segment]);
    expect(off(classic.coefficients, [2.0533333333333332, 1.13, -0.12, 1.19])).toBeLessThan(4e-15);
    expect(
      off(
        classic.standardErrors,
        [0.7424194681355456, 0.19240582111776136, 0.7696232844710454, 0.7615641798299074],
      ),
    ).toBeLessThan(4e-15);
    const robust = feedback(y, [price, segment], { errors: "robust" });
    expect(
      off(
        robust.standardErrors,
        [0.5071149731813042, 0.25796305444931183, 0.6592121260525056, 1.253804899372547],
      ),
    ).toBeLessThan(4e-15);
    expect(robust.f / 25.23753358068155).toBeCloseTo(1, 13);
    expect(robust.coefficients).toEqual(classic.coefficients);
  });

  test("with weights", () => {
    const options = { caseWeights: weights };
    const classic = feedback(y, [price, segment], options);
    expect(
      off(
        classic.coefficients,
        [2.0081102579006944, 1.1319545996879492, -0.11675589683972223, 1.4393275614158536],
      ),
    ).toBeLessThan(4e-15);
    expect(
      off(
        classic.standardErrors,
        [0.4508469913169324, 0.13035303498959927, 0.6384413228794983, 0.6246038150537243],
      ),
    ).toBeLessThan(4e-15);
    expect(classic.logLikelihood / -8.249901941940909).toBeCloseTo(1, 14);
    expect(classic.rSquared).toBeCloseTo(0.9510128511463278, 15);
    const robust = feedback(y, [price, segment], { ...options, errors: "robust" });
    expect(
      off(
        robust.standardErrors,
        [0.5910554347471112, 0.46738258632705737, 1.233375040858772, 1.871334440951258],
      ),
    ).toBeLessThan(8e-15);
    expect(robust.f / 14.48198365599936).toBeCloseTo(1, 13);
  });

  test("labels and levels: each against the first by order of texts", () => {
    const table = feedbackTable(feedback(y, [price, segment]), ["Price", "Segment"]);
    expect(table.slice(1, 5).map(([label]) => label)).toEqual([
      "Intercept",
      "Price",
      "Segment: Mid (against Enterprise)",
      "Segment: Small (against Enterprise)",
    ]);
  });
});

// Next to 1e-320 the standard errors, which have other degrees of freedom, may lie beyond doubles for one side alone.
const moderate = fc
  .double({ min: -1e3, max: 1e3, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-100 ? 0 : value));
test("whole weights count rows as often, to the last bits", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(moderate, moderate, fc.integer({ min: 0, max: 4 })), { minLength: 4, maxLength: 12 }),
      (rows) => {
        const counted = rows.flatMap(([a, b, w]) => Array.from({ length: w }, () => [a, b]));
        const distinct = new Set(rows.filter(([, , w]) => w > 0).map(([, b]) => b));
        fc.pre(distinct.size > 2);
        const weighted = feedback(
          rows.map(([a]) => a),
          [Float64Array.from(rows, ([, b]) => b)],
          { caseWeights: rows.map(([, , w]) => w) },
        );
        const repeated = feedback(
          counted.map(([a]) => a),
          [Float64Array.from(counted, ([, b]) => b)],
        );
        expect(weighted.coefficients).toEqual(repeated.coefficients);
        expect(weighted.rSquared).toBe(repeated.rSquared);
        expect(weighted.rowsLeftOut).toBe(rows.filter(([, , w]) => w === 0).length);
      },
    ),
    { numRuns: 50 },
  );
});

describe("what cannot be meant", () => {
  test("a category with one level, or with more than a third as many as rows", () => {
    expect(keyOf(() => feedback(y, [price, y.map(() => "all")]))).toBe("categoryOneLevel");
    expect(keyOf(() => feedback(y, [price, y.map((_, i) => `id ${i % 4}`)]))).toBe("categoryLevels");
  });
  test("a negative weight, a table on its side", () => {
    expect(keyOf(() => feedback(y, [price], { caseWeights: weights.map((w) => w - 1) }))).toBe(
      "caseWeightNegative",
    );
    const wide = { data: new Float64Array(3 * 16_384).map((_, i) => Math.sin(i)), columns: 16_384 };
    expect(keyOf(() => feedback([1, 2, 3], wide))).toBe("wideRegression");
  });
});

test("a category of which one row is left says so, and is no driver without a term", () => {
  const x = [Float64Array.of(1, 2), ["a", ""]];
  for (const ask of [feedback, feedbackDrivers, feedbackDiagnostics])
    expect(() => ask([5, 6], x)).toThrow(
      expect.objectContaining({ key: "feedbackTooFewRows", parameters: { rows: 1, leftOut: 1 } }),
    );
});
