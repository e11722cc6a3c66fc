// Where the data are against reading the rows: the regression of 5,000,000 × 10, DuckDB and ClickHouse where it is installed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { findClickHouse, startClickHouse } from "../../scripts/clickhouse-servers.mjs";

const names = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
const sizes = (process.env.CRM_BENCH_ROWS ?? "1000000,5000000,20000000").split(",").map(Number);
const compared = sizes[Math.min(1, sizes.length - 1)];

/** Runs in a process of its own, so that its peak of memory is the work's alone. */
function measure(root, job) {
  const program = `
    const w = require(${JSON.stringify(join(root, "notebooks/support/dist/cjs/index.js"))});
    const job = JSON.parse(process.argv[1]);
    (async () => {
      const warehouse = job.url ? w.openClickHouse({ url: job.url }) : await w.openFiles({ tables: { survey: job.file } });
      const start = performance.now();
      const { x } = job;
      if (job.what === "score") await warehouse.scoreSummary({ table: "survey", values: x, weights: x.map(() => 0.1) });
      else await warehouse.feedback({ table: "survey", y: "y", x, way: job.what });
      const seconds = (performance.now() - start) / 1000;
      await warehouse.close();
      console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }));
    })();`;
  const out = execFileSync(process.execPath, ["-e", program, JSON.stringify({ ...job, x: names })], {
    cwd: root,
  });
  return JSON.parse(out.toString().trim().split("\n").at(-1));
}

export async function run({ table, root }) {
  const require = createRequire(join(root, "package.json"));
  require.resolve("@duckdb/node-api");
  const folder = mkdtempSync(join(tmpdir(), "crm-bench-"));
  const rows = [];
  const add = (engine, what, count, { seconds, peak }, note = "") =>
    rows.push([engine, what, count.toLocaleString("en"), seconds.toFixed(2), Math.round(peak), note]);
  try {
    const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB", temp_directory: folder });
    const connection = await instance.connect();
    const random = (j) => `(hash(i * 16 + ${j}) / 18446744073709551616e0)`;
    for (const size of sizes) {
      const x = names.map((name, j) => `${random(j)} AS ${name}`);
      const y = names.map((_, j) => `${j + 1}e-1 * ${random(j)}`).join(" + ");
      const file = join(folder, `${size}.parquet`);
      await connection.run(
        `COPY (SELECT ${x.join(", ")}, ${y} + ${random(15)} AS y FROM range(${size}) AS s(i)) TO '${file}' (FORMAT parquet)`,
      );
      add("DuckDB", "scoreSummary", size, measure(root, { file, what: "score" }));
      const made = measure(root, { file, what: "cross products" });
      const rate = statSync(file).size / 1e6 / made.seconds;
      add("DuckDB", "feedback, cross products", size, made, `${rate.toFixed(0)} MB of Parquet a second`);
      if (size === compared) {
        const read = measure(root, { file, what: "triangular factor" });
        add(
          "DuckDB",
          "feedback, rows read into core",
          size,
          read,
          `${(read.seconds / made.seconds).toFixed(1)} × as long`,
        );
      }
      if (size !== compared) rmSync(file);
    }
    connection.closeSync();
    instance.closeSync();
    if (findClickHouse() === undefined)
      rows.push(["ClickHouse", "skipped: clickhouse-server is not installed", "", "", "", ""]);
    else {
      for (const [shards, threads] of [
        [1, 1],
        [1, undefined],
        [3, 1],
      ]) {
        const servers = await startClickHouse({
          folder: join(folder, `${shards}-${threads}`),
          shards,
          threads,
        });
        try {
          const columns = [...names, "y"].map((name) => `${name} Float64`).join(", ");
          const random = (j) => `(intHash64(number * 16 + ${j}) / 18446744073709551616.)`;
          const y = names.map((_, j) => `${(j + 1) / 10} * ${random(j)}`).join(" + ");
          for (let shard = 0; shard < shards; shard++) {
            await servers.query(shard, `CREATE TABLE part (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
            const own = `(SELECT number * ${shards} + ${shard} AS number FROM system.numbers LIMIT ${Math.floor(compared / shards)})`;
            await servers.query(
              shard,
              `INSERT INTO part SELECT ${names.map((_, j) => random(j)).join(", ")}, ${y} + ${random(15)} FROM ${own}`,
            );
          }
          await servers.query(0, `CREATE TABLE survey (${columns}) ENGINE = Distributed(crm, default, part)`);
          const made = measure(root, { url: servers.url, what: "cross products" });
          const limit = threads === undefined ? "" : `, ${threads} thread each`;
          add(
            `ClickHouse, ${shards} ${shards === 1 ? "shard" : "shards"}${limit}`,
            "feedback, cross products",
            compared,
            made,
          );
        } finally {
          await servers.stop();
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  table(
    "Where the data are: regression with 10 predictors",
    ["Engine", "Work", "Rows", "s", "Peak MB of Node", ""],
    rows,
  );
}
