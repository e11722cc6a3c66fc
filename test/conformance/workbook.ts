import { describe, expect, test } from "@jest/globals";
import type { Area, SheetChart, TableLayout, Workbook } from "../../addin/workbook/workbook";
import { keyOf } from "./key-of";

const layout: TableLayout = {
  name: "People",
  sheet: "People",
  columns: [
    { header: "ID", format: "text" },
    { header: "Name", format: "text", width: 24 },
    { header: "Born", format: "date", rule: { date: true } },
    { header: "Kind", format: "text", rule: { oneOf: ["A", "B"] } },
    { header: "Rating", format: "number" },
  ],
};

const rows = [
  ["1", "Alice", 36526, "A", 7],
  ["2", "王小明", null, "B", 0],
  ["3", "=1+1", 40000.5, null, -1.5],
];

const risky = [
  "=1+1",
  '=HYPERLINK("http://x","y")',
  "+1",
  "-1",
  "@x",
  "'quoted",
  "''two",
  "007",
  "1/2",
  "TRUE",
  "#N/A",
  "1e5",
  "<img src=x onerror=alert(1)>",
  "+8613800138000",
  "2026-01-31",
  "１２",
];

/** The workbook of a host, as these tests use it. */
export interface WorkbookUnderTest {
  readonly workbook: Workbook;
  /** Types values into cells as a user does, which fires events. */
  typeAt(area: Area, values: (string | number)[][]): Promise<void> | void;
  /** Merges cells as a user does: only the first keeps its value. */
  merge(area: Area): Promise<void> | void;
  /** The host does not tell which cells are merged. */
  readonly hidesMerged?: boolean;
  /** Waits until pending events have arrived. */
  settle?(): Promise<void>;
  close?(): Promise<void> | void;
}

const cell = (sheet: string, row: number, column: number): Area => ({
  sheet,
  row,
  column,
  rows: 1,
  columns: 1,
});

/** The requirements of every host of `Workbook`. Each test gets a workbook without tables. */
export function workbookConformance(
  name: string,
  make: () => Promise<WorkbookUnderTest> | WorkbookUnderTest,
): void {
  const each = (title: string, body: (under: WorkbookUnderTest) => Promise<void>) =>
    test(title, async () => {
      const under = await make();
      try {
        await body(under);
      } finally {
        await under.close?.();
      }
    });

  describe(`${name}: Workbook`, () => {
    each("says in which language it speaks and what it can", async ({ workbook }) => {
      expect(["en-US", "zh-CN"]).toContain(workbook.language);
      expect(typeof (await workbook.capabilities()).charts).toBe("boolean");
    });

    each("makes a table with its sheet, once", async ({ workbook }) => {
      const made = await workbook.ensureTable(layout);
      expect(made).toMatchObject({
        name: "People",
        headers: layout.columns.map(({ header }) => header),
        rowCount: 0,
      });
      expect(made.area).toMatchObject({ sheet: "People", row: 0, columns: 5 });
      expect(await workbook.sheets()).toContain("People");
      await workbook.appendRows("People", rows);
      expect((await workbook.ensureTable(layout)).rowCount).toBe(3);
      expect((await workbook.tables()).map((table) => table.name)).toEqual(["People"]);
    });

    each("a table without data gives no rows", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      expect(await workbook.readTable("People")).toEqual([]);
      expect((await workbook.tables())[0].rowCount).toBe(0);
    });

    each("rows come back as they went in", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows.slice(0, 1));
      await workbook.appendRows("People", rows.slice(1));
      expect(await workbook.readTable("People")).toEqual(rows);
      expect(await workbook.readTable("People", [4, 1])).toEqual(rows.map((row) => [row[4], row[1]]));
      const [table] = await workbook.tables();
      expect(table).toMatchObject({ rowCount: 3, area: { rows: 4 } });
      expect(await workbook.read([{ ...table.area, row: 2, rows: 1 }])).toEqual([[rows[1]]]);
    });

    each("texts that look like formulas or numbers are stored as text", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows(
        "People",
        risky.map((text) => [text, text, null, text, null]),
      );
      expect(await workbook.readTable("People", [1, 3])).toEqual(risky.map((text) => [text, text]));
      expect(await workbook.formulas([cell("People", 1, 1)])).toEqual([[[""]]]);
      await workbook.writeTable("People", [{ row: 0, column: 4, values: [["=2+2"]] }]);
      expect((await workbook.readTable("People", [4]))[0]).toEqual(["=2+2"]);
      await workbook.write([
        { area: { ...cell("People", 1, 8), rows: risky.length }, values: risky.map((text) => [text]) },
      ]);
      expect((await workbook.read([{ ...cell("People", 1, 8), rows: risky.length }]))[0]).toEqual(
        risky.map((text) => [text]),
      );
    });

    each("cells of a table are overwritten, the others untouched", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows);
      await workbook.writeTable("People", [
        { row: 0, column: 1, values: [["Ann", null]] },
        { row: 2, column: 4, values: [[9]] },
      ]);
      expect(await workbook.readTable("People")).toEqual([
        ["1", "Ann", null, "A", 7],
        rows[1],
        ["3", "=1+1", 40000.5, null, 9],
      ]);
    });

    each("rows are deleted by position, to the last", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows("People", [
        ...rows,
        ["4", "Dora", null, null, null],
        ["5", "Emil", null, null, null],
      ]);
      const seen: number[] = [];
      await workbook.deleteRows("People", [3, 0, 1], { onProgress: ({ done }) => seen.push(done) });
      expect(seen.at(-1)).toBe(3);
      expect((await workbook.readTable("People", [0])).flat()).toEqual(["3", "5"]);
      await workbook.deleteRows("People", [0, 1]);
      expect(await workbook.readTable("People")).toEqual([]);
      await workbook.appendRows("People", rows.slice(0, 1));
      expect(await workbook.readTable("People")).toEqual(rows.slice(0, 1));
    });

    each("rows that are others by now are neither written nor deleted", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows);
      const keys = (...ids: string[]) => ({ column: 0, at: new Map(ids.map((id, row) => [row, id])) });
      const writes = [{ row: 1, column: 1, values: [["Written"]] }];
      expect(await keyOf(workbook.writeTable("People", writes, { keys: keys("1", "3", "2") }))).toBe(
        "rowsMoved",
      );
      expect(await keyOf(workbook.deleteRows("People", [0, 1], { keys: keys("1", "3") }))).toBe("rowsMoved");
      expect(await keyOf(workbook.deleteRows("People", [0, 1, 2], { keys: keys("3", "2", "1") }))).toBe(
        "rowsMoved",
      );
      expect(await workbook.readTable("People")).toEqual(rows);
      await workbook.writeTable("People", writes, { keys: keys("1", "2", "3") });
      await workbook.deleteRows("People", [0], { keys: keys("1", "2", "3") });
      expect(await workbook.readTable("People", [0, 1])).toEqual([
        ["2", "Written"],
        ["3", "=1+1"],
      ]);
    });

    each("rows that were deleted go back to where they were", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      const all = Array.from({ length: 9 }, (_, i) => [String(i), `Name ${i}`, 40000 + i, "A", i]);
      await workbook.appendRows("People", all);
      const gone = [0, 2, 3, 8];
      await workbook.deleteRows("People", gone);
      await workbook.insertRows(
        "People",
        gone.map((row) => ({ row, cells: all[row] })),
      );
      expect(await workbook.readTable("People")).toEqual(all);
      await workbook.deleteRows("People", [...all.keys()]);
      await workbook.insertRows(
        "People",
        all.map((cells, row) => ({ row: row + 5, cells })),
      );
      expect(await workbook.readTable("People")).toEqual(all);
      expect(await keyOf(workbook.insertRows("Nowhere", [{ row: 0, cells: all[0] }]))).toBe("tableNotFound");
    });

    each("a sheet is added under a name that is free and possible", async ({ workbook }) => {
      expect(await workbook.addSheet("Report: a/b [1]?")).toBe("Report a b 1");
      expect(await workbook.addSheet("report a b 1")).toBe("report a b 1 2");
      expect(await workbook.addSheet("'" + "x".repeat(40))).toBe("x".repeat(31));
      expect((await workbook.sheets()).slice(-3)).toEqual(["Report a b 1", "report a b 1 2", "x".repeat(31)]);
    });

    each("several formulas are put in at once", async ({ workbook }) => {
      const sheet = await workbook.addSheet("Formulas");
      const [one, two] = [cell(sheet, 3, 0), cell(sheet, 4, 1)];
      await workbook.write([
        {
          area: { ...cell(sheet, 0, 0), rows: 2, columns: 2 },
          values: [
            [1, 3],
            [2, 4],
          ],
        },
      ]);
      await workbook.writeFormulas([
        { cell: one, formula: "=SUM(A1:A2)" },
        { cell: two, formula: "=SUM(B1:B2)" },
      ]);
      await workbook.calculated();
      expect(await workbook.read([one, two])).toEqual([[[3]], [[7]]]);
      expect(await workbook.formulas([one, two])).toEqual([[["=SUM(A1:A2)"]], [["=SUM(B1:B2)"]]]);
      expect(await keyOf(workbook.writeFormulas([{ cell: one, formula: "1+2" }]))).toBe("formulaExpected");
    });

    each("a sheet gets its look, and its values stay", async ({ workbook }) => {
      const sheet = await workbook.addSheet("Look");
      const area = { ...cell(sheet, 0, 0), rows: 2, columns: 2 };
      const values = [
        ["Criterion", "Share"],
        ["Price", 0.5],
      ];
      await workbook.write([{ area, values }]);
      await workbook.setLook(sheet, {
        widths: [20, 10],
        frozenRows: 1,
        cells: [
          {
            area: { ...area, rows: 1 },
            bold: true,
            size: 14,
            color: "#0b6b5b",
            fill: "#e3f1ed",
            lineBelow: "#0b6b5b",
          },
          { area: cell(sheet, 1, 1), numberFormat: "0%" },
        ],
        scales: [{ area: cell(sheet, 1, 1), low: "#ffffff", high: "#99d2c5" }],
      });
      expect((await workbook.read([area]))[0]).toEqual(values);
      const nowhere = { widths: [], frozenRows: 0, cells: [], scales: [] };
      expect(await keyOf(workbook.setLook("Nowhere", nowhere))).toBe("sheetNotFound");
    });

    each(
      "charts stand over cells where the host draws any, and go again; else it says so",
      async ({ workbook }) => {
        const [sheet] = await workbook.sheets();
        const values = { ...cell(sheet, 1, 1), rows: 2 };
        const table = [
          ["Name", "Share"],
          ["Price", 0.6],
          ["Care", 0.4],
        ];
        await workbook.write([{ area: { ...cell(sheet, 0, 0), rows: 3, columns: 2 }, values: table }]);
        const chart: SheetChart = {
          kind: "bars",
          title: "Shares",
          place: { ...cell(sheet, 5, 0), rows: 12, columns: 3 },
          names: { ...values, column: 0 },
          series: [{ name: "Share", values, color: "#0b6b5b" }],
          axis: { title: "Share of R²", minimum: 0 },
        };
        const added = keyOf(workbook.addCharts([chart]).then((takeAway) => takeAway()));
        expect(await added).toBe(
          (await workbook.capabilities()).charts ? "nothing was thrown" : "notPossibleHere",
        );
        expect((await workbook.read([{ ...values, row: 0, rows: 3, column: 0, columns: 2 }]))[0]).toEqual(
          table,
        );
      },
    );

    each("columns are added at the right end", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows);
      const table = await workbook.addColumns("People", [{ header: "Need: Price", format: "number" }]);
      expect(table.headers.at(-1)).toBe("Need: Price");
      expect((await workbook.readTable("People", [5, 0]))[0]).toEqual([null, "1"]);
      await workbook.writeTable("People", [{ row: 1, column: 5, values: [[4]] }]);
      expect((await workbook.readTable("People", [5])).flat()).toEqual([null, 4, null]);
    });

    each("sheets and tables that are not there are named", async ({ workbook }) => {
      expect(await keyOf(workbook.readTable("Nowhere"))).toBe("tableNotFound");
      expect(await keyOf(workbook.appendRows("Nowhere", rows))).toBe("tableNotFound");
      expect(await keyOf(workbook.read([cell("Nowhere", 0, 0)]))).toBe("sheetNotFound");
      expect(await keyOf(workbook.usedArea("Nowhere"))).toBe("sheetNotFound");
    });

    each("several areas are read and written at once", async ({ workbook }) => {
      const [sheet] = await workbook.sheets();
      await workbook.write([
        { area: { sheet, row: 2, column: 1, rows: 1, columns: 2 }, values: [["a", 1]] },
        { area: { sheet, row: 4, column: 3, rows: 2, columns: 1 }, values: [[true], [2.5]] },
      ]);
      expect(
        await workbook.read([
          { sheet, row: 4, column: 3, rows: 2, columns: 1 },
          { sheet, row: 2, column: 0, rows: 1, columns: 3 },
        ]),
      ).toEqual([[[true], [2.5]], [[null, "a", 1]]]);
      expect(await workbook.usedArea(sheet)).toEqual({ sheet, row: 2, column: 1, rows: 4, columns: 3 });
      await workbook.write([{ area: cell(sheet, 2, 1), values: [[null]] }]);
      expect(await workbook.read([cell(sheet, 2, 1)])).toEqual([[[null]]]);
    });

    each(
      "merged cells are told by where they begin, if the host can; the first has the value",
      async (under) => {
        const { workbook, hidesMerged } = under;
        const [other] = await workbook.sheets();
        const sheet = await workbook.addSheet('It\'s, "one" 客户!');
        const area = { sheet, row: 1, column: 1, rows: 6, columns: 3 };
        await workbook.write([{ area, values: Array.from({ length: 6 }, (_, i) => [`a${i}`, `b${i}`, i]) }]);
        const tall = { ...area, rows: 3, columns: 1 };
        const wide = { ...area, row: 5, rows: 2, columns: 2 };
        await under.merge(tall);
        await under.merge(wide);
        const below = { ...area, row: 3, rows: 2 };
        const told = await workbook.mergedAreas([
          area,
          { ...area, sheet: other },
          below,
          { ...below, rows: 3 },
        ]);
        const byPlace = told.map((areas) => areas.sort((one, two) => one.row - two.row));
        expect(byPlace).toEqual(hidesMerged === true ? [[], [], [], []] : [[tall, wide], [], [], [wide]]);
        expect((await workbook.read([{ ...area, columns: 2 }]))[0]).toEqual([
          ["a0", "b0"],
          [null, "b1"],
          [null, "b2"],
          ["a3", "b3"],
          ["a4", null],
          [null, null],
        ]);
      },
    );

    each("an empty sheet has no used area", async ({ workbook }) => {
      const [sheet] = await workbook.sheets();
      expect(await workbook.usedArea(sheet)).toBeUndefined();
    });

    each("what a user types is reported, our own quiet writes are not", async (under) => {
      const { workbook } = under;
      const { area } = await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows);
      await under.settle?.();
      const heard: string[] = [];
      const leave = workbook.onTableChange((table) => heard.push(table));
      await under.settle?.();
      await workbook.quietly(() =>
        workbook.writeTable("People", [{ row: 0, column: 1, values: [["Quiet"]] }]),
      );
      await under.settle?.();
      expect(heard).toEqual([]);
      await under.typeAt({ ...cell("People", area.row + 1, area.column + 1) }, [["Loud"]]);
      await under.settle?.();
      expect(new Set(heard)).toEqual(new Set(["People"]));
      leave();
      await under.settle?.();
      const before = heard.length;
      await under.typeAt({ ...cell("People", area.row + 1, area.column + 1) }, [["Unheard"]]);
      await under.settle?.();
      expect(heard.length).toBe(before);
    });

    each("what is typed outside of tables is reported by its sheet, until nobody listens", async (under) => {
      const { workbook } = under;
      const [sheet] = await workbook.sheets();
      const heard: string[] = [];
      const leave = workbook.onSheetChange((name) => heard.push(name));
      await under.settle?.();
      const write = () => workbook.write([{ area: cell(sheet, 2, 2), values: [["Quiet"]] }]);
      await workbook.quietly(write);
      await under.settle?.();
      expect(heard).toEqual([]);
      await under.typeAt(cell(sheet, 2, 2), [["Loud"]]);
      await under.settle?.();
      expect(new Set(heard)).toEqual(new Set([sheet]));
      leave();
      await under.settle?.();
      const before = heard.length;
      await under.typeAt(cell(sheet, 2, 2), [["Unheard"]]);
      await under.settle?.();
      expect(heard.length).toBe(before);
    });

    each("after a failure in quiet work changes are reported again", async (under) => {
      const { workbook } = under;
      const { area } = await workbook.ensureTable(layout);
      await workbook.appendRows("People", rows);
      const heard: string[] = [];
      workbook.onTableChange((table) => heard.push(table));
      await under.settle?.();
      const failing = workbook.quietly(() => Promise.reject(new Error("failed within")));
      await expect(failing).rejects.toThrow("failed within");
      await under.settle?.();
      heard.length = 0;
      await under.typeAt(cell("People", area.row + 1, area.column + 1), [["Loud"]]);
      await under.settle?.();
      expect(heard.length).toBeGreaterThan(0);
    });

    each("cells are selected, and selecting is reported", async (under) => {
      const { workbook } = under;
      await workbook.ensureTable(layout);
      const heard: Area[] = [];
      const leave = workbook.onSelectionChange((area) => heard.push(area));
      await under.settle?.();
      const area = { sheet: "People", row: 0, column: 1, rows: 1, columns: 2 };
      await workbook.select(area);
      await under.settle?.();
      expect(await workbook.selection()).toEqual(area);
      expect(heard.at(-1)).toEqual(area);
      leave();
    });

    each("a formula is inserted, read and calculated", async ({ workbook }) => {
      const [sheet] = await workbook.sheets();
      await workbook.write([{ area: { sheet, row: 0, column: 0, rows: 2, columns: 1 }, values: [[2], [3]] }]);
      expect(await workbook.insertFormula(cell(sheet, 0, 2), "=SUM(A1:A2)")).toEqual([[5]]);
      expect(await workbook.formulas([{ ...cell(sheet, 0, 0), columns: 3 }, cell(sheet, 0, 2)])).toEqual([
        [["", "", "=SUM(A1:A2)"]],
        [["=SUM(A1:A2)"]],
      ]);
      expect(await workbook.read([cell(sheet, 0, 2)])).toEqual([[[5]]]);
    });

    each("a formula for each cell of an area", async ({ workbook }) => {
      const [sheet] = await workbook.sheets();
      const area = { ...cell(sheet, 1, 1), rows: 3 };
      expect(await workbook.insertFormula(area, "=1+2")).toEqual([[3], [3], [3]]);
      expect(await workbook.formulas([area])).toEqual([[["=1+2"], ["=1+2"], ["=1+2"]]]);
    });

    each("a formula that is none is refused", async ({ workbook }) => {
      const [sheet] = await workbook.sheets();
      expect(await keyOf(workbook.insertFormula(cell(sheet, 0, 0), "SUM(A1)"))).toBe("formulaExpected");
    });

    each("settings are kept by name", async ({ workbook }) => {
      expect(await workbook.readSetting("mapping")).toBeUndefined();
      await workbook.writeSetting("mapping", '{"name":"Who"}');
      await workbook.writeSetting("mapping", '{"name":"客户"}');
      expect(await workbook.readSetting("mapping")).toBe('{"name":"客户"}');
    });

    each("two thousand rows are appended and read with progress", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      const many = Array.from({ length: 2000 }, (_, i) => [String(i), `Name ${i}`, 40000 + i, "A", i % 10]);
      const seen: number[] = [];
      await workbook.appendRows("People", many, { onProgress: ({ done }) => seen.push(done) });
      expect(seen.at(-1)).toBe(2000);
      expect(await workbook.readTable("People")).toEqual(many);
    });

    each("an action that is stopped says so", async ({ workbook }) => {
      await workbook.ensureTable(layout);
      expect(await keyOf(workbook.appendRows("People", rows, { signal: { aborted: true } }))).toBe("stopped");
      await workbook.appendRows("People", rows);
      expect(await keyOf(workbook.deleteRows("People", [0], { signal: { aborted: true } }))).toBe("stopped");
      expect(await workbook.readTable("People")).toEqual(rows);
    });
  });
}
