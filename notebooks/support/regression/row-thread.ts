// The code of a thread of `readInThreads`: reads groups of rows, task after task, until none is left.
import { parentPort } from "node:worker_threads";
import { CrmError, useKernels, type Finding } from "@crm-functions/core";
import { pairKernels } from "../kernels";
import { readTasks, type ReadingRequest } from "./group-range";

export type ThreadMessage =
  | { readonly kind: "found"; readonly task: number; readonly findings: readonly Finding[] }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: CrmErrorParts | Error };

type CrmErrorParts = Pick<CrmError, "code" | "key" | "parameters">;

const port = parentPort;
if (port === null) throw new Error("row-thread runs in a thread that row-threads starts.");

useKernels(pairKernels);
port.on("message", (request: ReadingRequest) => {
  const answer = (message: ThreadMessage): void => port.postMessage(message);
  try {
    for (const [task, findings] of readTasks(request)) answer({ kind: "found", task, findings });
    answer({ kind: "done" });
  } catch (error) {
    if (error instanceof CrmError) {
      const { code, key, parameters } = error;
      answer({ kind: "failed", error: { code, key, parameters } });
    } else answer({ kind: "failed", error: error as Error });
  }
});
