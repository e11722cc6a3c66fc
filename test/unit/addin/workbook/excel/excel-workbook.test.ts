import { afterEach, describe, expect, test } from "@jest/globals";
import "../../../../doubles/custom-functions";
import { needScore } from "../../../../../addin/functions/scores";
import { coAuthorConformance } from "../../../../conformance/co-author";
import { createExcelWorkbook } from "../../../../../addin/workbook/excel/excel-workbook";
import type { Area, SheetChart } from "../../../../../addin/workbook/workbook";
import { openWorkbookStore } from "../../../../../addin/workbook/store/workbook-store";
import { conformanceSettings, customerStoreConformance } from "../../../../conformance/customer-store";
import { mergeConformance } from "../../../../conformance/merge";
import { workbookConformance } from "../../../../conformance/workbook";
import { installExcel, requirementSets, type ExcelStandIn } from "../../../../doubles/excel/stand-in";
import { calculateSum } from "../../../../doubles/sum";

let excel: ExcelStandIn;
afterEach(() => excel?.uninstall());

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

for (const set of requirementSets) {
  const make = () => {
    excel = installExcel({ calculate: calculateSum, set });
    return {
      workbook: createExcelWorkbook(),
      typeAt: (area: Area, values: (string | number)[][]) => excel.typeAt(area, values),
      merge: (area: Area) => excel.merge(area),
      hidesMerged: set === "1.9" || set === "1.12",
      settle,
    };
  };
  workbookConformance(`Excel, ExcelApi ${set}`, make);
  coAuthorConformance(`Excel, ExcelApi ${set}`, make);
  mergeConformance(`Excel, ExcelApi ${set}`, make);

  customerStoreConformance(`in Excel, ExcelApi ${set}`, () => {
    excel = installExcel({ calculate: calculateSum, set });
    return openWorkbookStore(createExcelWorkbook(), conformanceSettings);
  });
}

describe("Excel host", () => {
  test("very many merged cells are told in parts below 5 MB, on a sheet with any name", async () => {
    excel = installExcel({ calculate: calculateSum });
    const count = 20_000;
    const { name, merged } = excel.addSheet('It\'s, "one"');
    for (let i = 0; i < count; i++) merged.push({ row: 2 * i, column: 1, rows: 2, columns: 1 });
    excel.resetCounts();
    const area = { sheet: name, row: 0, column: 0, rows: 2 * count, columns: 3 };
    const [told] = await createExcelWorkbook().mergedAreas([area]);
    expect(told).toEqual(merged.map((each) => ({ sheet: name, ...each })));
    expect(excel.syncs).toBe(2);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
  });

  const people = (count: number, name: (i: number) => string = (i) => `Name ${i}`) =>
    Array.from({ length: count }, (_, i) => ({
      name: name(i),
      phone: `1380013${String(i).padStart(4, "0")}`,
      ratings: { need: { Price: i % 11 } },
    }));

  test("adding 10,000 customers takes 8 round trips below 5 MB, events off and on included", async () => {
    excel = installExcel({ calculate: calculateSum });
    const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
    await store.add(people(1));
    excel.resetCounts();
    await store.add(people(10_000));
    // Tables (2), events off, state of the table, what is below it, rows (2), events on.
    expect(excel.syncs).toBe(8);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    expect(excel.book.eventsEnabled).toBe(true);
    store.close();
  });

  test("long texts are written in more than one part, none above the limit", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook();
    const store = await openWorkbookStore(workbook, conformanceSettings);
    await store.add(people(1));
    excel.resetCounts();
    const seen: number[] = [];
    await store.add(
      people(10_000, (i) => "客".repeat(480) + i),
      { onProgress: ({ done }) => seen.push(done) },
    );
    expect(excel.syncs).toBeGreaterThan(8);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toBe(10_000);
    store.close();
  });

  test("one customer is updated in 8 small round trips, however many there are", async () => {
    excel = installExcel({ calculate: calculateSum });
    const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
    const added = await store.add(people(500));
    excel.resetCounts();
    await store.update([{ id: added[250].id, name: "New" }]);
    // Tables (2), the row, events off, state of the table, the id once more, the cell, events on.
    expect(excel.syncs).toBe(8);
    // The ids of the others are not read: they alone would be more.
    expect(excel.largestPayload).toBeLessThan(5000);
    store.close();
  });

  test("round trips grow with the parts that fit into 5 MB, for adding, opening and removing", async () => {
    const count = 12_000;
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook();
    const store = await openWorkbookStore(workbook, conformanceSettings);
    await store.add(people(1));
    excel.resetCounts();
    const parts = new Set<number>();
    const added = await store.add(
      people(count, (i) => `${"客".repeat(100)}${i}`),
      { onProgress: ({ done }) => parts.add(done) },
    );
    expect(parts.size).toBeGreaterThan(1);
    // Tables (2), events off, state of the table, what is below it, each part, events on.
    expect(excel.syncs).toBe(6 + parts.size);
    expect(excel.largestPayload).toBeLessThan(5_000_000);

    const [{ area }] = await workbook.tables();
    const rowsPerRead = Math.floor(100_000 / area.columns);
    excel.resetCounts();
    const again = await openWorkbookStore(workbook, conformanceSettings);
    expect((await again.list({ limit: 1 })).total).toBe(count + 1);
    // The mapping, listening, the tables (2), state of the table, each part that is read.
    expect(excel.syncs).toBe(5 + Math.ceil((count + 1) / rowsPerRead));
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    again.close();

    const signal = { aborted: false };
    const stopped = store.remove(
      added.map(({ id }) => id),
      { signal, onProgress: ({ done }) => (signal.aborted = done > 0.9 * count) },
    );
    await expect(stopped).rejects.toThrow("Stopped. Nothing was changed.");
    expect((await workbook.readTable("Customers", [1])).length).toBe(count + 1);
    expect(excel.book.eventsEnabled).toBe(true);

    excel.resetCounts();
    await store.remove(added.map(({ id }) => id));
    expect((await workbook.readTable("Customers", [1])).length).toBe(1);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    store.close();
  });

  test("texts too long to be read at once are read in halves", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook();
    const store = await openWorkbookStore(workbook, conformanceSettings);
    await store.add(
      people(4000, (i) => `${"客".repeat(480)}${i}`).map((each) => ({
        ...each,
        company: "司".repeat(499),
        segment: "段".repeat(499),
        owner: "人".repeat(499),
      })),
    );
    const again = await openWorkbookStore(workbook, conformanceSettings);
    expect((await again.list()).items).toEqual((await store.list()).items);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    again.close();
    store.close();
  });

  describe("charts", () => {
    const place = { sheet: "Sheet1", row: 5, column: 0, rows: 15, columns: 2 };
    const column = (at: number) => ({ sheet: "Sheet1", row: 1, column: at, rows: 3, columns: 1 });
    const [names, values, others] = [0, 1, 3].map(column);
    const shares: SheetChart = {
      kind: "bars",
      title: "What drives satisfaction",
      place,
      names,
      series: [{ name: "Share", values, color: "#0b6b5b" }],
      axis: { title: "Share of R²", minimum: 0 },
    };
    const sides: SheetChart = {
      kind: "points",
      title: "Expected and received",
      place,
      names,
      series: [
        { name: "Expected", values, color: "#81908b" },
        { name: "Received", values: others, color: "#0b6b5b" },
      ],
      axis: { title: "Rating", minimum: 1, maximum: 5 },
    };
    const settingsOf = (i: number) => Object.fromEntries(excel.sheet("Sheet1").charts[i].settings);
    const at = ({ row, column, rows, columns }: Area) => ({ row, column, rows, columns });

    test("take their series from the cells that are meant, with honest axes, in two round trips", async () => {
      excel = installExcel({ calculate: calculateSum, set: "1.9" });
      const takeAway = await createExcelWorkbook().addCharts([shares, sides]);
      expect(excel.syncs).toBe(2);
      const [first, second] = excel.sheet("Sheet1").charts;
      expect([first.type, second.type]).toEqual(["BarClustered", "LineMarkers"]);
      expect(first.place?.map(({ row, column: at }) => [row, at])).toEqual([
        [5, 0],
        [19, 1],
      ]);
      expect(first.series).toMatchObject([{ name: "Share", values: at(values), names: at(names) }]);
      expect(Object.fromEntries(first.series[0].settings)).toEqual({
        HasDataLabels: true,
        "Format.Fill": "#0b6b5b",
      });
      // The first name on top, the axis of the values below, from 0 on; the upper end follows the values.
      expect(settingsOf(0)).toEqual({
        "Title.Text": "What drives satisfaction",
        "Legend.Visible": false,
        "Axes.ValueAxis.Title.Text": "Share of R²",
        "Axes.ValueAxis.Minimum": 0,
        "Axes.CategoryAxis.ReversePlotOrder": true,
        "Axes.CategoryAxis.Position": "Maximum",
      });
      expect(second.series).toMatchObject([
        { name: "Expected", values: at(values), names: at(names) },
        { name: "Received", values: at(others), names: at(names) },
      ]);
      expect(second.series[1].settings.get("Format.Line.LineStyle")).toBe("None");
      expect(second.series[1].settings.has("HasDataLabels")).toBe(false);
      expect(settingsOf(1)).toMatchObject({
        "Legend.Visible": true,
        "Axes.ValueAxis.Minimum": 1,
        "Axes.ValueAxis.Maximum": 5,
      });
      await takeAway();
      expect(excel.sheet("Sheet1").charts).toEqual([]);
    });

    test("that the user has deleted, or whose sheet is gone, are let be", async () => {
      excel = installExcel({ calculate: calculateSum });
      const workbook = createExcelWorkbook();
      const other = await workbook.addSheet("Report");
      const takeAway = await workbook.addCharts([shares, { ...sides, place: { ...place, sheet: other } }]);
      excel.sheet("Sheet1").charts.pop();
      excel.book.sheets.pop();
      await takeAway();
      expect(excel.sheetNames()).toEqual(["Sheet1"]);
    });
  });

  test("choices and dates get a rule in the sheet", async () => {
    excel = installExcel({ calculate: calculateSum });
    const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
    await store.add(people(1));
    expect(excel.book.validations.map(({ rule }) => rule)).toContainEqual({
      list: { inCellDropDown: true, source: "Customer,Partner" },
    });
    expect(excel.book.validations.map(({ rule }) => rule)).toContainEqual({
      date: { formula1: "1900-01-01", operator: "GreaterThanOrEqualTo" },
    });
    store.close();
  });

  test("events are on again after a write that failed", async () => {
    excel = installExcel({ calculate: calculateSum });
    const workbook = createExcelWorkbook();
    await expect(workbook.quietly(() => workbook.appendRows("Nowhere", [["x"]]))).rejects.toThrow(/Nowhere/);
    expect(excel.book.eventsEnabled).toBe(true);
  });

  test.each([
    [0, true],
    ["", false],
    [{ error: "#N/A" }, false],
    [{ error: "#NAME?" }, undefined],
  ])("blanks shown as %j: hidden as zeros %j", async (value, hides) => {
    excel = installExcel({ calculate: () => [[value]] });
    expect(await createExcelWorkbook().checkBlanks()).toBe(hides);
    expect(excel.sheetNames()).toEqual(["Sheet1"]);
  });

  test.each([
    ["an Excel of today, which hands a blank over as null", null, false],
    ["an Excel from before July 2024, which hands it over as 0", 0, true],
  ])("the check runs our own function in %s", async (_, blank, hides) => {
    excel = installExcel({
      calculate(formula, read, cell) {
        expect(formula).toBe("=CRM.NEEDSCORE(Z99:Z99,{1})");
        const values = read({ ...cell, row: 98, column: 25 }).map((row) =>
          row.map((value) => value ?? blank),
        );
        // What is no number is an error object with the name that the cell shows.
        return needScore(values, [[1]]).map((row) =>
          row.map((value: number | { code: string }) =>
            typeof value === "number" ? value : { error: value.code },
          ),
        );
      },
    });
    expect(await createExcelWorkbook().checkBlanks()).toBe(hides);
    expect(excel.sheetNames()).toEqual(["Sheet1"]);
  });

  test("a write that is stopped between two parts takes back what was written, events on", async () => {
    excel = installExcel({ calculate: calculateSum });
    const store = await openWorkbookStore(createExcelWorkbook(), conformanceSettings);
    await store.add(people(3));
    const before = JSON.stringify(await createExcelWorkbook().readTable("Customers"));
    const signal = { aborted: false };
    const adding = store.add(
      people(10_000, (i) => "客".repeat(480) + i),
      { signal, onProgress: ({ done }) => (signal.aborted = done > 3000) },
    );
    await expect(adding).rejects.toThrow("Stopped. Nothing was changed.");
    expect(JSON.stringify(await createExcelWorkbook().readTable("Customers"))).toBe(before);
    expect((await store.list()).total).toBe(3);
    expect(excel.book.eventsEnabled).toBe(true);
    expect(excel.largestPayload).toBeLessThan(5_000_000);
    store.close();
  });

  test("results are waited for while Excel is calculating", async () => {
    excel = installExcel({ calculate: calculateSum, calculating: 2 });
    await createExcelWorkbook().calculated();
    expect(excel.syncs).toBe(3);
  });

  test("a formula still being calculated is waited for", async () => {
    let asked = 0;
    excel = installExcel({ calculate: () => [[++asked > 0 ? { error: "#BUSY!" } : 1]] });
    const workbook = createExcelWorkbook();
    setTimeout(
      () => void excel.typeAt({ sheet: "Sheet1", row: 0, column: 0, rows: 1, columns: 1 }, [[42]]),
      60,
    );
    expect(
      await workbook.insertFormula({ sheet: "Sheet1", row: 0, column: 0, rows: 1, columns: 1 }, "=X()"),
    ).toEqual([[42]]);
  });
});
