// The feedback regression: all of FEEDBACK's figures against peers that fit the same design in the same run.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { best } from "./best.mjs";
import { pythonWith, runPython } from "./python.mjs";

async function bundled(root) {
  const folder = await mkdtemp(join(tmpdir(), "crm-bench-"));
  const outfile = join(folder, "regression.mjs");
  await build({
    entryPoints: [join(root, "core", "regression", "index.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "error",
  });
  const module = await import(pathToFileURL(outfile).href);
  await rm(folder, { recursive: true });
  return module;
}

/** Deterministic data: y is a sum of the predictors and noise; `closeness` makes the last nearly a sum of two others. */
function design(rows, columns, closeness) {
  const data = new Float64Array(rows * columns);
  const y = new Float64Array(rows);
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    for (let j = 0; j < columns; j++) data[at + j] = 4 * random() + j;
    if (closeness !== undefined) data[at + columns - 1] = data[at] + data[at + 1] + closeness * random();
    let sum = 1;
    for (let j = 0; j < columns; j++) sum += j * data[at + j];
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
const numpy = `${timing}
out["numpy, bare normal equations (coefficients only)"] = best(lambda: np.linalg.solve(X.T @ X, X.T @ y), 7)
out["numpy lstsq (coefficients only)"] = best(lambda: np.linalg.lstsq(X, y, rcond=None), 3)
print(json.dumps(out))`;
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

export async function run({ table, root }) {
  const { feedback, momentsOf, rowsOf } = await bundled(root);
  const well = design(1_000_000, 10);
  const ours = best(() => feedback(well.y, well.x), 7);
  const lines = [
    ["FEEDBACK, all figures", ours],
    ["of these the one pass of compression", best(() => momentsOf(rowsOf(well.y, well.x)), 7)],
  ];
  for (const [module, program] of [
    ["numpy", numpy],
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
    ["", "ms", "times FEEDBACK"],
    lines.map(([name, ms]) => [name, ms.toFixed(0), (ms / ours).toFixed(2)]),
  );

  const ill = [1e-3, 1e-5, 1e-9].map((closeness) => {
    const { y, x } = design(1_000_000, 10, closeness);
    let condition = NaN;
    const ms = best(() => (condition = feedback(y, x).conditionNumber), 2);
    return [
      condition.toExponential(1),
      ms.toFixed(0),
      rTimes === undefined ? "" : (rTimes[1] / ms).toFixed(2),
    ];
  });
  table(
    "Ill-conditioned, 1,000,000 × 10, compressed without rounding",
    ["Condition number", "ms", "R lm, times ours"],
    ill,
  );

  const growth = [10_000, 100_000, 1_000_000, 10_000_000].map((rows) => {
    const { y, x } = design(rows, 10);
    const before = process.memoryUsage();
    const ms = best(() => feedback(y, x), rows > 1_000_000 ? 2 : 5);
    const after = process.memoryUsage();
    const input = (rows * 11 * 8) / 2 ** 20;
    const more = (after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed) / 2 ** 20;
    return [
      rows.toLocaleString("en"),
      ms.toFixed(1),
      ((ms * 1e6) / rows).toFixed(0),
      input.toFixed(0),
      more.toFixed(1),
    ];
  });
  table(
    "Growth with rows, 10 columns",
    ["Rows", "ms", "ns per row", "Input, MiB", "Memory beyond it, MiB"],
    growth,
  );

  const functions = new Map();
  const CustomFunctions = {
    associate: (id, body) => functions.set(id, body),
    Error: class {},
    ErrorCode: {},
  };
  const script = await readFile(join(root, "dist", "functions.js"), "utf8");
  new Function("CustomFunctions", script)(CustomFunctions);
  const small = design(1000, 6);
  const y = Array.from(small.y, (value) => [value]);
  const x = y.map((_, i) => Array.from(small.x.data.subarray(i * 6, i * 6 + 6)));
  const fromCells = best(() => functions.get("FEEDBACK")(y, x, null, null), 200);
  table(
    "From Excel's cells (functions.js as built)",
    ["", "ms"],
    [["FEEDBACK of 1,000 × 6", fromCells.toFixed(2)]],
  );
}
