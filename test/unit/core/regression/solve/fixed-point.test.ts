import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  divideFixed,
  doubledOf,
  fixedOf,
  multiplyFixed,
  numberOf,
  places,
} from "../../../../../core/regression/solve/fixed-point";

const one = 1n << BigInt(places);

test("a third, by the integers that it is made of", () => {
  const third = divideFixed(fixedOf(1), fixedOf(3));
  expect(third).toBe(one / 3n);
  expect(multiplyFixed(third, third)).toBe((one / 3n) ** 2n / one);
  // 1/3 to 60 digits less the double nearest to it, by mpmath.
  expect(doubledOf(third)).toEqual([1 / 3, 1.850371707708594e-17]);
});

test("a double is taken whole, there and back", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), (value) => {
      const whole = Math.abs(value) > 1e-70 || value === 0;
      if (whole) expect(numberOf(fixedOf(value))).toBe(value + 0);
    }),
  );
});

test("what lies below the last place is nothing", () => {
  expect(fixedOf(2 ** -322)).toBe(0n);
  expect(fixedOf(2 ** -320)).toBe(1n);
});
