import { describe, expect, test } from "@jest/globals";
import { createMemoryStore, type CustomerInput } from "@crm-functions/core";
import { mergeCustomers } from "../../../../addin/taskpane/data/merge";
import { createMemoryWorkbook } from "../../../../addin/workbook/memory/memory-workbook";
import { openWorkbookStore } from "../../../../addin/workbook/store/workbook-store";

async function storeWith(customers: readonly CustomerInput[]) {
  const store = createMemoryStore({ today: () => "2026-11-24" });
  await store.add(customers);
  await store.addInteractions([{ customerId: "2", when: "2026-11-01", kind: "visit", note: "hello" }]);
  return { store, records: [...(await store.list({ order: "created" })).items] };
}

const twins: readonly CustomerInput[] = [
  { id: "1", name: "Mei Lin", created: "2026-02-01", consent: "yes", ratings: { need: { Price: 5 } } },
  {
    id: "2",
    name: "MEI LIN",
    created: "2026-03-01",
    consent: "no",
    company: "Lin Ltd",
    ratings: { need: { Price: 1, Quality: 9 } },
  },
];

describe("merging two records of one person", () => {
  test("keeps what the first has, fills what it lacks, respects a no, and moves the interactions", async () => {
    const { store, records } = await storeWith(twins);
    await mergeCustomers(store, records, "en-US");
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
    await expect(mergeCustomers(store, records, "en-US")).rejects.toThrow(/has been changed meanwhile/);
    expect(writes).toBe(1);
    expect((await store.get("1"))?.company).toBe("");
    const { items } = await store.list({ order: "created" });
    const { undo } = await mergeCustomers(store, items, "en-US");
    await undo();
    expect(writes).toBe(3);
  });

  test("is not undone where the merged record has been changed since", async () => {
    const { store, records } = await storeWith(twins);
    const { undo } = await mergeCustomers(store, records, "en-US");
    await store.update([{ id: "1", company: "Newer" }]);
    await expect(undo()).rejects.toThrow(/has been changed meanwhile/);
    expect((await store.list()).items.map(({ company }) => company)).toEqual(["Newer"]);
  });

  test("is undone without a trace", async () => {
    const { store, records } = await storeWith(twins);
    const before = JSON.stringify([await store.list(), await store.listInteractions()]);
    const { undo } = await mergeCustomers(store, records, "en-US");
    await undo();
    expect(JSON.stringify([await store.list(), await store.listInteractions()])).toBe(before);
  });

  test("says what the kept record had no room for", async () => {
    const { store, records } = await storeWith([
      { ...twins[0], company: "Lin Trading", phone: "+442079460958" },
      { ...twins[1], phone: "+442079460000" },
    ]);
    const { notKept } = await mergeCustomers(store, records, "en-US");
    expect(notKept).toEqual([
      { column: "Company", value: "Lin Ltd" },
      { column: "Phone", value: "+442079460000" },
      { column: "Need: Price", value: "1" },
    ]);
  });
});

describe("merging rows of a workbook with columns of the user's own", () => {
  async function workbookWith(first: readonly (string | null)[], second: readonly (string | null)[]) {
    const workbook = createMemoryWorkbook();
    const store = await openWorkbookStore(workbook, { today: () => "2026-11-24" });
    await store.add(twins);
    await workbook.addColumns("Customers", [
      { header: "Tea", format: "text" },
      { header: "Room", format: "text" },
    ]);
    const [{ headers }] = await workbook.tables();
    const column = headers.indexOf("Tea");
    await workbook.writeTable("Customers", [{ row: 0, column, values: [first, second] }]);
    const cells = () => workbook.readTable("Customers", [0, column, column + 1]);
    return { workbook, store, records: (await store.list({ order: "created" })).items, cells, column };
  }

  test("fills blank cells of the kept row, keeps its own, says what was not kept, and is undone", async () => {
    const { store, records, cells } = await workbookWith([null, "12"], ["green", "14"]);
    const { undo, notKept } = await mergeCustomers(store, records, "en-US");
    expect(await cells()).toEqual([["1", "green", "12"]]);
    expect(notKept).toContainEqual({ column: "Room", value: "14" });
    expect(notKept).not.toContainEqual(expect.objectContaining({ column: "Tea" }));
    await undo();
    expect(await cells()).toEqual([
      ["1", null, "12"],
      ["2", "green", "14"],
    ]);
    store.close();
  });

  test("is not undone where a cell that it filled has been changed since", async () => {
    const { workbook, store, records, cells, column } = await workbookWith([null, null], ["green", null]);
    const { undo } = await mergeCustomers(store, records, "en-US");
    await workbook.writeTable("Customers", [{ row: 0, column, values: [["black"]] }]);
    await expect(undo()).rejects.toMatchObject({
      key: "changedMeanwhile",
      parameters: { fields: "Tea" },
    });
    expect(await cells()).toEqual([["1", "black", null]]);
    store.close();
  });

  test("a merge that fails leaves the cells as they were", async () => {
    const { workbook, records, cells } = await workbookWith([null, null], ["green", null]);
    const failing = { ...workbook, deleteRows: () => Promise.reject(new Error("disk full")) };
    const other = await openWorkbookStore(failing, { today: () => "2026-11-24" });
    await expect(mergeCustomers(other, records, "en-US")).rejects.toThrow("disk full");
    expect(await cells()).toEqual([
      ["1", null, null],
      ["2", "green", null],
    ]);
    other.close();
  });
});
