// Each analysis of the warehouse beside the same job in plain SQL, written as a person at DuckDB's prompt would: the same
// files, the same settings, a process each, in turns. What is compared is the processor time of the best run.
import { execFileSync } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const rows = 5_000_000;
const turns = 3;
const x = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
const columns = [...x, "y"];
const pairs = columns.flatMap((one, j) => columns.slice(j).map((other) => `covar_pop(${one}, ${other})`));
const score = x.map((name) => `0.1e0 * ${name}`).join(" + ");
const days = (condition = "") =>
  `(SELECT customer, day, sum(amount) AS total FROM purchases ${condition} GROUP BY ALL)`;
const values = `values: ${JSON.stringify(x)}, weights: ${JSON.stringify(x.map(() => 0.1))}`;
const spending = `table: "purchases", customer: "customer", date: "day", amount: "amount", asOf: "2026-01-01"`;

const jobs = [
  [
    "scoreSummary by region",
    `warehouse.scoreSummary({ table: "survey", by: "region", ${values} })`,
    `SELECT region, count(*), avg(s), stddev(s), min(s), max(s) FROM (SELECT region, ${score} AS s FROM survey) GROUP BY region`,
  ],
  [
    "score, first 10",
    `drained(warehouse.score({ table: "survey", customer: "customer", first: 10, ${values} }))`,
    `SELECT customer, ${score} AS s FROM survey ORDER BY s DESC LIMIT 10`,
  ],
  [
    "score, everybody",
    `drained(warehouse.score({ table: "survey", customer: "customer", ${values} }))`,
    `SELECT customer, ${score} AS s FROM survey`,
  ],
  [
    "feedback",
    `warehouse.feedback({ table: "survey", y: "y", x: ${JSON.stringify(x)} })`,
    `SELECT count(*), ${columns.map((name) => `avg(${name})`).join(", ")}, ${pairs.join(", ")} FROM survey`,
  ],
  [
    "rfm",
    `warehouse.rfm({ ${spending} })`,
    `WITH customers AS (SELECT customer, max(day) AS last, count(*) AS times, sum(total) AS spent FROM ${days("WHERE day <= DATE '2026-01-01'")} GROUP BY customer),
       scored AS (SELECT spent, ntile(5) OVER (ORDER BY last) AS r, ntile(5) OVER (ORDER BY times) AS f, ntile(5) OVER (ORDER BY spent) AS m FROM customers)
     SELECT r, f, m, count(*), sum(spent) FROM scored GROUP BY ALL ORDER BY ALL`,
  ],
  [
    "cohorts by month",
    `warehouse.cohorts({ ${spending} })`,
    `WITH active AS (SELECT DISTINCT customer, date_trunc('month', day) AS month FROM purchases),
       firsts AS (SELECT customer, min(month) AS first FROM active GROUP BY customer)
     SELECT first, month, count(*) FROM active JOIN firsts USING (customer) GROUP BY ALL`,
  ],
  [
    "summary",
    `drained(warehouse.summary({ ${spending} }))`,
    `SELECT customer, count(*) - 1, (max(day) - min(day)) / 7, (DATE '2026-01-01' - min(day)) / 7,
       (sum(total) - arg_min(total, day)) / nullif(count(*) - 1, 0) FROM ${days("WHERE day <= DATE '2026-01-01' AND amount >= 0")} GROUP BY customer`,
  ],
];

/** A run in a process of its own: seconds, seconds of the processors, and MB at its peak. */
function run(root, files, how, what) {
  const program = `
    const [files, how, what] = JSON.parse(process.argv[1]);
    const drained = async (batches) => { let rows = 0; for await (const { customers } of batches) rows += customers.length; return rows; };
    (async () => {
      let job, close;
      if (how === "ours") {
        const { openFiles } = require(${JSON.stringify(join(root, "notebooks/support/dist/cjs/index.js"))});
        const warehouse = await openFiles({ tables: files });
        job = () => eval(what);
        close = () => warehouse.close();
      } else {
        const { DuckDBInstance } = require("@duckdb/node-api");
        const folder = require("node:fs").mkdtempSync(require("node:path").join(require("node:os").tmpdir(), "crm-bare-"));
        const instance = await DuckDBInstance.create(folder + "/bare.duckdb", {
          memory_limit: "80MB", temp_directory: folder, preserve_insertion_order: "false", allocator_flush_threshold: "16MB",
        });
        const connection = await instance.connect();
        for (const [name, file] of Object.entries(files)) await connection.run("CREATE VIEW " + name + " AS SELECT * FROM '" + file + "'");
        job = async () => {
          const result = await connection.stream(what);
          for (;;) {
            const chunk = await result.fetchChunk();
            if (chunk === null || chunk.rowCount === 0) return;
            chunk.getColumns();
          }
        };
        close = () => { instance.closeSync(); require("node:fs").rmSync(folder, { recursive: true }); };
      }
      const found = [];
      for (let k = 0; k < 2; k++) {
        const [from, used] = [performance.now(), process.cpuUsage()];
        await job();
        const { user, system } = process.cpuUsage(used);
        found.push([(user + system) / 1e6, (performance.now() - from) / 1000]);
      }
      await close();
      const [cpu, wall] = found.sort(([a], [b]) => a - b)[0];
      console.log(JSON.stringify({ cpu, wall, first: found[0][0], peak: process.resourceUsage().maxRSS / 1024 }));
    })();`;
  const out = execFileSync(process.execPath, ["-e", program, JSON.stringify([files, how, what])], {
    cwd: root,
  });
  return JSON.parse(out.toString().trim().split("\n").at(-1));
}

/** The survey and the purchases, made once where the folder is kept. */
async function writeFiles(folder) {
  const files = {
    survey: join(folder, "beside-survey.parquet"),
    purchases: join(folder, "beside-purchases.parquet"),
  };
  const random = (j) => `(hash(i * 16 + ${j}) / 18446744073709551616e0)`;
  const region = `['North', 'East', 'South', 'West'][CAST(1 + floor(4 * ${random(12)}) AS INTEGER)]`;
  const y = x.map((_, j) => `${j + 1}e-1 * ${random(j)}`).join(" + ");
  const selects = {
    survey: `SELECT 'C' || i AS customer, ${region} AS region, ${x.map((name, j) => `${random(j)} AS ${name}`).join(", ")}, ${y} + ${random(15)} AS y`,
    purchases:
      `SELECT 'C' || CAST(floor(${rows / 5} * ${random(1)}) AS BIGINT) AS customer, ` +
      `DATE '2024-01-01' + CAST(floor(700 * ${random(2)}) AS INTEGER) AS day, round(5 + 200 * ${random(3)}, 2) AS amount`,
  };
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", temp_directory: folder });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  for (const [name, file] of Object.entries(files)) {
    if (existsSync(file)) continue;
    await connection.run(
      `COPY (${selects[name]} FROM range(${rows}) AS s(i)) TO '${file}.part' (FORMAT parquet)`,
    );
    renameSync(`${file}.part`, file);
  }
  connection.closeSync();
  instance.closeSync();
  return files;
}

export async function besideSql({ table, root, folder }) {
  const files = await writeFiles(folder);
  const only = process.env.CRM_BENCH_JOB;
  const found = [];
  for (const [name, ours, bare] of jobs.filter(([each]) => only === undefined || each.startsWith(only))) {
    const best = {};
    for (let turn = 0; turn < turns; turn++) {
      for (const [how, what] of [
        ["ours", ours],
        ["bare", bare],
      ]) {
        const one = run(root, files, how, what);
        const before = best[how];
        best[how] =
          before === undefined
            ? one
            : {
                cpu: Math.min(before.cpu, one.cpu),
                wall: Math.min(before.wall, one.wall),
                peak: Math.max(before.peak, one.peak),
              };
      }
    }
    const cells = ["ours", "bare"].map((how) => `${best[how].cpu.toFixed(2)} (${best[how].wall.toFixed(2)})`);
    found.push([
      name,
      ...cells,
      (best.ours.cpu / best.bare.cpu).toFixed(2),
      (best.ours.wall / best.bare.wall).toFixed(2),
      Math.round(best.ours.peak),
      Math.round(best.bare.peak),
    ]);
  }
  table(
    `DuckDB beside plain SQL: ${rows.toLocaleString("en")} rows of Parquet, 80 MB`,
    ["Work", "s of processors (s)", "plain SQL", "Ratio", "Ratio of time", "Peak MB", "plain SQL"],
    found,
  );
}
