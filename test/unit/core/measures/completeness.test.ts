import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { completeness } from "../../../../core/measures";

test("by hand: 2 of 4 cells filled", () => {
  expect([...completeness([["Ann", "", 3, null]])]).toEqual([0.5]);
});

test("records of customers: null, undefined, empty text and NaN are blank; 0 and FALSE are not", () => {
  expect([
    ...completeness([
      ["Ann", "+1 415 555 2671", "ann@x.org", 5],
      ["Bob", "", null, NaN],
      [0, false, NaN, undefined],
      [null, undefined, "", NaN],
    ]),
  ]).toEqual([1, 0.25, 0.5, 0]);
});

test("no rows, no shares; a text of spaces is filled", () => {
  expect([...completeness([])]).toEqual([]);
  expect([...completeness([[" ", ""]])]).toEqual([0.5]);
});

test("lies in 0 … 1 and does not depend on the order of columns", () => {
  const cell = fc.constantFrom("a", 0, 1, true, "", null, undefined, NaN);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (row) => {
      const [share, turned] = completeness([row, [...row].reverse()]);
      expect(share >= 0 && share <= 1).toBe(true);
      expect(turned).toBe(share);
    }),
  );
});
