import { describe, expect, test } from "@jest/globals";
import { interactionOf, type ChangeSet } from "@crm-functions/core";
import { newId } from "../../../../core/customers/new-id";
import { planChange, planErasure } from "../../../../core/customers/plan";
import { createRecords } from "../../../../core/customers/records";
import { customerOf } from "../analyses/team-of";

const settings = { today: () => "2026-03-01", region: "CN" } as const;
const records = createRecords(() => "CN");
const ann = customerOf("1", {}, { name: "Ann", serviceDate: "2026-01-01" });
const visit = interactionOf({ id: "a", customerId: "1", when: "2026-01-05", kind: "visit" }).record;
records.apply({
  putCustomers: [ann, customerOf("2", {}, { name: "Bob" })],
  removeCustomers: [],
  putInteractions: [visit],
  removeInteractions: [],
});

const plan = (changes: ChangeSet, options = {}) => planChange(records, changes, settings, options);
const told = (key: string, parameters: object) =>
  expect.objectContaining({ key, parameters: expect.objectContaining(parameters) });

test("a new customer has an id of its own and today's date; a day that is given stands", () => {
  const { putCustomers } = plan({ add: [{ name: "Cat" }, { name: "Dan", created: "2025-12-31" }] });
  expect(putCustomers.map(({ name, created }) => [name, created])).toEqual([
    ["Cat", "2026-03-01"],
    ["Dan", "2025-12-31"],
  ]);
  for (const { id } of putCustomers) expect(id).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(newId("interaction")).toMatch(/^I-/);
});

test("an update changes the fields given, each part on what the ones before leave", () => {
  const { putCustomers, putInteractions } = plan({
    update: [{ id: "1", company: "Acme", name: undefined }],
    set: new Map([["1", { "need: Price": 7 }]]),
    addInteractions: [{ customerId: "1", kind: "consulting", when: "2026-02-02" }],
    stamp: true,
  });
  expect(putCustomers).toEqual([
    { ...ann, company: "Acme", ratings: { need: { Price: 7 } }, serviceDate: "2026-02-02" },
  ]);
  expect(putInteractions).toHaveLength(1);
});

test("who goes takes along the interactions that are still theirs", () => {
  expect(plan({ remove: ["1", "1"] })).toMatchObject({ removeCustomers: ["1"], removeInteractions: ["a"] });
  const moved = plan({ updateInteractions: [{ id: "a", customerId: "2" }], remove: ["1"] });
  expect(moved).toMatchObject({ putInteractions: [{ id: "a", customerId: "2" }], removeInteractions: [] });
  expect(planErasure(records, "1")).toMatchObject({ removeCustomers: ["1"], removeInteractions: ["a"] });
});

test("what is added and removed at once was never there", () => {
  expect(plan({ add: [{ id: "9", name: "Eve" }], remove: ["9"] })).toEqual({
    putCustomers: [],
    putInteractions: [],
    removeCustomers: [],
    removeInteractions: [],
  });
});

describe("all or nothing: the first problem is told with its row", () => {
  test.each<[string, ChangeSet, object]>([
    ["fieldRequired", { add: [{ name: "Ok" }, { name: " " }] }, { row: 2 }],
    ["idTakenBy", { add: [{ id: "1", name: "Eve" }] }, { id: "1", holder: "Ann" }],
    ["customerNotFound", { update: [{ id: "7", name: "x" }] }, { id: "7", row: 1 }],
    [
      "customerNotFound",
      { addInteractions: [{ customerId: "7", when: "2026-01-01", kind: "visit" }] },
      { id: "7" },
    ],
    ["interactionNotFound", { removeInteractions: ["z"] }, { id: "z", row: 1 }],
  ])("%s", (key, changes, parameters) => expect(() => plan(changes)).toThrow(told(key, parameters)));

  test("what somebody else changed meanwhile", () => {
    expect(() => plan({ remove: ["1"] }, { seen: [{ ...ann, name: "Anne" }] })).toThrow(
      told("changedMeanwhile", { id: "1", name: "Ann", fields: "name" }),
    );
    expect(plan({ remove: ["1"] }, { seen: [ann], seenInteractions: [visit] }).removeCustomers).toEqual([
      "1",
    ]);
  });
});
