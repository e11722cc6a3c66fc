import { describe, expect, test } from "@jest/globals";
import { feedback, outcome } from "../../../../../core/regression";
import {
  completeRows,
  groupRowsFor,
  isComplete,
  rowsOf,
  scaledBlock,
  withoutWeightless,
  type RowBlock,
} from "../../../../../core/regression/compress/rows";

const rows = [
  [1, 10],
  [2, 20],
  [3, 30],
];
const y = [5, NaN, 7];
const data = Float64Array.of(1, 10, 2, 20, 3, 30);
const columns = [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)];
const told = (key: string, parameters: object) =>
  expect.objectContaining({ key, parameters: expect.objectContaining(parameters) });

test.each([
  ["rows", rows],
  ["columns", columns],
  ["row-major numbers", { data, columns: 2 }],
])("%s are read as one block", (_, x) => {
  const source = rowsOf(y, x);
  expect(source.predictors).toBe(2);
  expect([...source.blocks()]).toEqual([{ rows: 3, first: 0, x: data, y: Float64Array.from(y) }]);
});

test("groups follow each other, and each knows how many rows came before", () => {
  const group = groupRowsFor(1);
  const many = Float64Array.from({ length: 2 * group + 3 }, (_, i) => i);
  for (const x of [[many], { data: many, columns: 1 }]) {
    const found = Array.from(rowsOf(many, x).blocks(), ({ rows: count, first, x: own }) => [
      count,
      first,
      own[0],
    ]);
    expect(found).toEqual([
      [group, 0, 0],
      [group, group, group],
      [3, 2 * group, 2 * group],
    ]);
  }
});

test("what has no number in every cell is left out of a block", () => {
  const block: RowBlock = { rows: 3, x: data, y: Float64Array.from(y) };
  expect([0, 1, 2].map((i) => isComplete(block, 2, i))).toEqual([true, false, true]);
  const complete = completeRows(block, 2);
  expect(complete).toEqual({ rows: 2, x: Float64Array.of(1, 10, 3, 30), y: Float64Array.of(5, 7) });
  expect(completeRows(complete, 2)).toBe(complete);
});

test("a block in other units", () => {
  const block: RowBlock = { rows: 1, first: 4, x: Float64Array.of(3, 5), y: Float64Array.of(7) };
  expect(scaledBlock(block, Float64Array.of(2, 4, 0.5))).toEqual({
    ...block,
    x: Float64Array.of(6, 20),
    y: Float64Array.of(3.5),
  });
});

test("heights that differ are told with both", () => {
  for (const x of [[[1], [2]], [Float64Array.of(1, 2)], { data: Float64Array.of(1, 2), columns: 1 }])
    expect(() => rowsOf(y, x)).toThrow(told("feedbackHeights", { rows: 3, otherRows: 2 }));
  expect(() => rowsOf(y, [[1], [2, 3], [4]])).toThrow(told("rowLengths", { row: 2, found: 2, wanted: 1 }));
  expect(() => rowsOf(y, rows, [1])).toThrow(told("feedbackHeights", { rows: 3, otherRows: 1 }));
});

describe("case weights", () => {
  test("go with their rows; a row of 0 or of a blank does not count", () => {
    const [block] = rowsOf([5, 6, 7], rows, [2, 0, NaN]).blocks();
    expect([...block.y]).toEqual([5, NaN, NaN]);
    expect([...block.weights!]).toEqual([2, 0, NaN]);
  });
  test("below 0", () => {
    expect(() => withoutWeightless([1, 2], [1, -3])).toThrow(
      told("caseWeightNegative", { row: 2, found: -3 }),
    );
  });
});

test.each([
  [1e-310, "caseWeightTooSmall"],
  [1.7e308, "caseWeightTooLarge"],
])("a case weight of %p, for whose products there are no doubles, is refused by its row", (weight, key) => {
  const caseWeights = [1, weight, 1, 1];
  const told = expect.objectContaining({ key, parameters: expect.objectContaining({ row: 2 }) });
  const x = [Float64Array.of(1, 2, 3, 4)];
  expect(() => feedback(Float64Array.of(1, 2, 3, 5), x, { caseWeights, errors: "robust" })).toThrow(told);
  expect(() => outcome([0, 1, 0, 1], x, { caseWeights })).toThrow(told);
});

test("a number that its case weight makes too large is named by its row", () => {
  const response = [1, 2, 1, 4, 5, 6];
  for (const [size, weight] of [
    [1e308, 2],
    [1e300, 1e10],
  ]) {
    const caseWeights = [2, 1, weight, 3, 4, 5];
    const x = [[3], [1], [-size], [5], [1], [4]];
    expect(() => feedback(response, x, { caseWeights })).toThrow(
      "Row 3 holds a number too large to calculate with.",
    );
  }
});

test("an infinite number is named by its row among all rows", () => {
  const many = 70_000;
  const spoilt = Float64Array.from({ length: 3 * many }, (_, i) => Math.sin(i * 1.7));
  spoilt[65_000 * 3 + 1] = Infinity;
  spoilt[50 * 3] = NaN;
  const response = new Float64Array(many).map((_, i) => Math.cos(i * 12.9));
  const message = "Row 65001 holds a number too large to calculate with.";
  expect(() => feedback(response, { data: spoilt, columns: 3 })).toThrow(message);
  const apart = [0, 1, 2].map((j) => response.map((_, i) => spoilt[3 * i + j]));
  expect(() => feedback(response, apart)).toThrow(message);
});
