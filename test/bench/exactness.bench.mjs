// Correct digits of regressions (log relative error, at most 15) against the exact solution of the doubles given, ours
// and those of peers on the same numbers. The exact solution is made in rational arithmetic.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importTypeScript } from "../../scripts/import-typescript.mjs";
import { pythonWith } from "./python.mjs";

const powers = (x, degree) => Array.from({ length: degree }, (_, k) => x ** (k + 1));
const count = (rows) => Array.from({ length: rows }, (_, i) => i);

/** NIST's sets, then designs that are known to be hard; y is a sum of the predictors and noise. */
async function sets(root) {
  const folder = join(root, "test", "fixtures", "nist");
  const all = [];
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith(".csv") || file.includes("certified")) continue;
    const name = file.replace(".csv", "");
    const text = await readFile(join(folder, file), "utf8");
    const rows = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const degree = name.startsWith("Wampler") ? 5 : name === "Filip" ? 10 : name === "Pontius" ? 2 : 1;
    all.push({
      name: `NIST ${name}${name.startsWith("NoInt") ? ", with intercept" : ""}`,
      y: rows.map((row) => row[0]),
      x: rows.map((row) => (degree === 1 ? row.slice(1) : powers(row[1], degree))),
    });
  }
  let state = 7;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  const add = (name, x) =>
    all.push({
      name,
      x,
      y: x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 3) + random()),
    });
  add(
    "Hilbert 30×9",
    count(30).map((i) => count(9).map((j) => 1 / (i + j + 1))),
  );
  add(
    "Powers of 0 … 1 up to 11",
    count(40).map((i) => powers(i / 39, 11)),
  );
  add(
    "Excel dates and their squares",
    count(60).map((i) => powers(45000 + 7 * i, 2)),
  );
  add(
    "Money of 1e9, spread 1",
    count(40).map((i) => [1e9 + Math.sin(i), 1e9 + Math.cos(3 * i), 2e9 + i / 64]),
  );
  add("Läuchli, ε = 1e-8", [
    new Array(4).fill(1),
    ...count(7).map((i) => count(4).map((j) => (i % 4 === j ? 1e-8 * (i < 4 ? 1 : 3) : 0))),
  ]);
  for (const exponent of [4, 8, 12, 14]) {
    add(
      `Distance 1e-${exponent}, means 45,000`,
      count(40).map(() => {
        const row = count(5).map((j) => 450 * random() + 45000 * (1 + j / 4));
        const sum = row.reduce((a, b) => a + b, 0);
        return [...row, sum * (1 + 4 * random() * 10 ** -exponent)];
      }),
    );
  }
  return all;
}

const python = `
import json, sys, numpy as np
out = []
for s in json.load(open(sys.argv[1])):
    y = np.array(s["y"], float); x = np.array(s["x"], float); X = np.column_stack([np.ones(len(y)), x])
    found = {}
    found["numpy lstsq"] = {"coefficients": np.linalg.lstsq(X, y, rcond=None)[0].tolist()}
    try:
        import statsmodels.api as sm
        f = sm.OLS(y, X).fit()
        found["statsmodels"] = {"coefficients": f.params.tolist(), "standardErrors": f.bse.tolist(), "rSquared": float(f.rsquared)}
    except ImportError:
        pass
    out.append(found)
print(json.dumps(out).replace("NaN", "null").replace("-Infinity", "null").replace("Infinity", "null"))
`;

/** The sets as R lines: name, columns, then the numbers with all their digits. */
const r = `
show <- function(v) paste(ifelse(is.finite(v), sprintf("%.17g", v), "NaN"), collapse = " ")
lines <- readLines(commandArgs(TRUE)[1])
for (line in lines) {
  v <- as.numeric(strsplit(line, " ")[[1]])
  m <- matrix(v[-1], ncol = v[1], byrow = TRUE); y <- m[, 1]; x <- m[, -1, drop = FALSE]
  f <- suppressWarnings(summary(lm(y ~ x)))
  b <- coef(lm(y ~ x)); e <- rep(NaN, length(b)); e[!is.na(b)] <- f$coefficients[, 2]
  cat(show(b), "\\n"); cat(show(e), "\\n"); cat(show(f$r.squared), "\\n")
}`;

async function peersOf(all, folder) {
  const peers = all.map(() => ({}));
  const json = join(folder, "sets.json");
  await writeFile(json, JSON.stringify(all));
  const command = pythonWith("numpy", "statsmodels") ?? pythonWith("numpy");
  if (command !== undefined) {
    const result = spawnSync(command, ["-c", python, json], { encoding: "utf8", maxBuffer: 1 << 26 });
    if (result.status !== 0) throw new Error(result.stderr);
    JSON.parse(result.stdout).forEach((found, i) => Object.assign(peers[i], found));
  }
  const text = join(folder, "sets.txt");
  await writeFile(
    text,
    all
      .map(({ y, x }) => [x[0].length + 1, ...y.flatMap((value, i) => [value, ...x[i]])].join(" "))
      .join("\n") + "\n",
  );
  const result = spawnSync("Rscript", ["-e", r, text], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.status === 0) {
    const lines = result.stdout
      .trim()
      .split(/\r?\n/)
      .map((line) => line.trim().split(" ").map(Number));
    peers.forEach((peer, i) => {
      peer["R lm"] = {
        coefficients: lines[3 * i],
        standardErrors: lines[3 * i + 1],
        rSquared: lines[3 * i + 2][0],
      };
    });
  }
  return peers;
}

/** Yes/no outcomes at scales and closenesses that are known to be hard; categories, weights and HC3 of linear ones. */
function furtherSets({ feedback, outcome }) {
  let state = 11;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const column = (rows, body) => Float64Array.from({ length: rows }, (_, i) => body(i));
  const spread = () => random() + random() + random() - 1.5;
  const all = [];
  const add = (name, kind, x, y, w, result, more) =>
    all.push({
      ...{ name, kind, y: Array.from(y), x: x.map((each) => Array.from(each)) },
      w: Array.from(w ?? y, (weight) => (w ? weight : 1)),
      coefficients: Array.from(result.coefficients),
      standardErrors: Array.from(result.standardErrors),
      ...more,
    });
  const yesNo = (name, x, eta, w) => {
    const y = column(x[0].length, (i) => Number(random() < 1 / (1 + Math.exp(-eta(i)))));
    add(name, "outcome", x, y, w, outcome(y, x, { caseWeights: w }));
  };
  const rows = 200;
  const small = column(rows, () => 1e-4 * spread());
  const large = column(rows, () => 1e6 * spread());
  yesNo("OUTCOME, scales 1e-4 and 1e6", [small, large], (i) => 1e4 * small[i] - 1e-6 * large[i]);
  const years = column(rows, () => 1990 + Math.floor(35 * random()));
  yesNo("OUTCOME, years", [years], (i) => 0.1 * (years[i] - 2007));
  const dates = column(rows, () => 45000 + Math.floor(700 * random()));
  const squares = dates.map((date) => date * date);
  yesNo("OUTCOME, dates and their squares", [dates, squares], (i) => (dates[i] - 45350) / 300);
  const one = column(rows, spread);
  yesNo("OUTCOME, near separation", [one], (i) => 25 * one[i]);
  const weights = column(rows, () => 0.1 + 3 * random());
  yesNo("OUTCOME, case weights", [one, small], (i) => one[i] + 8000 * small[i], weights);
  const separated = (name, x, y) => add(name, "firth", x, y, undefined, outcome(y, x));
  separated(
    "OUTCOME, completely separated (Firth)",
    [one.subarray(0, 60), small.subarray(0, 60)],
    column(60, (i) => Number(one[i] > 0)),
  );
  const rare = column(rows, () => Number(random() < 0.1));
  separated(
    "OUTCOME, a level without a no (Firth)",
    [rare, one],
    column(rows, (i) => Math.max(rare[i], Number(random() < 1 / (1 + Math.exp(-one[i]))))),
  );
  const segments = Array.from(
    { length: rows },
    () => ["Enterprise", "Mid", "Small"][Math.floor(3 * random())],
  );
  const coded = ["Mid", "Small"].map((level) => column(rows, (i) => Number(segments[i] === level)));
  const y = column(rows, (i) => 3 + 2 * coded[0][i] + 0.01 * years[i] + spread());
  const linear = (name, caseWeights, errors) =>
    add(
      ...[name, "linear", [...coded, years, large], y, caseWeights],
      feedback(y, [segments, years, large], { caseWeights, errors }),
      { robust: errors === "robust" },
    );
  linear("FEEDBACK, a category", undefined, "classic");
  linear("FEEDBACK, a category, case weights", weights, "classic");
  linear("FEEDBACK, a category, HC3", undefined, "robust");
  linear("FEEDBACK, a category, case weights, HC3", weights, "robust");
  return all;
}

/** The same two figures of these sets against figures beyond doubles, made by mpmath and in rational arithmetic. */
async function furtherTables(core, root, folder, table) {
  const python = pythonWith("numpy", "mpmath", "statsmodels") ?? pythonWith("numpy", "mpmath");
  if (python === undefined) {
    console.log("mpmath: not installed, so that outcomes, weights and HC3 have nothing to be compared with");
    return;
  }
  const all = furtherSets(core);
  const json = join(folder, "further.json");
  await writeFile(json, JSON.stringify(all));
  const program = join(root, "test", "bench", "exact-figures.py");
  const result = spawnSync(python, [program, json], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error(result.stderr);
  const found = JSON.parse(result.stdout);
  const names = ["ours", "R", "numpy", "numpy, Newton", "statsmodels", "scikit-learn"];
  const shown = names.filter((name) => found.some((each) => name in each));
  ["coefficient", "standard error"].forEach((figure, k) =>
    table(
      `Outcomes, categories, weights, HC3: correct digits of the worst ${figure}`,
      ["Data", ...shown],
      all.map(({ name }, i) => [name, ...shown.map((each) => found[i][each]?.[k]?.toFixed(1) ?? "–")]),
    ),
  );
}

export async function run({ table, root }) {
  const folder = await mkdtemp(join(tmpdir(), "crm-bench-"));
  try {
    const core = await importTypeScript(join(root, "core", "regression", "index.ts"));
    const { feedback } = core;
    const exactFile = join(root, "test", "unit", "core", "regression", "exact-least-squares.ts");
    const { correctDigits, exactLeastSquares } = await importTypeScript(exactFile);
    const all = await sets(root);
    const peers = await peersOf(all, folder);
    const digits = (value) => (Number.isNaN(value) ? "–" : Math.max(0, value).toFixed(1));
    const worst = (found, exact) =>
      found === undefined
        ? NaN
        : Math.min(
            ...exact.map((value, j) => (Number.isFinite(found[j]) ? correctDigits(found[j], value) : 0)),
          );
    const names = ["FEEDBACK", "R lm", "numpy lstsq", "statsmodels"];
    const figures = all.map(({ y, x }, i) => {
      const exact = exactLeastSquares(y, x);
      const ours = feedback(Float64Array.from(y), x);
      const found = { FEEDBACK: ours, ...peers[i] };
      return {
        condition: ours.conditionNumber,
        coefficients: names.map((name) => worst(found[name]?.coefficients, exact.coefficients)),
        standardErrors: names.map((name) => worst(found[name]?.standardErrors, exact.standardErrors)),
        rSquared: names.map((name) =>
          found[name]?.rSquared === undefined ? NaN : worst([found[name].rSquared], [exact.rSquared]),
        ),
      };
    });
    for (const [title, key] of [
      ["Correct digits of the worst coefficient", "coefficients"],
      ["Correct digits of the worst standard error", "standardErrors"],
      ["Correct digits of R²", "rSquared"],
    ]) {
      const shown = names.filter((_, k) => k === 0 || figures.some((each) => !Number.isNaN(each[key][k])));
      table(
        title,
        ["Data", "Condition number", ...shown],
        all.map(({ name }, i) => [
          name,
          figures[i].condition.toExponential(1),
          ...shown.map((each) => digits(figures[i][key][names.indexOf(each)])),
        ]),
      );
    }
    await furtherTables(core, root, folder, table);
    for (const name of names) {
      if (!peers.some((peer) => name in peer) && name !== "FEEDBACK") console.log(`${name}: not installed`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
