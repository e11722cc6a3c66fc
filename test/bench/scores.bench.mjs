// Scoring: the core against numpy, ml-matrix and plain loops; the Excel functions against a hand-written loop.
import { createRequire } from "node:module";
import { join } from "node:path";
import { Matrix } from "ml-matrix";
import { best } from "./best.mjs";
import { excelFunctions } from "./excel-functions.mjs";
import { oneThread, pythonWith, runPython } from "./python.mjs";

const require = createRequire(import.meta.url);

/** Deterministic numbers in [0, 1), so that each run measures the same data. */
function numbers(count) {
  const data = new Float64Array(count);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state / 4294967296;
  }
  return data;
}

const numpy = `
import json, time, numpy as np
X = np.random.rand(1000000, 10); w = np.random.rand(10)
best = 1e9
for i in range(25):
    s = time.perf_counter(); X @ w; best = min(best, time.perf_counter() - s)
print(json.dumps(best * 1000))`;

export async function run({ table, root }) {
  const { score } = require(join(root, "core", "dist", "cjs", "index.js"));
  const rows = 1_000_000;
  const columns = 10;
  const data = numbers(rows * columns);
  const weights = numbers(columns);
  const asColumns = Array.from({ length: columns }, (_, j) => {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = data[i * columns + j];
    return column;
  });
  const plain = () => {
    const out = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += weights[j] * data[i * columns + j];
      out[i] = sum;
    }
    return out;
  };
  const ours = best(() => score({ data, columns }, weights), 25);
  const lines = [
    ["core, row-major", ours],
    ["core, typed columns", best(() => score(asColumns, weights), 25)],
    ["plain double loop", best(plain, 25)],
  ];
  const matrix = Matrix.from1DArray(rows, columns, data);
  const vector = Matrix.columnVector(weights);
  lines.push(["ml-matrix mmul", best(() => matrix.mmul(vector), 3)]);
  const python = pythonWith("numpy");
  if (python === undefined) lines.push(["numpy X @ w, one thread: not installed", NaN]);
  else lines.push(["numpy X @ w, one thread", runPython(python, numpy, oneThread)]);
  table(
    "Scoring 1,000,000 × 10 doubles",
    ["", "ms", "times core"],
    lines.map(([name, ms]) => [name, ms.toFixed(1), (ms / ours).toFixed(2)]),
  );

  // What Excel hands over: an array of arrays of cells; what it wants back: the same
  const needScore = excelFunctions(root).get("NEEDSCORE");
  const cells = Array.from({ length: 200_000 }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns)),
  );
  const weightCells = [Array.from(weights)];
  const handWritten = () => {
    const out = [];
    for (let i = 0; i < cells.length; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += weightCells[0][j] * cells[i][j];
      out.push([sum]);
    }
    return out;
  };
  const excel = best(() => needScore(cells, weightCells, null), 25);
  const loop = best(handWritten, 25);
  const one = [cells[0]];
  const calls = best(() => {
    for (let i = 0; i < 40_000; i++) needScore(one, weightCells, null);
  }, 5);
  table(
    "From Excel's cells (functions.js as built)",
    ["", "ms", "times NEEDSCORE"],
    [
      ["NEEDSCORE, 200,000 × 10 cells", excel.toFixed(1), "1.00"],
      ["hand-written double loop", loop.toFixed(1), (loop / excel).toFixed(2)],
      ["40,000 calls of one row", calls.toFixed(1), ""],
    ],
  );
}
