import { expect, test } from "@jest/globals";
import { criterionKey } from "../../../../core/analyses/criterion-key";

test("case, width, blanks and the scale behind it do not count", () => {
  const key = criterionKey("delivery time");
  for (const spelling of [
    " Ｄelivery  TIME ",
    "Delivery time (1-10)",
    "delivery\u3000time [1 = low, 9 = high]",
  ])
    expect(criterionKey(spelling)).toBe(key);
});

test("other names, and brackets that tell no scale, do", () => {
  expect(criterionKey("价格")).not.toBe(criterionKey("质量"));
  expect(criterionKey("Price (net)")).not.toBe(criterionKey("Price"));
});
