// Where the data are against reading the rows: six analyses of up to 20,000,000 × 10 on DuckDB, and 5,000,000 × 10 on
// ClickHouse where it is installed. CRM_BENCH_ROWS=1000000,5000000 chooses sizes; CRM_BENCH_DATA names a folder in which
// the Parquet files stay for the next run; CRM_BENCH_ENGINES=beside (each analysis beside plain SQL), duckdb or clickhouse does a part of it.
import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { besideSql } from "./warehouse-beside-sql.mjs";
import { findClickHouse, startClickHouse } from "../../scripts/clickhouse-servers.mjs";

const x = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
const sizes = (process.env.CRM_BENCH_ROWS ?? "1000000,2000000,5000000,10000000,20000000")
  .split(",")
  .map(Number);
const compared = 5_000_000;
const fitted = "Rows read into memory and fitted by the core";
const engines = (process.env.CRM_BENCH_ENGINES ?? "beside,duckdb,clickhouse").split(",");

/** Seconds of the best of `times` runs, in a process of its own, so that its peak of memory is the work's alone. */
function measure(root, { times = 3, ...job }) {
  const program = `
    const w = require(${JSON.stringify(join(root, "notebooks/support/dist/cjs/index.js"))});
    const core = require(${JSON.stringify(join(root, "core/dist/cjs/index.js"))});
    const job = JSON.parse(process.argv[1]);
    const { x } = job;
    const columnsOfRows = () => [...x, "y"].map(() => new Float64Array(job.rows));
    async function readAndFit() {
      const columns = columnsOfRows();
      let at = 0;
      if (job.url) {
        const { createClient } = require("@clickhouse/client");
        const client = createClient({ url: job.url });
        const { stream } = await client.exec({ query: "SELECT " + [...x, "y"].join() + " FROM survey FORMAT RowBinary" });
        let rest = Buffer.alloc(0);
        for await (const chunk of stream) {
          const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
          const rows = Math.floor(bytes.length / (8 * columns.length));
          for (let i = 0, from = 0; i < rows; i++, at++)
            for (const column of columns) { column[at] = bytes.readDoubleLE(from); from += 8; }
          rest = bytes.subarray(rows * 8 * columns.length);
        }
        await client.close();
      } else {
        const { DuckDBInstance } = require("@duckdb/node-api");
        const instance = await DuckDBInstance.create(":memory:", { memory_limit: "80MB" });
        await (await instance.connect()).run("SET preserve_insertion_order = false");
        const result = await (await instance.connect()).stream("SELECT " + [...x, "y"].join() + " FROM '" + job.file + "'");
        for (;;) {
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) break;
          columns.forEach((column, j) => {
            const vector = chunk.getColumnVector(j);
            for (let i = 0; i < chunk.rowCount; i++) column[at + i] = vector.getItem(i);
          });
          at += chunk.rowCount;
        }
        instance.closeSync();
      }
      if (at !== job.rows) throw new Error(at + " rows");
      return core.feedback(columns.pop(), columns);
    }
    (async () => {
      const warehouse = job.url ? w.openClickHouse({ url: job.url }) : await w.openFiles({ tables: { survey: job.file } });
      const found = [];
      const lap = async (work) => {
        let least = Infinity;
        for (let k = 0; k < job.times; k++) {
          const from = performance.now();
          await work();
          least = Math.min(least, (performance.now() - from) / 1000);
        }
        found.push(least);
      };
      const scores = (values) => warehouse.scoreSummary({ table: "survey", values, weights: values.map(() => 0.1) });
      if (job.what === "core") await lap(readAndFit);
      else if (job.what === "scores") await lap(() => scores(x));
      else if (job.what === "six") {
        for (let k = 0; k < 5; k++) await lap(() => scores(x.slice(2 * k, 2 * k + 2)));
        await lap(() => warehouse.feedback({ table: "survey", y: "y", x }));
      } else await lap(() => warehouse.feedback({ table: "survey", y: "y", x, way: job.what }));
      await warehouse.close();
      console.log(JSON.stringify({ laps: found, peak: process.resourceUsage().maxRSS / 1024 }));
    })();`;
  const out = execFileSync(process.execPath, ["-e", program, JSON.stringify({ ...job, times, x })], {
    cwd: root,
  });
  return JSON.parse(out.toString().trim().split("\n").at(-1));
}

/** Empties the system's cache of files; false where only root may. */
function dropCaches() {
  try {
    execFileSync("sync");
    writeFileSync("/proc/sys/vm/drop_caches", "3");
    return true;
  } catch {
    return false;
  }
}

/** Seconds to read the bytes of a file and do nothing with them. */
function readBytes(file) {
  const buffer = Buffer.alloc(2 ** 22);
  const start = performance.now();
  const handle = openSync(file, "r");
  while (readSync(handle, buffer) > 0);
  closeSync(handle);
  return (performance.now() - start) / 1000;
}

async function writeParquet(file, size, folder) {
  if (existsSync(file)) return;
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", temp_directory: folder });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  const random = (j) => `(hash(i * 16 + ${j}) / 18446744073709551616e0)`;
  const columns = x.map((name, j) => `${random(j)} AS ${name}`);
  const y = x.map((_, j) => `${j + 1}e-1 * ${random(j)}`).join(" + ");
  await connection.run(
    `COPY (SELECT ${columns.join(", ")}, ${y} + ${random(15)} AS y FROM range(${size}) AS s(i)) TO '${file}.part' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  renameSync(`${file}.part`, file);
}

/** The rows of a shard, of `compared` in all. */
const rowsOf = (shard, shards) => Math.ceil((compared - shard) / shards);

async function fill(servers, shards) {
  const columns = [...x, "y"].map((name) => `${name} Float64`).join(", ");
  const random = (j) => `(intHash64(number * 16 + ${j}) / 18446744073709551616.)`;
  const y = x.map((_, j) => `${(j + 1) / 10} * ${random(j)}`).join(" + ");
  for (let shard = 0; shard < shards; shard++) {
    await servers.query(shard, `CREATE TABLE part (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
    const own = `(SELECT number * ${shards} + ${shard} AS number FROM system.numbers LIMIT ${rowsOf(shard, shards)})`;
    await servers.query(
      shard,
      `INSERT INTO part SELECT ${x.map((_, j) => random(j)).join(", ")}, ${y} + ${random(15)} FROM ${own}`,
    );
  }
  await servers.query(0, `CREATE TABLE survey (${columns}) ENGINE = Distributed(crm, default, part)`);
}

async function onDuckDB({ table, root, folder }) {
  const rows = [];
  const against = [];
  for (const size of sizes) {
    const file = join(folder, `${size}.parquet`);
    await writeParquet(file, size, folder);
    const { laps, peak } = measure(root, { file, what: "six", times: 1 });
    const scores = laps.slice(0, 5).reduce((sum, each) => sum + each, 0) / 5;
    rows.push([
      size.toLocaleString("en"),
      scores.toFixed(2),
      laps[5].toFixed(2),
      ((laps[5] / size) * 1e9).toFixed(0),
      Math.round(peak),
    ]);
    if (size === compared) {
      const isCold = dropCaches();
      const bytes = readBytes(file);
      const megabytes = statSync(file).size / 1e6;
      const add = (what, { laps: [seconds], peak: most }) =>
        against.push([what, seconds.toFixed(2), (megabytes / seconds).toFixed(0), Math.round(most)]);
      against.push([
        isCold ? "Bytes of the file from the disk, cold" : "Bytes of the file, cache not emptied (not root)",
        bytes.toFixed(2),
        (megabytes / bytes).toFixed(0),
        "",
      ]);
      dropCaches();
      add(
        `Regression, cross products by SQL, ${isCold ? "cold" : "warm"}`,
        measure(root, { file, what: "cross products", times: 1 }),
      );
      add("Regression, cross products by SQL, warm", measure(root, { file, what: "cross products" }));
      add("Scores of 10 criteria, summary, warm", measure(root, { file, what: "scores" }));
      add("Regression, rows compressed by the core, warm", measure(root, { file, what: "compressed rows" }));
      add(fitted, measure(root, { file, rows: size, what: "core" }));
    }
  }
  table(
    "DuckDB: the six analyses",
    ["Rows × 10", "s for a score", "s for the regression", "ns a row", "Peak MB of Node, DuckDB included"],
    rows,
  );
  if (against.length > 0)
    table(
      `DuckDB: ${compared.toLocaleString("en")} × 10`,
      ["Work", "s", "MB of Parquet a second", "Peak MB"],
      against,
    );
}

async function onClickHouse({ table, root, folder }) {
  if (findClickHouse() === undefined) {
    console.log("ClickHouse: skipped, clickhouse-server is not installed.");
    return;
  }
  const rows = [];
  for (const [shards, threads] of [
    [1, 1],
    [1, undefined],
    [3, 1],
    [3, undefined],
  ]) {
    const servers = await startClickHouse({ folder: join(folder, `${shards}-${threads}`), shards, threads });
    try {
      await fill(servers, shards);
      const { url } = servers;
      const limit = threads === undefined ? "" : `, ${threads} thread each`;
      const name = `${shards} ${shards === 1 ? "shard" : "shards"}${limit}`;
      for (const [what, job] of [
        ["Scores of 10 criteria, summary", "scores"],
        ["Regression, cross products by SQL", "cross products"],
        ["Regression, rows compressed by the core", "compressed rows"],
        [fitted, "core"],
      ]) {
        const { laps, peak } = measure(root, { url, rows: compared, what: job });
        rows.push([name, what, laps[0].toFixed(2), Math.round(peak)]);
      }
    } finally {
      await servers.stop();
      rmSync(join(folder, `${shards}-${threads}`), { recursive: true, force: true });
    }
  }
  table(
    `ClickHouse: ${compared.toLocaleString("en")} × 10`,
    ["Servers", "Work", "s", "Peak MB of Node"],
    rows,
  );
}

export async function run({ table, root }) {
  const kept = process.env.CRM_BENCH_DATA;
  const folder = kept ?? mkdtempSync(join(tmpdir(), "crm-bench-"));
  try {
    if (engines.includes("beside")) await besideSql({ table, root, folder });
    if (engines.includes("duckdb")) await onDuckDB({ table, root, folder });
    if (engines.includes("clickhouse")) await onClickHouse({ table, root, folder });
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
