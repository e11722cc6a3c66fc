import { expect, test } from "@jest/globals";
import { twoSum } from "../../../../../core/numbers/double-double";
import { regularizedBeta } from "../../../../../core/numbers/distributions/incomplete-beta";

// Values by mpmath with 60 digits: betainc(a, b, 0, x, regularized=True) and its complement.
test.each([
  [0.3, 2, 5, 0.579825, 0.420175],
  [0.5, 0.5, 0.5, 0.5, 0.5],
  [1e-8, 0.5, 10, 0.0003523940934320834, 0.9996476059065679],
  [0.999, 50, 0.5, 0.7523690199653766, 0.2476309800346233],
  [0.7, 100, 40, 0.3458280101299905, 0.6541719898700096],
])("at %p with a = %p, b = %p", (x, a, b, lower, upper) => {
  const found = regularizedBeta([x, 0], twoSum(1, -x), a, b);
  expect(Math.abs(found.lower / lower - 1)).toBeLessThan(1e-14);
  expect(Math.abs(found.upper / upper - 1)).toBeLessThan(1e-14);
});

test("the ends", () => {
  expect(regularizedBeta([0, 0], [1, 0], 2, 3)).toEqual({ lower: 0, upper: 1 });
  expect(regularizedBeta([1, 0], [0, 0], 2, 3)).toEqual({ lower: 1, upper: 0 });
});
