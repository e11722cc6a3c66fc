import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { interactionOf, type Interaction } from "@crm-functions/core";
import { createRecords, type Batch, type Records } from "../../../../core/customers/records";
import { customerOf } from "../analyses/team-of";

const nothing: Batch = { putCustomers: [], removeCustomers: [], putInteractions: [], removeInteractions: [] };
const named = (id: string, name: string) => customerOf(id, {}, { name });
const visit = (id: string, customerId: string, when: string, more: Partial<Omit<Interaction, "own">> = {}) =>
  interactionOf({ id, customerId, when, kind: "visit", ...more }).record;
const idsOf = (page: { readonly items: readonly { readonly id: string }[] }) =>
  page.items.map(({ id }) => id);

function filled(): Records {
  const records = createRecords(() => "CN");
  records.apply({
    ...nothing,
    putCustomers: [
      named("1", "Bob"),
      customerOf("2", {}, { name: "Ann", segment: "Gold", phone: "+8613800138000" }),
      named("3", "Cat"),
    ],
    putInteractions: [
      visit("a", "1", "2026-01-05", { followUp: "2026-02-01" }),
      visit("b", "2", "2026-01-06T10:00", { followUp: "2026-01-20" }),
      visit("c", "1", "2026-01-07", { kind: "call", followUp: "2026-01-10", done: true }),
    ],
  });
  return records;
}

test("lists by name, part by part, and by what is asked for", () => {
  const records = filled();
  expect(idsOf(records.query({}))).toEqual(["2", "1", "3"]);
  expect(idsOf(records.query({ descending: true }))).toEqual(["3", "1", "2"]);
  expect(records.query({ offset: 1, limit: 1 })).toMatchObject({ items: [{ id: "1" }], total: 3 });
  expect(idsOf(records.query({ segment: "Gold" }))).toEqual(["2"]);
  expect(idsOf(records.query({}, "138 0013 8000"))).toEqual(["2"]);
  expect(idsOf(records.query({ kind: "partner" }))).toEqual([]);
});

test("interactions come newest first, those due by their day", () => {
  const records = filled();
  expect(idsOf(records.queryInteractions({}))).toEqual(["c", "b", "a"]);
  expect(idsOf(records.queryInteractions({ customerId: "1" }))).toEqual(["c", "a"]);
  expect(
    idsOf(records.queryInteractions({ kinds: ["visit"], from: "2026-01-06", to: "2026-01-06" })),
  ).toEqual(["b"]);
  expect(idsOf(records.queryInteractions({ dueBy: "2026-02-01" }))).toEqual(["b", "a"]);
});

test("changes since a version: what is there now, and the ids of what is gone", () => {
  const records = filled();
  const { version } = records.changesSince(0);
  records.apply({
    ...nothing,
    putCustomers: [named("3", "Dan")],
    removeCustomers: ["1"],
    removeInteractions: ["a"],
  });
  expect(records.changesSince(version)).toMatchObject({
    version: version + 1,
    customers: [{ id: "3", name: "Dan" }],
    removedCustomers: ["1"],
    interactions: [],
    removedInteractions: ["a"],
  });
  expect(records.changesSince(0).removedCustomers).toEqual([]);
});

test("whatever is put and removed, a list that was asked for before is that of records made anew", () => {
  const change = fc.record({
    id: fc.constantFrom("1", "2", "3", "4"),
    name: fc.constantFrom("a", "B", "c", ""),
    gone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const records = createRecords();
      records.query({});
      for (const { id, name, gone } of changes)
        records.apply(
          gone ? { ...nothing, removeCustomers: [id] } : { ...nothing, putCustomers: [named(id, name)] },
        );
      const anew = createRecords();
      anew.apply({ ...nothing, putCustomers: [...records.allCustomers()] });
      expect(records.query({})).toEqual(anew.query({}));
    }),
  );
});
