import { expect, test } from "@jest/globals";
import { checkedScale, meanOf, presentRatings, presentWholeRatings } from "../../../../core/measures/ratings";
import { keyOf } from "./key-of";

test("blanks are left out, the rest stays in order", () => {
  expect(Array.from(presentRatings([5, NaN, 1.5], 1, 5, "ratings"))).toEqual([5, 1.5]);
  expect(Array.from(presentWholeRatings([10, NaN, 0], "ratings"))).toEqual([10, 0]);
  expect(meanOf(Float64Array.of(1, 2, 6))).toBe(3);
});

test("the first rating that is none is named", () => {
  expect(keyOf(() => presentRatings([1, 6, 7], 1, 5, "ratings"))).toBe("ratingOutside");
  expect(() => presentRatings([1, 6, 7], 1, 5, "ratings")).toThrow(
    expect.objectContaining({ parameters: expect.objectContaining({ row: 2, found: 6 }) }),
  );
  expect(keyOf(() => presentWholeRatings([6.5], "ratings"))).toBe("ratingNotWhole");
  expect(keyOf(() => presentRatings([NaN], 1, 5, "ratings"))).toBe("ratingsEmpty");
});

test("a scale ends at a whole number", () => {
  expect(checkedScale(5)).toBe(5);
  expect(keyOf(() => checkedScale(2.5))).toBe("scaleTooShort");
  expect(keyOf(() => checkedScale(2, 3))).toBe("scaleTooShort");
});
