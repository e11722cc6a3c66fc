import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openFiles, type DuckDBOptions, type Warehouse } from "../../../../notebooks/support/warehouse";

// Files as people have them: amounts that must be multiplied, American dates, blanks in words, filters. The expected
// numbers are counted by hand from the few rows written here.

const folder = mkdtempSync(join(tmpdir(), "crm-real-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function on<T>(
  tables: DuckDBOptions["tables"],
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openFiles({ tables });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

const rowsOf = async (found: AsyncIterable<{ customers: readonly string[] }>) => {
  const all: Record<string, Record<string, number>> = {};
  for await (const { customers, ...columns } of found)
    customers.forEach((customer, i) => {
      all[customer] = Object.fromEntries(
        Object.entries(columns as Record<string, Float64Array>).map(([name, values]) => [name, values[i]]),
      );
    });
  return all;
};

const lines = file(
  "lines.csv",
  "customer,day,quantity,price,country\n" +
    "A,2024-01-01,2,10,DE\nA,2024-01-11,1,5,GB\nB,2024-01-05,3,4,DE\nB,2024-01-06,1,1,FR\n",
);
const sales = { table: "lines", customer: "customer", date: "day", asOf: "2024-01-21" } as const;

describe("expressions", () => {
  test("an amount is quantity times price, and a condition leaves rows out", () =>
    on({ lines }, async (warehouse) => {
      const amount = { sql: "quantity * price" };
      const all = await warehouse.rfm({ ...sales, amount });
      expect(await rowsOf(all.rows())).toMatchObject({
        A: { recency: 10, frequency: 2, monetary: 25 },
        B: { recency: 15, frequency: 2, monetary: 13 },
      });
      const some = await warehouse.rfm({
        ...sales,
        amount,
        where: { sql: "country <> 'GB' -- not at home" },
      });
      expect(await rowsOf(some.rows())).toMatchObject({ A: { recency: 20, frequency: 1, monetary: 20 } });
    }));

  test("every call takes them", () =>
    on({ lines }, async (warehouse) => {
      const where = { sql: "country = 'DE'" };
      const groups = await warehouse.scoreSummary({
        table: "lines",
        values: ["quantity", { sql: "price / 2" }],
        weights: [1, 1],
        by: { sql: "upper(substr(country, 1, 1))" },
        where,
      });
      expect(groups).toMatchObject([{ group: "D", rows: 2, mean: 6 }]);
      expect(await warehouse.completeness({ table: "lines", where, columns: ["day"] })).toMatchObject({
        rows: 2,
      });
      expect((await warehouse.cohorts({ ...sales, where, period: "month" })).cohorts).toMatchObject([
        { size: 2, active: [2] },
      ]);
      const fit = await warehouse.feedback({
        table: "lines",
        y: { sql: "2 * quantity + 1" },
        x: [{ sql: "quantity", as: "Quantity" }],
      });
      expect([fit.names, fit.coefficients[1]]).toEqual([["Quantity"], 2]);
    }));

  test("what is no expression is refused with its place, before any work; a plain string is never SQL", () =>
    on({ lines }, async (warehouse) => {
      const bad = (amount: string | { sql: string }, where?: { sql: string }) =>
        expect(warehouse.rfm({ ...sales, amount, where })).rejects;
      await bad({ sql: "quantity * prize" }).toMatchObject({
        key: "badExpression",
        parameters: { place: "amount" },
      });
      await bad({ sql: "quantity) FROM lines; DROP VIEW lines; SELECT (1" }).toMatchObject({
        key: "badExpression",
      });
      await bad("quantity", { sql: "country" }).toMatchObject({ key: "badCondition" });
      await bad("quantity", { sql: "nothing > 1" }).toMatchObject({ parameters: { place: "where" } });
      await bad("quantity * price").toMatchObject({ key: "columnNotFound" });
      await bad({ sql: "country" }).toMatchObject({ key: "columnNotNumber" });
      expect(await warehouse.tables()).toEqual(["lines"]);
    }));
});

describe("dates", () => {
  const american = "customer,day,amount\nA,12/1/2010 8:26,5\nA,12/9/2010 10:00,5\n";
  const recency = (tables: DuckDBOptions["tables"]) =>
    on(tables, async (warehouse) => {
      const found = await warehouse.rfm({
        table: "t",
        customer: "customer",
        date: "day",
        amount: "amount",
        asOf: "2010-12-19",
      });
      return (await rowsOf(found.rows())).A.recency;
    });

  test("which are day first or month first are a question, and are read as the answer says", async () => {
    const files = file("us.csv", american);
    await expect(recency({ t: files })).rejects.toMatchObject({
      key: "dateOrder",
      parameters: { column: "day" },
    });
    expect(await recency({ t: { files, dates: "mdy" } })).toBe(10);
    await expect(recency({ t: { files, dates: "%m/%d/%y" } })).rejects.toThrow();
    expect(
      await recency({
        t: { files: file("us2.csv", american.replaceAll(/ [\d:]+/g, "")), dates: "%m/%d/%Y" },
      }),
    ).toBe(10);
  });

  test("are read as the one row says that decides", async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `B,${1 + (i % 12)}.11.2010,1\n`).join("");
    expect(
      await recency({ t: file("eu.csv", `customer,day,amount\nA,9.12.2010,5\n${rows}B,13.11.2010,1\n`) }),
    ).toBe(10);
    expect(await recency({ t: file("us3.csv", american.replace("12/1/", "11/30/")) })).toBe(10);
  });

  test("a time stamp counts by the day that is written", () =>
    expect(
      recency({ t: file("stamps.csv", "customer,day,amount\nA,2010-12-09T23:59:59,5\n") }),
    ).resolves.toBe(10));

  test("what is no date is named, with the way out", () =>
    expect(
      recency({ t: file("bad.csv", "customer,day,amount\nA,2010-12-09,5\nB,soon,5\n") }),
    ).rejects.toMatchObject({
      key: "badDate",
      parameters: { found: "soon" },
    }));

  test("the day asked for is ISO text, a Date or a serial number", () =>
    on({ lines }, async (warehouse) => {
      for (const asOf of ["2024-01-21", "2024-01-21T10:00", 45312, new Date(Date.UTC(2024, 0, 21, 9))]) {
        const found = await warehouse.rfm({ ...sales, asOf, amount: "price" });
        expect((await rowsOf(found.rows())).A.recency).toBe(10);
      }
      await expect(warehouse.rfm({ ...sales, asOf: "21.1.2024", amount: "price" })).rejects.toMatchObject({
        key: "badDate",
      });
    }));

  test("an order or a zone that there is not is refused", async () => {
    await expect(openFiles({ tables: { t: { files: lines, dates: "american" } } })).rejects.toMatchObject({
      key: "badDateOrder",
    });
    await expect(openFiles({ tables: { lines }, timeZone: "Mars/Olympus" })).rejects.toMatchObject({
      key: "badTimeZone",
    });
  });
});

test("words that stand for nothing are blanks, as in cells", () =>
  on(
    { t: file("churn.csv", 'id,total,churn\n1,10,1\n2," ",0\n3,n/a,0\n4,30,1\n5,无,0\n') },
    async (warehouse) => {
      expect(await warehouse.completeness({ table: "t", columns: ["total"] })).toMatchObject({
        columns: [{ filled: 2 }],
      });
      const fit = await warehouse.feedback({ table: "t", y: "churn", x: ["total"] });
      expect([fit.rowsUsed, fit.rowsLeftOut]).toEqual([2, 3]);
    },
  ));

test("hundreds of thousands of purchases as CSV fit into what is taken by default", async () => {
  const rows = Array.from(
    { length: 400_000 },
    (_, i) =>
      `customer-${(i * 7919) % 90_000},20${10 + (i % 3)}-0${1 + (i % 9)}-1${i % 10},${(i % 5000) / 100}\n`,
  );
  const big = file("big.csv", `customer,day,amount\n${rows.join("")}`);
  await on({ t: big }, async (warehouse) => {
    const request = { table: "t", customer: "customer", date: "day", amount: "amount", asOf: "2013-01-01" };
    expect((await warehouse.rfm(request)).customers).toBe(90_000);
    expect((await warehouse.cohorts(request)).cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(90_000);
    expect(Object.keys(await rowsOf(warehouse.summary(request)))).toHaveLength(90_000);
  });
});

test("a limit that is too small is named with the option", async () => {
  const warehouse = await openFiles({ tables: { t: join(folder, "big.csv") }, memoryLimit: "12MB" });
  const request = { table: "t", customer: "customer", date: "day", amount: "amount", asOf: "2013-01-01" };
  await expect(warehouse.rfm(request)).rejects.toMatchObject({
    key: "outOfMemory",
    parameters: { limit: "12MB" },
  });
  await warehouse.close();
});
