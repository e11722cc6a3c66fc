import { expect, test } from "@jest/globals";
import {
  betterShift,
  momentsOfSums,
  startingShift,
  sumsOfBlock,
  type Moments,
} from "../../../../../core/regression/compress/moments";

const blockOf = (x: number[], y: number[]) => ({
  rows: x.length,
  first: 0,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});
const momentsOf = (x: number[], y: number[], shift: number[]): Moments =>
  momentsOfSums(sumsOfBlock(blockOf(x, y), Float64Array.from([...shift, 0])));

// x = 1, 2, 4, 5 and y = 2, 6, 3, 9, by hand: means 3 and 5, Σ(x − 3)² = 10, Σ(x − 3)(y − 5) = 6 − 1 − 2 + 8, Σ(y − 5)² = 30.
const [x, y] = [
  [1, 2, 4, 5],
  [2, 6, 3, 9],
];
const means = [3, 5];
const products = [10, 11, 11, 30];

test("means and centred cross products, about whatever shift", () => {
  for (const shift of [[0, 0], means, [-7, 12]]) {
    const found = momentsOf(x, y, shift);
    expect([found.rows, [...found.means], [...found.products]]).toEqual([4, means, products]);
  }
});

test("a row with a blank is left out and counted", () => {
  const found = momentsOf([1, NaN, 2, 4, 5], [2, 1, 6, 3, 9], [0, 0]);
  expect([found.rows, found.leftOut, [...found.products]]).toEqual([4, 1, products]);
  const none = momentsOf([NaN], [1], [0, 0]);
  expect([none.rows, none.leftOut]).toEqual([0, 1]);
});

test("the shift starts at the mean; one far from it is replaced by the mean, about which no digit is lost", () => {
  const far = x.map((each) => each + 2 ** 30);
  expect(startingShift(blockOf(x, y), 1)).toEqual(Float64Array.of(3, 5, 0));
  expect(startingShift(blockOf([NaN], [1]), 1)).toBeUndefined();
  const sums = sumsOfBlock(blockOf(far, y), new Float64Array(3));
  const better = betterShift(sums);
  expect(better && [...better]).toEqual([2 ** 30 + 3, 5, 0]);
  expect([...momentsOfSums(sumsOfBlock(blockOf(far, y), better!)).products]).toEqual(products);
  expect(betterShift(sumsOfBlock(blockOf(x, y), Float64Array.of(3, 5, 0)))).toBeUndefined();
});
