import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CrmError } from "../../../../core/errors";
import { feedback, feedbackOfRows, feedbackOfRowsAsync, type RowBlock } from "../../../../core/regression";

const p = 3;
const rows = 70000;
const x = Float64Array.from(
  { length: rows * p },
  (_, i) => Math.sin(i * 1.7) * (1 + (i % p)) + Math.sqrt(i % 97),
);
const y = Float64Array.from(
  { length: rows },
  (_, i) => 20 + x[i * p] + 2 * x[i * p + 1] - 3 * x[i * p + 2] + Math.cos(i * 12.9),
);
y[20000] = NaN;
x[50 * p] = NaN;

function blocksOf(cuts: readonly number[], data = x): RowBlock[] {
  return [0, ...cuts].map((from, i) => {
    const to = cuts[i] ?? rows;
    return { rows: to - from, x: data.subarray(from * p, to * p), y: y.subarray(from, to) };
  });
}

/** Everything of a result that is a number, or an array of them. */
function figures({ fit: _fit, ...result }: ReturnType<typeof feedback>): unknown {
  return JSON.parse(
    JSON.stringify(result, (_key, value) => (value instanceof Float64Array ? [...value] : value)),
  );
}
const whole = figures(feedback(y, { data: x, columns: p }));

const cuts = fc
  .uniqueArray(fc.integer({ min: 1, max: rows - 1 }), { maxLength: 9 })
  .map((each) => each.sort((a, b) => a - b));

describe("rows from a source", () => {
  test("however they are cut, the figures are the same to the last bit", () => {
    fc.assert(
      fc.property(cuts, (each) => {
        expect(figures(feedbackOfRows({ predictors: p, blocks: () => blocksOf(each) }))).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test("asynchronously, in arrays that are filled anew for each block", async () => {
    const source = {
      predictors: p,
      async *blocks() {
        const [held, heldY] = [new Float64Array(5000 * p), new Float64Array(5000)];
        for (let at = 0; at < rows; at += 5000) {
          held.set(x.subarray(at * p, (at + 5000) * p));
          heldY.set(y.subarray(at, at + 5000));
          yield { rows: 5000, x: held, y: heldY };
          held.fill(NaN);
          await Promise.resolve();
        }
      },
    };
    expect(figures(await feedbackOfRowsAsync(source))).toEqual(whole);
  });

  test.each([
    [
      "one number",
      (time: number) => blocksOf([30000], time > 0 ? x.map((v, i) => (i === 100 ? v + 1e-9 : v)) : x),
    ],
    ["rows at the end are missing", (time: number) => blocksOf([30000, 50000]).slice(0, time > 0 ? 2 : 3)],
    ["rows are added", (time: number) => [...blocksOf([30000]), ...(time > 0 ? blocksOf([]) : [])]],
  ])("%s at the second reading: an error says so", async (_name, blocks) => {
    let time = 0;
    const changed = expect.objectContaining({ key: "feedbackSourceChanged" });
    expect(() => feedbackOfRows({ predictors: p, blocks: () => blocks(time++) })).toThrow(changed);
    time = 0;
    await expect(feedbackOfRowsAsync({ predictors: p, blocks: () => blocks(time++) })).rejects.toEqual(
      changed,
    );
  });

  test("an error in the source reaches the caller, and a source without rows is one", async () => {
    const broken = {
      predictors: p,
      async *blocks() {
        yield* blocksOf([100]).slice(0, 1);
        throw new Error("disk");
      },
    };
    await expect(feedbackOfRowsAsync(broken)).rejects.toThrow("disk");
    expect(() => feedbackOfRows({ predictors: p, blocks: () => [] })).toThrow(CrmError);
  });
});

test("an infinite number is named by its row among all rows", () => {
  const spoilt = Float64Array.from(x);
  spoilt[65000 * p + 1] = Infinity;
  const message = "Row 65001 holds a number too large to calculate with.";
  expect(() => feedback(y, { data: spoilt, columns: p })).toThrow(message);
  expect(() => feedbackOfRows({ predictors: p, blocks: () => blocksOf([7, 40000, 64990], spoilt) })).toThrow(
    message,
  );
  const columns = [0, 1, 2].map((j) => Float64Array.from({ length: rows }, (_, i) => spoilt[i * p + j]));
  expect(() => feedback(y, columns)).toThrow(message);
});

test("rows that begin unlike the rest keep their digits", () => {
  // The first rows lie a million of the others' scatters away from them.
  const shifted = Float64Array.from({ length: rows }, (_, i) => (i < 300 ? 1e6 : 0) + Math.sin(i * 3.3));
  const response = Float64Array.from(shifted, (value, i) => 3 + 2 * value + Math.cos(i * 7.1));
  const other = Float64Array.from({ length: rows }, (_, i) => Math.sin(i * i * 0.1));
  const third = Float64Array.from({ length: rows }, (_, i) => Math.cos(i * i * 0.7));
  const forwards = feedback(response, [shifted, other, third]);
  const backwards = feedback(response.slice().reverse(), [
    shifted.slice().reverse(),
    other.slice().reverse(),
    third.slice().reverse(),
  ]);
  for (let j = 0; j < 4; j++) {
    expect(Math.abs(forwards.coefficients[j] / backwards.coefficients[j] - 1)).toBeLessThan(1e-13);
    expect(Math.abs(forwards.standardErrors[j] / backwards.standardErrors[j] - 1)).toBeLessThan(1e-13);
  }
});
