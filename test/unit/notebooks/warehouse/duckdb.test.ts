import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { openFiles, type Warehouse } from "../../../../notebooks/support/warehouse";
import {
  peopleColumns,
  personRows,
  purchaseRows,
  surveyColumns,
  surveyRows,
  warehouseConformance,
} from "../../../conformance/warehouse";
import { warehouseExpressions } from "../../../conformance/warehouse-expressions";
import { retailRows, warehouseReturns } from "../../../conformance/warehouse-returns";
import { temporaryFolder } from "../../../temporary-folder";

const longley = join(__dirname, "../../../fixtures/nist/Longley.csv");
const folder = temporaryFolder();
let warehouse: Warehouse;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const names = surveyColumns.map(
    (name, j) => `"${name.replaceAll('"', '""')}" ${j < 2 ? "VARCHAR" : "DOUBLE"}`,
  );
  await connection.run(`CREATE TABLE survey (${names.join(", ")})`);
  const survey = await connection.createAppender("survey");
  for (const row of surveyRows()) {
    row.forEach((value, j) => {
      if (value === null) survey.appendNull();
      else if (j < 2) survey.appendVarchar(value as string);
      else survey.appendDouble(value as number);
    });
    survey.endRow();
  }
  survey.closeSync();
  await connection.run(`CREATE TABLE people (${peopleColumns.map((name) => `${name} VARCHAR`).join(", ")})`);
  const people = await connection.createAppender("people");
  for (const row of personRows()) {
    for (const value of row) {
      if (value === null) people.appendNull();
      else people.appendVarchar(value);
    }
    people.endRow();
  }
  people.closeSync();
  await connection.run(`COPY people TO '${join(folder, "people.parquet")}'`);
  await connection.run(`COPY survey TO '${join(folder, "survey.parquet")}'`);
  connection.closeSync();
  instance.closeSync();
  const cell = (value: string | number | null) =>
    value === null ? "" : `"${String(value).replaceAll('"', '""')}"`;
  for (const [name, rows] of Object.entries({ purchases: purchaseRows(), retail: retailRows() })) {
    const lines = rows.map((row) => row.map(cell).join(","));
    writeFileSync(join(folder, `${name}.csv`), ["customer,day,amount", ...lines, ""].join("\n"));
  }
  warehouse = await openFiles({
    tables: {
      survey: join(folder, "survey.parquet"),
      people: join(folder, "people.parquet"),
      purchases: join(folder, "purchases.csv"),
      retail: join(folder, "retail.csv"),
      longley,
    },
  });
});

afterAll(() => warehouse?.close());

describe("DuckDB", () => {
  warehouseConformance(() => warehouse);
  warehouseExpressions(() => warehouse);
  warehouseReturns(() => warehouse);
});
