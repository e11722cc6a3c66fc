import { expect, test } from "@jest/globals";
import { purchaseValuesOf } from "../../../../addin/taskpane/customers/purchase-values";
import { createMemoryStore } from "../../../doubles/memory-store";

test("fitted once, and anew only for another interaction or another day", async () => {
  const store = createMemoryStore({ today: () => "2026-03-01" });
  await store.add([{ id: "A", name: "Ann" }]);
  await store.addInteractions([{ id: "I", customerId: "A", when: "2026-01-01", kind: "visit", amount: 5 }]);
  const first = await purchaseValuesOf(store, "2026-03-01");
  expect(await purchaseValuesOf(store, "2026-03-01")).toBe(first);
  await store.update([{ id: "A", name: "Anna" }]);
  expect(await purchaseValuesOf(store, "2026-03-01")).toBe(first);
  const nextDay = await purchaseValuesOf(store, "2026-03-02");
  expect(nextDay).not.toBe(first);
  expect(nextDay.of("A")?.recency).toBe(60);
  await store.updateInteractions([{ id: "I", amount: 7 }]);
  expect((await purchaseValuesOf(store, "2026-03-02")).of("A")?.total).toBe(7);
  await store.removeInteractions(["I"]);
  expect((await purchaseValuesOf(store, "2026-03-02")).of("A")).toBeUndefined();
});
