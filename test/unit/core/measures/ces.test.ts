import { describe, expect, test } from "@jest/globals";
import { ces } from "../../../../core/measures";
import { keyOf } from "./key-of";

describe("CES", () => {
  test("by hand: the mean of 7, 5, 3 is 5", () => {
    expect(ces([7, 5, 3])).toBe(5);
  });

  test("a survey of 700 on 1 … 7, and on 1 … 5", () => {
    expect(ces(Float64Array.from({ length: 700 }, (_, i) => 1 + (i % 7)))).toBe(4);
    expect(ces([1, 2, 3, 4, 5], 5)).toBe(3);
  });

  test("blanks are left out", () => {
    expect(ces([7, NaN, 4.5, NaN, 3.5])).toBe(5);
  });

  test("ratings off the scale, scales that are none, nothing", () => {
    expect(() => ces([7, 8])).toThrow("ratings: row 2 is 8, outside the scale 1 to 7.");
    expect(() => ces([6], 5)).toThrow("outside the scale 1 to 5");
    expect(keyOf(() => ces([1], 1.5))).toBe("scaleTooShort");
    expect(keyOf(() => ces([]))).toBe("ratingsEmpty");
  });

  test("the ends of the scale", () => {
    expect([ces([1, 1]), ces([7, 7])]).toEqual([1, 7]);
  });
});
