import { expect, test } from "@jest/globals";
import { validateCustomer } from "@crm-functions/core";
import { draftOf, typedCustomer } from "../../../../addin/taskpane/customers/draft";

test("a customer goes through the form unchanged", () => {
  const { record } = validateCustomer({
    id: "C-1",
    name: "Mei",
    created: "2026-01-02",
    marketingValue: 12.5,
    phone: "+8613800138000",
    ratings: { need: { "Price/Value": 7 }, service: { Speed: 0 } },
  });
  expect(typedCustomer(draftOf(record))).toEqual({ record, problems: [] });
});

test("a number that is none is named by the validation, not dropped", () => {
  const { problems } = typedCustomer({ ...draftOf(undefined), name: "A", marketingValue: "12x" });
  expect(problems.map((problem) => problem.key)).toEqual(["marketingValue"]);
});

test("full-width digits are digits, a rating that was emptied is none", () => {
  const typed = { ...draftOf(undefined), name: "A", "need: 价格": "８", "need: 质量": " " };
  expect(typedCustomer(typed)).toMatchObject({ record: { ratings: { need: { 价格: 8 } } }, problems: [] });
  expect(typedCustomer(typed).record.ratings.need).toEqual({ 价格: 8 });
});
