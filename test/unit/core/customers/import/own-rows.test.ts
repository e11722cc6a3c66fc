import { expect, test } from "@jest/globals";
import { answerOf, purchaseOf, rowsNotIn, valuesOfRow, type FieldValues } from "@crm-functions/core";

const purchase = { customer: "Ann", date: "2026-01-05", amount: 3, own: { Product: "Tea" } };
const answer = { customer: "", ratings: { perceived: { Price: 4 } }, own: { Note: "x" } };

test("purchases and answers by key, and back", () => {
  expect(valuesOfRow(purchase)).toEqual({
    customer: "Ann",
    date: "2026-01-05",
    amount: 3,
    "own: Product": "Tea",
  });
  expect(purchaseOf(valuesOfRow(purchase))).toEqual(purchase);
  expect(answerOf(valuesOfRow(answer))).toEqual(answer);
  expect(purchaseOf({ customer: "Ann", date: "soon" })).toBeUndefined();
});

test("of a row three times in the file and twice in the table one is new, whatever the order of the columns", () => {
  const there: FieldValues[] = [
    { amount: 3, date: "2026-01-05", customer: "Ann", note: null },
    { customer: "Ann", date: "2026-01-05", amount: 3 },
  ];
  const row = { customer: "Ann", date: "2026-01-05", amount: 3, "own: Note": "" };
  expect(rowsNotIn([row, row, { ...row, amount: 4 }, row], there)).toEqual([2, 3]);
});
