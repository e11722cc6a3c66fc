import { expect, test } from "@jest/globals";
import { cac, churnRate, completeness, grr, nrr, retentionRate, romi } from "../../../../core/measures";

test("rates by hand", () => {
  expect(retentionRate(200, 210, 30)).toBe(0.9);
  expect(churnRate(200, 20)).toBe(0.1);
  expect(nrr(1000, 200, 50, 50)).toBe(1.1);
  expect(grr(1000, 50, 50)).toBe(0.9);
  expect(cac(5000, 25)).toBe(200);
  expect(romi(15000, 10000)).toBe(0.5);
});

test("a base of 0 is #DIV/0!, a negative one is named", () => {
  expect(() => retentionRate(0, 1, 1)).toThrow(expect.objectContaining({ code: "div0", key: "baseZero" }));
  expect(() => cac(1, 0)).toThrow("customers is 0");
  expect(() => romi(1, -1)).toThrow("cost is -1. It cannot be negative.");
});

test("completeness counts filled cells", () => {
  expect([
    ...completeness([
      ["Ann", "", 3, null],
      [0, false, NaN, undefined],
    ]),
  ]).toEqual([0.5, 0.5]);
});
