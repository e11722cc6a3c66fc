import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { CriterionWeight, Customer, Interaction } from "@crm-functions/core";
import { readXlsx, writeXlsx, type FileValue, type SheetFile } from "../../../../addin/workbook/file";
import { SqliteCustomerStore } from "../../../../notebooks/support/sqlite";
import { syncTexts, syncWorkbook } from "../../../../notebooks/support/sync";
import { readWorkbook, sampleTables, writeWorkbook } from "../../../../notebooks/support/workbook";
import { temporaryFolder } from "../../../temporary-folder";

const folder = temporaryFolder();
let count = 0;
const newFile = (): string => join(folder, `book-${count++}.xlsx`);
const newStore = (): SqliteCustomerStore =>
  new SqliteCustomerStore(":memory:", { today: () => "2026-01-31", region: "CN" });

/** Changes the cells of a sheet as somebody in Excel would. */
function editSheet(file: string, name: string, change: (cells: FileValue[][]) => void): void {
  const workbook = readXlsx(readFileSync(file));
  const sheets = workbook.sheets.map((sheet): SheetFile => {
    if (sheet.name !== name) return sheet;
    const cells = sheet.cells.map((row) => Array.from(row, (cell) => cell?.value ?? null));
    change(cells);
    const formats = sheet.cells.map((row) => Array.from(row, (cell) => cell?.format));
    const table = sheet.tables?.[0];
    return {
      ...sheet,
      cells: cells.map((row, i) =>
        row.map((value, j) => ({ value, format: value === null ? undefined : formats[i]?.[j] })),
      ),
      ...(table && { tables: [{ ...table, rows: Math.max(2, cells.length) }] }),
    };
  });
  writeFileSync(file, writeXlsx({ sheets }));
}

const columnOf = (cells: FileValue[][], header: string): number => cells[0].indexOf(header);
const rowOf = (cells: FileValue[][], id: string): FileValue[] => cells.find((row) => row[0] === id)!;

async function everything(store: SqliteCustomerStore) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    customers: [...(await store.list()).items].sort(byId),
    interactions: [...(await store.listInteractions()).items].sort(byId),
  };
}

async function inFile(file: string) {
  const team = await readWorkbook(file, { region: "CN" });
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(team.problems).toEqual([]);
  return { customers: [...team.customers].sort(byId), interactions: [...team.interactions].sort(byId) };
}

/** A store and a workbook that agree: three customers, two interactions. */
async function pair() {
  const store = newStore();
  const file = newFile();
  await store.add([
    { id: "C-1", name: "Ann", phone: "13800138000", segment: "Key", ratings: { need: { Price: 7 } } },
    { id: "C-2", name: "王芳", created: "2026-01-02", marketingValue: 0.1 },
    { id: "C-3", name: "Bo" },
  ]);
  await store.addInteractions([
    { id: "I-1", customerId: "C-1", when: "2026-01-05T10:30", kind: "call", note: "two\nlines" },
    { id: "I-2", customerId: "C-2", when: "2026-01-06", kind: "visit", rating: 8 },
  ]);
  await syncWorkbook(store, file);
  return { store, file };
}

describe("store and workbook", () => {
  test("a workbook that is not there is made, and then nothing is left to do", async () => {
    const { store, file } = await pair();
    expect(await inFile(file)).toEqual(await everything(store));
    const before = readFileSync(file);
    const again = await syncWorkbook(store, file);
    expect(again).toMatchObject({ toStore: [], toFile: [], conflicts: [], problems: [] });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("a workbook comes into an empty store", async () => {
    const file = newFile();
    await writeWorkbook(file, sampleTables());
    const store = newStore();
    const { toStore, toFile } = await syncWorkbook(store, file);
    expect([toStore.length, toFile.length]).toEqual([172, 0]); // 60 customers, 90 interactions, 22 weights
    expect(await everything(store)).toEqual(await inFile(file));
    expect(await store.weights()).toEqual(sampleTables().weights);
  });

  test("columns of the user's own go both ways, as they are", async () => {
    const { store, file } = await pair();
    const own = { "Shoe size": 43.5, Code: "007", Member: true, Name: "not the name" };
    await store.update([
      { id: "C-1", own },
      { id: "C-3", own: { Tea: "black" } },
    ]);
    await store.updateInteractions([{ id: "I-1", own: { Room: "12E4" } }]);
    await syncWorkbook(store, file);
    expect(await inFile(file)).toEqual(await everything(store));
    editSheet(file, "Customers", (cells) => {
      rowOf(cells, "C-2")[columnOf(cells, "Tea")] = "green";
      rowOf(cells, "C-1")[columnOf(cells, "Code")] = "1.10";
      rowOf(cells, "C-1")[columnOf(cells, "Shoe size")] = null;
    });
    const { conflicts } = await syncWorkbook(store, file);
    expect(conflicts).toEqual([]);
    expect((await store.get("C-2"))?.own).toEqual({ Tea: "green" });
    expect((await store.get("C-1"))?.own).toEqual({ Code: "1.10", Member: true, Name: "not the name" });
    const again = await syncWorkbook(store, file);
    expect(again).toMatchObject({ toStore: [], toFile: [], conflicts: [] });
  });

  test("changes on either side go to the other, field by field", async () => {
    const { store, file } = await pair();
    editSheet(file, "Customers", (cells) => {
      rowOf(cells, "C-1")[columnOf(cells, "Segment")] = "Growth";
      rowOf(cells, "C-1")[columnOf(cells, "Need: Price")] = 9;
      cells.push(["C-9", "New in Excel", null, null, "138 0013 8009"]);
      cells.push([null, "Without an ID"]);
    });
    await store.update([
      { id: "C-1", owner: "Lin" },
      { id: "C-2", marketingValue: 0.1 + 0.2, marketingDate: "2026-01-31" },
    ]);
    await store.add([{ id: "C-4", name: "=HYPERLINK(1)", ratings: { service: { "Speed & care": 3 } } }]);
    await store.addInteractions([
      { id: "I-3", customerId: "C-4", when: "2026-02-01T09:05", kind: "after-sales" },
    ]);
    const result = await syncWorkbook(store, file, { region: "CN" });
    expect(result.conflicts).toEqual([]);
    const here = await everything(store);
    expect(await inFile(file)).toEqual(here);
    const [ann, wang] = here.customers.filter(({ id }) => /^C-[12]$/.test(id));
    expect(ann).toMatchObject({ segment: "Growth", owner: "Lin", ratings: { need: { Price: 9 } } });
    expect(wang.marketingValue).toBe(0.1 + 0.2);
    expect(here.customers.map(({ name }) => name)).toContain("Without an ID");
    expect(here.customers.find(({ id }) => id === "C-9")?.phone).toBe("+8613800138009");
  });

  test("both changed one field: both values are shown, both sides keep theirs until it is settled", async () => {
    const { store, file } = await pair();
    editSheet(file, "Customers", (cells) => (rowOf(cells, "C-1")[columnOf(cells, "Segment")] = "File"));
    await store.update([{ id: "C-1", segment: "Store", company: "Contoso" }]);
    const open = await syncWorkbook(store, file);
    expect(open.conflicts).toEqual([
      {
        kind: "customer",
        id: "C-1",
        reason: "changed",
        field: "segment",
        before: "Key",
        file: "File",
        store: "Store",
        settled: undefined,
      },
    ]);
    expect(syncTexts(open)[1]).toBe(
      'C-1: Segment: the file has File, the store has Store (before: Key). Left as it is on both sides. Settle it with { settle: "file" } or { settle: "store" }, or one by one with a function.',
    );
    expect(syncTexts(open, "zh-CN")[1]).toContain(
      "C-1：细分：文件中为 File，数据库中为 Store（此前：Key）。两边保持不变。",
    );
    expect((await store.get("C-1"))?.segment).toBe("Store");
    expect((await inFile(file)).customers[0]).toMatchObject({ segment: "File", company: "Contoso" });
    expect((await syncWorkbook(store, file, { dryRun: true, settle: "store" })).toFile).toHaveLength(1);
    expect((await inFile(file)).customers[0].segment).toBe("File");
    const done = await syncWorkbook(store, file, {
      settle: ({ field }) => (field === "segment" ? "store" : undefined),
    });
    expect(done.conflicts[0].settled).toBe("store");
    expect((await inFile(file)).customers[0].segment).toBe("Store");
    expect((await syncWorkbook(store, file)).conflicts).toEqual([]);
  });

  test("what one side removed goes from the other, its interactions too", async () => {
    const { store, file } = await pair();
    editSheet(file, "Customers", (cells) => cells.splice(cells.indexOf(rowOf(cells, "C-1")), 1));
    await store.remove(["C-3"]);
    await syncWorkbook(store, file);
    const here = await everything(store);
    expect(here.customers.map(({ id }) => id)).toEqual(["C-2"]);
    expect(here.interactions.map(({ id }) => id)).toEqual(["I-2"]);
    expect(await inFile(file)).toEqual(here);
  });

  test("removed on one side, changed on the other: nothing goes before it is settled", async () => {
    for (const settle of ["file", "store"] as const) {
      const { store, file } = await pair();
      editSheet(file, "Customers", (cells) => cells.splice(cells.indexOf(rowOf(cells, "C-1")), 1));
      await store.addInteractions([{ id: "I-9", customerId: "C-1", when: "2026-02-01", kind: "visit" }]);
      await store.remove(["C-2"]);
      editSheet(file, "Customers", (cells) => (rowOf(cells, "C-2")[columnOf(cells, "Owner")] = "Maya"));
      const open = await syncWorkbook(store, file);
      expect(open.conflicts.map(({ id, reason }) => [id, reason])).toEqual(
        expect.arrayContaining([
          ["C-1", "removedInFile"],
          ["C-2", "removedInStore"],
        ]),
      );
      expect(await store.get("C-1")).toBeDefined();
      expect(await store.interactionsOf("C-1")).toHaveLength(2);
      expect(existsSync(file)).toBe(true);
      await syncWorkbook(store, file, { settle });
      const here = await everything(store);
      expect(here.customers.map(({ id }) => id)).toEqual(settle === "file" ? ["C-2", "C-3"] : ["C-1", "C-3"]);
      // Who is brought back has all interactions again.
      expect(here.interactions.map(({ id }) => id)).toEqual(settle === "file" ? ["I-2"] : ["I-1", "I-9"]);
      expect(await inFile(file)).toEqual(here);
      await store.close();
    }
  });

  test("an erased person goes from the workbook and does not come back", async () => {
    const { store, file } = await pair();
    await store.erase("C-1", "2026-02-01");
    const { erased } = await syncWorkbook(store, file);
    expect(erased).toEqual(["C-1"]);
    expect(await inFile(file)).toEqual(await everything(store));
    expect(JSON.stringify(readXlsx(readFileSync(file)))).not.toMatch(/Ann|13800138000|two\\nlines/);
  });

  test("a row that is not understood is left alone on both sides, and told", async () => {
    const { store, file } = await pair();
    editSheet(file, "Customers", (cells) => (rowOf(cells, "C-1")[columnOf(cells, "E-mail")] = "nobody@"));
    await store.update([{ id: "C-1", owner: "Lin" }]);
    const result = await syncWorkbook(store, file);
    expect(syncTexts(result).at(-1)).toMatch(/^Customers, row 2, E-mail: "nobody@" is not an e-mail address/);
    expect(syncTexts(result, "zh-CN").at(-1)).toMatch(
      /^Customers 第 2 行“E-mail”：“nobody@”不是电子邮箱地址/,
    );
    expect(await store.get("C-1")).toMatchObject({ owner: "Lin", email: "" });
    editSheet(file, "Customers", (cells) => (rowOf(cells, "C-1")[columnOf(cells, "E-mail")] = "a@b.example"));
    await syncWorkbook(store, file);
    expect(await store.get("C-1")).toMatchObject({ owner: "Lin", email: "a@b.example" });
    expect(await inFile(file)).toEqual(await everything(store));
  });
});

describe("weights", () => {
  const price = { analysis: "need", criterion: "Price", weight: 0.4, minimum: 0, maximum: 10 } as const;
  const quality = { analysis: "need", criterion: "Quality", weight: 0.6 } as const;
  const advice = { analysis: "service", criterion: "Advice", weight: 1, maximum: 5 } as const;
  const weightsIn = async (file: string) => (await readWorkbook(file)).weights;

  test("go in both directions, each with its range; the others stay in their order", async () => {
    const { store, file } = await pair();
    expect(await weightsIn(file)).toEqual([]);
    await store.setWeights([price, quality]);
    const there = await syncWorkbook(store, file);
    expect(there.toFile.map(({ kind, id, action }) => [kind, id, action])).toEqual([
      ["weight", "need: Price", "add"],
      ["weight", "need: Quality", "add"],
    ]);
    expect(await weightsIn(file)).toEqual([price, quality]);

    editSheet(file, "Weights", (cells) => {
      cells[1][columnOf(cells, "Weight")] = 0.5;
      cells.push(["Service", "Advice", 1, null, 5]);
    });
    await store.setWeights([price, { ...quality, weight: 0.7, minimum: 1 }]);
    await syncWorkbook(store, file);
    const wanted = [{ ...price, weight: 0.5 }, { ...quality, weight: 0.7, minimum: 1 }, advice];
    expect(await store.weights()).toEqual(wanted);
    expect(await weightsIn(file)).toEqual(wanted);

    editSheet(file, "Weights", (cells) => void cells.splice(1, 1));
    await store.setWeights(wanted.slice(0, 2));
    await syncWorkbook(store, file);
    expect([await store.weights(), await weightsIn(file)]).toEqual([[wanted[1]], [wanted[1]]]);
    const after = await syncWorkbook(store, file);
    expect([after.toFile, after.toStore, after.conflicts]).toEqual([[], [], []]);
  });

  test("changed on both sides: both values are shown, and settled", async () => {
    const { store, file } = await pair();
    await store.setWeights([price, quality]);
    await syncWorkbook(store, file);
    editSheet(file, "Weights", (cells) => void (cells[1][columnOf(cells, "Weight")] = 0.5));
    await store.setWeights([{ ...price, weight: 0.3 }, quality]);
    const open = await syncWorkbook(store, file);
    expect(syncTexts(open)[1]).toMatch(
      /^Need: Price: Weight: the file has 0.5, the store has 0.3 \(before: 0.4\)/,
    );
    expect(syncTexts(open, "zh-CN")[1]).toMatch(/^需求：Price：权重.*0.5.*0.3/);
    expect((await store.weights())[0].weight).toBe(0.3);
    await syncWorkbook(store, file, { settle: "store" });
    expect((await weightsIn(file))[0].weight).toBe(0.3);
  });

  test("a second weight for one criterion is told, and neither side changes for it", async () => {
    const { store, file } = await pair();
    await store.setWeights([price]);
    await syncWorkbook(store, file);
    editSheet(file, "Weights", (cells) => void cells.push(["Need", "Price", 0.9, null, null]));
    const { problems, toStore } = await syncWorkbook(store, file);
    expect(problems).toMatchObject([{ table: "weight", row: 3, message: "weightTwice" }]);
    expect([toStore, await store.weights()]).toEqual([[], [price]]);
    await expect(store.setWeights([price, price])).rejects.toMatchObject({ key: "weightTwice" });
    await expect(store.setWeights([{ ...price, weight: NaN }])).rejects.toMatchObject({
      key: "weightNotFinite",
    });
  });

  test("a workbook without the table leaves the store's weights alone, and says so", async () => {
    const { store, file } = await pair();
    await store.setWeights([price]);
    await syncWorkbook(store, file);
    await writeWorkbook(file, await everything(store));
    const result = await syncWorkbook(store, file);
    expect(syncTexts(result)[1]).toBe(
      "The file has no table Weights: what the store has of it stays as it is.",
    );
    expect([result.missing, await store.weights()]).toEqual([["weight"], [price]]);
  });
});

describe("what must not be lost", () => {
  /** Another sheet with a formula of ours, and a field that a formula calculates. */
  async function calculatedFile() {
    const { store, file } = await pair();
    const parts = unzipSync(readFileSync(file));
    const sheet = "xl/worksheets/sheet1.xml";
    parts[sheet] = strToU8(
      strFromU8(parts[sheet]).replace(
        /<c r="G2"[^>]*>.*?<\/c>/,
        '<c r="G2" t="str"><f>UPPER("key")</f><v>KEY</v></c>',
      ),
    );
    parts["xl/charts/chart1.xml"] = strToU8("<chart>as it was</chart>");
    writeFileSync(file, zipSync(parts));
    return { store, file };
  }

  test("whatever else is in the workbook stays as it was; formulas are calculated anew", async () => {
    const { store, file } = await calculatedFile();
    await syncWorkbook(store, file);
    expect(await store.get("C-1")).toMatchObject({ segment: "KEY" });
    await store.update([{ id: "C-1", company: "Contoso" }]);
    await syncWorkbook(store, file);
    const parts = unzipSync(readFileSync(file));
    expect(strFromU8(parts["xl/charts/chart1.xml"])).toBe("<chart>as it was</chart>");
    expect(strFromU8(parts["xl/worksheets/sheet1.xml"])).toContain('<f>UPPER("key")</f>');
    expect(strFromU8(parts["xl/workbook.xml"])).toContain('fullCalcOnLoad="1"');
  });

  test("a formula is not overwritten: only the file can win", async () => {
    const { store, file } = await calculatedFile();
    await syncWorkbook(store, file);
    await store.update([{ id: "C-1", segment: "Typed" }]);
    const open = await syncWorkbook(store, file, { settle: "store" });
    expect(open.conflicts).toMatchObject([{ reason: "formula", field: "segment", settled: undefined }]);
    expect(syncTexts(open)[1]).toContain("Only the file can win");
    await syncWorkbook(store, file, { settle: "file" });
    expect(await store.get("C-1")).toMatchObject({ segment: "KEY" });
  });

  test("a file that changed meanwhile: neither side changes", async () => {
    const { store, file } = await pair();
    await store.update([{ id: "C-1", owner: "Lin" }]);
    const exchange = store.exchange.bind(store);
    store.exchange = (name, plan) =>
      exchange(name, async (now) => {
        const planned = await plan(now);
        editSheet(
          file,
          "Customers",
          (cells) => (rowOf(cells, "C-2")[columnOf(cells, "Owner")] = "Meanwhile"),
        );
        return planned;
      });
    await expect(syncWorkbook(store, file)).rejects.toMatchObject({ key: "fileChanged" });
    store.exchange = exchange;
    expect((await inFile(file)).customers.map(({ owner }) => owner)).toEqual(["", "Meanwhile", ""]);
    await syncWorkbook(store, file);
    expect((await everything(store)).customers.map(({ owner }) => owner)).toEqual(["Lin", "Meanwhile", ""]);
    expect(await inFile(file)).toEqual(await everything(store));
  });

  test("a machine that stops after the file was replaced: the next synchronisation finishes the work", async () => {
    const { store, file } = await pair();
    editSheet(file, "Customers", (cells) => (rowOf(cells, "C-1")[columnOf(cells, "Segment")] = "File"));
    await store.update([{ id: "C-1", owner: "Store" }]);
    await store.remove(["C-3"]);
    const exchange = store.exchange.bind(store);
    store.exchange = (name, plan) =>
      exchange(name, async (now) => {
        const planned = await plan(now);
        const finish = async () => {
          await planned.finish();
          throw new Error("the light went out");
        };
        return { ...planned, finish };
      });
    await expect(syncWorkbook(store, file)).rejects.toThrow("the light went out");
    store.exchange = exchange;
    expect(await store.get("C-1")).toMatchObject({ segment: "Key", owner: "Store" });
    expect((await syncWorkbook(store, file)).conflicts).toEqual([]);
    expect(await store.get("C-1")).toMatchObject({ segment: "File", owner: "Store" });
    expect(await inFile(file)).toEqual(await everything(store));
  });

  test("most customers missing in the file is hardly meant", async () => {
    const store = newStore();
    const file = newFile();
    await store.add(Array.from({ length: 30 }, (_, i) => ({ id: `C-${i}`, name: `Name ${i}` })));
    await syncWorkbook(store, file);
    editSheet(file, "Customers", (cells) => cells.splice(5));
    await expect(syncWorkbook(store, file)).rejects.toThrow(
      /26 of 30 customers would be removed from the store/,
    );
    expect((await store.list()).total).toBe(30);
    await syncWorkbook(store, file, { allowManyRemovals: true });
    expect((await store.list()).total).toBe(4);
  });

  test("a workbook that is open in Excel, a .csv, a table that cannot grow", async () => {
    const { store, file } = await pair();
    const mark = join(folder, `~$${file.slice(folder.length + 1)}`);
    writeFileSync(mark, "");
    await expect(syncWorkbook(store, file)).rejects.toMatchObject({ key: "fileOpen" });
    rmSync(mark);
    await expect(syncWorkbook(store, join(folder, "a.csv"))).rejects.toMatchObject({ key: "notSyncable" });
    const workbook = readXlsx(readFileSync(file));
    const [sheet, ...others] = workbook.sheets;
    const cells = [...sheet.cells, [{ value: "Sum" }]];
    writeFileSync(file, writeXlsx({ sheets: [{ ...sheet, cells }, ...others] }));
    await store.add([{ id: "C-5", name: "One more" }]);
    await expect(syncWorkbook(store, file)).rejects.toMatchObject({ key: "cellOccupied" });
  });
});

describe("whatever happens on both sides", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "",
      "A",
      "B",
      "客户",
      "=1+1",
      "'=x",
      "''",
      "007",
      "2026-01-31",
      "TRUE",
      "  a  b ",
      "a\nb",
      "_x0041_",
    ),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  );
  const number = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  );
  const rating = fc.option(fc.double({ noNaN: true, min: 0, max: 10 }), { nil: undefined });
  const day = fc.constantFrom("", "2026-01-31", "1999-12-31");
  const action = fc.record({
    kind: fc.constantFrom("update", "add", "remove", "talk", "untalk", "weigh", "unweigh"),
    at: fc.nat(9),
    company: text,
    owner: text,
    value: number,
    day,
    price: rating,
    when: fc.constantFrom("2026-03-01", "2026-03-01T23:59", "2025-07-08T00:01"),
    criterion: fc.record({
      analysis: fc.constantFrom("need" as const, "service" as const),
      criterion: fc.constantFrom("Price", "质量", "=x"),
      weight: fc.double({ noNaN: true, min: -2, max: 2 }).map((weight) => weight + 0),
    }),
  });

  type ActionOf = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

  /** Does the actions to a store; records that are not there are let be. */
  async function act(store: SqliteCustomerStore, actions: readonly ActionOf[], prefix: string) {
    for (const [i, each] of actions.entries()) {
      const { customers, interactions } = await everything(store);
      const customer: Customer | undefined = customers[each.at % Math.max(1, customers.length)];
      const interaction: Interaction | undefined = interactions[each.at % Math.max(1, interactions.length)];
      const fields = {
        company: each.company,
        owner: each.owner,
        marketingValue: each.value === 0 ? 0 : each.value,
        serviceDate: each.day,
        ratings:
          each.price === undefined ? {} : { need: { Price: each.price === 0 ? 0 : each.price, [prefix]: 5 } },
      };
      const weights = await store.weights();
      const of = (weight: CriterionWeight) => `${weight.analysis}: ${weight.criterion}`;
      const others = weights.filter((weight) => of(weight) !== of(each.criterion));
      if (each.kind === "weigh") await store.setWeights([...others, each.criterion]);
      else if (each.kind === "unweigh") await store.setWeights(others);
      else if (each.kind === "add") await store.add([{ id: `${prefix}${i}`, name: "Added", ...fields }]);
      else if (customer === undefined) continue;
      else if (each.kind === "update") await store.update([{ id: customer.id, ...fields }]);
      else if (each.kind === "remove") await store.remove([customer.id]);
      else if (each.kind === "talk") {
        await store.addInteractions([
          {
            id: `${prefix}I${i}`,
            customerId: customer.id,
            when: each.when,
            kind: "visit",
            note: each.company,
          },
        ]);
      } else if (interaction !== undefined) await store.removeInteractions([interaction.id]);
    }
  }

  const inOrder = (weights: readonly CriterionWeight[]) =>
    [...weights].sort((a, b) => (`${a.analysis} ${a.criterion}` < `${b.analysis} ${b.criterion}` ? -1 : 1));
  const inWeights = (one: CriterionWeight) => (other: CriterionWeight) =>
    one.analysis === other.analysis && one.criterion === other.criterion;
  const all = async (store: SqliteCustomerStore) => ({
    ...(await everything(store)),
    weights: inOrder(await store.weights()),
  });

  test("both sides come to the same, nothing that only one changed is lost, and then nothing is left to do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 6 }),
        fc.array(action, { maxLength: 6 }),
        fc.array(action, { maxLength: 6 }),
        fc.constantFrom("file" as const, "store" as const),
        async (before, left, right, settle) => {
          // Two stores with a workbook between them: what the one does is what somebody does to the workbook.
          const file = newFile();
          const [one, other] = [newStore(), newStore()];
          try {
            await act(one, before, "S");
            await syncWorkbook(one, file, { allowManyRemovals: true });
            await syncWorkbook(other, file, { allowManyRemovals: true });
            expect(await all(other)).toEqual(await all(one));
            const start = await all(one);
            await act(one, left, "L");
            await act(other, right, "R");
            const [mine, theirs] = [await all(one), await all(other)];
            await syncWorkbook(other, file, { allowManyRemovals: true });
            const { conflicts } = await syncWorkbook(one, file, { settle, allowManyRemovals: true });
            const here = await all(one);
            expect({ ...(await inFile(file)), weights: inOrder((await readWorkbook(file)).weights) }).toEqual(
              here,
            );
            const again = await syncWorkbook(one, file, { allowManyRemovals: true });
            expect(again).toMatchObject({ toStore: [], toFile: [], conflicts: [], problems: [] });
            await syncWorkbook(other, file, { allowManyRemovals: true });
            expect(await all(other)).toEqual(here);
            const inConflict = new Set(conflicts.map(({ id }) => id));
            for (const side of [mine, theirs]) {
              const [own, foreign] = side === mine ? [mine, theirs] : [theirs, mine];
              for (const weight of own.weights) {
                const of = inWeights(weight);
                const was = start.weights.find(of);
                if (inConflict.has(`${weight.analysis}: ${weight.criterion}`)) continue;
                if (weight.weight !== was?.weight) expect(here.weights.find(of)).toEqual(weight);
                else if (!foreign.weights.some(of)) expect(here.weights.some(of)).toBe(false);
              }
              for (const customer of own.customers) {
                if (inConflict.has(customer.id)) continue;
                const was = start.customers.find(({ id }) => id === customer.id);
                const now = here.customers.find(({ id }) => id === customer.id);
                if (was === undefined) expect(now).toMatchObject({ id: customer.id });
                else if (foreign.customers.some(({ id }) => id === customer.id)) {
                  for (const name of ["company", "owner", "marketingValue", "serviceDate"] as const) {
                    if (customer[name] !== was[name])
                      expect({ [name]: now?.[name] }).toEqual({ [name]: customer[name] });
                  }
                }
              }
            }
          } finally {
            await one.close();
            await other.close();
            rmSync(file, { force: true });
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
