import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbText } from "./duckdb-dialect";

/** Columns of the sample: three criteria for each of the five scores, rated 1 … 10. */
export const sampleCriteria = {
  need: ["need_1", "need_2", "need_3"],
  expectation: ["expectation_1", "expectation_2", "expectation_3"],
  management: ["management_1", "management_2", "management_3"],
  service: ["service_1", "service_2", "service_3"],
  marketing: ["marketing_1", "marketing_2", "marketing_3"],
} as const;

export interface SampleFiles {
  readonly survey: string;
  readonly purchases: string;
  readonly bytes: number;
}

/**
 * Writes invented customers as two Parquet files, the same on every run: `survey.parquet` (customer, region, the
 * criteria, satisfaction; 2% of the ratings are missing) and `purchases.parquet` (customer, day, amount; two per
 * customer on average). Satisfaction is 1 + 0.3 service_1 + 0.2 service_2 + 0.1 management_1 + noise of −1 … 1.
 *
 * @throws RangeError if `customers` is not a positive integer
 */
export async function writeSampleCustomers(folder: string, customers: number): Promise<SampleFiles> {
  if (!Number.isSafeInteger(customers) || customers < 1)
    throw new RangeError("customers: a whole number, 1 or more");
  mkdirSync(folder, { recursive: true });
  const files = { survey: join(folder, "survey.parquet"), purchases: join(folder, "purchases.parquet") };
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "150MB",
    temp_directory: folder,
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET preserve_insertion_order = false");
    const random = (salt: number, key = "i") => `(hash(${key} * 1024 + ${salt}) / 18446744073709551616e0)`;
    const all = Object.values(sampleCriteria).flat();
    const rating = (name: string) => `CAST(floor(1 + 10 * ${random(all.indexOf(name as never))}) AS TINYINT)`;
    const columns = all.map(
      (name, j) => `CASE WHEN ${random(100 + j)} < 2e-2 THEN NULL ELSE ${rating(name)} END AS ${name}`,
    );
    const satisfaction =
      `1 + 3e-1 * ${rating("service_1")} + 2e-1 * ${rating("service_2")} + 1e-1 * ${rating("management_1")} ` +
      `+ 2e0 * ${random(200)} - 1`;
    const region = `['North', 'East', 'South', 'West'][CAST(1 + floor(4 * ${random(201)}) AS INTEGER)]`;
    await connection.run(
      `COPY (SELECT 'C' || i AS customer, ${region} AS region, ${columns.join(", ")}, ${satisfaction} AS satisfaction ` +
        `FROM range(${customers}) AS sample(i)) TO ${duckdbText(files.survey)} (FORMAT parquet)`,
    );
    const owner = `CAST(floor(${customers} * ${random(300)}) AS BIGINT)`;
    await connection.run(
      `COPY (SELECT 'C' || ${owner} AS customer, DATE '2024-01-01' + CAST(floor(700 * ${random(301)}) AS INTEGER) AS day, ` +
        `round(5 + 200 * ${random(302)}, 2) AS amount FROM range(${2 * customers}) AS sample(i)) ` +
        `TO ${duckdbText(files.purchases)} (FORMAT parquet)`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  return { ...files, bytes: statSync(files.survey).size + statSync(files.purchases).size };
}
