import { describe, expect, test } from "@jest/globals";
import { inverseWithout, takeBack, type Customer } from "@crm-functions/core";
import { createMemoryWorkbook, type MemoryWorkbook } from "../../../../doubles/memory-workbook";
import { openWorkbookStore } from "../../../../../addin/workbook/store/workbook-store";
import { writeWeights } from "../../../../../addin/workbook/store/weights";
import { conformanceSettings, customerStoreConformance } from "../../../../conformance/customer-store";
import { keyOf } from "../../../../conformance/key-of";

const settings = { ...conformanceSettings, refreshDelay: 0 };

customerStoreConformance("in a workbook", () => openWorkbookStore(createMemoryWorkbook(), settings));
customerStoreConformance("in a Chinese workbook", () =>
  openWorkbookStore(createMemoryWorkbook({ language: "zh-CN" }), settings),
);

async function opened(language: "en-US" | "zh-CN" = "en-US") {
  const workbook = createMemoryWorkbook({ language });
  const store = await openWorkbookStore(workbook, settings);
  await store.add([
    {
      id: "C-1",
      name: "Alice",
      phone: "010 8888 7777",
      created: "2026-01-31",
      ratings: { need: { Price: 7 } },
    },
    { id: "C-2", name: "Bob", kind: "partner", consent: "yes" },
  ]);
  return { workbook, store };
}

const headersOf = async (workbook: MemoryWorkbook, name = "Customers") =>
  (await workbook.tables()).find((table) => table.name === name)!.headers;
const column = async (workbook: MemoryWorkbook, header: string) =>
  (await headersOf(workbook)).indexOf(header);

describe("WorkbookCustomerStore", () => {
  test("ratings go by the ranges of the Weights table, as it is at that moment", async () => {
    const { workbook, store } = await opened();
    const rated = (rating: number) => [{ id: "C-1", ratings: { need: { Price: rating } } }];
    expect(await keyOf(store.update(rated(50)))).toBe("ratingOutOfRange");
    const weight = { analysis: "need" as const, criterion: "Price", weight: 1 };
    await writeWeights(workbook, [{ ...weight, minimum: 1, maximum: 100 }]);
    await store.update(rated(50));
    expect((await store.get("C-1"))?.ratings.need).toEqual({ Price: 50 });
    expect(await keyOf(store.update(rated(0)))).toBe("ratingOutOfRange");
    expect(await keyOf(store.add([{ name: "Cleo", ratings: { need: { Price: 101 } } }]))).toBe(
      "ratingOutOfRange",
    );
    await writeWeights(workbook, [{ ...weight }]);
    expect(await keyOf(store.change({ update: rated(11) }))).toBe("ratingOutOfRange");
  });

  test("nothing is made before the first customer", async () => {
    const workbook = createMemoryWorkbook();
    await openWorkbookStore(workbook, settings);
    expect(await workbook.tables()).toEqual([]);
  });

  test("customers stand in the sheet as people read them", async () => {
    const { workbook } = await opened("zh-CN");
    expect(await headersOf(workbook)).toEqual([
      "客户编号",
      "姓名",
      "公司",
      "类型",
      "电话",
      "电子邮箱",
      "细分",
      "负责人",
      "创建日期",
      "同意",
      "营销金额",
      "营销日期",
      "服务日期",
      "需求：Price",
    ]);
    expect(await workbook.readTable("Customers")).toEqual([
      ["C-1", "Alice", null, "客户", "+861088887777", null, null, null, 46053, null, null, null, null, 7],
      ["C-2", "Bob", null, "合作伙伴", null, null, null, null, 46082, "是", null, null, null, null],
    ]);
    expect(await workbook.sheets()).toContain("客户");
  });

  test("another pane on the same workbook reads the same", async () => {
    const { workbook, store } = await opened();
    await store.addInteractions([
      { customerId: "C-1", when: "2026-02-01T10:30", kind: "after-sales", done: true },
    ]);
    const other = await openWorkbookStore(workbook, settings);
    expect((await other.list()).items).toEqual((await store.list()).items);
    expect(await other.interactionsOf("C-1")).toEqual(await store.interactionsOf("C-1"));
  });

  test("what users type into the sheet is noticed, with an id for rows that have none", async () => {
    const { workbook, store } = await opened();
    const changed = new Promise<void>((resolve) => store.onChange(resolve));
    workbook.typeAt("Customers", 1, 1, [["Alicia"]]);
    workbook.typeAt("Customers", 3, 1, [["Carol", "ACME"]]);
    await changed;
    expect((await store.get("C-1"))?.name).toBe("Alicia");
    const [carol] = (await store.search("carol")).items;
    expect(carol).toMatchObject({ company: "ACME", kind: "customer" });
    expect((await workbook.readTable("Customers", [0]))[2]).toEqual([carol.id]);
    store.close();
  });

  test("what cannot be understood is kept and reported", async () => {
    const { workbook, store } = await opened();
    workbook.typeAt("Customers", 1, await column(workbook, "Phone"), [["call me"]]);
    workbook.typeAt("Customers", 2, await column(workbook, "Created"), [["someday"]]);
    workbook.typeAt("Customers", 2, await column(workbook, "Need: Price"), [["high"]]);
    workbook.typeAt("Customers", 3, 0, [["C-1", "Copy of Alice"]]);
    await store.refresh();
    expect((await store.get("C-1"))?.phone).toBe("call me");
    expect(store.problems().map(({ row, header, message }) => [row, header, message])).toEqual([
      [2, "Phone", "phoneInvalid"],
      [3, "Created", "dateInvalid"],
      [3, "Need: Price", "notANumber"],
      [4, "", "idTakenBy"],
    ]);
    expect(store.problems()[3]).toMatchObject({
      table: "customer",
      parameters: { id: "C-1", holder: "Alice" },
    });
    expect((await store.get("C-1"))?.name).toBe("Alice");
    store.close();
  });

  test("an edit in the sheet that the pane has not seen is not overwritten", async () => {
    const { workbook, store } = await opened();
    const seen = (await store.get("C-1")) as Customer;
    workbook.typeAt("Customers", 1, 2, [["Typed Ltd"]]);
    expect(await keyOf(store.update([{ id: "C-1", name: "Ann" }], { seen: [seen] }))).toBe(
      "changedMeanwhile",
    );
    expect((await workbook.readTable("Customers", [1, 2]))[0]).toEqual(["Alice", "Typed Ltd"]);
    // Without anything seen, other fields than the changed one stay as the user typed them.
    await store.update([{ id: "C-1", name: "Ann" }]);
    expect((await workbook.readTable("Customers", [1, 2]))[0]).toEqual(["Ann", "Typed Ltd"]);
    store.close();
  });

  test("a row that a user has deleted is not written to", async () => {
    const { workbook, store } = await opened();
    await workbook.deleteRows("Customers", [0]);
    expect(await keyOf(store.update([{ id: "C-1", name: "Ann" }]))).toBe("customerNotFound");
    expect(await workbook.readTable("Customers", [0, 1])).toEqual([["C-2", "Bob"]]);
    store.close();
  });

  test("users sort, move, rename and add columns", async () => {
    const { workbook, store } = await opened();
    workbook.swapColumns("Customers", 1, 4);
    await workbook.addColumns("Customers", [{ header: "My notes", format: "text" }]);
    const mine = await column(workbook, "My notes");
    await workbook.writeTable("Customers", [{ row: 0, column: mine, values: [["keep"]] }]);
    await store.add([{ id: "A-0", name: "Zed" }]);
    workbook.sortTable("Customers", 0);
    await store.update([{ id: "C-1", name: "Ann", ratings: { need: { Price: 8, Speed: 3 } } }]);
    const rows = await workbook.readTable("Customers", [0, await column(workbook, "Name"), mine]);
    expect(rows).toEqual([
      ["A-0", "Zed", null],
      ["C-1", "Ann", "keep"],
      ["C-2", "Bob", null],
    ]);
    expect(await column(workbook, "Need: Speed")).toBe(mine + 1);
    expect((await workbook.readTable("Customers", [mine + 1])).flat()).toEqual([null, 3, null]);
    store.close();
  });

  test("a header that nobody would know is found by the mapping, which stays with the workbook", async () => {
    const { workbook, store } = await opened();
    workbook.typeAt("Customers", 0, 4, [["Fernsprecher"]]);
    await store.refresh();
    expect((await store.get("C-1"))?.phone).toBe("");
    expect(await keyOf(store.update([{ id: "C-1", phone: "010 8888 0000" }]))).toBe("columnMissing");
    await store.setMapping({ customers: { phone: "Fernsprecher" } });
    expect((await store.get("C-1"))?.phone).toBe("+861088887777");
    const other = await openWorkbookStore(workbook, settings);
    expect((await other.get("C-1"))?.phone).toBe("+861088887777");
    expect(other.mapping()).toEqual({ customers: { phone: "Fernsprecher" } });
    store.close();
  });

  test("a table of another name is known by its headers", async () => {
    const workbook = createMemoryWorkbook();
    await workbook.ensureTable({
      name: "Kunden",
      sheet: "Data",
      columns: [
        { header: "编号", format: "text" },
        { header: "客户名称", format: "text" },
        { header: "手机", format: "text" },
      ],
    });
    await workbook.appendRows("Kunden", [["7", "张三", 13800138000]]);
    const store = await openWorkbookStore(workbook, settings);
    expect(await store.get("7")).toMatchObject({ name: "张三", phone: "+8613800138000" });
    await store.add([{ name: "李四" }]);
    expect((await workbook.readTable("Kunden", [1])).flat()).toEqual(["张三", "李四"]);
    store.close();
  });

  test("when a later part fails, what was written is taken back", async () => {
    const { workbook, store } = await opened();
    const before = await workbook.readTable("Customers");
    const failing = { ...workbook, appendRows: () => Promise.reject(new Error("disk full")) };
    const other = await openWorkbookStore(failing, settings);
    const adding = other.addInteractions([{ customerId: "C-1", when: "2026-02-01", kind: "consulting" }]);
    await expect(adding).rejects.toThrow("disk full");
    expect(await workbook.readTable("Customers")).toEqual(before);
    expect((await other.get("C-1"))?.serviceDate).toBe("");
    store.close();
  });

  test("a failure that cannot be taken back says so, and the store shows what is there", async () => {
    const { workbook, store } = await opened();
    await store.addInteractions([{ customerId: "C-1", when: "2026-02-01", kind: "call" }]);
    let broken = false;
    const failing: MemoryWorkbook = {
      ...workbook,
      writeTable: (...given) =>
        broken ? Promise.reject(new Error("connection lost")) : workbook.writeTable(...given),
      deleteRows() {
        broken = true;
        return Promise.reject(new Error("disk full"));
      },
    };
    const other = await openWorkbookStore(failing, settings);
    const changing = other.change({ update: [{ id: "C-2", name: "Bobby" }], remove: ["C-1"] });
    await expect(changing).rejects.toThrow(/could not be taken back.*disk full \/ connection lost/);
    expect((await other.list()).items.map(({ name }) => name)).toEqual(["Alice", "Bobby"]);
    store.close();
  });

  test("a removal taken back puts rows where they were, cells of the users' own columns and formulas included", async () => {
    const { workbook, store } = await opened();
    await store.add([{ id: "C-3", name: "Cleo" }]);
    await workbook.addColumns("Customers", [{ header: "My notes", format: "text" }]);
    const mine = await column(workbook, "My notes");
    await workbook.writeTable("Customers", [{ row: 0, column: mine, values: [["likes tea"], [7], ["007"]] }]);
    const before = await workbook.readTable("Customers");
    const { inverse } = await store.change({ remove: ["C-1", "C-2"] });
    expect((await workbook.readTable("Customers", [0])).flat()).toEqual(["C-3"]);
    await takeBack(store, inverse);
    expect(await workbook.readTable("Customers")).toEqual(before);
    const { inverse: again } = await store.change({ remove: ["C-1"] });
    expect(inverseWithout(again, "C-1").changes.add).toEqual([]);
    store.close();
  });

  test("columns of the user's own that formulas fill are left to the table", async () => {
    const { workbook, store } = await opened();
    await workbook.addColumns("Customers", [{ header: "Score", format: "general" }]);
    const score = await column(workbook, "Score");
    const { area } = (await workbook.tables()).find(({ name }) => name === "Customers")!;
    for (const row of [1, 2]) {
      const cell = { ...area, row: area.row + row, column: area.column + score, rows: 1, columns: 1 };
      await workbook.insertFormula(cell, "=1+1");
    }
    await store.refresh();
    expect((await store.get("C-1"))?.own).toBeUndefined();
    await store.update([{ id: "C-1", company: "ACME" }]);
    await store.add([{ id: "C-3", name: "Cleo", own: { Score: 5 } }]);
    expect((await headersOf(workbook)).filter((header) => header.startsWith("Score"))).toEqual(["Score"]);
    store.close();
  });

  test("an erasure that fails leaves the person and no log entry", async () => {
    const { workbook, store } = await opened();
    const failing = {
      ...workbook,
      deleteRows: (name: string, rows: readonly number[]) =>
        name === "Customers" ? Promise.reject(new Error("disk full")) : workbook.deleteRows(name, rows),
    };
    const other = await openWorkbookStore(failing, settings);
    await expect(other.erase("C-1", "2026-03-02")).rejects.toThrow("disk full");
    expect((await other.get("C-1"))?.name).toBe("Alice");
    expect(await other.erasures()).toEqual([]);
    store.close();
  });

  test("a long write that is stopped takes its rows back", async () => {
    const { workbook, store } = await opened();
    const signal = { aborted: false };
    const slow: MemoryWorkbook = {
      ...workbook,
      async appendRows(name, rows, options) {
        await workbook.appendRows(name, rows.slice(0, 5));
        signal.aborted = true;
        await workbook.appendRows(name, rows.slice(5), options);
      },
    };
    const other = await openWorkbookStore(slow, settings);
    const many = Array.from({ length: 10 }, (_, i) => ({ name: `N${i}` }));
    expect(await keyOf(other.add(many, { signal }))).toBe("stopped");
    expect((await workbook.readTable("Customers", [0])).flat()).toEqual(["C-1", "C-2"]);
    expect((await other.list()).total).toBe(2);
    store.close();
  });

  test("a removal that is stopped puts back the rows that are gone, each once", async () => {
    const { workbook, store } = await opened();
    await store.add([
      { id: "C-3", name: "Cleo" },
      { id: "C-4", name: "Dan" },
    ]);
    const halting: MemoryWorkbook = {
      ...workbook,
      async deleteRows(name, rows, options) {
        const lastFirst = [...rows].sort((a, b) => b - a);
        await workbook.deleteRows(name, lastFirst.slice(0, 2));
        return workbook.deleteRows(name, lastFirst.slice(2), { ...options, signal: { aborted: true } });
      },
    };
    const other = await openWorkbookStore(halting, settings);
    expect(await keyOf(other.remove(["C-4", "C-1", "C-3"]))).toBe("stopped");
    const names = (await workbook.readTable("Customers", [1])).flat();
    expect([...names].sort()).toEqual(["Alice", "Bob", "Cleo", "Dan"]);
    expect((await other.list()).total).toBe(4);
    other.close();
    store.close();
  });

  test("whoever reads while many are taken in sees none of them or all", async () => {
    const { store } = await opened();
    const totals = new Set<number>();
    const adding = store.add(Array.from({ length: 30_000 }, (_, i) => ({ name: `N${i}` })));
    let over = false;
    void adding.finally(() => (over = true));
    while (!over) {
      totals.add((await store.list({ limit: 1 })).total);
      await new Promise((resolve) => setTimeout(resolve));
    }
    await adding;
    totals.add((await store.list({ limit: 1 })).total);
    expect([...totals]).toEqual([2, 30_002]);
    store.close();
  });

  test("jump to the row of a customer, and back from a cell to the customer", async () => {
    const { workbook, store } = await opened();
    await store.addInteractions([{ customerId: "C-2", when: "2026-02-01", kind: "call" }]);
    expect(await store.areaOf("C-2")).toMatchObject({ sheet: "Customers", row: 2, column: 0, rows: 1 });
    expect(await store.areaOf("C-9")).toBeUndefined();
    const at = (sheet: string, row: number, rows = 1) =>
      store.customerAt({ sheet, row, column: 3, rows, columns: 1 });
    expect((await at("Customers", 1))?.name).toBe("Alice");
    expect((await at("Interactions", 1))?.name).toBe("Bob");
    expect((await at("Customers", 0, 3))?.name).toBe("Alice");
    expect(await at("Customers", 0)).toBeUndefined();
    expect(await at("Customers", 9)).toBeUndefined();
    expect(await at("Sheet1", 1)).toBeUndefined();
    expect(workbook.calls.select ?? 0).toBe(0);
    store.close();
  });

  test("adding ten thousand takes as few calls as adding one", async () => {
    const { workbook, store } = await opened();
    const count = () => Object.values(workbook.calls).reduce((sum, calls) => sum + calls, 0);
    let before = count();
    await store.add([{ name: "One" }]);
    const forOne = count() - before;
    before = count();
    await store.add(Array.from({ length: 10_000 }, (_, i) => ({ name: `N${i}` })));
    expect(count() - before).toBe(forOne);
    expect(forOne).toBeLessThanOrEqual(4);
    store.close();
  });

  test("a table called Customers without a column for ids: the store opens, says so, and adds the column when asked", async () => {
    const workbook = createMemoryWorkbook();
    await workbook.ensureTable({
      name: "Customers",
      sheet: "Sheet1",
      columns: ["Name", "City", "Price", "Service"].map((header) => ({ header, format: "general" as const })),
    });
    await workbook.appendRows("Customers", [
      ["Ann", "Bath", 1, 2],
      ["Ben", null, 3, 4],
    ]);
    const before = JSON.stringify(await workbook.readTable("Customers"));
    const store = await openWorkbookStore(workbook, conformanceSettings);
    expect(store.tablesWithoutId()).toEqual([{ kind: "customers", name: "Customers", field: "Customer ID" }]);
    expect((await store.list()).total).toBe(0);
    expect(JSON.stringify(await workbook.readTable("Customers"))).toBe(before);
    expect(await store.areaOf("C-1")).toBeUndefined();
    expect(
      await store.customerAt({ sheet: "Sheet1", row: 1, column: 0, rows: 1, columns: 1 }),
    ).toBeUndefined();
    expect(await keyOf(store.add([{ name: "Cem" }]))).toBe("columnMissing");
    let heard = 0;
    store.onChange(() => heard++);
    await store.addIdColumn("customers");
    expect(heard).toBeGreaterThan(0);
    expect(store.tablesWithoutId()).toEqual([]);
    expect((await store.list()).items.map(({ name }) => name)).toEqual(["Ann", "Ben"]);
    expect((await workbook.tables())[0].headers).toEqual(["Name", "City", "Price", "Service", "Customer ID"]);
    store.close();
  });
});

test("the country of phone numbers is kept in the workbook, beside which column keeps what, and tables are read by it", async () => {
  const workbook = createMemoryWorkbook();
  const store = await openWorkbookStore(workbook, { ...settings, region: "US" });
  await store.add([{ name: "Ann", phone: "+12125550123" }]);
  const [table] = await workbook.tables();
  workbook.typeAt(table.area.sheet, table.area.row + 1, table.area.column + table.headers.indexOf("Phone"), [
    ["020 7946 0101"],
  ]);
  await store.setRegion("GB");
  expect((await store.list()).items[0].phone).toBe("+442079460101");
  expect((await store.search("020 7946 0101")).total).toBe(1);
  await store.setMapping({ customers: { company: "Firm" } });
  const again = await openWorkbookStore(workbook, { ...settings, region: "US" });
  expect([again.region(), again.mapping()]).toEqual(["GB", { customers: { company: "Firm" } }]);
});
