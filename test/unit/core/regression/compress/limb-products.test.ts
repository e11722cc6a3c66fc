import { expect, test } from "@jest/globals";
import { limbProducts, type LimbProducts } from "../../../../../core/regression/compress/limb-products";
import { plainKernels } from "../../../../../core/regression/compress/plain-kernels";

const blockOf = (x: number[], y: number[]) => ({
  rows: x.length,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});
const partsOf = (x: number[], y: number[], left?: number): LimbProducts[] => [
  ...limbProducts(blockOf(x, y), 1, plainKernels(1).limbs(), left),
];
/** Σ of the products of columns a and b (1, x, y) in units of 2⁻¹⁰⁰. */
const sum = (parts: LimbProducts[], a: number, b: number): bigint =>
  parts.reduce(
    (all, { products, exponents }) =>
      all + (products[3 * a + b] << BigInt(100 + exponents[a] + exponents[b])),
    0n,
  );

test("whole numbers have one limb, and their sums are plain to see", () => {
  const [{ rows, exponents, products }, ...others] = partsOf([1, 2, 4], [3, 0, -5]);
  expect([rows, others]).toEqual([3, []]);
  // 1 = 2⁰, 4 = 2² and 5 < 2³, each in units of 2^(exponent − 24).
  expect(exponents).toEqual([-24, -22, -21]);
  const value = (a: number, b: number): number =>
    Number(products[3 * a + b]) * 2 ** (exponents[a] + exponents[b]);
  expect([value(0, 0), value(0, 1), value(0, 2), value(1, 1), value(1, 2), value(2, 2)]).toEqual([
    3, 7, -2, 21, -17, 34,
  ]);
});

test("the three limbs of 1234567.891", () => {
  const number = 1234567.891;
  const [{ exponents }] = partsOf([number], [0.5]).slice(-1);
  expect(exponents).toEqual([-24, 21 + 1 - 75, -25]);
  const whole = BigInt(number * 2 ** 32) << 68n;
  expect(sum(partsOf([number], [0.5]), 1, 1)).toBe((whole * whole) >> 100n);
  expect(sum(partsOf([number], [0.5]), 1, 2)).toBe(whole / 2n);
});

test("another part begins where a column needs more limbs than before; together they are all rows", () => {
  const x = Array.from({ length: 1500 }, (_, i) => (i < 1100 ? i % 7 : 2 ** -40 * i));
  const parts = partsOf(
    x,
    x.map(() => 1),
  );
  expect(parts.map(({ rows }) => rows)).toEqual([1024, 476]);
  const units = x.map((value) => BigInt(value * 2 ** 40));
  expect(sum(parts, 0, 1)).toBe(units.reduce((a, b) => a + b) << 60n);
  expect(sum(parts, 1, 1)).toBe(units.reduce((a, b) => a + b * b, 0n) << 20n);
});

test("only the products of the first columns with the others, where no more are wanted", () => {
  const [{ products }] = partsOf([1, 2, 4], [3, 0, -5], 2);
  expect(products.map((product) => product !== 0n)).toEqual([
    ...[false, false, true],
    ...[false, false, true],
    ...[false, false, false],
  ]);
});

test("no rows: one part without anything", () => {
  expect(partsOf([], [])).toMatchObject([{ rows: 0, products: new Array(9).fill(0n) }]);
});
