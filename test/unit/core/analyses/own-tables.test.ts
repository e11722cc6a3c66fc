import { expect, test } from "@jest/globals";
import { customerOf, withOwnTables, type Answer, type Team } from "@crm-functions/core";

const customers = [
  customerOf({ id: "1", name: "Ann", email: "ann@x.org", "perceived: Price": 2 }).record,
  customerOf({ id: "2", name: "Bob" }).record,
  customerOf({ id: "3", name: "Bob" }).record,
];
const team: Team = { customers, interactions: [], weights: [] };
const row = (number: string) => `row ${number}`;

test("purchases are those of the customer whom they name; who is no customer yet is one", () => {
  const bought = (customer: string) => ({ customer, date: "2026-01-05", amount: 3 });
  const found = withOwnTables(team, ["1", "ANN@x.org", "ann", "Bob", "Cat", "cat", ""].map(bought), [], row);
  expect(found.interactions.map(({ customerId }) => customerId)).toEqual([
    "1",
    "1",
    "1",
    "Bob",
    "Cat",
    "Cat",
  ]);
  expect(found.customers.map(({ id }) => id)).toEqual(["1", "2", "3", "Bob", "Cat"]);
});

test("an answer is the ratings of the customer whom it names, or somebody's", () => {
  const answers: Answer[] = [
    { customer: "1", ratings: { perceived: { Quality: 4 } }, own: {} },
    { customer: "", ratings: { perceived: { Price: 5 } }, own: {} },
  ];
  const found = withOwnTables(team, [], answers, row).customers;
  expect(found[0].ratings).toEqual({ perceived: { Price: 2, Quality: 4 } });
  expect(found[3]).toMatchObject({ name: "row 2", ratings: { perceived: { Price: 5 } } });
});
