import { describe, expect, test } from "@jest/globals";
import type { MemoryCell } from "../../../doubles/memory-table";
import { openColumns } from "../../../doubles/memory-warehouse";
import {
  nistRows,
  peopleColumns,
  personRows,
  purchaseRows,
  surveyColumns,
  surveyRows,
  warehouseConformance,
} from "../../../conformance/warehouse";
import { retailRows, warehouseReturns } from "../../../conformance/warehouse-returns";

function columns(names: readonly string[], rows: readonly (readonly MemoryCell[])[]) {
  return Object.fromEntries(names.map((name, j) => [name, rows.map((row) => row[j])]));
}

const longley = nistRows("Longley");
const warehouse = openColumns({
  survey: columns(surveyColumns, surveyRows()),
  purchases: columns(["customer", "day", "amount"], purchaseRows()),
  retail: columns(["customer", "day", "amount"], retailRows()),
  people: columns(peopleColumns, personRows()),
  longley: columns(
    longley[0].map((_, j) => (j === 0 ? "y" : `x${j}`)),
    longley,
  ),
});

describe("the core in memory", () => {
  warehouseConformance(() => warehouse, { sql: false });
  warehouseReturns(() => warehouse);

  test("dates are read as UTC days, and what is no date is named", async () => {
    const request = { table: "visits", customer: "who", date: "when", amount: "spent", asOf: "2025-01-10" };
    const visits = (when: MemoryCell[]) =>
      openColumns({ visits: { who: ["A", "A"], when, spent: Float64Array.of(1, 2) } });
    const { cells } = await visits([new Date("2025-01-01T23:59:59Z"), new Date("2025-01-02T00:00:00Z")]).rfm(
      request,
    );
    expect(cells).toEqual([{ r: 3, f: 3, m: 3, customers: 1, monetary: 3 }]);
    await expect(visits(["2025-01-01", "2025-99-01"]).rfm(request)).rejects.toMatchObject({
      key: "badDate",
      parameters: { found: "2025-99-01" },
    });
  });
});
