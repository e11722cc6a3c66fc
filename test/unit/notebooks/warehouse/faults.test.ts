import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { NotebookError } from "../../../../notebooks/support/notebook-error";
import {
  openClickHouse,
  openFiles,
  writeSampleCustomers,
  type RunOptions,
  type Warehouse,
} from "../../../../notebooks/support/warehouse";
import { clickhouseEngine } from "../../../../notebooks/support/warehouse/clickhouse-engine";
import { duckdbEngine } from "../../../../notebooks/support/warehouse/duckdb-engine";
import type { Engine } from "../../../../notebooks/support/warehouse/engine";
import { sqlWarehouse } from "../../../../notebooks/support/warehouse/sql-warehouse";
import { startClickHouse } from "../../../../scripts/clickhouse-servers.mjs";
import { clickHouse, describeWith } from "../../../needs";
import { onFiles } from "./on-files";
import { temporaryFolder } from "../../../temporary-folder";

const request = { table: "survey", values: ["a", "b"], weights: [0.5, 0.5] };

/** Something on loopback that speaks HTTP and answers every query alike, once the schema was asked for. */
async function pretender(
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; server: Server }> {
  const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
  const schema = Buffer.concat(["id", "String", "a", "Float64", "b", "Float64"].map(text));
  const server = createServer((query, response) => {
    let body = "";
    query.on("data", (chunk: Buffer) => (body += chunk.toString()));
    query.on("end", () => {
      if (body.includes("system.columns")) response.end(schema);
      else if (/^SELECT \S*toFloat64\(count\(\*\)\)\S* ?(nan\))? FROM/.test(body)) response.end(number(3));
      else answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function number(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return buffer;
}

async function scoresFrom(answer: (response: ServerResponse) => void): Promise<number> {
  const { url, server } = await pretender(answer);
  const warehouse = openClickHouse({ url });
  let rows = 0;
  try {
    for await (const batch of warehouse.score({ ...request, customer: "id" })) rows += batch.customers.length;
    return rows;
  } finally {
    await warehouse.close();
    server.close();
  }
}

const row = Buffer.concat([Buffer.from([2, 99, 49]), number(1)]);

describe("a server that fails", () => {
  test("answers 500: its words are in the error", async () => {
    const scores = scoresFrom((response) => {
      response.statusCode = 500;
      response.end("Code: 241. DB::Exception: Memory limit exceeded");
    });
    await expect(scores).rejects.toThrow(/ClickHouse could not answer: .*Memory limit exceeded/);
  });

  test("sends fewer rows than there are", async () => {
    await expect(scoresFrom((response) => response.end(Buffer.concat([row, row])))).rejects.toMatchObject({
      key: "rowsMissing",
      parameters: { found: 2, wanted: 3 },
    });
  });

  test("ends inside a row", async () => {
    const cut = Buffer.concat([row, row, row]).subarray(0, -3);
    await expect(scoresFrom((response) => response.end(cut))).rejects.toThrow(/ends inside a row/);
  });

  test("answers 500 to the second of two queries", async () => {
    let passes = 0;
    const { url, server } = await pretender((response) => {
      if (++passes === 1) return response.end(number(0)); // where a sample of the scores lies
      response.statusCode = 500;
      return response.end("Code: 210. DB::NetException: Connection reset by peer");
    });
    const warehouse = openClickHouse({ url });
    const error = await warehouse.scoreSummary(request).catch((each: unknown) => each as NotebookError);
    expect(error).toMatchObject({ key: "shardDown", parameters: { where: "" } });
    expect((error as NotebookError).message).toMatch(/does not answer.*reset by peer/);
    expect(passes).toBe(2);
    await warehouse.close();
    server.close();
  });

  test("sends half of the rows and then the text of an error, as 18.16 does without wait_end_of_query", async () => {
    const scores = scoresFrom((response) =>
      response.end(
        Buffer.concat([row, Buffer.from("Code: 241, e.displayText() = DB::Exception: Memory limit")]),
      ),
    );
    await expect(scores).rejects.toBeInstanceOf(NotebookError);
  });

  test("hangs up", async () => {
    const scores = scoresFrom((response) => {
      response.write(row);
      setTimeout(() => response.destroy(), 20);
    });
    await expect(scores).rejects.toBeInstanceOf(NotebookError);
  });

  test("is whole: the rows arrive", async () => {
    expect(await scoresFrom((response) => response.end(Buffer.concat([row, row, row])))).toBe(3);
  });

  test("is not there", async () => {
    const { url, server } = await pretender((response) => response.end());
    await new Promise((done) => server.close(done));
    const warehouse = openClickHouse({ url });
    await expect(warehouse.scoreSummary(request)).rejects.toMatchObject({
      key: "serverDown",
      parameters: { url },
    });
    await warehouse.close();
  });

  test("does not let the user in", async () => {
    const scores = scoresFrom((response) => {
      response.statusCode = 500;
      response.end("Code: 193, e.displayText() = DB::Exception: Wrong password for user default");
    });
    await expect(scores).rejects.toMatchObject({ key: "userRefused", parameters: { user: "default" } });
  });
});

describe("what a warehouse is opened with", () => {
  test.each(["nonsense", "localhost:8123", "ftp://host:21", "http://", "http://host:99999"])(
    "%p is no address of a ClickHouse server",
    (url) => {
      let thrown: unknown;
      try {
        openClickHouse({ url });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ key: "badUrl" });
      expect((thrown as NotebookError).messageIn("zh-CN")).toMatch(/^此 url 不是/);
    },
  );

  const csv = "test/fixtures/none-*.csv";
  test.each<[string, Parameters<typeof openFiles>[0], object]>([
    ["memoryLimit", { tables: {}, memoryLimit: "lots" }, { key: "badMemoryLimit" }],
    ["threads", { tables: {}, threads: 0 }, { key: "badCount", parameters: { option: "threads", found: 0 } }],
    ["groupedRows", { tables: {}, groupedRows: 1.5 }, { key: "badCount" }],
    ["temporaryFolder", { tables: {}, temporaryFolder: "/no/such" }, { key: "fileNotFound" }],
    ["an empty list of files", { tables: { survey: [] } }, { key: "noFiles" }],
    ["a pattern of nothing", { tables: { survey: csv } }, { key: "fileNotFound", parameters: { path: csv } }],
  ])("%s: refused with what to write instead", async (_, options, error) => {
    await expect(openFiles(options)).rejects.toMatchObject(error);
  });

  test("no tables at all: said so, in place of an empty list", async () => {
    const warehouse = await openFiles({ tables: {} });
    await expect(warehouse.scoreSummary(request)).rejects.toMatchObject({ key: "noTables" });
    await warehouse.close();
  });

  test.each([
    [
      "18.16",
      "Code: 164, e.displayText() = DB::Exception: Cannot override setting (max_query_size) in readonly mode",
    ],
    [
      "current",
      "Code: 164. DB::Exception: Cannot modify 'max_query_size' setting in readonly mode. (READONLY)",
    ],
  ])("a user with readonly = 1, release %s: the profile to ask for", async (_, said) => {
    const scores = scoresFrom((response) => {
      response.statusCode = 500;
      response.end(said);
    });
    await expect(scores).rejects.toThrow(/The user default may not change settings.*readonly = 2/);
  });
});

describe("files", () => {
  const folder = temporaryFolder();
  const file = (name: string) => join(folder, name);
  writeFileSync(file("survey.csv"), "id,a,b,y\nc1,1,2,3\nc2,2,3,5\nc3,4,1,6\nc4,4,3,9\n");

  const sales = "id,a,day\nc1,1,2025-01-01\nc2,2,2025-01-02\nc3,4,2025-01-03\nc4,4,2025-01-04\n";
  const spending = { table: "live", customer: "id", date: "day", amount: "a", asOf: "2025-06-30" };

  test("a file that changes while it is read in parts is an error, not a mixture", async () => {
    for (const changed of [sales.replace("c4,4", "c4,5"), sales.slice(0, -17)]) {
      writeFileSync(file("live.csv"), sales);
      const engine = await duckdbEngine({ tables: { live: file("live.csv") }, groupedRows: 2 });
      const meddling: Engine = {
        ...engine,
        keep: async (queries, run) => {
          expect(queries).toHaveLength(2);
          const from = await engine.keep!(queries, run);
          writeFileSync(file("live.csv"), changed);
          return from;
        },
      };
      await expect(sqlWarehouse(meddling).rfm(spending)).rejects.toMatchObject({ key: "tableChanged" });
      await engine.close();
    }
  });

  test("a file that changed is looked through again", async () => {
    writeFileSync(file("live.csv"), sales);
    const warehouse = await openFiles({ tables: { live: file("live.csv") } });
    expect(await warehouse.rfm(spending)).toMatchObject({ customers: 4, rowsLeftOut: 0 });
    writeFileSync(file("live.csv"), sales.replace("c4,4", " c1 ,4") + ",7,2025-01-05\n");
    expect(await warehouse.rfm(spending)).toMatchObject({ customers: 3, rowsLeftOut: 1 });
    await warehouse.close();
  });

  test("a file that is not there, a folder of nothing, a table that is not there", async () => {
    await expect(openFiles({ tables: { a: file("none.parquet") } })).rejects.toMatchObject({
      key: "fileNotFound",
    });
    await expect(openFiles({ tables: { a: temporaryFolder() } })).rejects.toMatchObject({
      key: "fileKind",
    });
    const warehouse = await openFiles({ tables: { survey: file("survey.csv") } });
    await expect(warehouse.scoreSummary({ ...request, table: "elsewhere" })).rejects.toThrow(
      'There is no table "elsewhere" in this warehouse. It has: survey.',
    );
    await warehouse.close();
  });

  test("a number that is too large, and text in a date", async () => {
    writeFileSync(
      file("wild.csv"),
      "c,d,a,b,y\nx,2024-01-01,1,2,3\ny,2024-99-01,1e308,1,2\nz,2024-01-02,-1e308,3,1\n",
    );
    const warehouse = await openFiles({ tables: { wild: file("wild.csv") } });
    await expect(warehouse.feedback({ table: "wild", y: "y", x: ["a", "b"] })).rejects.toMatchObject({
      key: "numberTooLarge",
    });
    const rfm = warehouse.rfm({ table: "wild", customer: "c", date: "d", amount: "b", asOf: "2025-01-01" });
    await expect(rfm).rejects.toThrow(/2024-99-01/);
    await warehouse.close();
  });

  test("a folder of CSV files is one table", async () => {
    const many = temporaryFolder();
    writeFileSync(join(many, "1.csv"), "id,a,b\nc1,1,2\n");
    writeFileSync(join(many, "2.csv"), "b,id,a\n4,c2,3\n");
    const warehouse = await openFiles({ tables: { survey: many } });
    const [all] = await warehouse.scoreSummary(request);
    expect(all).toMatchObject({ rows: 2, mean: 2.5, minimum: 1.5, maximum: 3.5 });
    await warehouse.close();
  });

  test("every error reads in Chinese as well", () => {
    const error = new NotebookError("columnNotFound", { table: "survey", column: "q", known: "a、b" });
    expect(error.messageIn("zh-CN")).toBe("表“survey”中没有列“q”。现有的列：a、b。");
  });
});

describe("DuckDB inside this process", () => {
  const folder = temporaryFolder();
  let engine: Engine;
  beforeAll(async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `c${i % 30},${i % 7},${(i * i) % 11},2025-01-${10 + (i % 9)}`,
    );
    writeFileSync(join(folder, "survey.csv"), ["id,a,b,day", ...lines, ""].join("\n"));
    engine = await duckdbEngine({ tables: { survey: join(folder, "survey.csv") } });
  });
  afterAll(() => engine?.close());

  const purchases = { table: "survey", customer: "id", date: "day", amount: "a", asOf: "2025-06-30" };
  async function drained(batches: AsyncIterable<{ customers: readonly string[] }>): Promise<number> {
    let rows = 0;
    for await (const { customers } of batches) rows += customers.length;
    return rows;
  }
  const calls: Record<string, (warehouse: Warehouse, options: RunOptions) => Promise<unknown>> = {
    scoreSummary: (warehouse, options) => warehouse.scoreSummary({ ...request, by: "id" }, options),
    score: (warehouse, options) => drained(warehouse.score({ ...request, customer: "id" }, options)),
    feedback: (warehouse, options) => warehouse.feedback({ table: "survey", y: "b", x: ["a"] }, options),
    "compressed rows": (warehouse, options) =>
      warehouse.feedback({ table: "survey", y: "b", x: ["a"], way: "compressed rows" }, options),
    rfm: (warehouse, options) => warehouse.rfm(purchases, options),
    cohorts: (warehouse, options) => warehouse.cohorts(purchases, options),
    summary: (warehouse, options) => drained(warehouse.summary(purchases, options)),
    completeness: (warehouse, options) => warehouse.completeness({ table: "survey" }, options),
    duplicates: (warehouse, options) =>
      warehouse.duplicates({ table: "survey", customer: "id", name: "id", email: "b" }, options),
  };

  test.each(Object.keys(calls))("%s: progress rises to 1, once", async (call) => {
    const shares: number[] = [];
    await calls[call](sqlWarehouse(engine), { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
    expect(shares.filter((share, i) => !(share >= (shares[i - 1] ?? 0) && share <= 1))).toEqual([]);
  });

  test.each(Object.keys(calls))("%s: cancelled in mid-query, and the next call is answered", async (call) => {
    // The rows of the file, a thousand million times
    const endless: Engine = {
      ...engine,
      groupedRows: undefined,
      from: (table) => `(SELECT survey.* FROM ${engine.from(table)} AS survey, range(1000000000)) AS endless`,
    };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 150);
    const running = calls[call](sqlWarehouse(endless), { signal: stop.signal });
    await expect(running).rejects.toMatchObject({ key: "cancelled" });
    clearTimeout(timer);
    const [all] = await sqlWarehouse(engine).scoreSummary(request);
    expect(all).toMatchObject({ rows: 40, scored: 40 });
  });

  test("cancelled between batches of rows", async () => {
    const many: Engine = {
      ...engine,
      from: (table) => `(SELECT survey.* FROM ${engine.from(table)} AS survey, range(5000)) AS many`,
    };
    const stop = new AbortController();
    let batches = 0;
    const reading = (async () => {
      for await (const batch of sqlWarehouse(many).score(
        { ...request, customer: "id" },
        { signal: stop.signal },
      )) {
        expect(batch.customers.length).toBeGreaterThan(0);
        if (++batches === 3) stop.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ key: "cancelled" });
    expect(batches).toBe(3);
    expect(await drained(sqlWarehouse(engine).score({ ...request, customer: "id" }))).toBe(40);
  });

  test("an error in the middle of the rows is thrown, though the stream ends without a word", async () => {
    const failing: Engine = {
      ...engine,
      from: (table) =>
        `(SELECT id, CASE WHEN number = 4999 THEN CAST(id AS DOUBLE) ELSE a END AS a, b FROM ${engine.from(table)} AS survey, ` +
        `range(5000) AS numbers(number)) AS failing`,
    };
    const scores = drained(sqlWarehouse(failing).score({ ...request, customer: "id" }));
    await expect(scores).rejects.toThrow(/DuckDB could not answer: .*Could not convert string/);
  });

  test("rows that nobody counted: an answer that breaks off is told from one that is whole", async () => {
    const read = async (bad: number) => {
      let rows = 0;
      const sql = `SELECT CASE WHEN i = ${bad} THEN CAST('x' || i AS DOUBLE) ELSE i END FROM range(150000) AS numbers(i)`;
      for await (const batch of engine.batches(sql, ["number"], {})) rows += batch.rows;
      return rows;
    };
    expect(await read(-1)).toBe(150_000);
    await expect(read(149_990)).rejects.toThrow(/DuckDB could not answer: .*Could not convert string/);
    expect(await read(-1)).toBe(150_000);
  });

  test("memory below the size of the data: the same answers by way of the disk; far too little is an error", async () => {
    const files = await writeSampleCustomers(join(folder, "sample"), 200_000);
    const tables = { survey: files.survey, purchases: files.purchases };
    const columns = { table: "purchases", customer: "customer", date: "day", amount: "amount" };
    const spending = { ...columns, asOf: "2026-01-01" };
    const answers = (memoryLimit: string, groupedRows: number) =>
      onFiles(
        { tables, memoryLimit, groupedRows, threads: 1, temporaryFolder: folder },
        async (warehouse) => {
          const { customers, cells } = await warehouse.rfm(spending);
          const cohorts = await warehouse.cohorts(spending);
          return { customers, counts: cells.map((cell) => cell.customers), cohorts };
        },
      );
    const roomy = await answers("1GB", 1e9);
    expect(roomy.customers).toBeGreaterThan(150_000);
    expect(await answers("32MB", 60_000)).toEqual(roomy);
    await expect(answers("2MB", 1e9)).rejects.toThrow(
      "DuckDB needs more memory than the 2MB that it may take. Give it more with memoryLimit, such as 8MB.",
    );
  });
});

const suite = describeWith(clickHouse);

suite("a ClickHouse table that changes while it is read", () => {
  let servers: Awaited<ReturnType<typeof startClickHouse>>;
  beforeAll(async () => {
    servers = await startClickHouse({ folder: temporaryFolder(), shards: 1 });
  });
  afterAll(() => servers?.stop());
  const fill = async (factor: number) => {
    await servers.query(0, "DROP TABLE IF EXISTS live");
    await servers.query(
      0,
      "CREATE TABLE live (id String, a Float64, b Float64, y Float64, day Date, phone String) ENGINE = MergeTree ORDER BY id",
    );
    await servers.query(
      0,
      `INSERT INTO live SELECT toString(number), number % 7, (number * number) % 11, number % 5 * ${factor}, ` +
        `toDate('2025-01-01') + toUInt16(number % ${299 + factor}), toString(13800000000 + number % 900 * ${factor}) FROM system.numbers LIMIT 1000`,
    );
  };
  const purchases = { table: "live", customer: "id", date: "day", amount: "y", asOf: "2026-01-01" };
  const calls: [string, string, (warehouse: Warehouse) => Promise<unknown>][] = [
    ["rfm", "crm_scored", (warehouse) => warehouse.rfm(purchases)],
    ["cohorts", "crm_bits0", (warehouse) => warehouse.cohorts(purchases)],
  ];

  test.each(calls)("%s: rows added, and as many rows of other values", async (_, between, call) => {
    for (const change of [
      () =>
        servers.query(0, "INSERT INTO live SELECT 'new', 1, 2, 3, toDate('2025-03-01'), '+44 20 7946 0958'"),
      () => fill(3),
    ]) {
      await fill(1);
      const engine = clickhouseEngine({ url: servers.url });
      let changed = false;
      const meddling: Engine = {
        ...engine,
        answer: async (sql, kinds, options) => {
          if (!changed && sql.includes(between)) {
            changed = true;
            await change();
          }
          return engine.answer(sql, kinds, options);
        },
      };
      await expect(call(sqlWarehouse(meddling))).rejects.toMatchObject({ key: "tableChanged" });
      expect(changed).toBe(true);
      await engine.close();
    }
  });

  test("a table that stands still is answered", async () => {
    await fill(1);
    const warehouse = openClickHouse({ url: servers.url });
    for (const [, , call] of calls) await call(warehouse);
    await warehouse.close();
  });
});

suite("a cluster that loses a shard", () => {
  let servers: Awaited<ReturnType<typeof startClickHouse>>;
  beforeAll(async () => {
    servers = await startClickHouse({ folder: temporaryFolder() });
    const columns = "id String, a Float64, b Float64";
    for (let shard = 0; shard < 3; shard++) {
      await servers.query(shard, `CREATE TABLE survey_part (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
      const rows = "SELECT toString(number), number % 7, number % 11 FROM system.numbers LIMIT 300000";
      await servers.query(shard, `INSERT INTO survey_part ${rows}`);
    }
    await servers.query(
      0,
      `CREATE TABLE survey (${columns}) ENGINE = Distributed(${servers.cluster}, default, survey_part)`,
    );
  });
  afterAll(() => servers?.stop());

  test.each(["default", "analyst"])(
    "%s: the share done rises in between, and a stopped query ends on the server too",
    async (username) => {
      const engine = clickhouseEngine({ url: servers.url, username });
      const slow: Engine = {
        ...engine,
        from: (table) => `(SELECT id, a + sleepEachRow(0.00001) AS a, b FROM ${engine.from(table)}) AS slow`,
      };
      const stop = new AbortController();
      const shares: number[] = [];
      const summary = sqlWarehouse(slow).scoreSummary(request, {
        signal: stop.signal,
        onProgress: (share) => {
          shares.push(share);
          if (share > 0 && share < 1) stop.abort();
        },
      });
      await expect(summary).rejects.toMatchObject({ key: "cancelled" });
      expect(shares).toHaveLength(1);
      expect(shares[0]).toBeGreaterThan(0);
      expect(shares[0]).toBeLessThan(1);
      const atWork = "SELECT count() FROM system.processes WHERE query LIKE 'SELECT%sleepEachRow%'";
      // Half of the rows would take the shards seconds.
      for (
        let tries = 0;
        (await servers.query(0, `${atWork} AND query NOT LIKE '%processes%'`)).trim() !== "0";
        tries++
      ) {
        expect(tries).toBeLessThan(200);
        await new Promise((done) => setTimeout(done, 10));
      }
      await engine.close();
    },
  );

  test("a query that is stopped says so", async () => {
    const warehouse = openClickHouse({ url: servers.url });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const summary = warehouse.scoreSummary({ ...request, by: "id" }, { signal: stop.signal });
    await expect(summary).rejects.toMatchObject({ key: "cancelled" });
    await warehouse.close();
  });

  test("killed in mid-query: an error, and no answer", async () => {
    const engine = clickhouseEngine({ url: servers.url });
    // Each shard sleeps over its rows, so that it is certainly at work when it is killed.
    const slow: Engine = {
      ...engine,
      from: (table) => `(SELECT id, a + sleepEachRow(0.00001) AS a, b FROM ${engine.from(table)}) AS slow`,
    };
    expect((await sqlWarehouse(engine).scoreSummary(request))[0].rows).toBe(900_000);
    const running = sqlWarehouse(slow).scoreSummary(request);
    const outcome = running.then(
      () => "an answer",
      (error: unknown) => error,
    );
    const atWork =
      "SELECT count() FROM system.processes WHERE query LIKE '%sleepEachRow%survey_part%' AND NOT is_initial_query";
    for (let tries = 0; (await servers.query(2, atWork)).trim() === "0"; tries++) {
      expect(tries).toBeLessThan(1000);
    }
    process.kill(await servers.pid(2), "SIGKILL");
    expect(await outcome).toMatchObject({ key: "shardDown" });
    await engine.close();
  });

  test("down from the start: an error", async () => {
    const warehouse = openClickHouse({ url: servers.url });
    await expect(warehouse.scoreSummary(request)).rejects.toMatchObject({
      key: "shardDown",
      parameters: { where: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
    });
    await warehouse.close();
  });
});
