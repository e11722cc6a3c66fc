import { beforeAll, describe, expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { cohorts, rfm, summary } from "../../../../core/measures";
import { cdnow, serialOf, shuffled } from "./cdnow";

const data = cdnow();
const purchases = "purchases";
let rows: (sql: string) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const values = data.customers.map(
    (customer, i) => `('${customer}', DATE '1899-12-30' + ${data.dates[i]}, ${data.amounts[i]})`,
  );
  await connection.run(
    `CREATE TABLE purchases AS SELECT * FROM (VALUES ${values.join(", ")}) AS t(customer_id, date, amount)`,
  );
  rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
});

describe("against SQL over the same purchases in DuckDB", () => {
  test("RFM with scores", async () => {
    const expected = await rows(`
      WITH totals AS (
        SELECT customer_id, date_diff('day', max(date), DATE '1998-07-01') AS recency,
               count(DISTINCT date) AS frequency, sum(amount::DECIMAL(12, 2))::DOUBLE AS monetary
        FROM ${purchases} GROUP BY customer_id)
      SELECT *, 1 + floor(5 * (rank() OVER (ORDER BY recency DESC) - 1) / count(*) OVER ()) AS r,
             1 + floor(5 * (rank() OVER (ORDER BY frequency) - 1) / count(*) OVER ()) AS f,
             1 + floor(5 * (rank() OVER (ORDER BY monetary) - 1) / count(*) OVER ()) AS m
      FROM totals ORDER BY customer_id`);
    const result = rfm(data.customers, data.dates, data.amounts, serialOf("1998-07-01"));
    expect(result.customers).toEqual(expected.map((row) => row.customer_id));
    for (const name of ["recency", "frequency", "r", "f", "m"] as const) {
      expect(Array.from(result[name])).toEqual(expected.map((row) => Number(row[name])));
    }
    expected.forEach((row, c) => expect(result.monetary[c]).toBeCloseTo(Number(row.monetary), 9));
  });

  test.each(["month", "quarter", "week", "year"] as const)("cohorts by %s", async (period) => {
    const expected = await rows(`
      WITH periods AS (
        SELECT DISTINCT customer_id, date_trunc('${period}', date) AS its,
               min(date_trunc('${period}', date)) OVER (PARTITION BY customer_id) AS cohort FROM ${purchases})
      SELECT cohort::DATE::VARCHAR AS cohort, date_diff('${period}', cohort, its) AS k, count(*) AS active
      FROM periods GROUP BY ALL ORDER BY cohort, k`);
    const names = [...new Set(expected.map((row) => row.cohort))];
    const result = cohorts(data.customers, data.dates, period);
    expect(result.cohorts.length).toBe(names.length);
    expect(result.sizes.reduce((sum, each) => sum + each, 0)).toBe(2357);
    let found = 0;
    result.shares.forEach((shares, c) =>
      shares.forEach((share, k) => {
        const row = expected.find((each) => each.cohort === names[c] && Number(each.k) === k);
        if (row !== undefined) found++;
        if (share === share) expect(share * result.sizes[c]).toBeCloseTo(Number(row?.active ?? 0), 9);
        else expect(row).toBeUndefined();
      }),
    );
    expect(found).toBe(expected.length);
  });

  test("summary of the calibration period", async () => {
    const expected = await rows(`
      WITH days AS (SELECT customer_id, date, sum(amount::DECIMAL(12, 2)) AS amount FROM ${purchases}
                    WHERE date <= DATE '1997-09-30' GROUP BY ALL),
           ordered AS (SELECT *, min(date) OVER (PARTITION BY customer_id) AS first FROM days)
      SELECT customer_id, count(*) - 1 AS frequency, date_diff('day', min(date), max(date)) / 7 AS recency,
             date_diff('day', min(date), DATE '1997-09-30') / 7 AS age,
             coalesce(avg(amount::DOUBLE) FILTER (date > first), 0) AS monetary
      FROM ordered GROUP BY customer_id ORDER BY customer_id`);
    const result = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
    expect(result.customers).toEqual(expected.map((row) => row.customer_id));
    for (const name of ["frequency", "recency", "age", "monetary"] as const) {
      expected.forEach((row, c) => expect(result[name][c]).toBeCloseTo(Number(row[name]), 9));
    }
  });
});

test("the order of rows changes nothing but the order of customers", () => {
  const order = shuffled(data.dates.length, 3);
  const pick = <T>(column: readonly T[]): T[] => order.map((i) => column[i]);
  const mixed = [pick(data.customers), pick(data.dates), pick(data.amounts)] as const;
  const one = rfm(data.customers, data.dates, data.amounts, serialOf("1998-07-01"), 4);
  const other = rfm(...mixed, serialOf("1998-07-01"), 4);
  const byName = new Map(other.customers.map((name, c) => [name, c]));
  one.customers.forEach((name, c) => {
    const its = byName.get(name) as number;
    expect([other.r[its], other.f[its], other.m[its], other.segments[its]]).toEqual([
      one.r[c],
      one.f[c],
      one.m[c],
      one.segments[c],
    ]);
  });
  expect(cohorts(mixed[0], mixed[1])).toEqual(cohorts(data.customers, data.dates));
});

test("names of cohorts", () => {
  const name = (iso: string, period: "month" | "quarter" | "week" | "year"): string =>
    cohorts(["A"], [serialOf(iso)], period).cohorts[0];
  expect(name("2024-02-29", "month")).toBe("2024-02");
  expect(name("2024-12-31", "quarter")).toBe("2024-Q4");
  expect(name("2000-03-01", "year")).toBe("2000");
  // ISO 8601: 2021-01-03 is the Sunday of week 53 of 2020; 2018-12-31 the Monday of week 1 of 2019.
  expect(name("2021-01-03", "week")).toBe("2020-W53");
  expect(name("2018-12-31", "week")).toBe("2019-W01");
});

test("blanks and purchases after the date are left out; nothing left is an error", () => {
  const result = rfm(["A", "", "B", "A", "C"], [10, 10, NaN, 30, 12], [1, 1, 1, 1, NaN], 20);
  expect(result.customers).toEqual(["A"]);
  expect(result.recency[0]).toBe(10);
  expect(() => rfm([""], [1], [1], 5)).toThrow("no complete purchases");
  expect(() => rfm(["A"], [1], [1], NaN)).toThrow("as_of is blank");
  expect(() => rfm(["A"], [1], [1], 5, 1)).toThrow("bins is 1");
  expect(() => rfm(["A"], [1, 2], [1], 5)).toThrow("dates has 2 cells, but customers has 1");
});
