import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { bundledProgram, programEnvironment } from "../../bundled-program";
import { temporaryFolder } from "../../temporary-folder";

jest.setTimeout(600_000);

// `npm run soak` measures the whole size; the usual run a tenth of it, which shows the same: memory that does not grow.
const megabytes = Number(process.env.CRM_LARGE_FILE_MB ?? 20);

const folder = temporaryFolder();

/** A program that reads a file row by row and says how many rows there were and the most memory it held, in MB. */
const program = bundledProgram(`
  import { readFileSync } from "node:fs";
  import { xlsxPieces, xlsxSheets } from "./addin/workbook/file";
  import { csvChunks } from "./notebooks/support/csv";
  import { SqliteCustomerStore } from "./notebooks/support/sqlite";
  import { importWorkbook } from "./notebooks/support/workbook";
  const [kind, file, count] = process.argv.slice(2);
  // maxRSS begins with that of the process which started this one, a busy worker of Jest; Linux knows better.
  const peak = () => {
    if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
    return Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  };
  const row = (i) => [{ value: "Name " + (i % 1000) }, { value: i * 1.1 }, { value: i }];
  (async () => {
    let rows = 0;
    if (kind === "csv") for await (const chunk of csvChunks(file)) rows += chunk.rows.length;
    if (kind === "xlsx") for (const part of xlsxSheets(readFileSync(file))[0].rows()) rows += part.length;
    if (kind === "write") {
      const cells = { *[Symbol.iterator]() { for (; rows < Number(count); rows++) yield row(rows); } };
      const { openSync, writeSync, closeSync } = await import("node:fs");
      const out = openSync(file, "w");
      for (const piece of xlsxPieces([{ name: "A", cells }])) writeSync(out, piece);
      closeSync(out);
    }
    if (kind === "import") {
      const store = new SqliteCustomerStore(count);
      const result = await importWorkbook(store, file, { badRows: file + "-bad.csv" });
      const [there] = [(await store.list({ limit: 1, order: "created" })).total];
      await store.close();
      process.stdout.write(JSON.stringify({
        rows: there, bad: result.bad, told: result.problems.length,
        peak: peak(),
      }));
      return;
    }
    process.stdout.write(JSON.stringify({ rows, peak: peak() }));
  })();`);

interface Seen {
  readonly rows: number;
  /** The most memory that the process held, in MB. */
  readonly peak: number;
  readonly bad?: number;
  readonly told?: number;
}

/** Past Jest, which keeps quiet in `npm run soak`. */
function say(text: string): void {
  if (process.env.CRM_LARGE_FILE_MB) process.stderr.write(`${text}\n`);
}

function run(...args: string[]): Seen {
  return JSON.parse(
    execFileSync(process.execPath, ["--max-old-space-size=64", program, ...args], {
      encoding: "utf8",
      env: programEnvironment,
      timeout: 600_000,
    }),
  ) as Seen;
}

describe(`files that are larger than the heap they are read in (64 MB)`, () => {
  test(`a .csv of ${megabytes} MB`, () => {
    const file = join(folder, "large.csv");
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `C-${i},"Name, ${i}",2026-01-31,${i * 1.1},"a\nb"\n`,
    ).join("");
    const block = Buffer.from(lines);
    const blocks = Math.ceil((megabytes * 1e6) / block.length);
    const out = openSync(file, "w");
    writeSync(out, "id,name,day,amount,note\n");
    for (let i = 0; i < blocks; i++) writeSync(out, block);
    closeSync(out);
    const { rows, peak } = run("csv", file);
    expect(rows).toBe(blocks * 10_000);
    say(`.csv of ${megabytes} MB: at most ${Math.round(peak)} MB held`);
    expect(peak).toBeLessThan(220);
  });

  test(`a .csv of ${megabytes} MB into a store, with the rows that break a rule`, () => {
    const file = join(folder, "customers.csv");
    const size = megabytes * 1e6;
    const out = openSync(file, "w");
    let [bytes, count, bad] = [0, 0, 0];
    bytes += writeSync(out, "Customer ID,Name,Company,E-mail,Segment,Comment\n");
    while (bytes < size) {
      const lines: string[] = [];
      for (let i = 0; i < 1000; i++, count++) {
        const isBad = count % 500 === 499;
        if (isBad) bad++;
        const email = isBad ? "no address" : `contact${count}@example.com`;
        lines.push(`C-${count},Name ${count},Company ${count % 977},${email},"A, B",${"word ".repeat(90)}`);
      }
      bytes += writeSync(out, lines.join("\n") + "\n");
    }
    closeSync(out);
    const started = performance.now();
    const seen = run("import", file, join(folder, "customers.db"));
    expect(seen).toMatchObject({ rows: count - bad, bad, told: Math.min(bad, 1000) });
    const badLines = readFileSync(`${file}-bad.csv`, "utf8").trim().split("\r\n");
    expect(badLines).toHaveLength(bad + 1);
    expect(badLines[1]).toContain('"no address"" is not an e-mail address');
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(
      `.csv of ${megabytes} MB, ${count} customers, into a store: ${seconds} s, at most ${Math.round(seen.peak)} MB held`,
    );
    expect(seen.peak).toBeLessThan(260);
  });

  test("an .xlsx, written and read row by row", () => {
    const file = join(folder, "large.xlsx");
    const count = megabytes * 2500;
    const written = run("write", file, String(count));
    const read = run("xlsx", file);
    expect([written.rows, read.rows]).toEqual([count, count]);
    say(
      `.xlsx of ${count} rows: at most ${Math.round(written.peak)} MB writing, ${Math.round(read.peak)} MB reading`,
    );
    expect(Math.max(written.peak, read.peak)).toBeLessThan(260);
  });
});
