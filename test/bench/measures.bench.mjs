// RFM and cohorts of 1,000,000 purchases against DuckDB; BG/NBD on 100,000 customers against scipy; duplicates.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const load = createRequire(import.meta.url);

/** The same likelihood for scipy, fitted to the columns in a file of doubles. */
const scipy = `
import sys, time
import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln as g
x, t, T = np.fromfile(sys.argv[1]).reshape(3, -1)
s = T.mean()
t, T = t / s, T / s
def f(q):
    r, al, a, b = np.exp(q)
    A = g(r+x) - g(r) + r*np.log(al) + g(a+b) + g(b+x) - g(b) - g(a+b+x)
    e = -(r+x)*np.log(al+T)
    last = np.where(x > 0, np.log(a) - np.log(np.maximum(b+x-1, 1e-300)) - (r+x)*np.log(al+t), -np.inf)
    return -np.mean(A + np.logaddexp(e, last))
start = time.perf_counter()
minimize(f, np.zeros(4), method="L-BFGS-B")
print(time.perf_counter() - start)
`;

function seconds(work, times = 3) {
  let best = Infinity;
  for (let k = 0; k < times; k++) {
    const started = performance.now();
    work();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

export async function run({ table, root }) {
  const core = load(join(root, "core", "dist", "cjs", "index.js"));
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  const count = 1_000_000;
  const customers = Array.from({ length: count }, () => Math.floor(random() * 100_000));
  const dates = Float64Array.from({ length: count }, () => 45000 + Math.floor(random() * 730));
  const amounts = Float64Array.from({ length: count }, () => Math.round(random() * 10000) / 100);
  const folder = mkdtempSync(join(tmpdir(), "crm-bench-"));
  try {
    const rfm = seconds(() => core.rfm(customers, dates, amounts, 45730));
    const cohorts = seconds(() => core.cohorts(customers, dates));
    const peers = await duckdb(folder, customers, dates, amounts);
    const row = (name, ours, theirs) => [
      name,
      `${ours.toFixed(3)} s`,
      theirs === undefined ? "not installed" : `${theirs.toFixed(3)} s`,
      theirs === undefined ? "" : `${(ours / theirs).toFixed(2)}×`,
    ];
    const { frequency, recency, age } = core.summary(customers, dates, amounts, 45730);
    // Less regular than the purchases above, which have no drop-out to find.
    const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    for (let i = 0; i < frequency.length; i++) simulate(model, i, frequency, recency, age, random);
    const fit = seconds(() => core.purchaseModel(frequency, recency, age), 1);
    const file = join(folder, "history.f64");
    writeFileSync(file, Buffer.concat([frequency, recency, age].map((each) => Buffer.from(each.buffer))));
    const python = spawnSync("/usr/bin/python3", ["-c", scipy, file], { encoding: "utf8" });
    table(
      "Customer measures",
      ["", "CRM Functions", "peer", "ratio"],
      [
        row("RFM of 1,000,000 purchases (DuckDB)", rfm, peers?.rfm),
        row("Cohorts of 1,000,000 purchases (DuckDB)", cohorts, peers?.cohorts),
        row(
          "BG/NBD of 100,000 customers (scipy)",
          fit,
          python.status === 0 ? Number(python.stdout) : undefined,
        ),
        [
          "Duplicates among 100,000 records",
          `${seconds(() => findDuplicates(core), 1).toFixed(3)} s`,
          "",
          "",
        ],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function simulate(model, i, frequency, recency, age, random) {
  const gamma = (shape) => {
    // Johnk's and exponential parts: shape below 1 and a whole part
    let sum = 0;
    for (let k = 0; k < Math.floor(shape); k++) sum -= Math.log(random() + 1e-12);
    const rest = shape % 1;
    for (;;) {
      const [u, v] = [(random() + 1e-12) ** (1 / rest), (random() + 1e-12) ** (1 / (1 - rest))];
      if (u + v <= 1) return sum - (u / (u + v)) * Math.log(random() + 1e-12);
    }
  };
  const rate = gamma(model.r) / model.alpha;
  const [one, other] = [gamma(model.a), gamma(model.b)];
  const leave = one / (one + other);
  age[i] = 27 + Math.floor(random() * 84) / 7;
  frequency[i] = recency[i] = 0;
  for (let t = 0; ;) {
    t += Math.max(1, Math.ceil((-Math.log(random() + 1e-12) / rate) * 7)) / 7;
    if (!(t <= age[i])) return;
    frequency[i]++;
    recency[i] = t;
    if (random() < leave) return;
  }
}

function findDuplicates(core) {
  const n = 100_000;
  const names = Array.from({ length: n }, (_, i) => `Customer${i % 60_000} Name${i % 977}`);
  const phones = Array.from({ length: n }, (_, i) => String(13800000000 + (i % 70_000)));
  const emails = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? `person${i % 50_000}@example.com` : ""));
  core.duplicates(names, phones, emails);
}

async function duckdb(folder, customers, dates, amounts) {
  let api;
  try {
    api = load("@duckdb/node-api");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return undefined;
  }
  const connection = await (await api.DuckDBInstance.create(":memory:")).connect();
  const file = join(folder, "purchases.csv");
  writeFileSync(file, customers.map((c, i) => `${c},${dates[i]},${amounts[i]}\n`).join(""));
  await connection.run(
    `CREATE TABLE p AS SELECT column0 AS c, DATE '1899-12-30' + column1::INTEGER AS d, column2::DOUBLE AS a FROM read_csv('${file.replaceAll("'", "''")}', header = false)`,
  );
  const timed = async (sql) => {
    let best = Infinity;
    for (let k = 0; k < 3; k++) {
      const started = performance.now();
      await connection.runAndReadAll(sql);
      best = Math.min(best, (performance.now() - started) / 1000);
    }
    return best;
  };
  return {
    rfm: await timed(`WITH t AS (SELECT c, DATE '2025-03-14' - max(d) AS r, count(DISTINCT d) AS f, sum(a) AS m FROM p GROUP BY c)
      SELECT *, rank() OVER (ORDER BY r DESC), rank() OVER (ORDER BY f), rank() OVER (ORDER BY m) FROM t`),
    cohorts: await timed(`WITH f AS (SELECT c, date_trunc('month', min(d)) AS first FROM p GROUP BY c)
      SELECT first, date_diff('month', first, d) AS k, count(DISTINCT p.c) FROM p JOIN f USING (c) GROUP BY ALL`),
  };
}
