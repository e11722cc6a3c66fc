import { expect, test } from "@jest/globals";
import { interactionOf, type Interaction } from "@crm-functions/core";
import { stampedBy } from "../../../../core/customers/stamps";
import { customerOf } from "../analyses/team-of";

const customer = customerOf(
  "c",
  {},
  { serviceDate: "2026-03-05", marketingDate: "2026-03-05", marketingValue: 100 },
);
const after = (kind: Interaction["kind"], when: string, amount: number | null = null) =>
  stampedBy(customer, interactionOf({ id: "i", customerId: "c", kind, when, amount }).record);

test.each([
  ["consulting", "2026-03-06T09:30", null, { serviceDate: "2026-03-06" }],
  ["after-sales", "2026-03-06", 7, { serviceDate: "2026-03-06" }],
  ["marketing", "2026-03-06", null, { marketingDate: "2026-03-06" }],
  ["marketing", "2026-03-06", 250, { marketingDate: "2026-03-06", marketingValue: 250 }],
  ["marketing", "2026-03-05", 250, { marketingValue: 250 }],
] as const)("%s on %s with %p", (kind, when, amount, change) => {
  expect(after(kind, when, amount)).toEqual({ ...customer, ...change });
});

test("an older one, the same again, or a kind that stamps nothing gives the same object back", () => {
  for (const [kind, when, amount] of [
    ["consulting", "2026-03-04", null],
    ["after-sales", "2026-03-05", null],
    ["marketing", "2026-03-04", 999],
    ["marketing", "2026-03-05", null],
    ["visit", "2026-03-09", 5],
  ] as const)
    expect(after(kind, when, amount)).toBe(customer);
});
