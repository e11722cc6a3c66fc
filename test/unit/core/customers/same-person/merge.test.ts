import { expect, test } from "@jest/globals";
import { mergedCustomer, mergeOf, notKept, type Interaction } from "@crm-functions/core";
import { customerOf } from "../../analyses/team-of";

const kept = customerOf(
  "1",
  { need: { Price: 5 } },
  { name: "Mei Lin", created: "2026-02-01", consent: "yes" },
);
const other = customerOf(
  "2",
  { need: { Price: 1, Quality: 9 } },
  { name: "MEI LIN", created: "2026-01-01", consent: "no", company: "Lin Ltd" },
);

test("the first keeps what it has, the others fill what it lacks; the earlier day and a no hold", () => {
  expect(mergedCustomer([kept, other])).toEqual({
    ...kept,
    company: "Lin Ltd",
    created: "2026-01-01",
    consent: "no",
    ratings: { need: { Price: 5, Quality: 9 } },
  });
});

test("merged with itself, and with what has gone in already, a record is what it was", () => {
  expect(mergedCustomer([kept])).toEqual(kept);
  const merged = mergedCustomer([kept, other]);
  expect(mergedCustomer([merged, kept, other])).toEqual(merged);
});

test("what the first had no room for is told, a name that is but written otherwise is not", () => {
  const told = notKept(mergedCustomer([kept, other]), [other], "en-US");
  expect(told).toEqual([{ column: "Need: Price", value: "1" }]);
});

test("one change: the first is updated, interactions move to it, the others go", () => {
  const moved = [{ id: "I-1", customerId: "2" } as Interaction];
  const { changes, options } = mergeOf([kept, other], moved, "zh-CN");
  expect(changes).toEqual({
    update: [mergedCustomer([kept, other])],
    updateInteractions: [{ id: "I-1", customerId: "1" }],
    remove: ["2"],
  });
  expect(options).toEqual({ seen: [kept, other], seenInteractions: moved });
});
