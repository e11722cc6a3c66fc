// npm run soak [-- --minutes 30 --files 100]: repeats the suites that draw random inputs or break things on purpose.
// Each round draws new inputs; the first failure ends the run with its seed in the output. With --files, that many
// processes first read 3,000,000 rows of CSV, one after another.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";

const suites = [
  "test/unit/core/scores",
  "test/unit/core/regression",
  "test/unit/core/charts",
  "test/unit/core/customers",
  "test/unit/notebooks/sqlite",
  "test/unit/notebooks/sync",
  "test/unit/notebooks/large-files",
  "test/unit/notebooks/regression",
  "test/unit/addin/workbook/file",
  "test/unit/notebooks/warehouse/faults",
  "test/unit/notebooks/warehouse/sources",
];

function round() {
  return new Promise((resolve, reject) => {
    const jest = join(root, "node_modules", "jest", "bin", "jest.js");
    const child = spawn(process.execPath, [jest, "--silent", ...suites], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      // 200 MB of .csv read, half a million rows of .xlsx, 10,000 inserts interrupted halfway
      env: { ...process.env, CRM_LARGE_FILE_MB: "200", CRM_KILL_AFTER: "5000" },
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error("A suite failed: see above."))));
  });
}

/** Regression and scores of 3,000,000 × 10 ratings in a CSV file with default settings, in a new process each time. */
async function readFiles(times) {
  const folder = mkdtempSync(join(tmpdir(), "crm-soak-"));
  try {
    const file = join(folder, "survey.csv");
    const rows = 3_000_000;
    const x = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB" });
    const connection = await instance.connect();
    const drawn = (j) => `round(hash(i * 16 + ${j}) / 1844674407370955161e0, 3)`;
    const select = [...x, "y"].map((name, j) => `${drawn(j)} AS ${name}`).join(", ");
    await connection.run(
      `COPY (SELECT i % 4 AS region, ${select} FROM range(${rows}) AS s(i)) TO '${file}' (HEADER)`,
    );
    instance.closeSync();
    const program = `
      const { openFiles } = require(${JSON.stringify(join(root, "notebooks/support/dist/cjs/index.js"))});
      const { file, x } = JSON.parse(process.argv[1]);
      (async () => {
        const warehouse = await openFiles({ tables: { survey: file } });
        const { rowsUsed, rSquared } = await warehouse.feedback({ table: "survey", y: "y", x });
        const scores = { table: "survey", values: x, weights: x.map(() => 0.1), by: "region" };
        const means = (await warehouse.scoreSummary(scores)).map(({ mean }) => mean.toPrecision(12));
        await warehouse.close();
        console.log(JSON.stringify([process.resourceUsage().maxRSS, [rowsUsed, rSquared.toFixed(9), ...means]]));
      })();`;
    let [peak, first] = [0, ""];
    for (let run = 1; run <= times; run++) {
      const how = { cwd: root, encoding: "utf8" };
      const [size, figures] = JSON.parse(
        execFileSync(process.execPath, ["-e", program, JSON.stringify({ file, x })], how),
      );
      first ||= String(figures);
      if (figures[0] !== rows || String(figures) !== first)
        throw new Error(`${figures} in place of ${first}`);
      peak = Math.max(peak, size);
      console.log(`Files ${run} of ${times} read, peak ${Math.round((peak * 1024) / 1e6)} MB.`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function main(args) {
  const options = readOptions(args, { values: ["minutes", "files"] });
  const minutes = Number(options.minutes ?? 30);
  if (!(minutes > 0)) throw new Error(`--minutes ${options.minutes}: give a number above 0.`);
  const times = Number(options.files ?? 0);
  if (!Number.isSafeInteger(times) || times < 0)
    throw new Error(`--files ${options.files}: give a whole number.`);
  const { buildAll } = await import("./build.mjs");
  await buildAll();
  if (times > 0) await readFiles(times);
  const end = Date.now() + minutes * 60_000;
  let rounds = 0;
  do {
    await round();
    rounds++;
    console.log(`Round ${rounds} passed.`);
  } while (Date.now() < end);
}
