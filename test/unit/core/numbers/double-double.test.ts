import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  add,
  divide,
  exponential,
  logarithm,
  multiply,
  twoProduct,
  twoSum,
  type DoubleDouble,
} from "../../../../core/numbers/double-double";

/** A double as an integer of 2⁻¹¹⁰⁰. */
function exact(value: number): bigint {
  let [mantissa, exponent] = [value, 1100];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return BigInt(mantissa) << BigInt(exponent);
}

const number = fc
  .double({ min: -1e20, max: 1e20, noNaN: true })
  .filter((v) => v === 0 || Math.abs(v) > 1e-20);

test("sums and products of two doubles are exact", () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [sum, rest] = twoSum(a, b);
      expect(exact(sum) + exact(rest)).toBe(exact(a) + exact(b));
      const [product, error] = twoProduct(a, b);
      expect((exact(product) + exact(error)) << 1100n).toBe(exact(a) * exact(b));
    }),
  );
});

/** Digits of a sum of two doubles, against one by mpmath with 60 digits. */
function off([high, low]: DoubleDouble, [wantedHigh, wantedLow]: DoubleDouble): number {
  return Math.abs((high - wantedHigh + (low - wantedLow)) / wantedHigh);
}

test("1/3, and its square", () => {
  const third = divide([1, 0], [3, 0]);
  expect(off(third, [0.3333333333333333, 1.850371707708594e-17])).toBeLessThan(1e-31);
  expect(off(multiply(third, third), [0.1111111111111111, 6.1679056923619804e-18])).toBeLessThan(1e-31);
  expect(add(add(third, third), add(third, [-1, 0]))[0]).toBeLessThan(1e-31);
});

test.each<[number, DoubleDouble]>([
  [1, [2.718281828459045, 1.4456468917292502e-16]],
  [-20.25, [1.6052280551856116e-9, -3.657643988865463e-26]],
  [0.1, [1.1051709180756477, -8.149523913327619e-17]],
  [300.5, [3.202519714603633e130, 3.450128650899247e112]],
])("exponential of %p, against mpmath", (x, wanted) => {
  expect(off(exponential([x, 0]), wanted)).toBeLessThan(1e-28);
});

test.each<[number, DoubleDouble]>([
  [3, [1.0986122886681098, -9.07129723500153e-17]],
  [0.1, [-2.3025850929940455, -1.7150243628057985e-16]],
  [1e-300, [-690.7755278982137, -2.3670096176709832e-14]],
  [1.0000001, [9.999999505838704e-8, 1.5249709528441489e-24]],
])("logarithm of %p, against mpmath", (x, wanted) => {
  expect(off(logarithm([x, 0]), wanted)).toBeLessThan(1e-29);
});
