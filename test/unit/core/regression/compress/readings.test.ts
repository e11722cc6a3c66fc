import { expect, test } from "@jest/globals";
import {
  compressRows,
  mergeFindings,
  readGroup,
  readRows,
  runPasses,
  settledPass,
  type Finding,
  type Pass,
  type Passes,
} from "../../../../../core/regression/compress/readings";
import type { RowBlock, RowSource } from "../../../../../core/regression/compress/rows";

const blockOf = (x: number[], y: number[], first = 0): RowBlock => ({
  rows: x.length,
  first,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});
const whole = blockOf([1, 2, NaN, 4, 5], [2, 6, 1, 3, 9]);
const parts = [blockOf([1, 2], [2, 6]), blockOf([NaN], [1], 2), blockOf([4, 5], [3, 9], 3)];
const source = (blocks: RowBlock[]): RowSource => ({ predictors: 1, blocks: () => blocks });

const shift = Float64Array.of(3, 5, 0);
const line = { shift: Float64Array.of(3), level: [5, 0], slopes: [[1, 0]] } as const;
const estimate = {
  shift: shift.slice(0, 2),
  order: [0],
  w: Float64Array.of(1, 0, 0, 1),
  high: Float64Array.of(0, 1),
  low: new Float64Array(2),
};
const passes: Pass[] = [
  { kind: "sums", shift },
  { kind: "residuals", estimate, isDoubled: false },
  { kind: "residuals", estimate, isDoubled: true },
  { kind: "products" },
  { kind: "steps", line },
  { kind: "steps", line, scale: Float64Array.of(2, 0.5) },
];

// All numbers are whole: no sum is rounded, whatever its order.
test.each(passes)("$kind of groups, merged in their order, are those of all rows", (pass) => {
  const found = parts.map((part) => readGroup(pass, part, 1));
  const merged = found.reduce((a, b) => mergeFindings(pass.kind, a, b));
  const asked: Finding[] = [];
  function* steps(): Passes<void> {
    asked.push(yield pass);
  }
  runPasses(steps(), source(parts));
  const { exponents, products, ...all } = readGroup(pass, whole, 1) as ReturnType<typeof compressRows>;
  for (const each of [merged, asked[0]]) {
    expect(each).toMatchObject(all);
    if (pass.kind !== "products") continue;
    const { exponents: own, products: theirs } = each as ReturnType<typeof compressRows>;
    products.forEach((product, at) => {
      const of = (all: readonly number[]) => all[Math.floor(at / 3)] + all[at % 3];
      expect(Number(theirs[at]) * 2 ** of(own)).toBe(Number(product) * 2 ** of(exponents));
    });
  }
});

test("a shift that is left open is that of the first rows, and settled once", () => {
  const open: Pass = { kind: "sums" };
  expect(settledPass(open, blockOf([1, 5], [2, 8]), 1)).toEqual({
    kind: "sums",
    shift: Float64Array.of(3, 5, 0),
  });
  expect(settledPass(open, blockOf([NaN], [2]), 1)).toEqual({ kind: "sums", shift: undefined });
  const given: Pass = { kind: "sums", shift };
  expect(settledPass(given, blockOf([9], [9]), 1)).toBe(given);
});

test("steps ask until they have a result", () => {
  function* countTwice(): Passes<number> {
    const { rows } = yield* readRows({ kind: "sums" });
    const { leftOut } = yield* readRows({ kind: "products" });
    return 10 * rows + leftOut;
  }
  expect(runPasses(countTwice(), source(parts))).toBe(41);
});

test("no rows at all", () => {
  expect(compressRows(source([]))).toMatchObject({ rows: 0, leftOut: 0 });
});
