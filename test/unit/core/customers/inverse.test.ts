import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { interactionOf, type ChangeSet } from "@crm-functions/core";
import { inverseOf, inverseWithout, isNothing } from "../../../../core/customers/inverse";
import { planChange } from "../../../../core/customers/plan";
import { createRecords, type Records } from "../../../../core/customers/records";
import { customerOf } from "../analyses/team-of";

const settings = { today: () => "2026-03-01" };

function filled(): Records {
  const records = createRecords();
  records.apply({
    putCustomers: [customerOf("1", { need: { Price: 3 } }), customerOf("2", {}, { company: "Acme" })],
    removeCustomers: [],
    putInteractions: ["a", "b"].map(
      (id) => interactionOf({ id, customerId: "1", when: "2026-01-05", kind: "visit" }).record,
    ),
    removeInteractions: [],
  });
  return records;
}

/** Makes a change and hands back how to take it back. */
function make(records: Records, changes: ChangeSet, takesBack?: ReturnType<typeof inverseOf>) {
  const batch = planChange(records, changes, settings, { takesBack });
  const inverse = inverseOf(batch, records);
  records.apply(batch);
  return inverse;
}

const stateOf = (records: Records) =>
  [...records.allCustomers(), ...records.allInteractions()].sort((x, y) => (x.id < y.id ? -1 : 1));

test("an inverse holds what was touched, as it was, and what stands there now", () => {
  const { changes, expected, about } = make(filled(), { update: [{ id: "2", company: "Beta", name: "2" }] });
  expect([...changes.set!]).toEqual([["2", { company: "Acme" }]]);
  expect([...expected.customers]).toEqual([["2", { company: "Beta" }]]);
  expect(about).toEqual(["2"]);
});

test("any change taken back leaves the records as they were, and taken back again as after", () => {
  const changes = fc.constantFrom<ChangeSet>(
    { add: [{ id: "3", name: "New" }] },
    { update: [{ id: "1", name: "Other", ratings: { need: { Price: 4, Speed: 9 } } }] },
    { set: new Map([["2", { "need: Price": 5, company: null }]]) },
    { addInteractions: [{ id: "c", customerId: "2", when: "2026-02-01", kind: "consulting" }], stamp: true },
    { updateInteractions: [{ id: "a", customerId: "2" }], removeInteractions: ["b"] },
    { remove: ["1"] },
    { updateInteractions: [{ id: "a", customerId: "2" }], remove: ["1"] },
  );
  fc.assert(
    fc.property(changes, (change) => {
      const records = filled();
      const before = stateOf(records);
      const inverse = make(records, change);
      const after = stateOf(records);
      const again = make(records, inverse.changes, inverse);
      expect(stateOf(records)).toEqual(before);
      make(records, again.changes, again);
      expect(stateOf(records)).toEqual(after);
    }),
  );
});

test("what has been changed since is not taken back", () => {
  const records = filled();
  const inverse = make(records, { update: [{ id: "1", name: "Other" }] });
  make(records, { update: [{ id: "1", name: "Third" }] });
  expect(() => make(records, inverse.changes, inverse)).toThrow(
    expect.objectContaining({ key: "changedMeanwhile" }),
  );
});

test("who has been erased is left out; an inverse of nobody else is nothing", () => {
  const inverse = make(filled(), { update: [{ id: "2", company: "Beta" }], remove: ["1"] });
  const without = inverseWithout(inverse, "1");
  expect(JSON.stringify([without.changes.add, without.changes.addInteractions, without.about])).toBe(
    '[[],[],["2"]]',
  );
  expect([isNothing(inverse), isNothing(without), isNothing(inverseWithout(without, "2"))]).toEqual([
    false,
    false,
    true,
  ]);
});
