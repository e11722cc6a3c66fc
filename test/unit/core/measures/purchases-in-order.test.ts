import { expect, test } from "@jest/globals";
import { purchasesInOrder, serialOfDate } from "../../../../core/measures/purchases-in-order";
import { keyOf } from "./key-of";

test("by rising day, rows of one day as they stood; 7 and “ 7 ” are one customer, named as first met", () => {
  const found = purchasesInOrder(
    [7, "b", " 7 ", "b", "", 7],
    [45003.9, 45001, 45002, 45003, 45000, 45001],
    [1, 2, 3, 4, 5, 6],
  );
  expect(found.labels).toEqual([7, "b"]);
  expect([...found.days]).toEqual([45001, 45001, 45002, 45003, 45003]);
  expect([...found.customerOf]).toEqual([1, 0, 0, 0, 1]);
  expect([...found.amounts]).toEqual([2, 6, 3, 1, 4]);
});

test("blank dates, blank amounts and rows out of bounds are left out; the whole last day counts", () => {
  const found = purchasesInOrder(["a", "b", "c", "d", "e"], [10.99, 11, null, 9, 8], [1, 1, 1, NaN, -1], {
    end: 10,
    least: 0,
  });
  expect([found.labels, [...found.days]]).toEqual([["a"], [10]]);
  expect(keyOf(() => purchasesInOrder(["a"], [11], [1], { end: 10 }))).toBe("purchasesEmpty");
});

// Serials as Excel shows them: 1900-03-01 is 61, 2000-01-01 is 36526.
test("days as Excel counts them", () => {
  expect(serialOfDate("1900-03-01", "dates", 1)).toBe(61);
  expect(serialOfDate("2000-01-01", "dates", 1)).toBe(36526);
  expect(serialOfDate("n/a", "dates", 1)).toBeNaN();
  expect(keyOf(() => serialOfDate("yesterday", "dates", 1))).toBe("cellNotDate");
  expect(keyOf(() => serialOfDate(-1, "dates", 1))).toBe("cellNotDate");
});
