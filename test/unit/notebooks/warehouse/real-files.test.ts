import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { alive, lifetimeValue } from "@crm-functions/core";
import { random } from "../../../conformance/warehouse";
import { openFiles, type DuckDBOptions, type Warehouse } from "../../../../notebooks/support/warehouse";
import { onFiles } from "./on-files";
import { temporaryFolder } from "../../../temporary-folder";

// Files as people have them: amounts that must be multiplied, American dates, blanks in words, filters. The expected
// numbers are counted by hand from the few rows written here.

const folder = temporaryFolder();

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const on = <T>(tables: DuckDBOptions["tables"], work: (warehouse: Warehouse) => Promise<T>) =>
  onFiles({ tables }, work);

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

test("every call takes expressions and conditions", () =>
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
  const request = { table: "t", customer: "customer", date: "day", amount: "amount", asOf: "2013-01-01" };
  const ofTwelve = async () => {
    const warehouse = await openFiles({ tables: { t: join(folder, "big.csv") }, memoryLimit: "12MB" });
    await warehouse.rfm(request).finally(() => warehouse.close());
  };
  await expect(ofTwelve()).rejects.toMatchObject({ key: "outOfMemory", parameters: { limit: "12MB" } });
});

/** Purchases of two hundred customers, some of whom buy more often than others and spend more. */
function habitualPurchases(): string {
  const next = random(5);
  const lines = ["customer,day,amount"];
  for (let c = 0; c < 200; c++) {
    const [pace, spend] = [5 + 60 * next(), 10 * Math.exp(2 * next())];
    for (let day = Math.floor(next() * 150); day < 360; day += Math.ceil(pace * (0.2 + 2 * next()))) {
      lines.push(
        `C${c},${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)},${(spend * (0.3 + next())).toFixed(2)}`,
      );
      if (next() < 0.15) break;
    }
  }
  return lines.join("\n") + "\n";
}

test("purchase model as a file: what is written is what the rows say, and those are the core's", () =>
  on({ lines: file("habits.csv", habitualPurchases()) }, async (warehouse) => {
    const request = {
      table: "lines",
      customer: "customer",
      date: "day",
      amount: "amount",
      asOf: "2025-01-01",
    };
    const found = await warehouse.purchaseModel({ ...request, horizon: 52, discountRate: 0.001 });
    const expected = await rowsOf(found.rows());
    const all = Object.values(expected);
    const [frequency, recency, age, monetary] = ["frequency", "recency", "age", "monetary"].map((name) =>
      all.map((row) => row[name]),
    );
    const values = lifetimeValue(frequency, recency, age, monetary, 52, { discountRate: 0.001 });
    const chances = alive(frequency, recency, age);
    all.forEach((row, i) => {
      expect(Math.abs(row.value / values[i] - 1)).toBeLessThan(1e-6);
      expect(Math.abs(row.alive - chances[i])).toBeLessThan(1e-7);
    });
    expect(new Set(await rowsOf(warehouse.summary(request)).then(Object.keys))).toEqual(
      new Set(Object.keys(expected)),
    );
    for (const name of ["forecast.csv", "forecast.parquet"]) {
      const path = join(folder, name);
      expect(await found.write(path)).toBe(found.customers);
      await expect(found.write(path)).rejects.toMatchObject({ key: "fileExists" });
      await on({ written: path }, async (written) => {
        const columns = (await written.columns("written")).map((each) => each.name);
        expect(columns).toEqual(["customer", ...Object.keys(expected.C0)]);
        for (const column of columns.slice(1)) {
          const scores = { table: "written", customer: "customer", values: [column], weights: [1] };
          for await (const { customers, scores: values } of written.score(scores))
            customers.forEach((customer, i) =>
              expect([customer, values[i]]).toEqual([customer, expected[customer][column]]),
            );
        }
      });
    }
    await expect(found.write(join(folder, "forecast.xlsx"))).rejects.toMatchObject({ key: "writtenKind" });
    await expect(found.write(join(folder, "none", "forecast.csv"))).rejects.toMatchObject({
      key: "fileNotFound",
    });
  }));

test("scores and sums far from where the first rows lie keep their digits", async () => {
  // A thousand rows near 0, then two thousand at 1e6 + k/1000 for k = 0 … 999, twice.
  const far = Array.from({ length: 2000 }, (_, i) => 1e6 + (i % 1000) / 1000);
  const path = file(
    "far.csv",
    `part,v,w\n${"a,0,1\n".repeat(1000)}${far.map((v, i) => `b,${v},${(i * 7919) % 13}\n`).join("")}`,
  );
  await on({ far: path }, async (warehouse) => {
    const groups = await warehouse.scoreSummary({ table: "far", values: ["v"], weights: [1], by: "part" });
    // The population variance of 0 … 999 is (1000² − 1)/12.
    const deviation = Math.sqrt((((1000 ** 2 - 1) / 12) * 2000) / 1999) / 1000;
    expect(groups[0]).toMatchObject({ group: "a", mean: 0, standardDeviation: 0 });
    expect(groups[1].mean).toBeCloseTo(1e6 + 0.4995, 8);
    expect(Math.abs(groups[1].standardDeviation / deviation - 1)).toBeLessThan(1e-9);
    const fit = await warehouse.feedback({
      table: "far",
      y: { sql: "2 * v + w" },
      x: ["v", "w"],
      where: { sql: "part = 'b' OR v = 0" },
      way: "cross products",
    });
    expect(Math.abs(fit.coefficients[1] - 2)).toBeLessThan(1e-12);
    expect(Math.abs(fit.coefficients[2] - 1)).toBeLessThan(1e-6);
  });
});

test("customers with blanks around their names are one, and words for none are nobody", async () => {
  const path = file(
    "untidy.csv",
    'customer,day,amount\n\'A,2024-01-01,5\n" \'A",2024-02-01,7\nNone,2024-01-01,1\n" n/a ",2024-01-01,1\nB,2024-01-03,2\n',
  );
  await on({ t: path }, async (warehouse) => {
    const request = { table: "t", customer: "customer", date: "day", amount: "amount", asOf: "2024-03-01" };
    const found = await warehouse.rfm(request);
    expect(await rowsOf(found.rows())).toMatchObject({
      "'A": { frequency: 2, monetary: 12 },
      B: { frequency: 1 },
    });
    expect(found.customers).toBe(2);
    expect(found.rowsLeftOut).toBe(2);
    expect((await warehouse.cohorts(request)).cohorts).toEqual([
      { cohort: "2024-01", size: 2, active: [2, 1] },
    ]);
  });
});
