import { describe, expect, test } from "@jest/globals";
import { openWorkbookStore, type WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import { conformanceSettings } from "./customer-store";
import type { WorkbookUnderTest } from "./workbook";
import { keyOf } from "./key-of";

/** Changes that users and co-authors make to the tables while the store is open, on every host of `Workbook`. */
export function coAuthorConformance(
  name: string,
  make: () => Promise<WorkbookUnderTest> | WorkbookUnderTest,
): void {
  async function opened() {
    const under = await make();
    const store = await openWorkbookStore(under.workbook, { ...conformanceSettings, refreshDelay: 5 });
    const [alice, bob] = await store.add([
      { id: "C-1", name: "Alice", company: "ACME" },
      { id: "C-2", name: "Bob" },
    ]);
    await under.settle?.();
    const { headers, area } = (await under.workbook.tables()).find((table) => table.name === "Customers")!;
    /** Types into the column with a header, in the row of a customer (0-based). */
    const type = (row: number, header: string, value: string) =>
      under.typeAt(
        { ...area, row: area.row + 1 + row, column: headers.indexOf(header), rows: 1, columns: 1 },
        [[value]],
      );
    const cells = async (header: string) =>
      (await under.workbook.readTable("Customers", [headers.indexOf(header)])).flat();
    return { ...under, store, alice, bob, type, cells };
  }
  /** Waits until the store shows what a user typed. */
  async function until(store: WorkbookCustomerStore, isThere: () => Promise<boolean>): Promise<void> {
    for (let i = 0; i < 4000; i++) {
      if (await isThere()) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`not noticed: ${JSON.stringify(await store.list())}`);
  }
  const each = (title: string, body: (under: Awaited<ReturnType<typeof opened>>) => Promise<void>) =>
    test(title, async () => {
      const under = await opened();
      try {
        await body(under);
      } finally {
        under.store.close();
        await under.close?.();
      }
    });

  describe(`${name}: users and co-authors`, () => {
    each("a row changed a moment ago is not overwritten: neither changed nor removed", async (under) => {
      const { store, alice, type, cells } = under;
      await type(0, "Company", "Theirs");
      expect(await keyOf(store.update([{ id: "C-1", company: "Mine" }], { seen: [alice] }))).toBe(
        "changedMeanwhile",
      );
      expect(await keyOf(store.remove(["C-1"], { seen: [alice] }))).toBe("changedMeanwhile");
      expect(await keyOf(store.change({ remove: ["C-1"] }, { seen: [alice] }))).toBe("changedMeanwhile");
      expect(await cells("Company")).toEqual(["Theirs", null]);
      // A caller that has seen the change may update.
      const now = (await store.get("C-1"))!;
      expect(now.company).toBe("Theirs");
      await store.update([{ id: "C-1", company: "Ours" }], { seen: [now] });
      expect(await cells("Company")).toEqual(["Ours", null]);
    });

    each("only the cells that a change is about are written", async ({ store, type, cells }) => {
      await type(1, "Company", "Theirs");
      await store.update([{ id: "C-2", segment: "Gold" }]);
      expect([await cells("Company"), await cells("Segment")]).toEqual([
        ["ACME", "Theirs"],
        [null, "Gold"],
      ]);
    });

    each("what is typed is noticed without asking; a row without an id gets one", async (under) => {
      const { store, type, cells } = under;
      await type(0, "Name", "Alicia");
      await type(2, "Name", "Typed below");
      await until(store, async () => (await store.list()).total === 3);
      expect((await store.get("C-1"))?.name).toBe("Alicia");
      const [, , id] = await cells("Customer ID");
      expect((await store.get(String(id)))?.name).toBe("Typed below");
    });

    each(
      "a row deleted in the sheet is gone, the others keep their places",
      async ({ store, workbook, cells }) => {
        await workbook.deleteRows("Customers", [0]);
        expect(await keyOf(store.update([{ id: "C-1", name: "Ann" }]))).toBe("customerNotFound");
        await store.update([{ id: "C-2", name: "Bobby" }]);
        expect(await cells("Name")).toEqual(["Bobby"]);
      },
    );

    each(
      "a row that is blanked hides none of those below it, and nothing is written over them",
      async (under) => {
        const { store, workbook, cells } = under;
        await store.add([{ id: "C-3", name: "Carl" }]);
        const [{ area }] = await workbook.tables();
        await workbook.write([
          {
            area: { ...area, row: area.row + 2, rows: 1 },
            values: [Array.from({ length: area.columns }, () => null)],
          },
        ]);
        await store.refresh();
        expect((await store.list()).items.map(({ id }) => id).sort()).toEqual(["C-1", "C-3"]);
        await store.add([{ id: "C-4", name: "Dora" }]);
        expect(await cells("Name")).toEqual(["Alice", null, "Carl", "Dora"]);
      },
    );

    each("an erasure takes along what was typed a moment ago, and every row with the id", async (under) => {
      const { store, workbook, type, cells } = under;
      await store.addInteractions([{ customerId: "C-1", when: "2026-01-01", kind: "call" }]);
      const interactions = (await workbook.tables()).find((table) => table.name === "Interactions")!;
      const place = (header: string) => ({
        ...interactions.area,
        row: interactions.area.row + 2,
        column: interactions.headers.indexOf(header),
        rows: 1,
        columns: 1,
      });
      await under.typeAt(place("Customer ID"), [["C-1"]]);
      await under.typeAt(place("Note"), [["Alice, typed"]]);
      await type(2, "Customer ID", "C-1");
      await type(2, "Name", "Alice again");
      expect((await store.erase("C-1", "2026-03-02")).interactions).toBe(2);
      expect(await cells("Name")).toEqual(["Bob"]);
      expect(await workbook.readTable("Interactions")).toEqual([]);
    });
  });
}
