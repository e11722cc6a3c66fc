import { expect, test } from "@jest/globals";
import { generalNumber } from "../../../../addin/playground/general-number";

// As Excel shows them in columns of that many characters.
test.each([
  [1 / 3, 8, "0.333333"],
  [2 / 3, 8, "0.666667"],
  [-1 / 3, 8, "-0.33333"],
  [0.1 + 0.2, 8, "0.3"],
  [83.33333333, 8, "83.33333"],
  [1e20 / 3, 8, "3.33E+19"],
  [123456789, 8, "1.23E+08"],
  [123456.789, 8, "123456.8"],
  [0.00001234, 8, "1.23E-05"],
  [-0.0000001, 11, "-1E-07"],
  [0, 8, "0"],
  [-0, 8, "0"],
  [9.9999999999, 8, "10"],
])("%p in %i characters is %s", (value, room, shown) => {
  expect(generalNumber(value, room)).toBe(shown);
});
