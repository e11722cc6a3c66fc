import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { feedback, type FeedbackResult } from "@crm-functions/core";
import { feedbackInParallel, sharedNumbers, stopRowThreads } from "@crm-functions/notebooks";

const p = 3;
const rows = 200_000;
const data = sharedNumbers(rows * p);
for (let i = 0; i < data.length; i++) data[i] = Math.sin(i * 1.7) * (1 + (i % p)) + Math.sqrt(i % 97);
const y = sharedNumbers(rows);
for (let i = 0; i < rows; i++) {
  y[i] = 20 + data[i * p] + 2 * data[i * p + 1] - 3 * data[i * p + 2] + Math.cos(i * 12.9);
}
y[70_000] = NaN;
data[199_999 * p] = NaN;

/** Every figure of a result, arrays as plain numbers. */
function figures({ fit: _fit, ...result }: FeedbackResult): unknown {
  return JSON.parse(
    JSON.stringify(result, (_key, value: unknown) =>
      ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
    ),
  );
}

afterAll(stopRowThreads);

describe("threads give the figures of one thread, to the last bit", () => {
  const whole = figures(feedback(y, { data, columns: p }));
  test.each([1, 2, 3])("%d workers, data in shared memory", async (workers) => {
    expect(figures(await feedbackInParallel(y, { data, columns: p }, { workers }))).toEqual(whole);
  });
  test("columns, and data that are not shared", async () => {
    const columns = [0, 1, 2].map((j) => Float64Array.from({ length: rows }, (_, i) => data[i * p + j]));
    expect(figures(await feedbackInParallel(Float64Array.from(y), columns, { workers: 2 }))).toEqual(whole);
  });
  test("ill-conditioned rows, which are read with more care, and other confidence", async () => {
    const close = data
      .map((value, i) => (i % p === 2 ? data[i - 1] + 1e-7 * value : value))
      .subarray(0, 60_000 * p);
    const some = y.subarray(0, 60_000);
    const options = { confidence: 0.9 };
    expect(
      figures(await feedbackInParallel(some, { data: close, columns: p }, { ...options, workers: 2 })),
    ).toEqual(figures(feedback(some, { data: close, columns: p }, options)));
  });
  test("few rows need no thread", async () => {
    const few = y.subarray(0, 50);
    expect(figures(await feedbackInParallel(few, { data: data.subarray(0, 150), columns: p }))).toEqual(
      figures(feedback(few, { data: data.subarray(0, 150), columns: p })),
    );
  });
});

describe("errors", () => {
  test("of the data name their row among all, and the threads go on", async () => {
    const spoilt = data.slice();
    spoilt[150_000 * p + 1] = Infinity;
    await expect(feedbackInParallel(y, { data: spoilt, columns: p }, { workers: 2 })).rejects.toMatchObject({
      key: "feedbackNotFinite",
      parameters: { row: 150_001 },
    });
    expect((await feedbackInParallel(y, { data, columns: p }, { workers: 2 })).rowsLeftOut).toBe(2);
  });
  test("heights that differ, no rows, a number of workers that is none", async () => {
    await expect(feedbackInParallel(y.subarray(1), { data, columns: p })).rejects.toMatchObject({
      key: "feedbackHeights",
    });
    await expect(
      feedbackInParallel(y.subarray(0, 0), { data: data.subarray(0, 0), columns: p }, { workers: 2 }),
    ).rejects.toMatchObject({ key: "feedbackTooFewRows" });
    const bad = feedbackInParallel(y, { data, columns: p }, { workers: 0 });
    await expect(bad).rejects.toThrow("workers is 0");
    await bad.catch((error: { messageIn(language: string): string }) => {
      expect(error.messageIn("zh-CN")).toContain("不小于 1 的整数");
    });
  });
});

describe("as compiled, in a process of its own", () => {
  const module = JSON.stringify(join(__dirname, "../../../../notebooks/support/dist/cjs/index.js"));
  const run = (program: string) =>
    spawnSync(process.execPath, ["-e", `const n = require(${module});${program}`], {
      encoding: "utf8",
      timeout: 200_000,
    });
  const start = `
    const y = n.sharedNumbers(1e5), x = n.sharedNumbers(1e5);
    for (let i = 0; i < 1e5; i++) { x[i] = Math.sin(i); y[i] = 1 + 2 * x[i] + Math.cos(i * 1.3); }
    const fit = n.feedbackInParallel(y, { data: x, columns: 1 }, { workers: 2 });`;

  test("the process waits for the result and then ends by itself", () => {
    const { stdout, status } = run(`${start} fit.then((result) => console.log(result.rowsUsed));`);
    expect({ stdout, status }).toEqual({ stdout: "100000\n", status: 0 });
  });
  test.each([
    ["fails", "post.call(this, { ...message, rows: null, tasks: 1e9 })"],
    ["dies", "this.terminate()"],
  ])("a thread that %s is a clear error, and the process ends", (_what, body) => {
    const { stdout, status } = run(`
      const { Worker } = require("node:worker_threads");
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message) { ${body}; };
      ${start} fit.catch((error) => console.log(error.name + ": " + error.message.split(":")[0]));`);
    expect({ stdout, status }).toEqual({
      stdout: "NotebookError: A thread that read rows of the regression stopped\n",
      status: 0,
    });
  });
});
