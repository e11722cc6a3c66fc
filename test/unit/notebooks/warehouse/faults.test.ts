import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openClickHouse, openFiles, WarehouseError } from "../../../../notebooks/support/warehouse";
import { duckdbEngine } from "../../../../notebooks/support/warehouse/duckdb-engine";
import type { Engine } from "../../../../notebooks/support/warehouse/engine";
import { sqlWarehouse } from "../../../../notebooks/support/warehouse/sql-warehouse";
import { startClickHouse } from "../../../../scripts/clickhouse-servers.mjs";
import { clickhouseWanted } from "../../../clickhouse-wanted";

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

  test("hangs up", async () => {
    const scores = scoresFrom((response) => {
      response.write(row);
      setTimeout(() => response.destroy(), 20);
    });
    await expect(scores).rejects.toBeInstanceOf(WarehouseError);
  });

  test("is whole: the rows arrive", async () => {
    expect(await scoresFrom((response) => response.end(Buffer.concat([row, row, row])))).toBe(3);
  });

  test("is not there", async () => {
    const { url, server } = await pretender((response) => response.end());
    await new Promise((done) => server.close(done));
    const warehouse = openClickHouse({ url });
    await expect(warehouse.scoreSummary(request)).rejects.toMatchObject({ key: "serverFailed" });
    await warehouse.close();
  });
});

describe("files", () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "crm-faults-"));
    writeFileSync(file("survey.csv"), "id,a,b,y\nc1,1,2,3\nc2,2,3,5\nc3,4,1,6\nc4,4,3,9\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a table that changes between the passes is an error, not a mixture", async () => {
    for (const changed of [
      "id,a,b,y\nc1,1,2,3\nc2,2,3,5\nc3,4,1,6\nc4,4,3,8\n",
      "id,a,b,y\nc1,1,2,3\nc2,2,3,5\n",
    ]) {
      writeFileSync(file("live.csv"), "id,a,b,y\nc1,1,2,3\nc2,2,3,5\nc3,4,1,6\nc4,4,3,9\n");
      const engine = await duckdbEngine({ tables: { live: file("live.csv") } });
      const meddling: Engine = {
        ...engine,
        async *batches(sql, kinds, options) {
          if (sql.includes("crm_d0")) writeFileSync(file("live.csv"), changed);
          yield* engine.batches(sql, kinds, options);
        },
      };
      const feedback = sqlWarehouse(meddling).feedback({ table: "live", y: "y", x: ["a", "b"] });
      await expect(feedback).rejects.toMatchObject({ key: "tableChanged" });
      await engine.close();
    }
  });

  test("a file that is not there, a folder of nothing, a table that is not there", async () => {
    await expect(openFiles({ tables: { a: file("none.parquet") } })).rejects.toMatchObject({
      key: "fileNotFound",
    });
    await expect(openFiles({ tables: { a: mkdtempSync(file("empty")) } })).rejects.toMatchObject({
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
    const many = mkdtempSync(file("many"));
    writeFileSync(join(many, "1.csv"), "id,a,b\nc1,1,2\n");
    writeFileSync(join(many, "2.csv"), "b,id,a\n4,c2,3\n");
    const warehouse = await openFiles({ tables: { survey: many } });
    const [all] = await warehouse.scoreSummary(request);
    expect(all).toMatchObject({ rows: 2, mean: 2.5, minimum: 1.5, maximum: 3.5 });
    await warehouse.close();
  });

  test("every error reads in Chinese as well", () => {
    const error = new WarehouseError("columnNotFound", { table: "survey", column: "q", known: "a、b" });
    expect(error.messageIn("zh-CN")).toBe("表“survey”中没有列“q”。现有的列：a、b。");
  });
});

const suite = clickhouseWanted ? describe : describe.skip;

suite("a cluster that loses a shard", () => {
  let folder: string;
  let servers: Awaited<ReturnType<typeof startClickHouse>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "crm-shards-"));
    servers = await startClickHouse({ folder });
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
  }, 30_000);
  afterAll(async () => {
    await servers?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a query that is stopped says so", async () => {
    const warehouse = openClickHouse({ url: servers.url });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const summary = warehouse.scoreSummary({ ...request, by: "id" }, { signal: stop.signal });
    await expect(summary).rejects.toMatchObject({ key: "cancelled" });
    await warehouse.close();
  });

  test("killed in mid-query: an error, and never fewer rows", async () => {
    const warehouse = openClickHouse({ url: servers.url });
    expect((await warehouse.scoreSummary(request))[0].rows).toBe(900_000);
    const pid = await servers.pid(2);
    let rows = 0;
    const scores = (async () => {
      for await (const batch of warehouse.score({ ...request, customer: "id" }))
        rows += batch.customers.length;
    })();
    setTimeout(() => process.kill(pid, "SIGKILL"), 60);
    const outcome = await scores.then(
      () => "whole",
      (error: unknown) => error,
    );
    if (outcome === "whole") expect(rows).toBe(900_000);
    else expect(outcome).toBeInstanceOf(WarehouseError);
    await warehouse.close();
  });

  test("down from the start: an error", async () => {
    const warehouse = openClickHouse({ url: servers.url });
    await expect(warehouse.scoreSummary(request)).rejects.toMatchObject({ key: "serverFailed" });
    await warehouse.close();
  });
});
