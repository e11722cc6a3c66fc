import { describe, expect, test } from "@jest/globals";
import { rowsPerSum } from "../../../../../core/regression/compress/limb-products";
import {
  kernelsInUse,
  plainKernels,
  topBits,
  useKernels,
} from "../../../../../core/regression/compress/plain-kernels";

/** Whole numbers, so that every sum below is exact in whatever order it is made. */
const number = (i: number, j: number): number => ((7 * i + 5 * j * j + i * j) % 11) - 5;

describe.each([1, 2, 3, 4, 7])("%i predictors", (p) => {
  const rows = 13;
  const at = 3;
  const count = 8;
  const x = Float64Array.from({ length: rows * p }, (_, k) => number(Math.floor(k / p), k % p));
  const y = Float64Array.from({ length: rows }, (_, i) => number(i, 20));
  const shift = Float64Array.from({ length: p + 2 }, (_, j) => (j <= p ? j - 1 : 0));
  /** v − shift of row i: x₁ … x_p, y, 1. */
  const v = (i: number): number[] =>
    [...x.subarray(i * p, (i + 1) * p), y[i], 1].map((value, j) => value - shift[j]);
  const read = Array.from({ length: count }, (_, i) => at + i);
  const sum = (of: (i: number) => number): number => read.reduce((all, i) => all + of(i), 0);
  const slopes = Float64Array.from({ length: p + 2 }, (_, j) => (j === p ? 1 : 2 - j));
  const e = (i: number): number => v(i).reduce((all, value, j) => all + slopes[j] * value, 0);
  const kernels = plainKernels(p);
  const block = { rows, x, y };

  test("products of the columns", () => {
    const found = kernels.products(block, at, count, shift);
    for (let a = 0; a <= p; a++)
      for (let b = a; b <= p + 1; b++)
        expect(found[a * kernels.stride + b]).toBe(sum((i) => v(i)[a] * v(i)[b]));
  });

  test("residuals, their sums of squares and steps, and their products with the columns", () => {
    const found = kernels.residuals(block, at, count, shift, slopes, 100);
    for (let j = 0; j <= p + 1; j++) expect(found[j] + 0).toBe(sum((i) => e(i) * v(i)[j]) + 0);
    expect(found[p + 2]).toBe(sum((i) => e(i) ** 2));
    expect(found[p + 3]).toBe(sum((i) => (e(i) - (i === at ? 100 : e(i - 1))) ** 2));
    expect(found[p + 4]).toBe(e(at + count - 1));
  });

  test("the same in doubled precision, about no shift", () => {
    const own = slopes.slice(0, p);
    const heads = own.map(topBits);
    const line = { constant: [5, 0], slopes: own, heads, rests: new Float64Array(p) } as const;
    const residual = (i: number): number =>
      y[i] + 5 + own.reduce((all, slope, j) => all + slope * x[i * p + j], 0);
    const { high, low, others } = kernels.doubled()(block, at, count, line, 100);
    for (let j = 0; j < p; j++) expect(high[j] + low[j]).toBe(sum((i) => residual(i) * x[i * p + j]));
    expect([...others]).toEqual([
      sum((i) => residual(i) ** 2),
      sum((i) => (residual(i) - (i === at ? 100 : residual(i - 1))) ** 2),
      residual(at + count - 1),
      sum(residual),
      0,
    ]);
  });

  test("η of an outcome, and its gradient and information", () => {
    const theta = Float64Array.from({ length: p + 1 }, (_, j) => j + 1);
    const outcome = kernels.outcome();
    const etas = [...outcome.etas(x, at, count, shift, theta).subarray(0, count)];
    expect(etas).toEqual(read.map((i) => theta.slice(1).reduce((all, t, j) => all + t * v(i)[j], theta[0])));
    const roots = Float64Array.from(read, (_, k) => k % 3);
    const own = Float64Array.from(read, (_, k) => k - 4);
    const { gradient, products, stride } = outcome.sums(count, own, roots);
    const z = (i: number): number[] => [...v(i).slice(0, p), 1];
    for (let a = 0; a <= p; a++) {
      if (a < p) expect(gradient[a] + 0).toBe(sum((i) => own[i - at] * z(i)[a]) + 0);
      for (let b = a; b <= p; b++)
        expect(products[a * stride + b]).toBe(sum((i) => roots[i - at] ** 2 * z(i)[a] * z(i)[b]));
    }
  });
});

test("limbs lie where their room says, and are multiplied", () => {
  const kernel = plainKernels(1).limbs();
  const { values, stride, rowStep, limbStep } = kernel.roomFor(2);
  for (let i = 0; i < rowsPerSum; i++) {
    values[i * rowStep] = i;
    values[i * rowStep + limbStep] = 2;
  }
  const sums = kernel.sums(0, 2, 0);
  expect([sums[0], sums[1], sums[stride + 1]]).toEqual([(31 * 32 * 63) / 6, 31 * 32, 4 * 32]);
});

test("the upper bits of a double: 26 of its 53, so that two of them multiply exactly", () => {
  expect(topBits(1 + 2 ** -25 + 2 ** -26)).toBe(1 + 2 ** -25);
  expect(topBits(-3)).toBe(-3);
  expect(BigInt(topBits(Math.PI) * 2 ** 24) * BigInt(topBits(Math.E) * 2 ** 24)).toBe(
    BigInt(topBits(Math.PI) * topBits(Math.E) * 2 ** 48),
  );
});

test("who names no kernels has the plain ones, or those handed in", () => {
  expect(kernelsInUse(2)).toBe(plainKernels(2));
  const own = plainKernels(3);
  useKernels(() => own);
  expect(kernelsInUse(2)).toBe(own);
  useKernels(plainKernels);
});
