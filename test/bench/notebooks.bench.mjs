// SQLite store and frames: 100,000 customers added, searched, updated; scores of 1,000,000 rows over a frame.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { best, bestAsync } from "./best.mjs";
import { oneThread, pythonSession, pythonWith } from "./python.mjs";

const root = join(fileURLToPath(import.meta.url), "..", "..", "..");
const load = createRequire(import.meta.url);

const show = (value) => (value === undefined ? "not installed" : `${value.toFixed(3)} s`);
const ratio = (ours, theirs) => (theirs === undefined ? "" : `${(ours / theirs).toFixed(2)}×`);

const seconds = async (work) => (await bestAsync(work)) / 1000;

// The peers keep the same columns with the same indexes and the same index for searching, but validate nothing.
const columns = "id name company kind phone email segment owner created consent ratings searchable".split(
  " ",
);
const tableSql =
  `CREATE TABLE c (row INTEGER PRIMARY KEY, ${columns.map((name) => `${name} TEXT NOT NULL`).join(", ")}, version INTEGER);` +
  "CREATE UNIQUE INDEX c1 ON c (id); CREATE INDEX c2 ON c (segment); CREATE INDEX c3 ON c (owner); CREATE INDEX c4 ON c (version);" +
  "CREATE VIRTUAL TABLE s USING fts5 (searchable, content = '', contentless_delete = 1, tokenize = 'trigram', detail = none);";
const pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
const indexSql = "INSERT INTO s (rowid, searchable) SELECT row, searchable FROM c WHERE version = ";
const found =
  'SELECT * FROM c WHERE row IN (SELECT rowid FROM s WHERE s MATCH \'"991" AND "912" AND "123"\') AND instr(searchable, \'99123\') > 0';
const changed = 10_000;

function rowOf(i) {
  const searchable = `name ${i}\ncompany ${i % 977}\ncontact${i}@example.com\n\n#`;
  return [
    `C-${i}`,
    `Name ${i}`,
    `Company ${i % 977}`,
    "customer",
    "",
    `contact${i}@example.com`,
    "",
    "",
    "2026-01-01",
    "",
    "{}",
    searchable,
  ];
}

/** By the `sqlite3` tool, a statement a row in one transaction; {} where it is not installed or too old for the index. */
function plainSql(folder, count) {
  const file = join(folder, "plain.db");
  const run = (name, sql) => {
    const script = join(folder, `${name}.sql`);
    writeFileSync(script, sql);
    const started = performance.now();
    const { error, status } = spawnSync("sqlite3", ["-bail", file, `.read ${script}`], { stdio: "ignore" });
    return error === undefined && status === 0 ? (performance.now() - started) / 1000 : undefined;
  };
  // Older tools do not know contentless_delete: they delete from the index by its old text instead, which costs the same.
  const old = tableSql.replace(" contentless_delete = 1,", "");
  const modern = run("schema", `${pragmas}${tableSql}`) !== undefined;
  if (!modern) rmSync(file, { force: true });
  if (!modern && run("schema", `${pragmas}${old}`) === undefined) return {};
  const rows = Array.from(
    { length: count },
    (_, i) => `INSERT INTO c (${columns}, version) VALUES (${rowOf(i).map((text) => `'${text}'`)}, 1);`,
  );
  const insert = run("insert", `${pragmas}BEGIN;\n${rows.join("\n")}\n${indexSql}1;\nCOMMIT;`);
  const search = run("search", `${found};`);
  const updates = Array.from(
    { length: changed },
    (_, i) => `UPDATE c SET company = company || '!', version = 2 WHERE id = 'C-${i}';`,
  );
  const remove = modern
    ? "DELETE FROM s WHERE rowid IN (SELECT row FROM c WHERE version = 2);"
    : `INSERT INTO s (s, rowid, searchable) SELECT 'delete', row, searchable FROM c WHERE version = 2;`;
  const update = run("update", `${pragmas}BEGIN;\n${updates.join("\n")}\n${remove}\n${indexSql}2;\nCOMMIT;`);
  return { insert, search, update };
}

/** By node-sqlite3-wasm, prepared statements in one transaction; {} where it is not installed. */
async function wasm(folder, count) {
  let Database;
  try {
    ({ Database } = load("node-sqlite3-wasm"));
  } catch {
    return {}; // an optional peer
  }
  const database = new Database(join(folder, "wasm.db"));
  try {
    // It has no shared memory, which WAL needs: its own journal then.
    database.exec(pragmas.replace("WAL", "DELETE") + tableSql);
    const insert = await seconds(() => {
      database.exec("BEGIN");
      const statement = database.prepare(
        `INSERT INTO c (${columns}, version) VALUES (${columns.map(() => "?")}, 1)`,
      );
      for (let i = 0; i < count; i++) statement.run(rowOf(i));
      statement.finalize();
      database.exec(`${indexSql}1; COMMIT`);
    });
    const search = await seconds(() => database.all(found));
    const update = await seconds(() => {
      database.exec("BEGIN");
      const statement = database.prepare("UPDATE c SET company = ?, version = 2 WHERE id = ?");
      for (let i = 0; i < changed; i++) statement.run([`Company ${i % 977}!`, `C-${i}`]);
      statement.finalize();
      database.exec(
        `DELETE FROM s WHERE rowid IN (SELECT row FROM c WHERE version = 2); ${indexSql}2; COMMIT`,
      );
    });
    return { insert, search, update };
  } finally {
    database.close();
  }
}

// What `score` does in pandas: blanks make the score of a row blank (`f @ w` alone), or its other values are reweighted.
const pandasProgram = (rows, count, share) => `
import numpy as np, pandas as pd
f = pd.DataFrame({f"c{j}": np.random.rand(${rows}) for j in range(${count})})
g = f.mask(np.random.rand(${rows}, ${count}) < ${share})
w = np.arange(1, ${count} + 1) / ${(count * (count + 1)) / 2}
def na(): return f @ w
def reweight(): return g.fillna(0) @ w / (g.notna() @ w) * w.sum()
`;

export async function run({ table }) {
  const { SqliteCustomerStore, frameOf, frameScore } = load(
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
      store.update(people.slice(0, changed).map(({ id, company }) => ({ id, company: `${company}!` }))),
    );
    await store.close();
    const peers = [await wasm(folder, count), plainSql(folder, count)];
    table(
      "SQLite, 100,000 customers in one write (the peers have the same indexes, but validate nothing)",
      ["", "SqliteCustomerStore", "node-sqlite3-wasm", "ratio", "sqlite3 tool", "ratio"],
      [
        ["add 100,000", insert, "insert"],
        ["search one", search, "search"],
        [`update ${changed}`, update, "update"],
      ].map(([what, ours, key]) => [
        what,
        show(ours),
        ...peers.flatMap((peer) => [show(peer[key]), ratio(ours, peer[key])]),
      ]),
    );

    const rows = 1_000_000;
    const names = Array.from({ length: 10 }, (_, j) => `c${j}`);
    const weights = Float64Array.from(names, (_, j) => (j + 1) / 55);
    const values = names.map(() => Float64Array.from({ length: rows }, Math.random));
    const share = 0.05;
    const holes = values.map((column) => column.map((value) => (Math.random() < share ? NaN : value)));
    const frameFrom = (columns) => frameOf(Object.fromEntries(names.map((name, j) => [name, columns[j]])));
    const frame = frameFrom(values);
    const holed = frameFrom(holes);
    const read = frameFrom(values);
    // By danfojs itself, which leaves the columns of this frame as ordinary arrays.
    const danfo = best(() => {
      let sum;
      names.forEach((name, j) => {
        const part = read.column(name).mul(weights[j]);
        sum = sum === undefined ? part : sum.add(part);
      });
    }, 1);
    const blanks = "reweight";
    const jobs = [
      ["a frame of frameOf", () => frameScore(frame, names, weights), "na"],
      ["the same after danfojs read its columns", () => frameScore(read, names, weights), "na"],
      ["typed columns", () => needScore(values, weights), "na"],
      ["a frame, 5% blank, reweighted", () => frameScore(holed, names, weights, { blanks }), blanks],
      ["typed columns, the same", () => needScore(holes, weights, { blanks }), blanks],
    ];
    const python = pythonWith("numpy", "pandas");
    const program = pandasProgram(rows, names.length, share);
    const sessions =
      python === undefined ? [] : [oneThread, {}].map((threads) => pythonSession(python, program, threads));
    // Python gives the memory of a result back at once, and its next result takes it again; here garbage is collected
    // before each turn, or the first touch of fresh pages would be measured, which on a virtual machine is most of it.
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc");
    const turns = 15;
    const lines = [];
    for (const [what, work, kind] of jobs) {
      const times = [work, ...sessions].map(() => []);
      for (let turn = 0; turn < turns; turn++) {
        collect();
        times[0].push(best(work, 1));
        for (const [k, session] of sessions.entries()) times[k + 1].push(await session.run(kind));
      }
      const least = times.map((each) => Math.min(...each));
      const middle = times.map((each) => each.sort((one, other) => one - other)[turns >> 1]);
      const both = (k) =>
        least[k] === undefined ? "not installed" : `${least[k].toFixed(1)} (${middle[k].toFixed(1)})`;
      lines.push([
        what,
        both(0),
        ...(kind === "na" ? [danfo.toFixed(0), ratio(least[0], danfo)] : ["–", ""]),
        ...[1, 2].flatMap((k) => [both(k), ratio(least[0], least[k])]),
      ]);
    }
    await Promise.all(sessions.map((session) => session.end()));
    table(
      "Scores of 1,000,000 rows × 10 columns, ms: best (median) of turns taken in turn; danfojs has no reweighting",
      ["", "ours", "danfojs", "ratio", "pandas, one thread", "ratio", "pandas, all threads", "ratio"],
      lines,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
