import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CrmError, mergeFindings, settledPass, type Finding, type Pass } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { groupsOfTask, readTasks, taskRowsFor, type ReadingRequest, type SharedRows } from "./group-range";
import type { ThreadMessage } from "./row-thread";

/** Threads waiting for work; they do not keep the process alive. */
const idle: Worker[] = [];

/** The compiled thread lies beside the compiled package, and is read from there even if this runs from source. */
function threadFile(): string {
  const beside = join(__dirname, "row-thread.js");
  return existsSync(beside) ? beside : join(__dirname, "..", "dist", "cjs", "row-thread.js");
}

/** Few objects of a thread outlive a task; a large nursery would only take memory. */
const nurseryMiB = 2;

function startThread(): Worker {
  const worker = new Worker(threadFile(), { resourceLimits: { maxYoungGenerationSizeMb: nurseryMiB } });
  worker.unref();
  return worker;
}

/** Takes `count` threads; the process stays alive until they are given back. */
export function takeThreads(count: number): Worker[] {
  const taken = Array.from({ length: count }, () => idle.pop() ?? startThread());
  for (const worker of taken) worker.ref();
  return taken;
}

/** Returns threads to the pool for the next fit. */
export function giveBack(threads: readonly Worker[]): void {
  for (const worker of threads) {
    worker.unref();
    idle.push(worker);
  }
}

/** Ends the waiting threads. They would end with the process anyway; this frees their memory earlier. */
export async function stopRowThreads(): Promise<void> {
  await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
}

/**
 * One pass over the rows by this thread and the others. Findings are merged in row order, whichever thread made them.
 * This thread yields to the event loop after each task, so that a server is blocked for only a millisecond or two.
 *
 * @throws CrmError what reading the rows throws; NotebookError `workerStopped` if a thread ends unexpectedly
 */
export async function readInThreads(
  threads: readonly Worker[],
  pass: Pass,
  rows: SharedRows,
): Promise<Finding> {
  const tasks = Math.max(1, Math.ceil(rows.y.length / taskRowsFor(rows.predictors)));
  const request: ReadingRequest = {
    pass: settled(pass, rows, tasks),
    rows,
    tasks,
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  const waiting = new Map<number, readonly Finding[]>();
  let merged = 0;
  let total: Finding | undefined;
  const found = (task: number, findings: readonly Finding[]): void => {
    waiting.set(task, findings);
    for (let ready = waiting.get(merged); ready !== undefined; ready = waiting.get(merged)) {
      for (const finding of ready)
        total = total === undefined ? finding : mergeFindings(pass.kind, total, finding);
      waiting.delete(merged++);
    }
  };
  const outcomes = await Promise.allSettled([
    ...threads.map((worker) => readInThread(worker, request, found)),
    readHere(request, found),
  ]);
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as Error] : [],
  );
  if (failures.length > 0) throw failures.find((error) => error instanceof CrmError) ?? failures[0];
  return total as Finding;
}

/** The pass with the shift of the first group that has one. */
function settled(pass: Pass, rows: SharedRows, tasks: number): Pass {
  for (let task = 0; task < tasks; task++) {
    for (const group of groupsOfTask(rows, task)) {
      const found = settledPass(pass, group, rows.predictors);
      if (found.kind !== "sums" || found.shift !== undefined) return found;
    }
  }
  return pass;
}

async function readHere(
  request: ReadingRequest,
  found: (task: number, findings: readonly Finding[]) => void,
): Promise<void> {
  for (const [task, findings] of readTasks(request)) {
    found(task, findings);
    await new Promise(setImmediate);
  }
}

function readInThread(
  worker: Worker,
  request: ReadingRequest,
  found: (task: number, findings: readonly Finding[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      worker.off("message", listen);
      worker.off("error", fail);
      worker.off("exit", stopped);
    };
    const fail = (error: Error): void => {
      end();
      // Stops the other threads.
      Atomics.store(request.next, 0, request.tasks);
      reject(
        error instanceof CrmError
          ? error
          : new NotebookError("workerStopped", { reason: error.message }, { cause: error }),
      );
    };
    const stopped = (code: number): void => fail(new Error(`exit code ${code}`));
    const listen = (message: ThreadMessage): void => {
      if (message.kind === "found") found(message.task, message.findings);
      else if (message.kind === "done") {
        end();
        resolve();
      } else if ("key" in message.error) {
        const { code, key, parameters } = message.error;
        fail(new CrmError(code, key, parameters));
      } else fail(message.error);
    };
    worker.on("message", listen);
    worker.on("error", fail);
    worker.on("exit", stopped);
    worker.postMessage(request);
  });
}
