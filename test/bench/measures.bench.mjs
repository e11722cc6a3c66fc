// RFM and cohorts of 1,000,000 purchases against DuckDB and pandas; BG/NBD on 100,000 customers against scipy; duplicates.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { best, bestAsync } from "./best.mjs";
import { excelFunctions } from "./excel-functions.mjs";
import { oneThread, pythonWith, runPython } from "./python.mjs";

const load = createRequire(import.meta.url);

/**
 * The same likelihood for scipy, fitted to the columns in a file of doubles: as it is usually written; and as fast as it
 * can be, over distinct histories, with gamma functions once per number of purchases and an analytic gradient.
 */
const scipy = (file) => `
import json, time
import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln as g, psi
x, t, T = np.fromfile(${JSON.stringify(file)}).reshape(3, -1)
s = T.mean()
t, T = t / s, T / s
def usual(q):
    r, al, a, b = np.exp(q)
    A = g(r+x) - g(r) + r*np.log(al) + g(a+b) + g(b+x) - g(b) - g(a+b+x)
    e = -(r+x)*np.log(al+T)
    last = np.where(x > 0, np.log(a) - np.log(np.maximum(b+x-1, 1e-300)) - (r+x)*np.log(al+t), -np.inf)
    return -np.mean(A + np.logaddexp(e, last))
def fastest():
    h, n = np.unique(np.column_stack([x, t, T]), axis=0, return_counts=True)
    X, R, O = h.T
    n = n / n.sum()
    k, at = np.unique(X, return_inverse=True)
    def f(q):
        r, al, a, b = np.exp(q)
        lO, lR, later = np.log(al+O), np.log(al+R), np.maximum(b+X-1, 1e-300)
        A = (g(r+k) - g(r) + g(a+b) + g(b+k) - g(b) - g(a+b+k))[at]
        d = np.where(X > 0, np.log(a) - np.log(later) + (r+X)*(lO-lR), -np.inf)
        w = 1/(1+np.exp(-d))
        pab = (psi(a+b) - psi(a+b+k))[at]
        slopes = [
            r*(n @ ((psi(r+k) - psi(r))[at] + q[1] - (1-w)*lO - w*lR)),
            al*(n @ (r/al - (r+X)*((1-w)/(al+O) + w/(al+R)))),
            a*(n @ (pab + w/a)),
            b*(n @ (pab + (psi(b+k) - psi(b))[at] - np.where(X > 0, w/later, 0))),
        ]
        return -(n @ (A + r*q[1] - (r+X)*lO + np.logaddexp(0, d))), -np.array(slopes)
    return minimize(f, np.zeros(4), jac=True, method="L-BFGS-B", options={"ftol": 1e-13, "gtol": 1e-8})
def best(f):
    least = 1e9
    for _ in range(3):
        start = time.process_time(); f(); least = min(least, time.process_time() - start)
    return least
print(json.dumps({"usual": best(lambda: minimize(usual, np.zeros(4), method="L-BFGS-B")), "fastest": best(fastest)}))
`;

/** RFM and cohorts of the same purchases in pandas; on one thread by nature. */
const pandas = (file) => `
import json, time
import numpy as np, pandas as pd
c, d, a = np.fromfile(${JSON.stringify(file)}).reshape(3, -1)
p = pd.DataFrame({"c": c.astype(np.int64), "d": pd.to_datetime(d.astype(np.int64), unit="D", origin="1899-12-30"), "a": a})
def rfm():
    g = p.groupby("c")
    t = pd.DataFrame({"r": (pd.Timestamp("2025-03-14") - g["d"].max()).dt.days, "f": g["d"].nunique(), "m": g["a"].sum()})
    n = len(t)
    for name, rising in (("r", False), ("f", True), ("m", True)):
        t["s" + name] = 1 + (5 * (t[name].rank(method="min", ascending=rising) - 1) // n)
    return t
def cohorts():
    month = p["d"].dt.year * 12 + p["d"].dt.month
    first = month.groupby(p["c"]).transform("min")
    return pd.DataFrame({"c": p["c"], "first": first, "k": month - first}).drop_duplicates().groupby(["first", "k"]).size()
def best(f):
    least = 1e9
    for _ in range(3):
        start = time.perf_counter(); f(); least = min(least, time.perf_counter() - start)
    return least
print(json.dumps({"rfm": best(rfm), "cohorts": best(cohorts)}))
`;

const seconds = (body, repeats = 3) => best(body, repeats) / 1000;

export async function run({ table, root }) {
  const core = load(join(root, "core", "dist", "cjs", "index.js"));
  const functions = excelFunctions(root);
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  const count = 1_000_000;
  const customers = Array.from({ length: count }, () => Math.floor(random() * 100_000));
  const dates = Float64Array.from({ length: count }, () => 45000 + Math.floor(random() * 730));
  const amounts = Float64Array.from({ length: count }, () => Math.round(random() * 10000) / 100);
  const texts = customers.map((customer) => `C${String(customer).padStart(6, "0")}`);
  const folder = mkdtempSync(join(tmpdir(), "crm-bench-"));
  try {
    const ours = {
      rfm: seconds(() => core.rfm(customers, dates, amounts, 45730)),
      cohorts: seconds(() => core.cohorts(customers, dates)),
    };
    const byText = {
      rfm: seconds(() => core.rfm(texts, dates, amounts, 45730)),
      cohorts: seconds(() => core.cohorts(texts, dates)),
    };
    const cells = [texts, Array.from(dates), Array.from(amounts)].map((column) =>
      column.map((cell) => [cell]),
    );
    const fromCells = {
      rfm: seconds(() => functions.get("RFM")(...cells, 45730, null)),
      cohorts: seconds(() => functions.get("COHORTS")(cells[0], cells[1], null)),
    };
    const peers = await duckdb(folder, customers, dates, amounts);
    const python = pythonWith("pandas");
    const file = join(folder, "purchases.f64");
    const columns = [Float64Array.from(customers), dates, amounts];
    writeFileSync(file, Buffer.concat(columns.map((each) => Buffer.from(each.buffer))));
    const frames = python === undefined ? undefined : runPython(python, pandas(file), oneThread);
    const shown = (time) => (time === undefined ? "not installed" : `${(time * 1000).toFixed(0)} ms`);
    const against = (time, peer) =>
      peer === undefined ? "not installed" : `${shown(peer)} (${(time / peer).toFixed(2)}×)`;
    table(
      "RFM and cohorts of 1,000,000 purchases of 100,000 customers (ours ÷ theirs in brackets)",
      [
        "",
        "core",
        "DuckDB",
        "DuckDB, one thread",
        "pandas",
        "core, customers as texts",
        "from Excel's cells",
      ],
      ["rfm", "cohorts"].map((name) => [
        name,
        shown(ours[name]),
        against(ours[name], peers?.[name]),
        against(ours[name], peers?.alone[name]),
        against(ours[name], frames?.[name]),
        shown(byText[name]),
        shown(fromCells[name]),
      ]),
    );

    const { frequency, recency, age } = core.summary(customers, dates, amounts, 45730);
    // Less regular than the purchases above, which have no drop-out to find.
    const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    for (let i = 0; i < frequency.length; i++) simulate(model, i, frequency, recency, age, random);
    // Other ages each time: the same are fitted once.
    const fitAnew = () => {
      age[0] += 1 / 7;
      const before = process.cpuUsage();
      core.purchaseModel(frequency, recency, age);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    const first = fitAnew();
    const fit = Math.min(fitAnew(), fitAnew(), fitAnew());
    const again = seconds(() => core.alive(frequency, recency, age), 1);
    const historyFile = join(folder, "history.f64");
    writeFileSync(
      historyFile,
      Buffer.concat([frequency, recency, age].map((each) => Buffer.from(each.buffer))),
    );
    const withScipy = pythonWith("scipy");
    const theirs = withScipy === undefined ? undefined : runPython(withScipy, scipy(historyFile), oneThread);
    table(
      "Customers",
      ["", "core", "peer"],
      [
        [
          "BG/NBD fitted to 100,000 customers, CPU (scipy, L-BFGS-B)",
          shown(fit),
          against(fit, theirs?.usual),
        ],
        [
          "— against scipy with an analytic gradient over distinct histories",
          shown(fit),
          against(fit, theirs?.fastest),
        ],
        ["— the first fit of a process", shown(first), against(first, theirs?.usual)],
        ["ALIVE of the same customers, fitted before", shown(again), ""],
        ["Duplicates among 100,000 records", shown(seconds(() => findDuplicates(core), 1)), ""],
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
  const timed = async (sql) => (await bestAsync(() => connection.runAndReadAll(sql), 3)) / 1000;
  const statements = {
    rfm: `WITH t AS (SELECT c, DATE '2025-03-14' - max(d) AS r, count(DISTINCT d) AS f, sum(a) AS m FROM p GROUP BY c)
      SELECT *, rank() OVER (ORDER BY r DESC), rank() OVER (ORDER BY f), rank() OVER (ORDER BY m) FROM t`,
    cohorts: `WITH f AS (SELECT c, date_trunc('month', min(d)) AS first FROM p GROUP BY c)
      SELECT first, date_diff('month', first, d) AS k, count(DISTINCT p.c) FROM p JOIN f USING (c) GROUP BY ALL`,
  };
  const times = { rfm: await timed(statements.rfm), cohorts: await timed(statements.cohorts) };
  await connection.run("SET threads = 1");
  return { ...times, alone: { rfm: await timed(statements.rfm), cohorts: await timed(statements.cohorts) } };
}
