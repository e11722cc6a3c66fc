import { expect, test } from "@jest/globals";
import { checkNotNegative, exceeds, rateOf, revenueKept } from "../../../../core/measures/rate";
import { keyOf } from "./key-of";

test("a share, whose zero has no sign", () => {
  expect(rateOf(1, 4, "start")).toBe(0.25);
  expect(Object.is(rateOf(-0, 4, "start"), 0)).toBe(true);
});

test("what has no share is told", () => {
  expect(keyOf(() => rateOf(1, 0, "start"))).toBe("baseZero");
  expect(keyOf(() => rateOf(1, -2, "start"))).toBe("argumentNegative");
  expect(keyOf(() => rateOf(1e300, 1e-300, "start"))).toBe("resultTooLarge");
  expect(keyOf(() => checkNotNegative({ start: 1, lost: -1 }))).toBe("argumentNegative");
});

test("the rounding of .1 + .2 is not more than .3; a tenth more is", () => {
  expect(exceeds(0.1 + 0.2, 0.3)).toBe(false);
  expect(exceeds(0.33, 0.3)).toBe(true);
});

test("revenue kept, never less than nothing", () => {
  expect(revenueKept(100, 20, 30)).toBe(50);
  expect(revenueKept(0.3, 0.1, 0.2)).toBe(0);
  expect(keyOf(() => revenueKept(100, 80, 30))).toBe("lossBeyondStart");
  expect(keyOf(() => revenueKept(1, 1.7e308, 1.7e308))).toBe("resultTooLarge");
});
