import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildSync } from "esbuild";

jest.setTimeout(600_000);

// `npm run soak` fits the whole size; the usual run a tenth of it, which shows the same: memory that does not grow.
const megabytes = Number(process.env.CRM_LARGE_FILE_MB ?? 20);
const rowsInBlock = 10_000;
const rows = Math.round((megabytes * 1e6) / 30 / rowsInBlock) * rowsInBlock;

const folder = mkdtempSync(join(tmpdir(), "crm-functions-large-fit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that fits a file and says what it found and the most memory it held, in MB. */
const program = join(folder, "fit.cjs");
buildSync({
  stdin: {
    contents: `
      import { feedbackOfRowsAsync } from "@crm-functions/core";
      import { csvRows } from "./notebooks/support/regression/csv-rows";
      import { parquetRows } from "./notebooks/support/regression/parquet-rows";
      const file = process.argv[2];
      const columns = { y: "y", x: ["a", "b", "c"] };
      feedbackOfRowsAsync(file.endsWith(".csv") ? csvRows(file, columns) : parquetRows(file, columns)).then(
        ({ rowsUsed, coefficients }) => {
          const peak = process.resourceUsage().maxRSS / 1024;
          process.stdout.write(JSON.stringify({ rowsUsed, coefficients: [...coefficients], peak }));
        },
      );`,
    resolveDir: resolve("."),
    loader: "ts",
  },
  bundle: true,
  platform: "node",
  format: "cjs",
  external: [
    "@duckdb/node-api",
    "libphonenumber-js",
    "libsql",
    "ml-matrix",
    "ml-regression-multivariate-linear",
  ],
  alias: { "@crm-functions/core": resolve("core", "index.ts") },
  outfile: program,
});

function expectFit(file: string, mostHeld: number): void {
  const text = execFileSync(process.execPath, ["--max-old-space-size=64", program, file], {
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: resolve("node_modules") },
    timeout: 600_000,
  });
  const found = JSON.parse(text) as { rowsUsed: number; coefficients: number[]; peak: number };
  expect(found.rowsUsed).toBe(rows);
  [1, 2, -3, 0.25].forEach((wanted, j) => expect(found.coefficients[j]).toBeCloseTo(wanted, 1));
  if (process.env.CRM_LARGE_FILE_MB)
    process.stderr.write(
      `A fit of ${file.slice(-7)}, ${rows} rows: at most ${Math.round(found.peak)} MB held\n`,
    );
  expect(found.peak).toBeLessThan(mostHeld);
}

describe(`fits of files of ${megabytes} MB in a heap of 64 MB: y = 1 + 2a − 3b + c/4 and a noise`, () => {
  test(".csv", () => {
    const lines = Array.from({ length: rowsInBlock }, (_, i) => {
      const [a, b, c] = [(i * 7919) % 1013, ((i * 104729) % 997) / 8, ((i * 31) % 89) / 4];
      const y = 1 + 2 * a - 3 * b + c / 4 + ((i * 37) % 64) / 64 - 63 / 128;
      return `${y.toFixed(5)},${a},${b},${c}\n`;
    }).join("");
    const file = join(folder, "fit.csv");
    const out = openSync(file, "w");
    writeSync(out, "y,a,b,c\n");
    for (let i = 0; i < rows; i += rowsInBlock) writeSync(out, lines);
    closeSync(out);
    // Beside the heap Node holds pieces of the file until it gets round to collecting them.
    expectFit(file, 300);
  });

  test(".parquet", async () => {
    const file = join(folder, "fit.parquet");
    const database = await DuckDBInstance.create();
    const connection = await database.connect();
    await connection.run(
      `COPY (SELECT 1 + 2 * a - 3 * b + c / 4 + random() - 0.5 AS y, a, b, c FROM
        (SELECT random() * 1000 AS a, random() * 100 AS b, random() * 10 AS c FROM range(${rows})))
        TO '${file}' (FORMAT parquet, COMPRESSION uncompressed)`,
    );
    connection.closeSync();
    database.closeSync();
    // DuckDB holds up to 150 MB beside Node's own.
    expectFit(file, 350);
  });
});
