import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import Database from "libsql";
import { writeXlsx } from "../../../../addin/workbook/file";
import { openFiles, type Warehouse } from "../../../../notebooks/support/warehouse";
import { temporaryFolder } from "../../../temporary-folder";

const folder = temporaryFolder();

const docs = ["docs/warehouse.md", "docs/warehouse.zh-CN.md"];
/** The examples of files: everything but how to open a cluster. */
const examplesOf = (path: string) =>
  Array.from(readFileSync(path, "utf8").matchAll(/```ts\n(.*?)```/gs), ([, code]) => code).filter(
    (code) => !code.includes("openClickHouse"),
  );

/** The files that the examples name. */
async function writeFiles(): Promise<void> {
  mkdirSync(join(folder, "data/survey"), { recursive: true });
  const at = (name: string) => join(folder, name);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT 1 AS quality) TO '${at("data/survey/1.parquet")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  for (const year of [2024, 2025]) {
    const lines = Array.from(
      { length: 300 },
      (_, i) =>
        `C${(i * i) % 47},${year}-${String(1 + (i % 12)).padStart(2, "0")}-1${i % 10},${5 + ((i * i) % 47) * (1 + (i % 3))}\n`,
    );
    writeFileSync(at(`data/${year}.csv`), `customer,day,amount\n${lines.join("")}`);
  }
  writeFileSync(
    at("data/orders.csv"),
    "Customer ID,InvoiceDate,Quantity,Unit Price,Country\n" +
      "1,12/1/2025 8:26,6,2.55,United Kingdom\n2,12/2/2025 9:00,2,3.5,France\n2,12/9/2025 9:00,1,4,France\n",
  );
  const cells = [["Customer", "Amount"].map((value) => ({ value })), [{ value: "A" }, { value: -5 }]];
  writeFileSync(at("data/returns.xlsx"), writeXlsx({ sheets: [{ name: "2025", cells }] }));
  const database = new Database(at("crm.sqlite"));
  database.exec("CREATE VIEW ratings AS SELECT 'A' AS customer, 4.5 AS rating");
  database.close();
}

test("the examples of the documents run, in both languages alike", async () => {
  await writeFiles();
  const [english, chinese] = docs.map(examplesOf);
  const plain = (code: string) => code.replace(/ *\/\/.*$/gm, "");
  expect(chinese.map(plain)).toEqual(english.map(plain));
  const AsyncFunction = (async () => {}).constructor as new (
    ...code: string[]
  ) => (...values: unknown[]) => Promise<unknown>;
  // As a notebook runs it, one cell after another, in the folder of the files.
  const code = english
    .join("\n")
    .replace(/^import .*$/gm, "")
    .replace(/"((?:data\/|crm\.|forecast)[^"]*)"/g, (_, path: string) => JSON.stringify(join(folder, path)))
    .replace("await warehouse.rfm", "const found = await warehouse.rfm");
  let opened: Warehouse | undefined;
  const opening = async (options: Parameters<typeof openFiles>[0]) => (opened = await openFiles(options));
  try {
    const results = (await new AsyncFunction(
      "openFiles",
      `${code}\nreturn { found, model, spending, tables: await warehouse.tables() };`,
    )(opening)) as { found: { customers: number }; model: { customers: number }; tables: string[] };
    expect(results.tables).toEqual(["survey", "purchases", "orders", "returns", "crm"]);
    expect(results.found.customers).toBe(1);
    expect(results.model.customers).toBeGreaterThan(10);
  } finally {
    await opened?.close();
  }
  const written = await openFiles({ tables: { forecast: join(folder, "forecast.parquet") } });
  const columns = await written.columns("forecast");
  await written.close();
  for (const text of docs.map((path) => readFileSync(path, "utf8")))
    expect(text).toContain(`\`${columns.map(({ name }) => name).join(", ")}\``);
});

test("the documents name every call", async () => {
  const warehouse = await openFiles({ tables: {} });
  const calls = Object.keys(warehouse).filter(
    (name) => !["engine", "tables", "columns", "close"].includes(name),
  );
  await warehouse.close();
  for (const path of docs) {
    const text = readFileSync(path, "utf8");
    for (const call of calls) expect(text).toContain(`| \`${call}({ table`);
  }
});
