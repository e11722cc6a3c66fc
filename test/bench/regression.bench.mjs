// The feedback regression: all of FEEDBACK's figures against peers that fit the same design in the same run.
import { spawnSync } from "node:child_process";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importTypeScript } from "../../scripts/import-typescript.mjs";
import { best, bestAsync } from "./best.mjs";
import { excelFunctions } from "./excel-functions.mjs";
import { pythonSession, pythonWith, pythonsWith, runPython } from "./python.mjs";

/**
 * Deterministic data: y is a sum of the predictors and noise; `closeness` makes the last nearly a sum of two others,
 * and the first so many `effects` are the only predictors that y depends on.
 */
function design(rows, columns, { closeness, effects = columns } = {}) {
  const data = new Float64Array(new SharedArrayBuffer(rows * columns * 8));
  const y = new Float64Array(new SharedArrayBuffer(rows * 8));
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    for (let j = 0; j < columns; j++) data[at + j] = 4 * random() + j;
    if (closeness !== undefined) data[at + columns - 1] = data[at] + data[at + 1] + closeness * random();
    let sum = 1;
    for (let j = 0; j < effects; j++) sum += (j + 1) * data[at + j];
    y[i] = sum + random();
  }
  return { y, x: { data, columns } };
}

const timing = `
import json, time, numpy as np
rng = np.random.default_rng(1)
x = rng.random((1000000, 10)); y = x @ np.arange(10) + rng.random(1000000)
X = np.column_stack([np.ones(len(x)), x])
def best(body, repeats):
    least = 1e9
    for _ in range(repeats):
        start = time.perf_counter(); body(); least = min(least, time.perf_counter() - start)
    return least * 1000
out = {}
`;
/** numpy on the data of a file: y, then x. */
const onFile = (file, rows, columns) => `
import numpy as np
numbers = np.fromfile(${JSON.stringify(file)})
y = numbers[:${rows}].copy(); x = numbers[${rows}:].reshape(${rows}, ${columns})
X = np.column_stack([np.ones(${rows}), x]); del numbers, x
def bare(): np.linalg.solve(X.T @ X, X.T @ y)
def lstsq(): np.linalg.lstsq(X, y, rcond=None)
`;
const learn = `${timing}
from sklearn.linear_model import LinearRegression
out["scikit-learn (coefficients only)"] = best(lambda: LinearRegression().fit(x, y), 3)
print(json.dumps(out))`;
const models = `${timing}
import statsmodels.api as sm
def whole():
    fit = sm.OLS(y, X).fit(); fit.bse; fit.rsquared; fit.fvalue; fit.llf
out["statsmodels OLS"] = best(whole, 2)
print(json.dumps(out))`;
const r = `set.seed(1); x <- matrix(runif(1e7), ncol = 10); y <- as.vector(x %*% 1:10) + runif(1e6); X <- cbind(1, x)
best <- function(f, k) min(sapply(1:k, function(i) system.time(f())[["elapsed"]])) * 1000
cat(best(function() .lm.fit(X, y), 3), best(function() lm(y ~ x), 2))`;

/** Yes/no outcomes of a file (y, then x), coefficients only: Newton's steps, scikit-learn, statsmodels. */
const outcomesOf = (file, rows, columns) => `
import json, time, numpy as np
numbers = np.fromfile(${JSON.stringify(file)})
y = numbers[:${rows}].copy(); x = numbers[${rows}:].reshape(${rows}, ${columns}).copy(); del numbers
X = np.column_stack([np.ones(${rows}), x])
def best(body, repeats):
    least = 1e9
    for _ in range(repeats):
        start = time.perf_counter(); body(); least = min(least, time.perf_counter() - start)
    return least * 1000
def newton():
    beta = np.zeros(X.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(X @ beta)))
        step = np.linalg.solve((X * (p * (1 - p))[:, None]).T @ X, X.T @ (y - p)); beta += step
        if np.abs(step).max() < 1e-8: break
out = {"numpy, Newton's steps (coefficients only)": best(newton, 2)}
try:
    from sklearn.linear_model import LogisticRegression
    out["scikit-learn, lbfgs (coefficients only)"] = best(lambda: LogisticRegression(C=np.inf).fit(x, y), 3)
except ImportError:
    out["scikit-learn: not installed"] = float("nan")
try:
    import statsmodels.api as sm
    def whole(): fit = sm.Logit(y, X).fit(disp=0); fit.bse; fit.llf
    out["statsmodels Logit"] = best(whole, 1)
except ImportError:
    out["statsmodels: not installed"] = float("nan")
print(json.dumps(out).replace("NaN", "null"))`;

/** The Pythons that have numpy, each with and without the kernel that the environment names. */
function numpyKinds() {
  return pythonsWith("numpy").flatMap((python) =>
    [{}, { OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined }].map((environment) => [
      python,
      environment,
    ]),
  );
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/**
 * Runs bodies in turn, so often each, with a pause before each in which another's threads fall asleep: no body has the
 * machine in a better hour, or to itself more often, than the others.
 */
async function inTurn(bodies, repeats) {
  const times = bodies.map(() => []);
  for (let i = 0; i <= repeats; i++) {
    for (const [at, body] of bodies.entries()) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      const ms = await body();
      // The first round warms up.
      if (i > 0) times[at].push(ms);
    }
  }
  return times;
}

/** Milliseconds that a call takes. */
const timed = (body) => async () => {
  const start = performance.now();
  await body();
  return performance.now() - start;
};

/** The data in a file for the time of `body`. */
async function withFile({ y, x }, body) {
  const folder = await mkdtemp(join(tmpdir(), "crm-bench-"));
  try {
    const file = join(folder, "numbers");
    const bytes = (numbers) => new Uint8Array(numbers.buffer);
    await writeFile(file, bytes(y));
    await appendFile(file, bytes(x.data));
    return await body(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a program in a Node of its own, which prints JSON; `memory()` is MiB in use now and at most so far. Linux's
 * peak is read from its own file, for `maxRSS` begins with that of the process which started this one. */
function inProcess(root, program) {
  const modules = {
    core: join(root, "core", "dist", "cjs"),
    notebooks: join(root, "notebooks", "support", "dist", "cjs"),
  };
  const source = `
    const core = require(${JSON.stringify(modules.core)}), notebooks = require(${JSON.stringify(modules.notebooks)});
    const peak = () => {
      try {
        return parseInt(require("node:fs").readFileSync("/proc/self/status", "utf8").split("VmHWM:")[1]);
      } catch {
        return process.resourceUsage().maxRSS;
      }
    };
    const memory = () => [process.memoryUsage().rss / 2 ** 20, peak() / 2 ** 10];
    (async () => console.log(JSON.stringify(await (async () => { ${program} })())))();`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", source], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Peak memory of a process that makes data and fits them, less what it used before, over the size of the data. */
function peakMemory(root, rows, threads) {
  const [before, peak] = inProcess(
    root,
    `const small = notebooks.sharedNumbers(3000).map((_, i) => Math.sin(i * i));
     core.feedback(small.subarray(0, 1000), { data: small.subarray(1000), columns: 2 });
     const [before] = memory();
     const data = notebooks.sharedNumbers(${rows} * 10), y = notebooks.sharedNumbers(${rows});
     let state = 1;
     const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
     for (let i = 0; i < data.length; i++) data[i] = random();
     for (let i = 0; i < y.length; i++) y[i] = 1 + data[10 * i] + 2 * data[10 * i + 9] + random();
     const x = { data, columns: 10 };
     ${threads ? "await notebooks.feedbackInParallel(y, x, { workers: 2 })" : "core.feedback(y, x)"};
     return [before, memory()[1]];`,
  );
  const input = (rows * 11 * 8) / 2 ** 20;
  return { input, more: peak - before, ratio: (peak - before) / input };
}

const turns = 20;

/** numpy's lstsq on the data, as fast as it gets; NaN where there is no numpy. */
async function lstsqTime(data, kinds, repeats) {
  return await withFile(data, async (file) => {
    let least = Infinity;
    for (const [python, environment] of kinds) {
      const session = pythonSession(python, onFile(file, data.y.length, data.x.columns), environment);
      for (let i = 0; i < repeats; i++) least = Math.min(least, await session.run("lstsq"));
      await session.end();
    }
    return kinds.length === 0 ? NaN : least;
  });
}

export async function run({ table, root }) {
  const { feedback, outcome } = await importTypeScript(join(root, "core", "regression", "index.ts"));
  const load = createRequire(import.meta.url);
  const { feedbackInParallel } = load(join(root, "notebooks", "support", "dist", "cjs", "index.js"));
  // The core whose kernels the notebooks' package has replaced.
  const notebook = load("@crm-functions/core");
  const well = design(1_000_000, 10);
  const kinds = numpyKinds();
  const [alone, threads, ...bare] = await withFile(well, async (file) => {
    const sessions = kinds.map(([python, environment]) =>
      pythonSession(python, onFile(file, 1_000_000, 10), environment),
    );
    const times = await inTurn(
      [
        timed(() => notebook.feedback(well.y, well.x)),
        timed(() => feedbackInParallel(well.y, well.x, { workers: 2 })),
        ...sessions.map((session) => () => session.run("bare")),
      ],
      turns,
    );
    await Promise.all(sessions.map((session) => session.end()));
    return times;
  });
  const fastest = bare.toSorted((a, b) => median(a) - median(b))[0];
  table(
    `1,000,000 × 10: FEEDBACK and numpy's bare normal equations in turn, ${turns} runs each on the same data`,
    ["", "ms, best", "ms, median"],
    [
      ["FEEDBACK, all figures, one thread", alone],
      ["FEEDBACK, all figures, two threads", threads],
      ["numpy, bare normal equations (coefficients only), its own two threads", fastest ?? [NaN]],
    ].map(([name, times]) => [name, Math.min(...times).toFixed(1), median(times).toFixed(1)]),
  );

  const ours = Math.min(...alone);
  const lines = [
    ["FEEDBACK, all figures, one thread", ours],
    [
      "of these the one pass of compression",
      best(() => notebook.momentsOf(notebook.rowsOf(well.y, well.x)), 15),
    ],
    ["FEEDBACK, all figures, two threads", Math.min(...threads)],
  ];
  lines.push([
    "FEEDBACK, all figures, without WebAssembly, as in a page",
    best(() => feedback(well.y, well.x), 7),
  ]);
  lines.push(["numpy, bare normal equations (coefficients only)", Math.min(...(fastest ?? [NaN]))]);
  lines.push(["numpy lstsq (coefficients only)", await lstsqTime(well, kinds, 3)]);
  for (const [module, program] of [
    ["sklearn", learn],
    ["statsmodels", models],
  ]) {
    const python = pythonWith("numpy", module);
    if (python === undefined) lines.push([`${module}: not installed`, NaN]);
    else lines.push(...Object.entries(runPython(python, program)));
  }
  const times = spawnSync("Rscript", ["-e", r], { encoding: "utf8" });
  const rTimes = times.status === 0 ? times.stdout.trim().split(" ").map(Number) : undefined;
  if (rTimes === undefined) lines.push(["R: not installed", NaN]);
  else lines.push(["R .lm.fit", rTimes[0]], ["R lm", rTimes[1]]);
  table(
    "Regression of 1,000,000 × 10 with intercept",
    ["", "ms", "times FEEDBACK, one thread", "times FEEDBACK, two threads"],
    lines.map(([name, ms]) => [name, ms.toFixed(0), (ms / ours).toFixed(2), (ms / lines[2][1]).toFixed(2)]),
  );

  const middle = well.y.toSorted()[well.y.length / 2];
  let noise = 7;
  const answers = well.y.map((value) => {
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    return Number(noise / 2 ** 32 < 1 / (1 + Math.exp((middle - value) / 20)));
  });
  const yesNo = [
    ["OUTCOME, all figures, as in a page", best(() => outcome(answers, well.x), 5)],
    ["OUTCOME, all figures, as in a notebook", best(() => notebook.outcome(answers, well.x), 5)],
  ];
  const python = pythonWith("numpy", "sklearn") ?? pythonWith("numpy");
  if (python !== undefined) {
    const shared = new Float64Array(new SharedArrayBuffer(8 * answers.length));
    shared.set(answers);
    const others = await withFile({ y: shared, x: well.x }, (file) =>
      runPython(python, outcomesOf(file, 1_000_000, 10)),
    );
    yesNo.push(...Object.entries(others).map(([name, ms]) => [name, ms ?? NaN]));
  }
  table(
    "Yes/no outcomes of 1,000,000 × 10 with intercept",
    ["", "ms", "times OUTCOME in a notebook"],
    yesNo.map(([name, ms]) => [name, ms.toFixed(0), (ms / yesNo[1][1]).toFixed(2)]),
  );

  const ill = [];
  for (const closeness of [1e-3, 1e-5, 1e-9]) {
    const { y, x } = design(1_000_000, 10, { closeness });
    const bodies = [
      timed(() => feedback(y, x)),
      timed(() => notebook.feedback(y, x)),
      timed(() => feedbackInParallel(y, x, { workers: 2 })),
    ];
    const times = (await inTurn(bodies, 4)).map((each) => Math.min(...each));
    ill.push([
      feedback(y, x).conditionNumber.toExponential(1),
      ...times.flatMap((ms) => [ms.toFixed(0), rTimes === undefined ? "" : (rTimes[1] / ms).toFixed(2)]),
    ]);
  }
  table(
    "Ill-conditioned, 1,000,000 × 10, compressed without rounding",
    ["Condition number", "ms, page", "R lm", "ms, notebook", "R lm", "ms, two threads", "R lm, times ours"],
    ill,
  );

  for (const [title, effects] of [
    ["Growth with rows, 10 columns", 10],
    ["The same where y depends on half of the predictors: read in doubled precision", 5],
  ]) {
    const growth = [];
    for (const rows of [10_000, 100_000, 1_000_000, 10_000_000]) {
      const data = design(rows, 10, { effects });
      const repeats = rows > 1_000_000 ? 3 : rows > 10_000 ? 9 : 60;
      const ms = best(() => notebook.feedback(data.y, data.x), repeats);
      const inThreads = await bestAsync(() => feedbackInParallel(data.y, data.x, { workers: 2 }), repeats);
      const lstsq = await lstsqTime(data, kinds.slice(0, 2), rows > 1_000_000 ? 1 : 3);
      growth.push([
        rows.toLocaleString("en"),
        ms.toFixed(ms < 10 ? 2 : 0),
        ((ms * 1e6) / rows).toFixed(0),
        inThreads.toFixed(inThreads < 10 ? 2 : 0),
        lstsq.toFixed(lstsq < 10 ? 2 : 0),
        (lstsq / ms).toFixed(1),
      ]);
    }
    table(
      title,
      ["Rows", "ms, one thread", "ns per row", "ms, two threads", "numpy lstsq, ms", "times one thread"],
      growth,
    );
  }

  table(
    "Peak memory of a process (10 columns), less what it used before",
    ["Rows", "Threads", "Input, MiB", "Input and fit, MiB", "times the input"],
    [
      [1_000_000, false],
      [1_000_000, true],
      [5_000_000, false],
    ].map(([rows, threads]) => {
      const { input, more, ratio } = peakMemory(root, rows, threads);
      return [
        rows.toLocaleString("en"),
        threads ? 2 : 1,
        input.toFixed(0),
        more.toFixed(0),
        ratio.toFixed(2),
      ];
    }),
  );

  const fromExcel = excelFunctions(root).get("FEEDBACK");
  const small = design(1000, 6);
  const y = Array.from(small.y, (value) => [value]);
  const x = y.map((_, i) => Array.from(small.x.data.subarray(i * 6, i * 6 + 6)));
  const fromCells = best(() => fromExcel(y, x, null, null), 200);
  table(
    "From Excel's cells (functions.js as built)",
    ["", "ms"],
    [["FEEDBACK of 1,000 × 6", fromCells.toFixed(2)]],
  );
}
