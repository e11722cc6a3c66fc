import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  plainKernels,
  stripRowsFor,
  topBits,
  type DoubledKernel,
  type RowBlock,
  type RowKernels,
  type SplitLine,
} from "@crm-functions/core";
import {
  pairDoubledKernel,
  pairOutcomeKernel,
  pairRowKernels,
} from "../../../../notebooks/support/kernels/pair-kernels";
import { pairKernels } from "../../../../notebooks/support/kernels";
import { exactSums } from "../../../conformance/exact-sums";

const plainDoubledKernel = (p: number): DoubledKernel => plainKernels(p).doubled();

/** A line with slopes in doubled precision, whose lower parts are a billionth of a unit in the last place or less. */
function lineOf(slopes: Float64Array): SplitLine {
  const own = slopes.subarray(0, -2);
  const heads = own.map(topBits);
  return {
    constant: [slopes[own.length], slopes[own.length + 1] * 1e-20],
    slopes: own,
    heads,
    rests: own.map((value, j) => value - heads[j] + value * 1e-19),
  };
}

/** All sums of a strip in doubled precision; a zero may differ in its sign, no more. */
function doubledSums(kernel: DoubledKernel, ...strip: Parameters<DoubledKernel>): number[] {
  const { high, low, others } = kernel(...strip);
  return [...high, ...low, ...others].map((value) => value + 0);
}

const number = fc.oneof(
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
);

const strips = fc
  .record({
    p: fc.integer({ min: 1, max: 13 }),
    rows: fc.integer({ min: 1, max: 64 }),
    at: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ p, rows, at }) => {
    const numbers = (length: number) =>
      fc.array(number, { minLength: length, maxLength: length }).map((each) => Float64Array.from(each));
    return fc.record({
      p: fc.constant(p),
      rows: fc.constant(rows),
      at: fc.constant(at),
      x: numbers((rows + at) * p),
      y: numbers(rows + at),
      shift: numbers(p + 1),
      slopes: numbers(p + 2),
      last: number,
    });
  });

function upper(products: Float64Array, stride: number, p: number): number[][] {
  return Array.from({ length: p + 1 }, (_, i) =>
    Array.from({ length: p + 2 - i }, (_u, k) => products[i * stride + i + k]),
  );
}

describe("pairs of doubles and plain JavaScript give the same bits", () => {
  test("sums of products and of residuals, for any strip", () => {
    fc.assert(
      fc.property(strips, ({ p, rows, at, x, y, shift: shifts, slopes, last }) => {
        const block: RowBlock = { rows: rows + at, x, y };
        const shift = Float64Array.from([...shifts, 0]);
        const [fast, plain] = [pairRowKernels(p), plainKernels(p)];
        expect(upper(fast.products(block, at, rows, shift), fast.stride, p)).toEqual(
          upper(plain.products(block, at, rows, shift), plain.stride, p),
        );
        // Sums begin at 0 on one side and with the first term on the other: a zero may differ in its sign, no more.
        const found = (kernels: RowKernels) =>
          Array.from(
            kernels.residuals(block, at, rows, shift, slopes, last).subarray(0, p + 5),
            (value) => value + 0,
          );
        expect(found(fast)).toEqual(found(plain));
      }),
      { numRuns: 200 },
    );
  });

  test("sums in doubled precision, for any strip", () => {
    fc.assert(
      fc.property(strips, ({ p, rows, at, x, y, slopes, last }) => {
        const strip = [{ rows: rows + at, x, y }, at, rows, lineOf(slopes), last] as const;
        expect(doubledSums(pairDoubledKernel(p), ...strip)).toEqual(
          doubledSums(plainDoubledKernel(p), ...strip),
        );
      }),
      { numRuns: 200 },
    );
  });

  test.each([1, 2, 9, 10, 41, 150])("a whole strip of %d predictors, used twice", (p) => {
    const rows = stripRowsFor(p);
    const block = {
      rows,
      x: Float64Array.from({ length: rows * p }, (_, i) => Math.sin(i * 1.3) + (i % p)),
      y: Float64Array.from({ length: rows }, (_, i) => Math.cos(i)),
    };
    const shift = Float64Array.from({ length: p + 2 }, (_, j) => (j > p ? 0 : j + 0.1));
    const [fast, plain] = [pairRowKernels(p), plainKernels(p)];
    for (let time = 0; time < 2; time++) {
      expect(upper(fast.products(block, 0, rows, shift), fast.stride, p)).toEqual(
        upper(plain.products(block, 0, rows, shift), plain.stride, p),
      );
      shift[0] += 1;
    }
    const line = lineOf(Float64Array.from({ length: p + 2 }, (_, j) => Math.sin(j)));
    const [fastDoubled, plainDoubled] = [pairDoubledKernel(p), plainDoubledKernel(p)];
    for (let time = 0; time < 2; time++) {
      expect(doubledSums(fastDoubled, block, 0, rows, line, time)).toEqual(
        doubledSums(plainDoubled, block, 0, rows, line, time),
      );
    }
  });
});

describe.each([
  ["plain JavaScript", plainDoubledKernel],
  ["pairs of doubles", pairDoubledKernel],
] as const)("in doubled precision by %s", (_name, kernelFor) => {
  test("what plain doubles lose is kept", () => {
    // x = 1 + 2⁻³⁰ and the slope 1 − 2⁻³⁰: their product is 1 − 2⁻⁶⁰, of which a double knows nothing.
    const x = 1 + 2 ** -30;
    const slope = -(1 - 2 ** -30);
    const line = { ...lineOf(Float64Array.of(slope, 0, 0)), rests: Float64Array.of(slope - topBits(slope)) };
    const block = { rows: 2, x: Float64Array.of(x, x), y: Float64Array.of(1, 1 + 2 ** -52) };
    const [high, low, squares] = doubledSums(kernelFor(1), block, 0, 2, line, 0);
    const [e1, e2] = [2 ** -60, 2 ** -60 + 2 ** -52];
    expect(squares).toBe(e1 ** 2 + e2 ** 2);
    expect(high + low).toBe((e1 + e2) * x);
    expect(1 - x * -slope).toBe(0);
  });
});

test("the loops of a yes/no outcome give the same bits", () => {
  for (const p of [1, 2, 3, 6, 9]) {
    for (const rows of [1, 2, 33]) {
      const x = Float64Array.from({ length: (rows + 1) * p }, (_, i) => Math.sin(i * i) + 3);
      const shift = Float64Array.from({ length: p }, (_, j) => 3 + 0.1 * j);
      const theta = Float64Array.from({ length: p + 1 }, (_, j) => Math.cos(j) / 3);
      const [fast, plain] = [pairOutcomeKernel(p), plainKernels(p).outcome()].map((kernel) => {
        const etas = kernel.etas(x, 1, rows, shift, theta).slice(0, rows);
        const residuals = Float64Array.from({ length: kernel.stripRows }, (_, i) => Math.sin(i));
        const roots = residuals.map((value) => Math.sqrt(1.5 + value));
        const alone = kernel.sums(rows, residuals).gradient.slice();
        const { gradient, products, stride } = kernel.sums(rows, residuals, roots);
        const upper = Array.from({ length: p + 1 }, (_, a) =>
          Array.from(products.slice(a * stride + a, a * stride + p + 1)),
        );
        return { etas, alone, gradient: gradient.slice(), upper };
      });
      expect(fast).toEqual(plain);
    }
  }
});

describe("sums of products by pairs of doubles are those of exact arithmetic", () => exactSums(pairKernels));
