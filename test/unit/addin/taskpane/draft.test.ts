import { expect, test } from "@jest/globals";
import { validateCustomer } from "@crm-functions/core";
import { draftOf, inputOf } from "../../../../addin/taskpane/customers/draft";

test("a customer goes through the form unchanged", () => {
  const { record } = validateCustomer({
    id: "C-1",
    name: "Mei",
    created: "2026-01-02",
    marketingValue: 12.5,
    phone: "+8613800138000",
    ratings: { need: { "Price/Value": 7 }, service: { Speed: 0 } },
  });
  expect(inputOf(draftOf(record))).toEqual(record);
});

test("a number that is none is named by the validation, not dropped", () => {
  const draft = draftOf(undefined);
  const typed = { ...draft, fields: { ...draft.fields, name: "A", marketingValue: "12x" } };
  expect(validateCustomer(inputOf(typed)).problems.map((problem) => problem.key)).toEqual(["marketingValue"]);
});

test("full-width digits are digits", () => {
  const draft = draftOf(undefined);
  const typed = { ...draft, ratings: { "need/价格": "８" } };
  expect(inputOf(typed).ratings).toEqual({ need: { 价格: 8 } });
});
