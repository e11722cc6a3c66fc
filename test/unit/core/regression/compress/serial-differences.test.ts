import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RowBlock } from "../../../../../core/regression/compress/rows";
import {
  mergeDifferences,
  readDifferences,
  type Line,
} from "../../../../../core/regression/compress/serial-differences";

const blockOf = (x: number[], y: number[], weights?: number[]): RowBlock => ({
  rows: x.length,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
  weights: weights && Float64Array.from(weights),
});
const lineOf = (shift: number, level: number, slope: number): Line => ({
  shift: Float64Array.of(shift),
  level: [level, 0],
  slopes: [[slope, 0]],
});

// x = 1, 2, 4, 5 and y = 2, 6, 3, 9 about 5 + 1.1 (x − 3), by hand: e = −.8, 2.1, −3.1, 1.8.
const line = lineOf(3, 5, 1.1);

test("four rows: 2.9² + 5.2² + 4.9², between the first and the last residual", () => {
  const { rows, steps, first, last, exact, logWeights } = readDifferences(
    blockOf([1, 2, 4, 5], [2, 6, 3, 9]),
    line,
  );
  expect([rows, exact, logWeights]).toEqual([4, false, 0]);
  expect(steps[0]).toBeCloseTo(59.46, 13);
  expect(first[0]).toBeCloseTo(-0.8, 15);
  expect(last[0]).toBeCloseTo(1.8, 15);
});

test("with weights the residuals are √w times those; a row with a blank is passed over", () => {
  const { rows, steps, first, logWeights } = readDifferences(
    blockOf([1, NaN, 2], [2, 3, 6], [4, 1, 9]),
    line,
  );
  expect(rows).toBe(2);
  expect(first[0]).toBeCloseTo(-1.6, 15);
  expect(steps[0]).toBeCloseTo((6.3 + 1.6) ** 2, 13);
  expect(logWeights).toBeCloseTo(Math.log(36), 15);
});

test("a line through every y is exact, one that misses by its last digit is not", () => {
  expect(readDifferences(blockOf([0, 1, 5], [1, 3, 11]), lineOf(0, 1, 2)).exact).toBe(true);
  expect(readDifferences(blockOf([0, 1, 5], [1, 3, 11 + 2e-15]), lineOf(0, 1, 2)).exact).toBe(false);
});

test("large parts that cancel: a level of 1e15 leaves the residuals whole", () => {
  // 1e15 + 0.125 − (1e15 + 0) is held by no sum of plain doubles of 1e15 · x.
  const { first, last } = readDifferences(blockOf([1 + 2 ** -40, 1], [7, 7]), lineOf(0, 7 - 1e15, 1e15));
  expect([first[0], last[0]]).toEqual([-1e15 * 2 ** -40, 0]);
});

test("cut anywhere and merged: the whole", () => {
  const table = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(table, fc.nat(9), (pairs, at) => {
      const part = (from: number, to?: number) => {
        const some = pairs.slice(from, to);
        return readDifferences(
          blockOf(
            some.map(([x]) => x),
            some.map(([, y]) => y),
          ),
          lineOf(2, 1, 3),
        );
      };
      expect(mergeDifferences(part(0, at), part(at))).toEqual(part(0));
    }),
  );
});
