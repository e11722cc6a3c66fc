import { describe, expect, test } from "@jest/globals";
import { type CustomerInput } from "@crm-functions/core";
import { createMemoryStore } from "../../../doubles/memory-store";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";
import { mergeConformance, mergeCustomers, twins } from "../../../conformance/merge";

async function storeWith(customers: readonly CustomerInput[]) {
  const store = createMemoryStore({ today: () => "2026-11-24" });
  await store.add(customers);
  await store.addInteractions([{ customerId: "2", when: "2026-11-01", kind: "visit", note: "hello" }]);
  return { store, records: [...(await store.list({ order: "created" })).items] };
}

describe("merging two records of one person", () => {
  test("keeps what the first has, fills what it lacks, respects a no, and moves the interactions", async () => {
    const { store, records } = await storeWith(twins);
    await mergeCustomers(store, records);
    expect((await store.list()).total).toBe(1);
    expect(await store.get("1")).toMatchObject({
      name: "Mei Lin",
      company: "Lin Ltd",
      created: "2026-02-01",
      consent: "no",
      ratings: { need: { Price: 5, Quality: 9 } },
    });
    expect((await store.interactionsOf("1")).map((each) => each.note)).toEqual(["hello"]);
  });

  test("is one write, and nothing where one of the records has been changed meanwhile", async () => {
    const { store, records } = await storeWith(twins);
    let writes = 0;
    store.onChange(() => writes++);
    await store.update([{ id: "2", company: "Lin & Co" }]);
    await expect(mergeCustomers(store, records)).rejects.toThrow(/has been changed meanwhile/);
    expect(writes).toBe(1);
    expect((await store.get("1"))?.company).toBe("");
    const { items } = await store.list({ order: "created" });
    const { undo } = await mergeCustomers(store, items);
    await undo();
    expect(writes).toBe(3);
  });

  test("is not undone where the merged record has been changed since", async () => {
    const { store, records } = await storeWith(twins);
    const { undo } = await mergeCustomers(store, records);
    await store.update([{ id: "1", company: "Newer" }]);
    await expect(undo()).rejects.toThrow(/has been changed meanwhile/);
    expect((await store.list()).items.map(({ company }) => company)).toEqual(["Newer"]);
  });

  test("is undone without a trace", async () => {
    const { store, records } = await storeWith(twins);
    const before = JSON.stringify([await store.list(), await store.listInteractions()]);
    const { undo } = await mergeCustomers(store, records);
    await undo();
    expect(JSON.stringify([await store.list(), await store.listInteractions()])).toBe(before);
  });

  test("says what the kept record had no room for", async () => {
    const { store, records } = await storeWith([
      { ...twins[0], company: "Lin Trading", phone: "+442079460958" },
      { ...twins[1], phone: "+442079460000" },
    ]);
    const { notKept } = await mergeCustomers(store, records);
    expect(notKept).toEqual([
      { column: "Company", value: "Lin Ltd" },
      { column: "Phone", value: "+442079460000" },
      { column: "Need: Price", value: "1" },
    ]);
  });
});

mergeConformance("in memory", () => ({ workbook: createMemoryWorkbook() }));
