import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { risingOrder } from "../../../../core/numbers/rising-order";

/** Sorting by comparison, which the language keeps stable. */
function byComparison(numbers: Float64Array): number[] {
  return Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b]);
}

test.each([
  ["none", []],
  ["one", [3]],
  ["equal ones in the order given", [2, 1, 2, 1]],
  ["the ends of what a double holds", [Number.MAX_VALUE, -Number.MAX_VALUE, 0, 5e-324, -5e-324]],
])("%s", (_, numbers) => {
  expect(Array.from(risingOrder(Float64Array.from(numbers)))).toEqual(
    byComparison(Float64Array.from(numbers)),
  );
});

test("many numbers: even, in lumps, in powers, next to one another", () => {
  const count = 5000;
  const kinds: ((i: number) => number)[] = [
    (i) => Math.sin(i * i),
    (i) => Math.round(3 * Math.sin(i)),
    (i) => (i % 2 === 0 ? 1 : -1) * 10 ** (((i * 7919) % 600) - 300),
    (i) => 1 + ((i * 7919) % 50) * 2 ** -52,
    (i) => (i === 17 ? 1e300 : Math.cos(i)),
    () => 4,
    (i) => ((i * 7919) % 100) * 5e-324,
  ];
  for (const kind of kinds) {
    const numbers = Float64Array.from({ length: count }, (_, i) => kind(i));
    expect(Array.from(risingOrder(numbers))).toEqual(byComparison(numbers));
  }
});

test("any finite numbers", () => {
  const one = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 80 }), (numbers) => {
      expect(Array.from(risingOrder(Float64Array.from(numbers)))).toEqual(
        byComparison(Float64Array.from(numbers)),
      );
    }),
  );
});
