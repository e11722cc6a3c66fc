import { expect, test } from "@jest/globals";
import type { FieldValues } from "@crm-functions/core";
import { customerFates, type Fate } from "../../../../notebooks/support/sync/customer-fates";
import type { SyncConflict } from "../../../../notebooks/support/sync/merge";

// The table of customer-fates.ts, line by line.
const here: FieldValues = { name: "A" };
const cases: readonly [
  what: string,
  inStore: boolean,
  toStore: FieldValues | undefined | "untouched",
  removal: Pick<SyncConflict, "settled"> | undefined,
  fate: Fate,
][] = [
  ["untouched", true, "untouched", undefined, "stays"],
  ["new in the file", false, here, undefined, "stays"],
  ["changed by the file", true, here, undefined, "stays"],
  ["removed in the file", true, undefined, undefined, "gone"],
  ["in neither", false, "untouched", undefined, "gone"],
  ["removed in the file, changed in the store, undecided", true, "untouched", { settled: undefined }, "open"],
  [
    "removed in the store, changed in the file, undecided",
    false,
    "untouched",
    { settled: undefined },
    "open",
  ],
  ["removed in the file, the store won", true, "untouched", { settled: "store" }, "revived"],
  ["removed in the store, the file won", false, here, { settled: "file" }, "revived"],
  ["removed in the file, the file won", true, undefined, { settled: "file" }, "gone"],
  ["removed in the store, the store won", false, "untouched", { settled: "store" }, "gone"],
];

test.each(cases)("a customer %s", (_what, inStore, toStore, removal, fate) => {
  const conflict = (field: string, settled: SyncConflict["settled"]): SyncConflict => ({
    kind: "customer",
    id: "C-1",
    reason: "changed",
    field,
    before: undefined,
    file: undefined,
    store: undefined,
    settled,
  });
  const fateOf = customerFates(
    {
      // A conflict about a field alone decides nothing about the customer.
      conflicts: [conflict("company", undefined), ...(removal ? [conflict("", removal.settled)] : [])],
      toStore: new Map(toStore === "untouched" ? [] : [["C-1", toStore]]),
    },
    new Map(inStore ? [["C-1", here]] : []),
  );
  expect(fateOf({ customerId: "C-1" })).toBe(fate);
});
