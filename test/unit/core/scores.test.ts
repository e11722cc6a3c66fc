import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  CrmError,
  expectationGap,
  expectationScore,
  managementScore,
  marketingScore,
  needScore,
  score,
  scoreParts,
  serviceScore,
  type Blanks,
} from "@crm-functions/core";

const five = { needScore, expectationScore, managementScore, serviceScore, marketingScore, score };

/** Ratings and weights whose products and sums are exact in doubles, so that equality can be asked for. */
const exact = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8);

const matrix = fc
  .record({ rows: fc.integer({ min: 1, max: 13 }), columns: fc.integer({ min: 1, max: 9 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      values: fc.array(fc.array(exact, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      weights: fc.array(exact, { minLength: columns, maxLength: columns }),
    }),
  );

function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof CrmError) return `${error.code} ${error.key}`;
    throw error;
  }
  return "no error";
}

describe.each(Object.entries(five))("%s", (_name, named) => {
  // The function catalogue's own checks
  test("10, 20, 30 by .3, .4, .3 is 20", () => {
    expect([...named([[10, 20, 30]], [0.3, 0.4, 0.3])]).toEqual([20]);
  });

  test("10, 20, 30 by .2, .4, .4 is 22", () => {
    expect([...named([[10, 20, 30]], [0.2, 0.4, 0.4])]).toEqual([22]);
  });
});

describe("score", () => {
  test("is linear in values and weights", () => {
    fc.assert(
      fc.property(matrix, exact, ({ values, weights }, factor) => {
        const scores = score(values, weights);
        const scaled = score(
          values.map((row) => row.map((value) => value * factor)),
          weights,
        );
        const double = score(
          values,
          weights.map((weight) => 2 * weight),
        );
        scores.forEach((each, i) => {
          expect(scaled[i]).toBeCloseTo(each * factor, 6);
          expect(double[i]).toBe(2 * each);
        });
      }),
    );
  });

  test("does not depend on the order of the criteria", () => {
    fc.assert(
      fc.property(matrix, ({ values, weights }) => {
        const reversed = score(
          values.map((row) => [...row].reverse()),
          [...weights].reverse(),
        );
        expect([...reversed].map((each) => each + 0)).toEqual(
          [...score(values, weights)].map((each) => each + 0),
        );
      }),
    );
  });

  test("weights that do not fit the columns are an error with both shapes", () => {
    expect(codeOf(() => score([[1, 2, 3, 4]], [1, 2, 3]))).toBe("value weightsShape");
    expect(() => score([[1, 2, 3, 4]], [1, 2, 3])).toThrow("weights is 1×3, but values is 1×4");
    expect(codeOf(() => score([new Float64Array(2)], [1, 2]))).toBe("value weightsShape");
  });

  test("rows and columns of different length are an error that names the place", () => {
    expect(() => score([[1, 2], [3]], [1, 2])).toThrow("row 2 has 1 cells where 2 are expected");
    expect(codeOf(() => score([new Float64Array(2), new Float64Array(3)], [1, 2]))).toBe(
      "value columnLengths",
    );
    expect(codeOf(() => score([new Float64Array(2), new Float64Array(3)], [1, 2], { blanks: "zero" }))).toBe(
      "value columnLengths",
    );
  });

  test.each([NaN, Infinity])("a weight of %p is an error that names its position", (weight) => {
    expect(codeOf(() => score([[1, 2]], [1, weight]))).toBe("value weightNotFinite");
  });

  test("a negative weight is a penalty, weights need not add up to 1", () => {
    expect([...score([[4, 2]], [3, -1])]).toEqual([10]);
  });

  test("no rows give no scores", () => {
    expect(score({ data: new Float64Array(0), columns: 2 }, [1, 2]).length).toBe(0);
  });
});

describe("blanks", () => {
  const withBlank = [
    [10, NaN, 30],
    [1, 2, 3],
  ];

  test("na: the row has no score, its neighbours keep theirs", () => {
    expect([...score(withBlank, [0.3, 0.4, 0.3])].map((each) => Math.round(each * 10) / 10)).toEqual([
      NaN,
      2,
    ]);
  });

  test("zero: a blank counts as 0", () => {
    expect([...score(withBlank, [1, 1, 1], { blanks: "zero" })]).toEqual([40, 6]);
  });

  test("reweight by hand: (.25·10 + .25·30) · 1 / .5 = 20", () => {
    expect([...score([[10, NaN, 30]], [0.25, 0.5, 0.25], { blanks: "reweight" })]).toEqual([20]);
  });

  test("reweight equals scoring the present columns alone, times the share of their weights", () => {
    fc.assert(
      fc.property(matrix, fc.infiniteStream(fc.boolean()), ({ values, weights }, blank) => {
        const holes = values.map((row) => row.map((value) => (blank.next().value === true ? NaN : value)));
        const scores = score(holes, weights, { blanks: "reweight" });
        const all = weights.reduce((sum, each) => sum + each, 0);
        holes.forEach((row, i) => {
          const kept = row
            .map((value, j) => ({ value, weight: weights[j] }))
            .filter(({ value }) => value === value);
          const present = kept.reduce((sum, each) => sum + each.weight, 0);
          if (kept.length === 0 || (present === 0 && kept.length < row.length)) expect(scores[i]).toBeNaN();
          else {
            const alone = score(
              [kept.map((each) => each.value)],
              kept.map((each) => each.weight),
            )[0];
            const wanted = kept.length === row.length ? alone : (alone * all) / present;
            expect(scores[i] + 0).toBe(wanted + 0);
          }
        });
      }),
    );
  });

  test.each<Blanks>(["na", "zero", "reweight"])("%s leaves full rows alone", (blanks) => {
    fc.assert(
      fc.property(matrix, ({ values, weights }) => {
        expect([...score(values, weights, { blanks })]).toEqual([...score(values, weights)]);
      }),
    );
  });

  test("reweight: nothing present, or present weights that cancel, have no score", () => {
    expect([...score([[NaN, NaN]], [1, 2], { blanks: "reweight" })]).toEqual([NaN]);
    expect([...score([[1, 2, NaN]], [1, -1, 3], { blanks: "reweight" })]).toEqual([NaN]);
    // .1 + .2 − .3 is 5.6e-17 in doubles
    expect([...score([[1, 2, 3, NaN]], [0.1, 0.2, -0.3, 1], { blanks: "reweight" })]).toEqual([NaN]);
  });
});

describe("scoreParts", () => {
  test("add up to the score", () => {
    fc.assert(
      fc.property(matrix, ({ values, weights }) => {
        const { data, columns } = scoreParts(values, weights);
        const scores = score(values, weights);
        scores.forEach((each, i) => {
          const sum = data.slice(i * columns, (i + 1) * columns).reduce((total, part) => total + part, 0);
          expect(sum + 0).toBe(each + 0);
        });
      }),
    );
  });

  test("a blank has no part, its neighbours keep theirs", () => {
    expect([...scoreParts([[10, NaN, 4]], [1, 2, 3]).data]).toEqual([10, NaN, 12]);
  });
});

describe("expectationGap", () => {
  test("by hand: .5·(4 − 5) + .25·(4 − 4) + .25·(3 − 5) = −1", () => {
    expect([...expectationGap([[5, 4, 5]], [[4, 4, 3]], [0.5, 0.25, 0.25])]).toEqual([-1]);
  });

  test("is the score of what is perceived less that of what is expected", () => {
    fc.assert(
      fc.property(matrix, ({ values, weights }) => {
        const perceived = values.map((row) => row.map((value) => 2 * value + 1));
        const gaps = expectationGap(values, perceived, weights);
        const expected = score(values, weights);
        score(perceived, weights).forEach((each, i) => expect(gaps[i] + 0).toBe(each - expected[i] + 0));
      }),
    );
  });

  test("a blank on either side is a blank; zero counts it as 0 on its side", () => {
    const expected = [[5, NaN]];
    const perceived = [[NaN, 3]];
    expect([...expectationGap(expected, perceived, [1, 1])]).toEqual([NaN]);
    expect([...expectationGap(expected, perceived, [1, 1], { blanks: "zero" })]).toEqual([-2]);
    expect([...expectationGap([[5, 4]], [[4, NaN]], [1, 3], { blanks: "reweight" })]).toEqual([-4]);
  });

  test("two shapes are an error that names both", () => {
    expect(() => expectationGap([[1, 2]], [[1, 2, 3]], [1, 2])).toThrow(
      "perceived is 1×3, but expected is 1×2",
    );
  });
});
