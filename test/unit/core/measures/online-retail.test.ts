import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { cohorts, rfm, summary, type Returns } from "../../../../core/measures";

const fixture = (name: string): string =>
  readFileSync(join(__dirname, "../../../fixtures/measures", name), "utf8");

interface Columns {
  readonly customers: string[];
  readonly [column: string]: readonly (number | string)[];
}

/** By pandas, from the same rows: online-retail.py. */
const expected = JSON.parse(fixture("online-retail.json")) as {
  rfm: Record<Returns, Columns>;
  summary: Columns;
  cohorts: { cohorts: string[]; active: number[][] };
};

const rows = fixture("online-retail.csv")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));
// As files and sheets have them: a customer is a number here, a text there, with blanks around it, or missing.
const customers = rows.map(([, , who], i) =>
  who === "" ? [null, "", "n/a", "-"][i % 4] : [Number(who), who, ` ${who}`, `${who} `][i % 4],
);
const dates = rows.map(([, day], i) => (i % 3 === 0 ? `${day} 12:34` : day));
const amounts = rows.map(([, , , amount]) => Number(amount));
const end = "2011-12-09";

/** Each customer's row of columns, whatever the order of customers. */
function byCustomer(table: Readonly<Record<string, ArrayLike<number | string>>>, names: readonly string[]) {
  return new Map(
    Array.from(table.customers, (customer, c) => [
      String(customer),
      names.map((name) => table[name][c] as number),
    ]),
  );
}

function expectSame(found: object, wanted: Columns, names: readonly string[]): void {
  const ours = byCustomer(found as Record<string, ArrayLike<number | string>>, names);
  const theirs = byCustomer(wanted, names);
  expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
  for (const [customer, figures] of theirs)
    figures.forEach((figure, k) =>
      expect([customer, names[k], Math.abs(ours.get(customer)![k] - figure) < 1e-8]).toEqual([
        customer,
        names[k],
        true,
      ]),
    );
}

test.each(["net", "ignore", "count"] as const)(
  "RFM of a shop with 194 returns among 1,015 invoices, returns: %s",
  (returns) => {
    const names = ["recency", "frequency", "monetary", "r", "f", "m"];
    expectSame(rfm(customers, dates, amounts, end, 5, returns), expected.rfm[returns], names);
  },
);

test("SUMMARY leaves returns out", () => {
  const names = ["frequency", "recency", "age", "monetary"];
  expectSame(summary(customers, dates, amounts, end, "day"), expected.summary, names);
});

test("COHORTS of the purchases without the returns", () => {
  const isBought = (_: unknown, i: number): boolean => amounts[i] >= 0;
  const found = cohorts(customers.filter(isBought), dates.filter(isBought));
  expect(found.cohorts).toEqual(expected.cohorts.cohorts);
  expected.cohorts.active.forEach((active, c) => {
    expect(found.sizes[c]).toBe(active[0]);
    active.forEach((count, k) => {
      if (c + k < active.length) expect(found.shares[c][k]).toBe(count / active[0]);
    });
  });
});
