// SQLite store and frames: 100,000 customers added, searched, updated; scores of 1,000,000 rows over a frame.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(fileURLToPath(import.meta.url), "..", "..", "..");
const load = createRequire(import.meta.url);

async function seconds(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

const show = (value) => (value === undefined ? "not installed" : `${value.toFixed(3)} s`);
const ratio = (ours, theirs) => (theirs === undefined ? "" : `${(ours / theirs).toFixed(2)}×`);

/** The same rows by the `sqlite3` tool, as plain SQL in one transaction; undefined where it is not installed. */
function plainSql(folder, count) {
  const file = join(folder, "plain.db");
  const script = join(folder, "plain.sql");
  const rows = Array.from(
    { length: count },
    (_, i) => `INSERT INTO c VALUES('C-${i}','Name ${i}','Company ${i % 977}','contact${i}@example.com');`,
  );
  writeFileSync(
    script,
    `CREATE TABLE c(id TEXT PRIMARY KEY,name TEXT,company TEXT,email TEXT);\nBEGIN;\n${rows.join("\n")}\nCOMMIT;\n`,
  );
  const started = performance.now();
  const done = spawnSync("sqlite3", [file, `.read ${script}`], { stdio: "ignore" });
  if (done.error !== undefined || done.status !== 0) return {};
  const insert = (performance.now() - started) / 1000;
  const query = (sql) => {
    const begun = performance.now();
    spawnSync("sqlite3", [file, sql], { stdio: "ignore" });
    return (performance.now() - begun) / 1000;
  };
  return {
    insert,
    search: query(
      "SELECT * FROM c WHERE name LIKE '%99123%' OR company LIKE '%99123%' OR email LIKE '%99123%'",
    ),
    update: query("UPDATE c SET company = company || '!' WHERE rowid <= 10000"),
  };
}

/** pandas' `X @ w` over a frame of the same size; undefined where it is not installed. */
function pandasScores(rows, columns) {
  const program =
    `import time,numpy as np,pandas as pd\nf=pd.DataFrame(np.random.rand(${rows},${columns}))\n` +
    `w=np.random.rand(${columns})\nf@w\nt=time.perf_counter()\nf@w\nprint(time.perf_counter()-t)`;
  for (const python of ["/usr/bin/python3", "python3"]) {
    const answer = spawnSync(python, ["-c", program], { encoding: "utf8" });
    if (answer.status === 0) return Number(answer.stdout);
  }
  return undefined;
}

export async function run({ table }) {
  const { SqliteCustomerStore, frameOf, frameValues } = load(
    join(root, "notebooks/support/dist/cjs/index.js"),
  );
  const { needScore } = load(join(root, "core/dist/cjs/index.js"));
  const folder = mkdtempSync(join(tmpdir(), "crm-functions-bench-"));
  const count = 100_000;
  try {
    const store = new SqliteCustomerStore(join(folder, "ours.db"));
    const people = Array.from({ length: count }, (_, i) => ({
      id: `C-${i}`,
      name: `Name ${i}`,
      company: `Company ${i % 977}`,
      email: `contact${i}@example.com`,
    }));
    const insert = await seconds(() => store.add(people));
    const search = await seconds(() => store.search("99123", { order: "created" }));
    const update = await seconds(() =>
      store.update(people.slice(0, 10_000).map(({ id, company }) => ({ id, company: `${company}!` }))),
    );
    await store.close();
    const plain = plainSql(folder, count);
    table(
      "SQLite, 100,000 customers (ours validates, indexes and searches full text)",
      ["", "SqliteCustomerStore", "plain SQL by sqlite3", "ratio"],
      [
        ["add 100,000", show(insert), show(plain.insert), ratio(insert, plain.insert)],
        ["search one", show(search), show(plain.search), ratio(search, plain.search)],
        ["update 10,000", show(update), show(plain.update), ratio(update, plain.update)],
      ],
    );

    const rows = 1_000_000;
    const names = Array.from({ length: 10 }, (_, j) => `c${j}`);
    const weights = Float64Array.from(names, (_, j) => (j + 1) / 55);
    const columns = names.map(() => Float64Array.from({ length: rows }, Math.random));
    needScore(columns, weights);
    const core = await seconds(() => needScore(columns, weights));
    const small = 100_000;
    const frame = frameOf(Object.fromEntries(names.map((name, j) => [name, columns[j].subarray(0, small)])));
    const over = await seconds(() => needScore(frameValues(frame, names), weights));
    const danfo = await seconds(() => {
      let sum;
      names.forEach((name, j) => {
        const part = frame.column(name).mul(weights[j]);
        sum = sum === undefined ? part : sum.add(part);
      });
    });
    const pandas = pandasScores(rows, names.length);
    table(
      "Scores over frames, 10 columns",
      ["", "ours", "peer", "ratio"],
      [
        ["1,000,000 rows, typed columns / pandas f @ w", show(core), show(pandas), ratio(core, pandas)],
        ["100,000 rows of a danfojs frame / danfojs itself", show(over), show(danfo), ratio(over, danfo)],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
