import { describe, expect, test } from "@jest/globals";
import { blanksChoices, needScore, ratingTable } from "@crm-functions/core";
import { DataFrame } from "danfojs-node";
import fc from "fast-check";
import {
  customersFrame,
  frameOf,
  frameScore,
  frameValues,
  interactionsFrame,
  ratingsFrame,
  type Frame,
} from "../../../notebooks/support/frames";
import { sampleTables } from "../../../notebooks/support/workbook";

const team = sampleTables();
const { customers, interactions } = team;

test("customers, interactions and ratings become frames", () => {
  const frame = customersFrame(customers);
  expect(frame.shape).toEqual([60, 13]);
  expect(frame.column("id").values.slice(0, 2)).toEqual(["C0001", "C0002"]);
  expect(interactionsFrame(interactions).shape).toEqual([90, 10]);
  expect(ratingsFrame(ratingTable(team, "need")).columns).toEqual([
    "id",
    "Price",
    "Quality",
    "Delivery",
    "Advice",
    "Innovation",
  ]);
});

test("scores over a frame are those over the ratings", () => {
  const need = ratingTable(team, "need");
  const values = frameValues(ratingsFrame(need), need.criteria);
  expect(needScore(values, need.weights)).toEqual(needScore(need.columns, need.weights));
});

test("what is missing or no number is NaN, a column that is not there is named", () => {
  const frame = frameOf({ a: [1, NaN, 3], b: ["x", "y", "z"] });
  expect(Array.from(frameValues(frame, ["a", "b"])[0])).toEqual([1, NaN, 3]);
  expect(Array.from(frameValues(frame, ["b"])[0])).toEqual([NaN, NaN, NaN]);
  expect(() => frameValues(frame, ["c"])).toThrow(/no column "c"/);
});

test("a frame is grouped, counted, described, filtered and sorted as danfojs does", () => {
  const frame = frameOf({ segment: ["Key", "Growth", "Key"], need: [1, 3, 4] });
  expect(frame.groupby(["segment"]).col(["need"]).mean().values).toEqual([
    ["Key", 2.5],
    ["Growth", 3],
  ]);
  expect(frame.column("segment").valueCounts().values).toEqual([2, 1]);
  const described = frame.loc({ columns: ["need"] }).describe();
  expect(described.values[described.index.indexOf("max")]).toEqual([4]);
  expect(frame.query(frame.column("need").gt(1)).values).toEqual([
    ["Growth", 3],
    ["Key", 4],
  ]);
  const shares = frame.addColumn("share", [0.5, 0.25, 1]);
  expect(shares.sortValues("share", { ascending: false }).column("need").values).toEqual([4, 1, 3]);
});

describe("frameScore", () => {
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6 }) },
    fc.constantFrom<unknown>(NaN, null, undefined, "", "7"),
  );

  // The wanted score is written out here cell by cell, added from the first column to the last.
  function scoreOf(row: readonly unknown[], weights: readonly number[], blanks: string): number {
    const present = weights
      .map((w, j) => [w, row[j]] as const)
      .filter(([, v]) => typeof v === "number" && v === v);
    if (blanks === "na" && present.length < weights.length) return NaN;
    const sum = present.reduce((total, [w, v]) => total + w * (v as number), 0);
    if (blanks !== "reweight" || present.length === weights.length) return sum;
    if (present.length === 0) return NaN;
    return (sum * weights.reduce((a, w) => a + w, 0)) / present.reduce((a, [w]) => a + w, 0);
  }

  test("is the score of every row, whichever way the frame keeps its cells and however blanks count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }).chain((n) =>
          fc.record({
            rows: fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 30 }),
            weights: fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: n, maxLength: n }),
            blanks: fc.constantFrom(...blanksChoices),
          }),
        ),
        ({ rows, weights, blanks }) => {
          const names = weights.map((_, j) => `c${j}`);
          const wanted = Float64Array.from(rows, (row) => scoreOf(row, weights, blanks));
          for (const lowMemoryMode of [false, true]) {
            const frame = new DataFrame(rows.map((row) => [...row]) as number[][], {
              columns: names,
              config: { lowMemoryMode },
            }) as unknown as Frame;
            expect(frameScore(frame, names, weights, { blanks })).toEqual(wanted);
            expect(needScore(frameValues(frame, names), weights, { blanks })).toEqual(wanted);
          }
        },
      ),
    );
  });

  test("more rows than fit one block, columns in another order", () => {
    const count = 2_001;
    const [a, b, c] = [7, 11, 13].map((k) => Float64Array.from({ length: count }, (_, i) => (i * k) % 101));
    const wanted = Float64Array.from(a, (_, i) => c[i] + 10 * a[i] + 100 * b[i]);
    const rows = Array.from(a, (_, i) => [a[i], b[i], c[i]]);
    const options = { columns: ["a", "b", "c"], config: { lowMemoryMode: true } };
    for (const frame of [frameOf({ a, b, c }), new DataFrame(rows, options) as unknown as Frame]) {
      expect(frameScore(frame, ["c", "a", "b"], [1, 10, 100])).toEqual(wanted);
    }
  });

  test("what was changed in the frame since counts", () => {
    const frame = frameOf({ a: [1, 2], b: [3, 4] });
    const danfo = frame as unknown as DataFrame;
    danfo.addColumn("a", [5, 6], { inplace: true });
    expect(frameScore(frame, ["a", "b"], [1, 1])).toEqual(Float64Array.of(8, 10));
    danfo.addColumn("b", danfo.column("a").mul(2), { inplace: true });
    expect(frameScore(frame, ["a", "b"], [1, 1])).toEqual(Float64Array.of(15, 18));
    danfo.fillNa(0, { inplace: true });
    danfo.sortValues("a", { ascending: false, inplace: true });
    expect(frameScore(frame, ["b"], [1])).toEqual(Float64Array.of(12, 10));
  });

  test("a column that has left the frame is watched no more: what is written into it counts", () => {
    const frame = frameOf({ a: [1, 2], b: [3, 4], name: ["x", "y"] });
    expect(frameScore(frame, ["a", "b"], [1, 1])).toEqual(Float64Array.of(4, 6));
    (frame.column("a").values as number[])[0] = 10;
    expect(frameScore(frame, ["a", "b"], [1, 1])).toEqual(Float64Array.of(13, 6));
    (frame.getColumnData as number[][])[1][1] = 20;
    expect(frameScore(frame, ["a", "b"], [1, 1])).toEqual(Float64Array.of(13, 22));
    frameValues(frameOf({ a: [1, 2] }), ["a"])[0][0] = 5;
    expect(frame.column("name").values).toEqual(["x", "y"]);
    expect((frame as unknown as DataFrame).sum({ axis: 0 }).values).toEqual([12, 23, NaN]);
  });

  test("a long frame, whole, in part and after danfojs has read some of it", () => {
    const count = 20_001;
    const parts = Array.from({ length: 12 }, (_, k) =>
      Float64Array.from({ length: count }, (_, i) => ((i * (k + 3)) % 97) / 7),
    );
    const names = parts.map((_, k) => `c${k}`);
    const frame = frameOf(Object.fromEntries(names.map((name, k) => [name, parts[k]])));
    const check = (picked: readonly number[]) => {
      const weights = picked.map((k) => 0.1 * (k + 1));
      const wanted = Float64Array.from({ length: count }, (_, i) =>
        picked.reduce((sum, k, j) => sum + weights[j] * parts[k][i], 0),
      );
      expect(
        frameScore(
          frame,
          picked.map((k) => names[k]),
          weights,
        ),
      ).toEqual(wanted);
    };
    check(names.map((_, k) => k));
    check([11, 0, 7, 7, 3]);
    frame.column("c7");
    check([11, 0, 7, 7, 3]);
    names.forEach((name) => frame.column(name));
    check(names.map((_, k) => k));
  });

  test("bad columns and weights are named", () => {
    const frame = frameOf({ a: [1, 2, 3], b: [3, 4, 5] });
    expect(() => frameScore(frame, ["a", "x"], [1, 1])).toThrow(/no column "x"/);
    expect(() => frameScore(frame, ["a", "b"], [1])).toThrow(/weights is 1×1, but values is 3×2/);
    expect(() => frameScore(frame, ["a"], [Infinity])).toThrow(/weight 1/);
    expect(() => frameOf({ a: [1, 2], b: [1] })).toThrow(/columns differ in length \(1 and 2\)/);
  });

  test("a frame of no rows has no scores", () => {
    expect(frameScore(frameOf({ a: [], b: [] }), ["a", "b"], [1, 1])).toEqual(new Float64Array(0));
  });
});
