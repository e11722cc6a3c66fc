// The code of a thread of `readInThreads`: reads groups of rows, task after task, until none is left.
import { parentPort } from "node:worker_threads";
import { CrmError, readGroup, type Finding, type Pass } from "@crm-functions/core";
import { pairKernels } from "../kernels";
import { groupsOfTask, type SharedRows } from "./group-range";

/** One pass over the rows; threads draw their task numbers from `next`. */
export interface ReadingRequest {
  readonly pass: Pass;
  readonly rows: SharedRows;
  readonly tasks: number;
  readonly next: Int32Array;
}

export type ThreadMessage =
  | { readonly kind: "found"; readonly task: number; readonly findings: readonly Finding[] }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: CrmErrorParts | Error };

type CrmErrorParts = Pick<CrmError, "code" | "key" | "parameters">;

const port = parentPort;
if (port === null) throw new Error("row-thread runs in a thread that row-threads starts.");

port.on("message", ({ pass, rows, tasks, next }: ReadingRequest) => {
  const answer = (message: ThreadMessage): void => port.postMessage(message);
  try {
    for (let task = Atomics.add(next, 0, 1); task < tasks; task = Atomics.add(next, 0, 1)) {
      const findings: Finding[] = [];
      for (const group of groupsOfTask(rows, task))
        findings.push(readGroup(pass, group, rows.predictors, pairKernels));
      answer({ kind: "found", task, findings });
    }
    answer({ kind: "done" });
  } catch (error) {
    // The remaining tasks are no longer needed.
    Atomics.store(next, 0, tasks);
    if (error instanceof CrmError) {
      const { code, key, parameters } = error;
      answer({ kind: "failed", error: { code, key, parameters } });
    } else answer({ kind: "failed", error: error as Error });
  }
});
