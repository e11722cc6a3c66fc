import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compressBlock } from "../../core/regression/compress/compressed-rows";
import type { KernelsFor } from "../../core/regression/compress/kernels";
import { plainKernels, useKernels } from "../../core/regression/compress/plain-kernels";

/** A double as a multiple of 2⁻¹⁰⁷⁴. */
function integerOf(value: number): bigint {
  const exponent = Math.max(-1074, Math.floor(Math.log2(Math.abs(value) || 1)) - 60);
  const [half, rest] = [Math.trunc(exponent / 2), exponent - Math.trunc(exponent / 2)];
  return BigInt(value * 2 ** -half * 2 ** -rest) << BigInt(exponent + 1074);
}

/** Σ w vₐ v_b in exact arithmetic, in units of 2⁻³²²². */
function exactly(rows: readonly (readonly number[])[], weights: Float64Array | undefined): bigint[] {
  const size = rows[0].length + 1;
  const sums = new Array<bigint>(size * size).fill(0n);
  rows.forEach((row, i) => {
    const v = [1, ...row].map(integerOf);
    const weight = integerOf(weights?.[i] ?? 1);
    for (let a = 0; a < size; a++) for (let b = a; b < size; b++) sums[a * size + b] += weight * v[a] * v[b];
  });
  return sums;
}

const kinds = [
  fc.integer({ min: 0, max: 10 }),
  fc.integer({ min: 44_000, max: 46_000 }),
  fc.double({ min: -1, max: 1, noNaN: true }).map((value) => (Math.abs(value) < 1e-20 ? 0 : value)),
  fc.double({ min: 1e149, max: 1e150, noNaN: true }),
  fc.constantFrom(5e-324, 1e-310, -2e-308, 0),
  fc.constant(0),
  // Numbers of 180 binary places, so that a column has many limbs.
  fc.constantFrom(1, 2 ** -70 - 2 ** -120, 3 * 2 ** -170, -(2 ** 8)),
];
const tables = fc
  .tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 12 }),
  )
  .chain(
    ([rows, columns]) =>
      fc.array(fc.tuple(...columns), { minLength: rows, maxLength: rows }) as fc.Arbitrary<number[][]>,
  );

/** Holds the limb kernels of an implementation to exact arithmetic. */
export function exactSums(kernels: KernelsFor): void {
  beforeAll(() => useKernels(kernels));
  afterAll(() => useKernels(plainKernels));
  const check = (rows: readonly (readonly number[])[], weights?: Float64Array): void => {
    const p = rows[0].length - 1;
    const x = Float64Array.from(rows.flatMap((row) => row.slice(0, p)));
    const y = Float64Array.from(rows, (row) => row[p]);
    const { products, exponents } = compressBlock({ rows: rows.length, x, y, weights }, p);
    const size = p + 2;
    const found = products.map((value, at) => {
      const up = exponents[Math.floor(at / size)] + exponents[at % size] + 3222;
      return up < 0 ? value >> BigInt(-up) : value << BigInt(up);
    });
    expect(found).toEqual(exactly(rows, weights));
  };
  test("for any numbers", () => {
    fc.assert(
      fc.property(tables, (rows) => check(rows)),
      { numRuns: 150 },
    );
  });
  test("with case weights", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(1, 0.3, 7, 1e-5, 1e20), (rows, weight) => {
        const moderate = rows.filter((row) => row.every((value) => value === 0 || Math.abs(value) > 1e-200));
        if (moderate.length > 0)
          check(
            moderate,
            Float64Array.from(moderate, (_, i) => weight * (1 + (i % 3))),
          );
      }),
      { numRuns: 60 },
    );
  });
  test("where rows need more limbs as they come", () => {
    const rows = Array.from({ length: 2100 }, (_, i) => [
      i < 700 ? 1 + (i % 5) : i * 1.1,
      i < 1500 ? 3 : 3 + 2 ** -60 * i,
      i < 2050 ? 0 : Math.sin(i),
      Math.cos(i),
    ]);
    check(rows);
  });
}
