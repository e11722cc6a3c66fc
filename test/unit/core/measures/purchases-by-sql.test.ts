import { beforeAll, describe, expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { cohorts, rfm, summary } from "../../../../core/measures";
import { cdnow, serialOf } from "./cdnow";

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
    // worse and half of the equal, of all
    const score = (order: string, value: string): string =>
      `least(5, 1 + floor(5 * (rank() OVER (ORDER BY ${order}) - 1 + count(*) OVER (PARTITION BY ${value}) / 2.0)
                          / count(*) OVER ()))`;
    const expected = await rows(`
      WITH totals AS (
        SELECT customer_id, date_diff('day', max(date), DATE '1998-07-01') AS recency,
               count(DISTINCT date) AS frequency, sum(amount::DECIMAL(12, 2))::DOUBLE AS monetary
        FROM ${purchases} GROUP BY customer_id)
      SELECT *, ${score("recency DESC", "recency")} AS r, ${score("frequency", "frequency")} AS f,
             ${score("monetary", "monetary")} AS m
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
