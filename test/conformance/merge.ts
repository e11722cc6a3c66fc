import { describe, expect, test } from "@jest/globals";
import {
  mergeOf,
  takeBack,
  type Customer,
  type CustomerInput,
  type CustomerStore,
} from "@crm-functions/core";
import { openWorkbookStore } from "../../addin/workbook/store/workbook-store";
import type { WorkbookUnderTest } from "./workbook";

/** One person entered twice. */
export const twins: readonly CustomerInput[] = [
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

/** Merges records as the pane does. */
export async function mergeCustomers(store: CustomerStore, records: readonly Customer[]) {
  const moved = await Promise.all(records.slice(1).map(({ id }) => store.interactionsOf(id)));
  const { changes, options, notKept } = mergeOf(records, moved.flat(), "en-US");
  const { inverse } = await store.change(changes, options);
  return { notKept, undo: () => takeBack(store, inverse) };
}

/** Merging rows that contain more than the store knows of, on every host of `Workbook`. */
export function mergeConformance(
  name: string,
  make: () =>
    Promise<Pick<WorkbookUnderTest, "workbook" | "close">> | Pick<WorkbookUnderTest, "workbook" | "close">,
): void {
  async function workbookWith(first: readonly (string | null)[], second: readonly (string | null)[]) {
    const { workbook, close } = await make();
    const store = await openWorkbookStore(workbook, { today: () => "2026-11-24" });
    await store.add(twins);
    await workbook.addColumns("Customers", [
      { header: "Tea", format: "text" },
      { header: "Room", format: "text" },
    ]);
    const [{ headers }] = await workbook.tables();
    const column = headers.indexOf("Tea");
    await workbook.writeTable("Customers", [{ row: 0, column, values: [first, second] }]);
    await store.refresh();
    const cells = () => workbook.readTable("Customers", [0, column, column + 1]);
    return { workbook, store, records: (await store.list({ order: "created" })).items, cells, column, close };
  }

  describe(`${name}: merging rows of a workbook with columns of the user's own`, () => {
    test("fills blank cells of the kept row, keeps its own, says what was not kept, and is undone", async () => {
      const { store, records, cells, close } = await workbookWith([null, "12"], ["green", "14"]);
      const { undo, notKept } = await mergeCustomers(store, records);
      expect(await cells()).toEqual([["1", "green", "12"]]);
      expect(notKept).toContainEqual({ column: "Room", value: "14" });
      expect(notKept).not.toContainEqual(expect.objectContaining({ column: "Tea" }));
      await undo();
      expect(await cells()).toEqual([
        ["1", null, "12"],
        ["2", "green", "14"],
      ]);
      store.close();
      await close?.();
    });

    test("is not undone where a cell that it filled has been changed since", async () => {
      const { workbook, store, records, cells, column, close } = await workbookWith(
        [null, null],
        ["green", null],
      );
      const { undo } = await mergeCustomers(store, records);
      await workbook.writeTable("Customers", [{ row: 0, column, values: [["black"]] }]);
      await expect(undo()).rejects.toMatchObject({
        key: "changedMeanwhile",
        parameters: { fields: "Tea" },
      });
      expect(await cells()).toEqual([["1", "black", null]]);
      store.close();
      await close?.();
    });

    test("a merge that fails leaves the cells as they were", async () => {
      const { workbook, store, records, cells, close } = await workbookWith([null, null], ["green", null]);
      const failing = { ...workbook, deleteRows: () => Promise.reject(new Error("disk full")) };
      const other = await openWorkbookStore(failing, { today: () => "2026-11-24" });
      await expect(mergeCustomers(other, records)).rejects.toThrow("disk full");
      expect(await cells()).toEqual([
        ["1", null, null],
        ["2", "green", null],
      ]);
      other.close();
      store.close();
      await close?.();
    });
  });
}
