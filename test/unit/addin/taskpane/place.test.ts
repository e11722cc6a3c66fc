import { describe, expect, test } from "@jest/globals";
import { insertUndoably } from "../../../../addin/taskpane/formulas/insert-undoably";
import { placeFor, tableAt } from "../../../../addin/taskpane/formulas/place";
import { troubleOf } from "../../../../addin/taskpane/formulas/use-insert";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";
import { calculateSum } from "../../../doubles/sum";

const cell = (row: number, column: number, sheet = "Sheet1") => ({ sheet, row, column, rows: 1, columns: 1 });
const one = { rows: 1, columns: 1 };

async function withTable() {
  const workbook = createMemoryWorkbook({ calculate: calculateSum });
  const columns = ["Name", "Price"].map((header) => ({ header, format: "general" as const }));
  await workbook.ensureTable({ name: "Customers", sheet: "Sheet1", columns });
  await workbook.appendRows("Customers", [
    ["Ann", 1],
    ["Ben", 2],
  ]);
  return workbook;
}

describe("where a formula goes", () => {
  test("where it is wanted, if that is blank", async () => {
    const workbook = createMemoryWorkbook();
    const size = { rows: 3, columns: 2 };
    expect(await placeFor(workbook, cell(4, 4), size)).toEqual({ area: { ...cell(4, 4), ...size } });
  });

  test("beside everything where a cell that the result needs is filled", async () => {
    const workbook = createMemoryWorkbook();
    await workbook.write([{ area: cell(2, 3), values: [["note"]] }]);
    expect(await placeFor(workbook, cell(2, 3), one)).toEqual({ area: cell(2, 5), instead: "filled" });
    expect(await placeFor(workbook, cell(0, 3), { rows: 3, columns: 1 })).toEqual({
      area: { ...cell(0, 5), rows: 3 },
      instead: "filled",
    });
    expect(await placeFor(workbook, cell(3, 3), one)).toEqual({ area: cell(3, 3) });
  });

  test("a formula that shows nothing fills its cell too", async () => {
    const workbook = createMemoryWorkbook({ calculate: () => [[null]] });
    await workbook.insertFormula(cell(1, 1), "=X()");
    expect((await placeFor(workbook, cell(1, 1), one)).instead).toBe("filled");
  });

  test("never into a table nor where the table would take it in", async () => {
    const workbook = await withTable();
    for (const [row, column] of [
      [0, 0],
      [1, 1],
      [3, 0],
      [1, 2],
    ]) {
      expect(await placeFor(workbook, cell(row, column), one)).toEqual({
        area: cell(row, 3),
        instead: "table",
      });
    }
    expect(await placeFor(workbook, cell(1, 3), one)).toEqual({ area: cell(1, 3) });
  });

  test("a result longer than the sheet needs a sheet of its own", async () => {
    const workbook = createMemoryWorkbook();
    expect((await placeFor(workbook, cell(0, 16_383), { rows: 1, columns: 2 })).area).toEqual({
      ...cell(0, 1),
      columns: 2,
    });
    await workbook.write([{ area: cell(0, 16_382), values: [["far"]] }]);
    expect((await placeFor(workbook, cell(0, 16_382), one)).area).toBeUndefined();
  });

  test("the table around a cell is known, its header is none of it", async () => {
    const tables = await (await withTable()).tables();
    expect(tableAt(tables, cell(1, 1))?.name).toBe("Customers");
    expect(
      [cell(0, 1), cell(3, 1), cell(1, 2), cell(1, 1, "Other")].map((at) => tableAt(tables, at)),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("a formula that was put in", () => {
  test("goes again, and the cell is as it was", async () => {
    const workbook = await withTable();
    const { values, takeBack } = await insertUndoably(workbook, cell(0, 0), "=1+2");
    expect(values).toEqual([[3]]);
    await takeBack();
    expect(await workbook.read([cell(0, 0)])).toEqual([[["Name"]]]);
    const area = { ...cell(5, 5), rows: 3 };
    const filled = await insertUndoably(workbook, area, "=2+2");
    expect(filled.values).toEqual([[4], [4], [4]]);
    await filled.takeBack();
    expect(await workbook.formulas([area])).toEqual([[[""], [""], [""]]]);
    expect(await workbook.read([area])).toEqual([[[null], [null], [null]]]);
  });

  test("is left alone once somebody has changed the cell", async () => {
    const workbook = await withTable();
    const { takeBack } = await insertUndoably(workbook, cell(5, 5), "=1+2");
    await workbook.insertFormula(cell(5, 5), "=1+3");
    await expect(takeBack()).rejects.toThrow("Sheet1!F6");
  });

  test("that shows no result is told with what to do", () => {
    expect(["#SPILL!", "#NAME?", "#BUSY!", "#GETTING_DATA"].map((error) => troubleOf([[{ error }]]))).toEqual(
      ["troubleSpill", "troubleName", "troubleBusy", "troubleBusy"],
    );
    expect([[[{ error: "#N/A" }]], [[1]], [["#SPILL!"]]].map(troubleOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
