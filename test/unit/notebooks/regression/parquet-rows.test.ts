import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { feedback, feedbackOfRowsAsync, type RowBlock } from "@crm-functions/core";
import { parquetRows } from "@crm-functions/notebooks";

const folder = mkdtempSync(join(tmpdir(), "crm-parquet-rows-"));
let database: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await DuckDBInstance.create();
  connection = await database.connect();
});
afterAll(() => {
  connection.closeSync();
  database.closeSync();
  rmSync(folder, { recursive: true });
});

async function write(name: string, select: string): Promise<string> {
  const file = join(folder, name);
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  return file;
}

async function numbers(file: string, y: string, x: string[]): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const block of parquetRows(file, { y, x }).blocks() as AsyncIterable<RowBlock>) {
    expect(block.first).toBe(rows.length);
    for (let i = 0; i < block.rows; i++) {
      rows.push([block.y[i], ...block.x.subarray(i * x.length, (i + 1) * x.length)]);
    }
  }
  return rows;
}

describe("a Parquet file as rows of a regression", () => {
  test("numbers of every kind, the columns asked for in their order; NULL, NaN and empty text are missing", async () => {
    const file = await write(
      "a.parquet",
      `SELECT * FROM (VALUES (1, 0.5::DOUBLE, 2.25::DECIMAL(9, 2), '', 7::BIGINT),
        (NULL, 'nan'::DOUBLE, NULL, NULL, -1)) AS t("the int", d, dec, txt, "big""int")`,
    );
    expect(await numbers(file, "dec", ["the int", 'big"int', "d", "txt"])).toEqual([
      [2.25, 1, 7, 0.5, NaN],
      [NaN, NaN, -1, NaN, NaN],
    ]);
  });
  test("the figures are those of the same numbers in memory, in the order of the file", async () => {
    const n = 30_000;
    const x = Array.from({ length: n }, (_, i) => [(i * 7919) % 1013, ((i * 104729) % 997) / 8]);
    const y = Float64Array.from(x, ([u, v], i) => 1 + u - 0.25 * v + ((i * 31) % 64) / 16);
    const u = "((i * 7919) % 1013)";
    const v = "(((i * 104729) % 997) / 8)";
    const file = await write(
      "b.parquet",
      `SELECT 1 + ${u} - 0.25 * ${v} + ((i * 31) % 64) / 16 AS y, ${u} AS u, ${v} AS v FROM range(${n}) AS t(i)`,
    );
    const found = await feedbackOfRowsAsync(parquetRows(file, { y: "y", x: ["u", "v"] }));
    const wanted = feedback(y, x);
    expect(found.coefficients).toEqual(wanted.coefficients);
    expect(found.standardErrors).toEqual(wanted.standardErrors);
    expect([found.rowsUsed, found.durbinWatson]).toEqual([n, wanted.durbinWatson]);
  });
  test("rows with NULL are left out and counted; two files are read one after the other", async () => {
    const first = await write("c1.parquet", "SELECT i AS a, i * i AS y FROM range(10) AS t(i)");
    const second = await write("c2.parquet", "SELECT NULL::BIGINT AS a, 1::BIGINT AS y");
    const found = await feedbackOfRowsAsync(parquetRows([first, second], { y: "y", x: ["a"] }));
    expect([found.rowsUsed, found.rowsLeftOut]).toEqual([10, 1]);
  });
});

describe("errors name the place, in both languages", () => {
  const chinese = (error: unknown): string =>
    (error as { messageIn(language: string): string }).messageIn("zh-CN");
  test("a file and a column that are not there", async () => {
    await expect(numbers(join(folder, "none.parquet"), "y", ["a"])).rejects.toThrow(/none\.parquet/);
    const found = numbers(await write("d.parquet", "SELECT 1 AS a, 2 AS b"), "y", ["a"]);
    await expect(found).rejects.toThrow(/There is no column "y" in .*d\.parquet; there are a, b\./);
    expect(chinese(await found.catch((error: unknown) => error))).toContain("没有“y”列");
  });
  test("a text, by its row, also far down the file", async () => {
    const file = await write(
      "e.parquet",
      `SELECT CASE WHEN i = 5000 THEN 'none' END AS a, i AS y FROM range(6000) AS t(i)`,
    );
    await expect(numbers(file, "y", ["a"])).rejects.toMatchObject({
      key: "cellNotNumber",
      place: { argument: "a", row: 5001, column: 2 },
    });
    await expect(numbers(await write("f.parquet", "SELECT '3' AS a, 1 AS y"), "y", ["a"])).rejects.toThrow(
      'a: row 1, column 2 is the text "3" where a number belongs.',
    );
  });
  test("dates and logical values are no numbers", async () => {
    const file = await write("g.parquet", "SELECT DATE '2026-01-31' AS day, true AS yes, 1 AS y");
    await expect(numbers(file, "y", ["day"])).rejects.toThrow(
      /Column "day" of .* holds DATE where numbers belong/,
    );
    const found = await numbers(file, "yes", ["y"]).catch((error: unknown) => error);
    expect(chinese(found)).toContain("“yes”列是 BOOLEAN");
  });
  test("an infinite number, by its row", async () => {
    const file = await write(
      "h.parquet",
      `SELECT CASE WHEN i = 4321 THEN 'inf'::DOUBLE ELSE i END AS a, (i * i)::DOUBLE AS y FROM range(5000) AS t(i)`,
    );
    await expect(feedbackOfRowsAsync(parquetRows(file, { y: "y", x: ["a"] }))).rejects.toMatchObject({
      key: "feedbackNotFinite",
      place: { row: 4322 },
    });
  });
  test("a file that changes between two readings", async () => {
    const select = (last: number): string =>
      `SELECT CASE WHEN i = 499 THEN ${last} ELSE i END AS a, (i * 37) % 101 AS y FROM range(500) AS t(i)`;
    const file = await write("i.parquet", select(1));
    const source = parquetRows(file, { y: "y", x: ["a"] });
    let readings = 0;
    const changing = {
      predictors: 1,
      async *blocks() {
        if (readings++ === 1) await write("i.parquet", select(2));
        yield* source.blocks();
      },
    };
    await expect(feedbackOfRowsAsync(changing)).rejects.toMatchObject({ key: "feedbackSourceChanged" });
  });
  test("a reading that is given up leaves nothing open", async () => {
    const file = await write("j.parquet", "SELECT i AS a, i AS y FROM range(100000) AS t(i)");
    for await (const block of parquetRows(file, { y: "y", x: ["a"] }).blocks() as AsyncIterable<RowBlock>) {
      expect(block.rows).toBeGreaterThan(0);
      break;
    }
  });
});
