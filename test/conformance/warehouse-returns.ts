import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { Warehouse } from "../../notebooks/support/warehouse";
import type { PurchaseRow } from "./warehouse";

// A shop with 194 returns among 1,015 invoices, with the results of pandas: see online-retail.py beside the fixtures.

const fixture = (name: string): string => readFileSync(join(__dirname, "../fixtures/measures", name), "utf8");

type Columns = Readonly<Record<string, readonly number[]>> & { readonly customers: readonly string[] };

const expected = JSON.parse(fixture("online-retail.json")) as {
  rfm: Record<"net" | "ignore" | "count", Columns>;
  summary: Columns;
  cohorts: { cohorts: string[]; active: number[][] };
};

/** The table `retail`: some customers have blanks around them, some are missing or are a word for "none". */
export function retailRows(): PurchaseRow[] {
  return fixture("online-retail.csv")
    .trim()
    .split("\n")
    .slice(1)
    .map((line, i) => {
      const [, day, who, amount] = line.split(",");
      const customer = who === "" ? [null, "", "n/a", "-"][i % 4] : [who, who, ` ${who}`, `${who} `][i % 4];
      return [customer, day, Number(amount)];
    });
}

async function expectSame(
  found: AsyncIterable<{ customers: readonly string[] }>,
  wanted: Columns,
  names: readonly string[],
): Promise<void> {
  const ours = new Map<string, readonly number[]>();
  for await (const { customers, ...columns } of found)
    customers.forEach((customer, i) =>
      ours.set(
        customer,
        names.map((name) => (columns as Record<string, Float64Array>)[name][i]),
      ),
    );
  expect([...ours.keys()].sort()).toEqual([...wanted.customers].sort());
  wanted.customers.forEach((customer, i) =>
    names.forEach((name, k) =>
      expect([customer, name, Math.abs(ours.get(customer)![k] - wanted[name][i]) < 1e-8]).toEqual([
        customer,
        name,
        true,
      ]),
    ),
  );
}

/** The rules of returns, on a warehouse with the table `retail`. */
export function warehouseReturns(open: () => Warehouse): void {
  const request = {
    table: "retail",
    customer: "customer",
    date: "day",
    amount: "amount",
    asOf: "2011-12-09",
  };
  const nobodys = retailRows().filter(([who]) => who === null || ["", "n/a", "-"].includes(who)).length;

  test.each(["net", "ignore", "count"] as const)(
    "RFM of a shop with returns by pandas: %s",
    async (returns) => {
      const found = await open().rfm({ ...request, returns });
      expect(found.rowsLeftOut).toBe(nobodys);
      const { length } = expected.rfm[returns].customers;
      expect(found.customers).toBe(length);
      expect(found.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(length);
      await expectSame(found.rows(), expected.rfm[returns], [
        "recency",
        "frequency",
        "monetary",
        "r",
        "f",
        "m",
      ]);
    },
  );

  test("the summary leaves returns out, by pandas", () =>
    expectSame(open().summary({ ...request, unit: "day" }), expected.summary, [
      "frequency",
      "recency",
      "age",
      "monetary",
    ]));
}
