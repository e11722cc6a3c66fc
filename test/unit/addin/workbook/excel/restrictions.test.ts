import { afterEach, describe, expect, test } from "@jest/globals";
import { createExcelWorkbook } from "../../../../../addin/workbook/excel/excel-workbook";
import { openWorkbookStore } from "../../../../../addin/workbook/store/workbook-store";
import type { TableLayout } from "../../../../../addin/workbook/workbook";
import { conformanceSettings } from "../../../../conformance/customer-store";
import { keyOf } from "../../../../conformance/key-of";
import { ExcelError, setCell } from "../../../../doubles/excel/book";
import {
  installExcel,
  requirementSets,
  rowsOfTable,
  type ExcelOptions,
  type ExcelStandIn,
} from "../../../../doubles/excel/stand-in";
import { calculateSum } from "../../../../doubles/sum";

let excel: ExcelStandIn;
afterEach(() => excel?.uninstall());

const layout: TableLayout = {
  name: "People",
  sheet: "People",
  columns: [
    { header: "ID", format: "text" },
    { header: "Name", format: "text" },
    { header: "Rating", format: "number" },
  ],
};
const rows = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => [`P-${first + i}`, `Name ${first + i}`, (first + i) % 11]);
const cell = (row: number, column: number, sheet = "People") => ({ sheet, row, column, rows: 1, columns: 1 });
const ids = () => rowsOfTable(excel.table("People")).map(([id]) => id);

async function withPeople(count: number, options: Partial<ExcelOptions> = {}) {
  excel = installExcel({ calculate: calculateSum, ...options });
  const workbook = createExcelWorkbook(5);
  await workbook.ensureTable(layout);
  await workbook.appendRows("People", rows(count));
  excel.resetCounts();
  return workbook;
}
const customers = (count: number, name: (i: number) => string = (i) => `Name ${i}`) =>
  Array.from({ length: count }, (_, i) => ({ id: `C-${i}`, name: name(i) }));
/** Somebody else puts a row into a table, at a place of its body. */
function insertedByOthers(at: number, cells: (string | number)[], name = "People") {
  const table = excel.table(name);
  const first = table.row + 1 + at;
  table.sheet.cells.splice(first, 0, []);
  cells.forEach((value, j) => setCell(table.sheet, first, table.column + j, { value }));
  table.rows++;
  for (const held of excel.book.held) if (held.sheet === table.sheet && held.row >= first) held.row++;
}
/** Has something happen ahead of a request; tells whether there was that one. */
function once(request: number, what: () => void): { happened: boolean } {
  const told = { happened: false };
  let asked = 0;
  excel.between = () => {
    if (++asked !== request) return;
    told.happened = true;
    what();
  };
  return told;
}
/** Repeats a course of events with something happening ahead of its first request, its second, and so on to its last. */
async function aheadOfEach(course: (request: number) => Promise<{ happened: boolean }>): Promise<void> {
  let request = 1;
  while ((await course(request)).happened) request++;
  expect(request).toBeGreaterThan(2);
}

describe("opening the pane", () => {
  test("changes nothing: no sheet, no cell, no name, no rule, and Ctrl+Z takes back what it did before", async () => {
    excel = installExcel({ calculate: calculateSum });
    const first = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
    await first.add(customers(3));
    first.close();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { headers } = (await createExcelWorkbook().tables())[0];
    await excel.typeAt(cell(4, headers.indexOf("Name"), "Customers"), [["Without id"]]);
    excel.resetCounts();
    const before = JSON.stringify([excel.book.sheets, excel.book.undo, [...excel.book.settings]]);
    const workbook = createExcelWorkbook();
    await workbook.capabilities();
    await workbook.sheets();
    await workbook.selection();
    const store = await openWorkbookStore(workbook, conformanceSettings);
    workbook.onSelectionChange(() => undefined);
    expect((await store.list()).total).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(excel.changes).toEqual([]);
    expect(JSON.stringify([excel.book.sheets, excel.book.undo, [...excel.book.settings]])).toBe(before);
    expect(excel.book.undo.at(-1)).toBe("typed");
    expect(excel.book.eventsEnabled).toBe(true);
    // With the first change the ids are written that rows were lacking.
    const typed = (await store.list()).items.find(({ name }) => name === "Without id")!;
    const area = cell(4, 0, "Customers");
    expect(await store.areaOf(typed.id)).toMatchObject({ row: 4 });
    expect(await store.customerAt(area)).toEqual(typed);
    await store.update([{ id: typed.id, name: "With id" }]);
    expect(rowsOfTable(excel.table("Customers"))[3][0]).toBe(typed.id);
    expect((await store.list()).total).toBe(4);
    store.close();
  });

  test.each([
    ["PC", "16.0.17628.20110", true],
    ["PC", "16.0.17932.20000", undefined],
    ["PC", "16.0.19328.20000", false],
    ["Mac", "16.85.24051214", true],
    ["Mac", "16.101.25092824", false],
    ["OfficeOnline", "0.0.0.0", false],
    ["iOS", "2.90", undefined],
  ])("what becomes of blanks is told by the version: %s %s %j", async (platform, version, hidden) => {
    excel = installExcel({ calculate: calculateSum, diagnostics: { platform, version } });
    expect((await createExcelWorkbook().capabilities()).hidesBlanksAsZeros).toBe(hidden);
    expect(excel.changes).toEqual([]);
  });
});

describe("a cell that is being edited", () => {
  test("during an import: it waits, says so, and is whole in the end, with events on", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook(5);
    const store = await openWorkbookStore(workbook, conformanceSettings);
    await store.add(customers(1));
    const told: boolean[] = [];
    workbook.onWaiting((waiting) => {
      told.push(waiting);
      if (waiting) excel.endEditing();
    });
    once(3, () => excel.beginEditing());
    await store.add(
      customers(6000, (i) => "客".repeat(300) + i).map((each) => ({ ...each, id: `M-${each.id}` })),
    );
    expect(told).toEqual([true, false]);
    expect((await store.list({ limit: 1 })).total).toBe(6001);
    expect(rowsOfTable(excel.table("Customers")).length).toBe(6001);
    expect(excel.book.eventsEnabled).toBe(true);
    store.close();
  });

  test("a long action alone is no reason to tell of a cell", async () => {
    const workbook = await withPeople(2);
    const told: boolean[] = [];
    workbook.onWaiting((waiting) => told.push(waiting));
    await workbook.appendRows("People", rows(3000, 2));
    expect(told).toEqual([]);
  });

  test("does not keep the pane from hearing what is typed", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook(5);
    const store = await openWorkbookStore(workbook, { ...conformanceSettings, refreshDelay: 1 });
    await store.add(customers(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const heard = new Promise<void>((resolve) => {
      store.onChange(resolve);
    });
    const { area, headers } = (await workbook.tables())[0];
    await excel.typeAt(cell(area.row + 1, headers.indexOf("Name"), "Customers"), [["Typed"]]);
    excel.beginEditing(); // they go on to the next cell
    setTimeout(() => excel.endEditing(), 30);
    await heard;
    expect((await store.get("C-0"))?.name).toBe("Typed");
    store.close();
  });
});

describe("somebody else, between two syncs", () => {
  for (const set of requirementSets) {
    test(`adds a row below while rows are appended: both are there (ExcelApi ${set})`, () =>
      aheadOfEach(async (request) => {
        const workbook = await withPeople(3, { set });
        const theirs = once(request, () => void excel.typeAt(cell(4, 0), [["THEIRS", "Their name", 1]]));
        await workbook.appendRows("People", rows(2, 3));
        const all = ["P-0", "P-1", "P-2", "P-3", "P-4", ...(theirs.happened ? ["THEIRS"] : [])];
        expect(ids().sort()).toEqual(all);
        excel.uninstall();
        return theirs;
      }));
  }

  test("types into the blank row of an empty table while the first row is appended", () =>
    aheadOfEach(async (request) => {
      const workbook = await withPeople(0);
      const theirs = once(request, () => void excel.typeAt(cell(1, 0), [["THEIRS"]]));
      await workbook.appendRows("People", rows(1));
      const there = ids().filter((id) => id !== null);
      expect(there.sort()).toEqual(theirs.happened ? ["P-0", "THEIRS"] : ["P-0"]);
      excel.uninstall();
      return theirs;
    }));

  const keys = {
    column: 0,
    at: new Map([
      [1, "P-1"],
      [2, "P-2"],
    ]),
  };
  test.each(["write", "delete"])("inserts a row above: no other row is meant by a %s", (action) =>
    aheadOfEach(async (request) => {
      const workbook = await withPeople(4);
      const theirs = once(request, () => insertedByOthers(0, ["THEIRS", "Their name", 1]));
      const writes = [1, 2].map((row) => ({ row, column: 1, values: [["Written"]] }));
      const done =
        action === "write"
          ? workbook.writeTable("People", writes, { keys })
          : workbook.deleteRows("People", [1, 2], { keys });
      const failed = await done.then(
        () => undefined,
        (error: { key?: string }) => error.key,
      );
      const now = rowsOfTable(excel.table("People"));
      const namesOf = (wanted: string[]) => wanted.map((id) => now.find(([each]) => each === id)?.[1]);
      expect(namesOf(["P-0", "P-3"])).toEqual(["Name 0", "Name 3"]);
      expect(namesOf(["THEIRS"])).toEqual([theirs.happened ? "Their name" : undefined]);
      if (failed === undefined) {
        expect(namesOf(["P-1", "P-2"])).toEqual(
          action === "write" ? ["Written", "Written"] : [undefined, undefined],
        );
      } else {
        expect(failed).toBe("rowsMoved");
        expect(namesOf(["P-1", "P-2"])).toEqual(["Name 1", "Name 2"]);
      }
      excel.uninstall();
      return theirs;
    }),
  );

  test.each(["update", "remove", "erase"] as const)(
    "inserts a row above while the store does an %s: it is the right customer's",
    (action) =>
      aheadOfEach(async (request) => {
        excel = installExcel({ calculate: calculateSum });
        const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
        await store.add(customers(4));
        const theirs = once(request, () => insertedByOthers(0, ["THEIRS", "Their name"], "Customers"));
        if (action === "update") await store.update([{ id: "C-1", name: "New" }]);
        else if (action === "remove") await store.remove(["C-1"]);
        else await store.erase("C-1", "2026-03-02");
        const names = new Map(rowsOfTable(excel.table("Customers")).map(([id, name]) => [id, name]));
        expect(names.get("C-1")).toBe(action === "update" ? "New" : undefined);
        expect(["C-0", "C-2", "C-3"].map((id) => names.get(id))).toEqual(["Name 0", "Name 2", "Name 3"]);
        expect(names.has("THEIRS")).toBe(theirs.happened);
        store.close();
        await new Promise((resolve) => setTimeout(resolve, 2));
        excel.uninstall();
        return theirs;
      }),
  );

  test("filters the table again while rows are deleted: what is left is counted and said", async () => {
    const workbook = await withPeople(4);
    once(2, () => excel.table("People").filter.set(2, { filterOn: "Values" }));
    expect(await keyOf(workbook.deleteRows("People", [0, 1]))).toBe("rowsNotDeleted");
    expect(ids().length).toBe(4);
  });
});

describe("a filtered table", () => {
  for (const filteredDelete of ["nothing", "refused"] as const) {
    test(`a person is erased all the same, and the filter stays (Excel: ${filteredDelete})`, async () => {
      excel = installExcel({ calculate: calculateSum, filteredDelete });
      const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
      await store.add(customers(4));
      await store.addInteractions([{ customerId: "C-1", when: "2026-01-01", kind: "call" }]);
      const criteria = { filterOn: "Values", values: ["Name 1"] };
      for (const name of ["Customers", "Interactions"]) excel.table(name).filter.set(1, criteria);
      expect((await store.erase("C-1", "2026-03-02")).interactions).toBe(1);
      const left = rowsOfTable(excel.table("Customers")).map(([id]) => id);
      expect(left).toEqual(["C-0", "C-2", "C-3"]);
      expect(JSON.stringify(rowsOfTable(excel.table("Interactions")))).not.toContain("C-1");
      expect([...excel.table("Customers").filter]).toEqual([[1, criteria]]);
      store.close();
    });
  }

  test("rows are added and put back between others", async () => {
    const workbook = await withPeople(3);
    excel.table("People").filter.set(1, { filterOn: "Values", values: ["x"] });
    await workbook.appendRows("People", rows(1, 3));
    await workbook.insertRows("People", [{ row: 1, cells: ["NEW", "New", 1] }]);
    expect(ids()).toEqual(["P-0", "NEW", "P-1", "P-2", "P-3"]);
    expect(excel.table("People").filter.size).toBe(1);
  });
});

describe("what Excel keeps from being changed", () => {
  test("a protected sheet: everything is refused before anything is written, with the way out", async () => {
    const workbook = await withPeople(3);
    excel.sheet("People").isProtected = true;
    excel.resetCounts();
    const actions = [
      workbook.appendRows("People", rows(1, 3)),
      workbook.insertRows("People", [{ row: 0, cells: ["NEW", "New", 1] }]),
      workbook.writeTable("People", [{ row: 0, column: 1, values: [["New"]] }]),
      workbook.deleteRows("People", [0]),
      workbook.addColumns("People", [{ header: "More", format: "text" }]),
      workbook.ensureTable({ ...layout, name: "Other" }),
    ];
    for (const action of actions) expect(await keyOf(action)).toBe("sheetProtected");
    expect(await keyOf(workbook.write([{ area: cell(9, 9), values: [["x"]] }]))).toBe("accessDenied");
    expect(excel.changes).toEqual([]);
    expect(ids()).toEqual(["P-0", "P-1", "P-2"]);
  });

  test("a workbook for reading only, and one that takes no new sheet", async () => {
    const workbook = await withPeople(1);
    excel.book.isReadOnly = true;
    expect(await keyOf(workbook.appendRows("People", rows(1, 1)))).toBe("accessDenied");
    excel.book.isReadOnly = false;
    excel.book.isStructureProtected = true;
    expect(await keyOf(workbook.addSheet("More"))).toBe("structureProtected");
    expect(await keyOf(workbook.ensureTable({ ...layout, name: "Other", sheet: "Other" }))).toBe(
      "structureProtected",
    );
    expect(excel.changes).toEqual([]);
  });

  test("a hidden sheet is not jumped to, but named", async () => {
    const workbook = await withPeople(1);
    excel.sheet("People").visibility = "Hidden";
    expect(await keyOf(workbook.select(cell(1, 0)))).toBe("sheetHidden");
    await workbook.appendRows("People", rows(1, 1));
    expect(ids()).toEqual(["P-0", "P-1"]);
  });
});

describe("what stands around a table", () => {
  for (const set of ["1.9", "1.20"] as const) {
    test(`below: notes move down, they are not overwritten (ExcelApi ${set})`, async () => {
      const workbook = await withPeople(2, { set });
      setCell(excel.sheet("People"), 4, 0, { value: "a note" });
      await workbook.appendRows("People", rows(3, 2));
      expect(ids()).toEqual(["P-0", "P-1", "P-2", "P-3", "P-4"]);
      expect(await workbook.read([cell(7, 0)])).toEqual([[["a note"]]]);
    });

    test(`a row of totals stays the last (ExcelApi ${set})`, async () => {
      const workbook = await withPeople(2, { set });
      const table = excel.table("People");
      table.hasTotals = true;
      setCell(table.sheet, 3, 0, { value: "Total" });
      await workbook.appendRows("People", rows(2, 2));
      await workbook.deleteRows("People", [0]);
      expect(ids()).toEqual(["P-1", "P-2", "P-3"]);
      expect(await workbook.read([cell(4, 0)])).toEqual([[["Total"]]]);
    });
  }

  test("a table further down that would be torn apart: refused, with the way out, nothing lost", async () => {
    const workbook = await withPeople(2);
    await workbook.write([
      {
        area: { ...cell(3, 1), rows: 2, columns: 3 },
        values: [
          ["A", "B", "C"],
          [1, 2, 3],
        ],
      },
    ]);
    excel.book.tables.push({
      ...excel.table("People"),
      id: "{other}",
      name: "Other",
      row: 3,
      column: 1,
      columns: 3,
      rows: 1,
      filter: new Map(),
    });
    expect(await keyOf(workbook.appendRows("People", rows(1, 2)))).toBe("cellsInTheWay");
    expect(ids()).toEqual(["P-0", "P-1"]);
    expect(rowsOfTable(excel.table("Other"))).toEqual([[1, 2, 3]]);
  });

  test("merged cells below", async () => {
    const workbook = await withPeople(2);
    excel.sheet("People").merged.push({ row: 3, column: 0, rows: 1, columns: 5 });
    expect(await keyOf(workbook.appendRows("People", rows(1, 2)))).toBe("mergedCells");
    expect(ids()).toEqual(["P-0", "P-1"]);
  });

  test("the end of the sheet", async () => {
    const workbook = await withPeople(1);
    excel.table("People").row = 1_048_573;
    expect(await keyOf(workbook.appendRows("People", rows(2, 1)))).toBe("sheetFull");
  });
});

describe("columns that a table calculates", () => {
  for (const set of requirementSets) {
    test(`go on in new rows, and outlive the last row (ExcelApi ${set})`, async () => {
      const workbook = await withPeople(2, { set });
      await workbook.addColumns("People", [{ header: "Double", format: "number" }]);
      await workbook.insertFormula({ ...cell(1, 3), rows: 2 }, "=1+2");
      const added = rows(2, 2).map((row) => [...row, undefined]);
      await workbook.appendRows("People", added);
      await workbook.insertRows("People", [{ row: 1, cells: ["NEW", "New", 1, undefined] }]);
      expect(rowsOfTable(excel.table("People")).map((row) => row[3])).toEqual([3, 3, 3, 3, 3]);
      await workbook.deleteRows("People", [0, 1, 2, 3, 4]);
      expect(await workbook.readTable("People")).toEqual([]);
      await workbook.appendRows("People", added.slice(0, 1));
      expect(rowsOfTable(excel.table("People"))).toEqual([["P-2", "Name 2", 2, 3]]);
    });
  }
});

describe("one step for Ctrl+Z", () => {
  test("what is done quietly is one step where Excel can do that; what has no undo goes without, once", async () => {
    const workbook = await withPeople(1);
    const asked: object[] = [];
    const { run } = Excel;
    Excel.run = ((options: object, batch: never) => {
      asked.push(options);
      return run(options, batch);
    }) as typeof Excel.run;
    try {
      const groups = () => asked.filter((options) => "mergeUndoGroup" in options).length;
      const both = () =>
        workbook.quietly(async () => {
          const [{ rowCount }] = await workbook.tables();
          await workbook.appendRows("People", rows(2, rowCount));
          await workbook.writeTable("People", [{ row: 0, column: 1, values: [["New"]] }]);
        });
      await both();
      expect(groups()).toBe(1);
      // Events off, the tables (2), then the first of what may be undone.
      const refused = once(4, () => {
        throw new ExcelError("UndoNotSupported");
      });
      await both();
      expect([refused.happened, groups(), excel.book.eventsEnabled]).toEqual([true, 2, true]);
      expect(ids()).toEqual(["P-0", "P-1", "P-2", "P-3", "P-4"]);
      await both();
      expect(groups()).toBe(2);
      expect(ids().length).toBe(7);
    } finally {
      Excel.run = run;
    }
  });

  test("an Excel that cannot do that is not asked", async () => {
    const workbook = await withPeople(1, { set: "1.16" });
    await workbook.quietly(() => workbook.appendRows("People", rows(2, 1)));
    expect(ids()).toEqual(["P-0", "P-1", "P-2"]);
  });
});

describe("what Ctrl+Z could bring back", () => {
  test("is forgotten after an erasure; a workbook that takes no new sheet is left alone", async () => {
    const workbook = await withPeople(2);
    const sheets = excel.sheetNames();
    expect(excel.book.undo.length).toBeGreaterThan(0);
    expect(await workbook.forgetHistory()).toBe(false);
    expect([excel.book.undo, excel.sheetNames(), excel.book.eventsEnabled]).toEqual([[], sheets, true]);
    await workbook.appendRows("People", rows(1, 2));
    excel.book.isStructureProtected = true;
    await workbook.forgetHistory();
    expect(excel.book.undo.length).toBe(1);
  });
});

describe("names, rules and formulas", () => {
  test("a defined name is in the way of a table's: the table gets another and is known by its headers", async () => {
    excel = installExcel({ calculate: calculateSum });
    excel.book.names.add("people");
    const workbook = createExcelWorkbook();
    const made = await workbook.ensureTable(layout);
    expect(made).toMatchObject({ name: "People_2", headers: ["ID", "Name", "Rating"] });
    expect((await workbook.ensureTable(layout)).name).toBe("People_2");
    expect((await workbook.tables()).length).toBe(1);
  });

  test("choices that Excel's lists cannot have, and long titles, are no reason to fail", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook();
    const long = Array.from({ length: 40 }, (_, i) => `Choice ${i}`);
    await workbook.ensureTable({
      ...layout,
      columns: [
        { header: "A".repeat(40), format: "text", rule: { oneOf: ["a", "b"] } },
        { header: "B", format: "text", rule: { oneOf: ["a, b", "c"] } },
        { header: "C", format: "text", rule: { oneOf: long } },
      ],
    });
    expect(excel.book.validations.map(({ rule }) => rule)).toEqual([
      { list: { inCellDropDown: true, source: "a,b" } },
    ]);
  });

  test.each([
    [".", "en-US", ","],
    [",", "de-DE", "."],
    [",", "es-ES", "\\"],
  ])(
    "how formulas are typed by hand: decimal mark %s in %s",
    async (decimalSeparator, contentLanguage, column) => {
      excel = installExcel({ calculate: calculateSum, decimalSeparator, contentLanguage });
      const { separators } = await createExcelWorkbook().capabilities();
      expect([separators.decimal, separators.arrayColumn]).toEqual([decimalSeparator, column]);
    },
  );

  test("a formula spills where there is room, and shows #SPILL! in a table and over filled cells", async () => {
    const column = [[1], [2], [3]];
    const workbook = await withPeople(2, { calculate: () => column });
    expect(await workbook.insertFormula(cell(0, 8), "=X()")).toEqual(column);
    expect(await workbook.insertFormula(cell(1, 2), "=X()")).toEqual([[{ error: "#SPILL!" }]]);
    await workbook.write([{ area: cell(2, 10), values: [["filled"]] }]);
    expect(await workbook.insertFormula(cell(0, 10), "=X()")).toEqual([[{ error: "#SPILL!" }]]);
    excel.uninstall();
    const old = await withPeople(2, { calculate: () => column, set: "1.9" });
    expect(await old.insertFormula(cell(0, 8), "=X()")).toEqual([[1]]);
  });
});

describe("sizes, as Office.js makes them", () => {
  // The oldest and the newest: what is sent differs most between them.
  for (const set of [requirementSets[0], requirementSets.at(-1)!]) {
    test(`twelve thousand cells far apart, and as many side by side, stay below 5 MB (ExcelApi ${set})`, async () => {
      const workbook = await withPeople(12_000, { set });
      const all = Array.from({ length: 12_000 }, (_, row) => row);
      excel.resetCounts();
      await workbook.writeTable(
        "People",
        all.map((row) => ({ row, column: 0, values: [[`Q-${row}`]] })),
      );
      expect(excel.syncs).toBeLessThanOrEqual(3);
      expect(excel.largestPayload).toBeLessThan(2_000_000);
      const odd = all.filter((row) => row % 2 === 0);
      await workbook.writeTable(
        "People",
        odd.map((row) => ({ row, column: 1, values: [[`=${row}`]] })),
      );
      expect(excel.largestPayload).toBeLessThan(5_000_000);
      const now = rowsOfTable(excel.table("People"));
      expect(now.slice(0, 3)).toEqual([
        ["Q-0", "=0", 0],
        ["Q-1", "Name 1", 1],
        ["Q-2", "=2", 2],
      ]);
      expect(now[11_998][1]).toBe("=11998");
      await workbook.deleteRows("People", odd);
      expect(ids().length).toBe(6000);
      expect(ids().slice(0, 2)).toEqual(["Q-1", "Q-3"]);
      expect(excel.largestPayload).toBeLessThan(5_000_000);
    });
  }
});
