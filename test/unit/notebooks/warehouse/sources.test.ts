import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import Database from "libsql";
import { writeXlsx, type FileCell, type FileValue, type SheetFile } from "../../../../addin/workbook/file";
import { SqliteCustomerStore } from "../../../../notebooks/support/sqlite";
import { duckdbEngine } from "../../../../notebooks/support/warehouse/duckdb-engine";
import type { Engine } from "../../../../notebooks/support/warehouse/engine";
import { sqlWarehouse } from "../../../../notebooks/support/warehouse/sql-warehouse";
import { openFiles, type FileSource, type Warehouse } from "../../../../notebooks/support/warehouse";
import { onFiles, sumsOf } from "./on-files";
import { temporaryFolder } from "../../../temporary-folder";

const folder = temporaryFolder();
const file = (name: string) => join(folder, name);

const withTable = <T>(survey: FileSource, work: (warehouse: Warehouse) => Promise<T>) =>
  onFiles({ tables: { survey } }, work);

async function scoresOf(warehouse: Warehouse, values = ["a", "b"]): Promise<[string, number][]> {
  const found: [string, number][] = [];
  const request = { table: "survey", customer: "id", values, weights: values.map(() => 0.5) };
  for await (const { customers, scores } of warehouse.score(request))
    customers.forEach((customer, i) => found.push([customer, scores[i]]));
  return found.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Parquet files by the SELECT that fills them. */
async function parquet(files: Readonly<Record<string, string>>): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [path, select] of Object.entries(files))
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

describe("a SQLite file", () => {
  function sqlite(name: string, sql: string): FileSource {
    const database = new Database(file(name));
    database.exec(sql);
    database.close();
    return { sqlite: file(name), table: "customers" };
  }

  test("long ids keep every digit, numbers are numbers, NULL is missing", async () => {
    const source = sqlite(
      "ids.sqlite",
      `CREATE TABLE customers (id INTEGER PRIMARY KEY, a REAL, b INTEGER, "select" NUMERIC, note TEXT, born DATE);
       INSERT INTO customers VALUES (9007199254740993, 1.5, 2, 0.1, 'x', '1990-01-31'), (9007199254740992, 3, NULL, 4, '', NULL),
         (-9223372036854775808, 2, 4, 7, '''; DROP TABLE customers; --', '');`,
    );
    await withTable(source, async (warehouse) => {
      const kinds = (await warehouse.columns("survey")).map(({ name, kind }) => `${name} ${kind}`);
      expect(kinds).toEqual(["id number", "a number", "b number", "select number", "note text", "born text"]);
      expect(await scoresOf(warehouse)).toEqual([
        ["-9223372036854775808", 3],
        ["9007199254740992", NaN],
        ["9007199254740993", 1.75],
      ]);
      expect(await warehouse.completeness({ table: "survey", columns: ["b", "note", "born"] })).toEqual({
        rows: 3,
        columns: [
          { name: "b", filled: 2 },
          { name: "note", filled: 2 },
          { name: "born", filled: 1 },
        ],
        rowsByFilled: [1, 0, 1, 1],
      });
    });
  });

  test("integers with a fraction among them are doubles", async () => {
    const source = sqlite(
      "mixed.sqlite",
      "CREATE TABLE customers (id TEXT, a INTEGER, b INT); INSERT INTO customers VALUES ('x', 1, 2), ('y', 2.5, 3);",
    );
    expect(await withTable(source, (warehouse) => scoresOf(warehouse))).toEqual([
      ["x", 1.5],
      ["y", 2.75],
    ]);
  });

  test("text among numbers is named, in both languages; so is a table that is not there", async () => {
    const source = sqlite(
      "text.sqlite",
      "CREATE TABLE customers (id TEXT, a INTEGER, b REAL); INSERT INTO customers VALUES ('x', 1, 2), ('y', 'many', 3);",
    );
    await expect(openFiles({ tables: { survey: source } })).rejects.toMatchObject({
      key: "sqliteValue",
      parameters: { row: 2, column: "a", found: '"many"', table: "customers" },
    });
    const elsewhere = { sqlite: file("text.sqlite"), table: "people" };
    await expect(openFiles({ tables: { survey: elsewhere } })).rejects.toMatchObject({
      key: "tableNotFound",
    });
    await expect(
      openFiles({ tables: { survey: { sqlite: file("none.sqlite"), table: "people" } } }),
    ).rejects.toMatchObject({ key: "fileNotFound" });
  });

  test("a folder of them is one table, columns by name, in every file", async () => {
    mkdirSync(file("years"));
    sqlite(
      "years/2025.sqlite",
      "CREATE TABLE customers (id INTEGER, a INTEGER, b REAL); INSERT INTO customers VALUES (9007199254740993, 1, 2)",
    );
    sqlite(
      "years/2026.db",
      "CREATE TABLE customers (b INTEGER, id INTEGER, note TEXT, a REAL); INSERT INTO customers VALUES (5, 7, 'x', 2.5)",
    );
    writeFileSync(file("years/read me.txt"), "no table");
    const source = { sqlite: file("years"), table: "customers" };
    await withTable(source, async (warehouse) => {
      expect(await warehouse.tables()).toEqual(["survey"]);
      expect(await scoresOf(warehouse)).toEqual([
        ["7", 3.75],
        ["9007199254740993", 1.5],
      ]);
      expect((await warehouse.columns("survey")).map(({ name }) => name)).toEqual(["id", "a", "b", "note"]);
    });
    sqlite("years/2027.sqlite", "CREATE TABLE other (id INTEGER)");
    await expect(openFiles({ tables: { survey: source } })).rejects.toMatchObject({ key: "tableNotFound" });
    mkdirSync(file("no years"));
    const none = { sqlite: file("no years"), table: "customers" };
    await expect(openFiles({ tables: { survey: none } })).rejects.toMatchObject({ key: "fileKind" });
  });

  test("a view is a table: what it computes has the type of its values", async () => {
    const source = sqlite(
      "view.sqlite",
      `CREATE TABLE raw (name TEXT, ratings TEXT);
       INSERT INTO raw VALUES ('x', '{"a": 1, "b": 2.5}'), ('y', '{"a": 3}');
       CREATE VIEW customers AS SELECT upper(name) AS id, json_extract(ratings, '$.a') AS a, json_extract(ratings, '$.b') AS b FROM raw;`,
    );
    await withTable(source, async (warehouse) => {
      expect((await warehouse.columns("survey")).map(({ type }) => type)).toEqual([
        "VARCHAR",
        "BIGINT",
        "DOUBLE",
      ]);
      expect(await scoresOf(warehouse)).toEqual([
        ["X", 1.75],
        ["Y", NaN],
      ]);
    });
  });

  test("the ratings of a store of ours are numbers", async () => {
    const store = new SqliteCustomerStore(file("own.sqlite"));
    await store.add([
      { name: "Ann", ratings: { perceived: { Quality: 4 } } },
      { name: "Bo", ratings: { perceived: { Quality: 2 } } },
    ]);
    await store.close();
    await withTable({ sqlite: file("own.sqlite"), table: "ratings" }, async (warehouse) => {
      const [all] = await warehouse.scoreSummary({ table: "survey", values: ["rating"], weights: [1] });
      expect(all).toMatchObject({ rows: 2, mean: 3 });
    });
  });

  test("a file that is no SQLite file is an error, not an empty table", async () => {
    writeFileSync(file("fake.sqlite"), "id,a,b\nx,1,2\n".repeat(100));
    await expect(
      openFiles({ tables: { survey: { sqlite: file("fake.sqlite"), table: "customers" } } }),
    ).rejects.toMatchObject({ key: "serverFailed" });
  });
});

describe("a workbook", () => {
  const sheet = (cells: (FileValue | Date)[][]): SheetFile => ({
    name: "Sales 2024",
    cells: cells.map((row) =>
      row.map((value): FileCell =>
        value instanceof Date
          ? { value: value.getTime() / 86_400_000 + 25_569, format: "m/d/yyyy" }
          : { value },
      ),
    ),
  });
  const book = (name: string, ...sheets: SheetFile[]) => {
    writeFileSync(file(name), writeXlsx({ sheets }));
    return file(name);
  };
  const day = (month: number, day: number) => new Date(Date.UTC(2024, month - 1, day));
  const rows = [
    ["Our sales"],
    [],
    ["Customer", "Day", "Amount", "Gone"],
    ["A", day(1, 2), 10, true],
    [" A ", day(2, 3), 5, false],
    [],
    ["B", day(1, 9), "n/a", false],
    ["C", day(1, 10), { error: "#N/A" }, true],
    [1001, day(3, 1), 7, true],
  ];
  const request = {
    table: "survey",
    customer: "Customer",
    date: "Day",
    amount: "Amount",
    asOf: "2024-12-31",
  };

  test("is a table: its first sheet with headers, days, numbers and logical values as they are", async () => {
    await withTable(book("sales.xlsx", sheet([]), { ...sheet(rows), name: "Two" }), async (warehouse) => {
      const types = (await warehouse.columns("survey")).map(({ name, type }) => `${name} ${type}`);
      expect(types).toEqual(["Customer VARCHAR", "Day DATE", "Amount DOUBLE", "Gone BOOLEAN"]);
      expect(await warehouse.rfm(request)).toMatchObject({ customers: 2, rowsLeftOut: 2 });
      expect((await warehouse.cohorts(request)).cohorts).toMatchObject([
        { cohort: "2024-01", active: [3, 1, 0] },
        { cohort: "2024-03", active: [1] },
      ]);
    });
  });

  test("a sheet by its name, and what is wrong with one", async () => {
    const path = book("two.xlsx", sheet(rows), { ...sheet([["Title"]]), name: "Empty" });
    const open = (source: FileSource) => openFiles({ tables: { survey: source } });
    await withTable({ xlsx: path, sheet: "Sales 2024" }, async (warehouse) =>
      expect(await warehouse.tables()).toEqual(["survey"]),
    );
    await expect(open({ xlsx: path, sheet: "Sales" })).rejects.toMatchObject({
      key: "tableNotFound",
      parameters: { known: "Sales 2024, Empty" },
    });
    await expect(open({ xlsx: path, sheet: "Empty" })).rejects.toMatchObject({ key: "sheetEmpty" });
    const bad = book(
      "bad.xlsx",
      sheet([
        ["A", "B"],
        ["x", { error: "#DIV/0!" }],
      ]),
    );
    await expect(open(bad)).rejects.toMatchObject({
      key: "sheetError",
      parameters: { place: "Sales 2024!B2", found: "#DIV/0!" },
    });
    writeFileSync(file("fake.xlsx"), "no workbook");
    await expect(open(file("fake.xlsx"))).rejects.toMatchObject({ name: "WorkbookFileError" });
  });
});

describe("folders of files", () => {
  test("of Parquet are one table, columns by name and numbers in the wider type", async () => {
    const many = file("parquet");
    mkdirSync(many);
    await parquet({
      [join(many, "1.parquet")]: "SELECT 'x' AS id, 1::TINYINT AS a, 2.5::DOUBLE AS b",
      [join(many, "2.parquet")]: "SELECT 4::BIGINT AS b, 'y' AS id, 3.25::FLOAT AS a, true AS more",
      [join(many, "3.parquet")]: "SELECT 'z' AS id, 1.5::DECIMAL(4,2) AS a, 0::DOUBLE AS b WHERE false",
    });
    await withTable(many, async (warehouse) => {
      expect(await scoresOf(warehouse)).toEqual([
        ["x", 1.75],
        ["y", 3.625],
      ]);
    });
  });

  test("of Parquet: words for none are blanks in dates, names and cells", async () => {
    await parquet({
      [file("words.parquet")]:
        "SELECT unnest(['A', ' A', 'N/A', 'B', ' – ', 'B']) AS who, unnest(['2024-01-01', '2024-01-02', '2024-01-03', ' none ', '2024-01-04', '2024-01-05']) AS day, 1 AS amount",
    });
    await withTable(file("words.parquet"), async (warehouse) => {
      const request = { table: "survey", customer: "who", date: "day", amount: "amount", asOf: "2024-12-31" };
      expect(await warehouse.rfm(request)).toMatchObject({ customers: 2, rowsLeftOut: 3 });
      expect(await warehouse.completeness({ table: "survey" })).toMatchObject({
        columns: [{ filled: 4 }, { filled: 5 }, { filled: 6 }],
      });
    });
  });

  test("a column of numbers here and of text there is text, and says so where numbers belong", async () => {
    const many = file("types");
    mkdirSync(many);
    await parquet({
      [join(many, "1.parquet")]: "SELECT 'x' AS id, 1 AS a, 2 AS b",
      [join(many, "2.parquet")]: "SELECT 'y' AS id, 'three' AS a, 4 AS b",
    });
    await withTable(many, async (warehouse) => {
      await expect(scoresOf(warehouse)).rejects.toMatchObject({
        key: "columnNotNumber",
        parameters: { column: "a", type: "VARCHAR" },
      });
      expect(await scoresOf(warehouse, ["b"])).toEqual([
        ["x", 1],
        ["y", 2],
      ]);
    });
  });

  test("lines that end in two ways are read, and what is no table is told", async () => {
    writeFileSync(file("ends.csv"), "id,a,b\nx,1,2\r\n" + 'y,3,"4"\r\n');
    expect(await withTable(file("ends.csv"), (warehouse) => scoresOf(warehouse))).toEqual([
      ["x", 1.5],
      ["y", 3.5],
    ]);
    writeFileSync(file("uneven.csv"), `id,a\n${"x,1\r\n".repeat(5000)}z\r\n`);
    await expect(openFiles({ tables: { survey: file("uneven.csv") } })).rejects.toMatchObject({
      key: "csvUnreadable",
      parameters: { path: file("uneven.csv") },
    });
  });

  test("the same in CSV: never half of the rows", async () => {
    const many = file("csv-types");
    mkdirSync(many);
    writeFileSync(join(many, "1.csv"), "id,a,b\nx,1,2\n");
    writeFileSync(join(many, "2.csv"), "id,a,b\ny,three,4\n");
    await withTable(many, async (warehouse) => {
      await expect(scoresOf(warehouse)).rejects.toThrow(/a/);
    });
  });

  test("text deep in a column of numbers is an error that names the line", async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `c${i},${i},1`);
    lines[40_000] = "c40000,many,1";
    writeFileSync(file("deep.csv"), ["id,a,b", ...lines, ""].join("\n"));
    await withTable(file("deep.csv"), async (warehouse) => {
      await expect(scoresOf(warehouse)).rejects.toMatchObject({
        key: "csvCell",
        parameters: { path: file("deep.csv"), line: "40002", column: "a", found: "many" },
      });
    });
  });

  test("a column that one file lacks is missing there", async () => {
    const many = file("lacking");
    mkdirSync(many);
    writeFileSync(join(many, "1.csv"), "id,a,b\nx,1,2\n");
    writeFileSync(join(many, "2.csv"), "id,a\ny,3\n");
    await withTable(many, async (warehouse) => {
      expect(await scoresOf(warehouse)).toEqual([
        ["x", 1.5],
        ["y", NaN],
      ]);
      await expect(scoresOf(warehouse, ["a", "c"])).rejects.toMatchObject({
        key: "columnNotFound",
        parameters: { column: "c", known: "id, a, b" },
      });
    });
  });

  test("of CSV are looked through once and not at every query; written again with other columns, they are read as they are", async () => {
    const many = file("monthly");
    mkdirSync(many);
    const write = (month: number, text: string) => writeFileSync(join(many, `${month}.csv`), text);
    write(1, "id,a,b\nx,1,2\n");
    write(2, "id;b;a\r\ny;5;2.5\r\n");
    write(3, 'id,a,b\n"z, the last",3,4\n');
    const engine = await duckdbEngine({ tables: { survey: many } });
    const warehouse = sqlWarehouse(engine);
    try {
      const [{ columns }] = await engine.answer(
        "SELECT sql FROM duckdb_views() WHERE NOT internal",
        ["text"],
        {},
      );
      expect(String(columns[0])).not.toContain("union_by_name");
      expect(String(columns[0]).match(/auto_detect = CAST\('f' AS BOOLEAN\)/g)).toHaveLength(2);
      expect(await scoresOf(warehouse)).toEqual([
        ["x", 1.5],
        ["y", 3.75],
        ["z, the last", 3.5],
      ]);
      write(1, "b,a,id\n20,10,w\n");
      write(4, "id,a,b\nv,7,7\n");
      expect((await scoresOf(warehouse)).slice(0, 2)).toEqual([
        ["v", 7],
        ["w", 15],
      ]);
      for (let month = 5; month < 12; month++) write(month, `ID,a,b,x${month}\nu,${month},1,${month}\n`);
      const scores = (await scoresOf(warehouse)).filter(([id]) => id === "u").map(([, score]) => score);
      expect(scores.sort((one, other) => one - other)).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6]);
    } finally {
      await warehouse.close();
    }
  });

  test("of CSV come in the order of their files where that is asked for, though some are written otherwise", async () => {
    const many = file("ordered");
    mkdirSync(many);
    for (const [i, mark] of [",", ";", ","].entries())
      writeFileSync(join(many, `${i}.csv`), `id${mark}a\nr${i}${mark}${i}\n`);
    const warehouse = await openFiles({ tables: { survey: many }, inOrder: true });
    const found: string[] = [];
    const request = { table: "survey", customer: "id", values: ["a"], weights: [1] };
    for await (const { customers } of warehouse.score(request)) found.push(...customers);
    await warehouse.close();
    expect(found).toEqual(["r0", "r1", "r2"]);
  });

  test("Parquet beside CSV is refused, and a pattern takes one kind", async () => {
    const both = file("both");
    mkdirSync(both);
    writeFileSync(join(both, "1.csv"), "id,a,b\nx,1,2\n");
    await parquet({ [join(both, "2.parquet")]: "SELECT 'y' AS id, 3 AS a, 5 AS b" });
    await expect(openFiles({ tables: { survey: both } })).rejects.toMatchObject({ key: "fileMixture" });
    expect(await withTable(join(both, "*.parquet"), (warehouse) => scoresOf(warehouse))).toEqual([["y", 4]]);
    await expect(openFiles({ tables: { survey: join(both, "2025-*.parquet") } })).rejects.toMatchObject({
      key: "fileNotFound",
    });
  });

  test("empty files: none of bytes is an error, none of rows an empty table", async () => {
    writeFileSync(file("nothing.csv"), "");
    await expect(openFiles({ tables: { survey: file("nothing.csv") } })).rejects.toMatchObject({
      key: "fileEmpty",
    });
    writeFileSync(file("nothing.parquet"), "");
    await expect(openFiles({ tables: { survey: file("nothing.parquet") } })).rejects.toMatchObject({
      key: "fileEmpty",
    });
    writeFileSync(file("no.parquet"), "id,a,b\nx,1,2\n");
    await expect(openFiles({ tables: { survey: file("no.parquet") } })).rejects.toMatchObject({
      key: "fileBroken",
      parameters: { path: file("no.parquet") },
    });
    await parquet({
      [file("rows.parquet")]:
        "SELECT 'x' AS id, 1::DOUBLE AS a, 2::DOUBLE AS b, DATE '2025-01-01' AS d WHERE false",
    });
    await withTable(file("rows.parquet"), async (warehouse) => {
      const purchases = { table: "survey", customer: "id", date: "d", amount: "a", asOf: "2025-06-30" };
      expect(await scoresOf(warehouse)).toEqual([]);
      expect(await warehouse.scoreSummary({ table: "survey", values: ["a"], weights: [1] })).toEqual([]);
      expect(await warehouse.cohorts(purchases)).toMatchObject({ cohorts: [] });
      expect(await warehouse.rfm(purchases)).toMatchObject({ customers: 0, cells: [] });
      expect(await warehouse.completeness({ table: "survey", columns: ["a"] })).toMatchObject({ rows: 0 });
      expect((await warehouse.duplicates({ table: "survey", customer: "id", name: "id" })).customers).toEqual(
        [],
      );
      await expect(warehouse.feedback({ table: "survey", y: "a", x: ["b"] })).rejects.toMatchObject({
        key: "tooFewRows",
        parameters: { rows: 0 },
      });
    });
    const many = file("headers");
    mkdirSync(many);
    writeFileSync(join(many, "1.csv"), "id,a,b,d\n");
    await withTable(many, async (warehouse) => {
      await expect(scoresOf(warehouse)).rejects.toMatchObject({
        key: "columnEmpty",
        parameters: { table: "survey", column: "a" },
      });
      await expect(warehouse.outcome({ table: "survey", y: "a", x: ["b"] })).rejects.toMatchObject({
        key: "tooFewRows",
        parameters: { rows: 0 },
      });
      expect(await warehouse.cohorts({ table: "survey", customer: "id", date: "d" })).toMatchObject({
        cohorts: [],
      });
      writeFileSync(join(many, "2.csv"), "id,a,b\nx,1,2\n");
      expect(await scoresOf(warehouse)).toEqual([["x", 1.5]]);
    });
  });
});

describe("CSV files as programs of many countries write them", () => {
  const source = (name: string, text: string | Buffer): string => {
    writeFileSync(file(name), text);
    return file(name);
  };
  const german =
    "\ufeffKunde;Betrag;Tag;Weg;Teil\n" +
    Array.from({ length: 60 }, (_, i) =>
      `K${i % 20};${i % 7},${i % 10}5;${i % 28}.03.2024;${(i * 7) % 3 === 0 ? "ja" : "nein"};${" BAC"[i % 4]}\n`.replace(
        ";0.",
        ";28.",
      ),
    ).join("");

  test("semicolons, a byte-order mark, decimal commas, days first: said once, and read; not said, what to say", async () => {
    const path = source("german.csv", german);
    await withTable({ files: path, decimals: "," }, async (warehouse) => {
      const request = {
        table: "survey",
        customer: "Kunde",
        date: "Tag",
        amount: "Betrag",
        asOf: "2025-01-01",
      };
      const { customers, rowsLeftOut, cells } = await warehouse.rfm(request);
      expect({ customers, rowsLeftOut }).toEqual({ customers: 20, rowsLeftOut: 0 });
      const cents = Array.from({ length: 60 }, (_, i) => 100 * (i % 7) + 10 * (i % 10) + 5);
      const total = cents.reduce((sum, each) => sum + each, 0) / 100;
      expect(cells.reduce((sum, { monetary }) => sum + monetary, 0)).toBeCloseTo(total, 9);
      const found = await warehouse.outcome({
        table: "survey",
        y: "Weg",
        x: ["Betrag", "Teil"],
        way: "sums",
      });
      expect(found).toMatchObject({ yesLabel: "ja", rowsUsed: 45, rowsLeftOut: 15, way: "sums" });
      expect(found.terms.map(({ level, against }) => [level, against])).toEqual([
        [undefined, undefined],
        ["B", "A"],
        ["C", "A"],
      ]);
    });
    const failures = [
      withTable(path, (warehouse) => warehouse.feedback({ table: "survey", y: "Betrag", x: ["Teil"] })),
      withTable(path, (warehouse) => warehouse.outcome({ table: "survey", y: "Weg", x: ["Betrag", "Teil"] })),
    ];
    const reason = {
      key: "columnNotNumber",
      parameters: { column: "Betrag" },
      message: expect.stringContaining('{ files: …, decimals: "," }'),
    };
    for (const failed of await Promise.allSettled(failures))
      expect(failed).toMatchObject({ status: "rejected", reason });
  });

  test("a yes stays a yes; TRUE and FALSE are logical values, and a category", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${i},${i % 3 ? "yes" : "no"},${i % 2 ? "TRUE" : "false"}`,
    );
    await withTable(source("words.csv", ["a,left,active", ...rows].join("\n")), async (warehouse) => {
      const kinds = (await warehouse.columns("survey")).map(({ kind }) => kind);
      expect(kinds).toEqual(["number", "text", "boolean"]);
      const request = { table: "survey", values: ["a"], weights: [1], where: { sql: "active" } };
      const groups = await warehouse.scoreSummary({ ...request, by: "left" });
      expect(groups.map(({ group, rows: count }) => [group, count])).toEqual([
        ["no", 5],
        ["yes", 10],
      ]);
      const { terms, names } = await warehouse.feedback({ table: "survey", y: "a", x: ["active"] });
      expect({ terms, names }).toEqual({
        terms: [{ predictor: 0, level: "TRUE", against: "FALSE" }],
        names: ["active"],
      });
    });
  });

  test("the levels of several categories are read by one query, each in the rows where all else is known", async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},${"pqr"[i % 3]},${["x", "y"][(i * i) % 5 > 1 ? 0 : 1]}`,
    );
    const path = source("two.csv", ["a,one,two", ...rows, "60,only here,", ",nor there,nor here"].join("\n"));
    const engine = await duckdbEngine({ tables: { survey: path } });
    const queries: string[] = [];
    const watched: Engine = {
      ...engine,
      answer: (sql, ...rest) => {
        queries.push(sql);
        return engine.answer(sql, ...rest);
      },
    };
    const request = { table: "survey", y: "a", x: ["one", "two"] };
    const { terms, rowsUsed } = await sqlWarehouse(watched).feedback(request);
    await engine.close();
    expect(terms.map(({ predictor, level, against }) => [predictor, level, against])).toEqual([
      [0, "q", "p"],
      [0, "r", "p"],
      [1, "y", "x"],
    ]);
    expect(rowsUsed).toBe(60);
    expect(queries.filter((sql) => sql.includes("DISTINCT"))).toHaveLength(1);
  });

  test("names are no category: the column is named, not the copy of it", async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `${i % 2},name ${i}`);
    await withTable(source("names.csv", ["y,who", ...rows].join("\n")), async (warehouse) => {
      await expect(warehouse.outcome({ table: "survey", y: "y", x: ["who"] })).rejects.toMatchObject({
        key: "tooManyLevels",
        parameters: { column: "who", limit: 100 },
      });
    });
    const few = rows.slice(0, 40).map((row, i) => row.replace(/name .*/, i === 7 ? "other" : "same"));
    await withTable(source("one.csv", ["y,who", ...few.slice(8)].join("\n")), async (warehouse) => {
      await expect(warehouse.feedback({ table: "survey", y: "y", x: ["who"] })).rejects.toMatchObject({
        key: "categoryOneLevel",
      });
    });
  });

  test.each([
    ["half.csv", '\ufeffid,a\nx,1,2\n"y'],
    ["broken.csv.gz", "no gzip at all"],
  ])("%s: what cannot be read says so", async (name, text) => {
    await expect(openFiles({ tables: { survey: source(name, text) } })).rejects.toMatchObject({
      key: "csvUnreadable",
      parameters: { path: file(name) },
    });
  });

  // 21,000 rows are more than those that DuckDB looks at to tell what a file is. By pandas 1.5.3, `read_csv(…).groupby("id").a.sum()`.
  test.each([
    [
      "quotes",
      "x,1\n",
      '"Smith, John",2\n"y\nz",3\n"say ""so""",4\n',
      [
        ["Smith, John", 2],
        ['say "so"', 4],
        ["x", 21_000],
        ["y\nz", 3],
      ],
    ],
    [
      "fractions",
      "x,1\n",
      "x,2.5\ny,5e-1\n",
      [
        ["x", 21_002.5],
        ["y", 0.5],
      ],
    ],
    [
      "values",
      "x,\n",
      "y,2.5\n",
      [
        ["x", 0],
        ["y", 2.5],
      ],
    ],
    [
      "long numbers",
      "1,1\n",
      "9007199254740993,2\n9007199254740992,3\n",
      [
        ["1", 21_000],
        ["9007199254740992", 3],
        ["9007199254740993", 2],
      ],
    ],
    [
      "times of day",
      "2024-01-31,1\n",
      "2024-01-31 10:11:12,2\n",
      [
        ["2024-01-31", 21_000],
        ["2024-01-31 10:11:12", 2],
      ],
    ],
    [
      "words",
      "true,1\n",
      "yes,2\n",
      [
        ["true", 21_000],
        ["yes", 2],
      ],
    ],
  ])("%s that come first far below are read as they are", async (name, line, last, expected) => {
    const path = source(`late ${name}.csv`, `id,a\n${line.repeat(21_000)}${last}`);
    expect(await withTable(path, sumsOf)).toEqual(expected);
  });

  // The same programs, by pandas: read_csv with the words for none as na_values.
  test.each([
    ["years as headers", "id,2023,a\nx,1,2\ny,3,4\n", 3],
    ["# at the beginning of lines and cells", "id,note,a\n#x,b,1\ny,#c,3\n", 2],
    ["apostrophes around names", "id,a\n'x',1\n'y',3\n", 2],
  ])("%s are what they are", async (name, text, mean) => {
    await withTable(source(`${name}.csv`, text), async (warehouse) => {
      const groups = await warehouse.scoreSummary({ table: "survey", values: ["a"], weights: [1], by: "id" });
      expect(groups.map(({ group }) => group)).toEqual(
        [...text.matchAll(/^(?!id)(.*?),/gm)].map(([, id]) => id),
      );
      expect(groups.reduce((sum, each) => sum + each.mean, 0) / 2).toBe(mean);
    });
  });

  test("a column that is blank in one file has the type of the others, and one that is blank in all of them says so", async () => {
    const many = file("blank columns");
    mkdirSync(many);
    writeFileSync(join(many, "1.csv"), "id,a,b,c\nx,,2,\ny, ,3,-\n");
    writeFileSync(join(many, "2.csv"), "c,b,a,id\n,4,1.5,z\n");
    await withTable(many, async (warehouse) => {
      expect(await scoresOf(warehouse)).toEqual([
        ["x", NaN],
        ["y", NaN],
        ["z", 2.75],
      ]);
      await expect(scoresOf(warehouse, ["c"])).rejects.toMatchObject({
        key: "columnEmpty",
        parameters: { column: "c" },
      });
    });
  });

  test("what cannot be a table or a number is told: a quote left open, cells of early lines, a line without end, infinity", async () => {
    const failed = async (name: string, text: string) =>
      expect(
        withTable(source(name, text), (warehouse) =>
          warehouse.scoreSummary({ table: "survey", values: ["a"], weights: [1] }),
        ),
      ).rejects;
    await (
      await failed("open.csv", `id,a\n"x,1\n${"y,2\n".repeat(100)}`)
    ).toMatchObject({ key: "csvUnreadable" });
    await (await failed("early.csv", "id,a,b\nx,1,2\ny,3\nz,4,5\n")).toMatchObject({ key: "csvUnreadable" });
    await (
      await failed("endless.csv", `id,a\n${"x".repeat(2_000_000)},1\ny,2\n`)
    ).toMatchObject({ key: "csvLong", parameters: { path: file("endless.csv") } });
    await (
      await failed("infinite.csv", "id,a\nx,inf\ny,2\n")
    ).toMatchObject({ key: "numberTooLarge", parameters: { column: "a" } });
  });
});
