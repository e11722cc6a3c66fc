import { expect, test } from "@jest/globals";
import { purchaseTotals } from "../../../../core/measures/purchase-totals";
import { keyOf } from "./key-of";

const customers = ["a", "a", "a", "b", "a", "c", "b"];
const dates = [10, 10.5, 12, 11, 13, 11, 30];
const amounts = [5, 2, 4, 8, -3, -1, 9];

// All counted by hand.
test("net: a return lessens the total, and is no purchase; who has nothing else has bought nothing", () => {
  const found = purchaseTotals(customers, dates, amounts, 20, "net");
  expect(found.labels).toEqual(["a", "b"]);
  expect([found.first, found.last, found.days].map((column) => [...column])).toEqual([
    [10, 11],
    [12, 11],
    [2, 1],
  ]);
  expect([[...found.total], [...found.repeatTotal]]).toEqual([
    [8, 8],
    [4, 0],
  ]);
});

test("ignore: no return plays a part; count: each is a purchase", () => {
  const ignored = purchaseTotals(customers, dates, amounts, 20, "ignore");
  expect([ignored.labels, [...ignored.total], [...ignored.days]]).toEqual([
    ["a", "b"],
    [11, 8],
    [2, 1],
  ]);
  const counted = purchaseTotals(customers, dates, amounts, 20, "count");
  expect([counted.labels, [...counted.total], [...counted.days], [...counted.repeatTotal]]).toEqual([
    ["a", "b", "c"],
    [8, 8, -1],
    [3, 1, 1],
    [1, 0, 0],
  ]);
});

test("nothing is lost beside a great amount: 1e16 + 1 + 1 − 1e16 = 2", () => {
  const found = purchaseTotals(["a", "a", "a", "a"], [1, 2, 3, 4], [1e16, 1, 1, -1e16], 9, "count");
  expect(found.total[0]).toBe(2);
});

test("nothing but returns; no day to count until", () => {
  expect(keyOf(() => purchaseTotals(["a"], [1], [-1], 9, "net"))).toBe("purchasesEmpty");
  expect(keyOf(() => purchaseTotals(["a"], [1], [1], "", "net"))).toBe("dateMissing");
});
