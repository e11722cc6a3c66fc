import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { NotebookFile } from "../../notebooks/support/report/notebook-file";
import { temporaryFolder } from "../temporary-folder";

export interface Run {
  readonly code: number;
  readonly said: string;
  readonly notebook: NotebookFile | undefined;
  readonly html: string;
}

/** A run that is to succeed: what it wrote, or an error with all that the command and the kernel said. */
export async function runNotebook(args: readonly string[]): Promise<Run> {
  const run = await tryNotebook(args);
  if (run.code !== 0) throw new Error(`Exit code ${run.code}:\n${run.said}`);
  return run;
}

/** Runs `npm run report` as users do, without building again, and gives what it wrote. */
export async function tryNotebook(args: readonly string[]): Promise<Run> {
  const file = basename(args[0], ".ipynb");
  const out = temporaryFolder();
  const { code, said } = await new Promise<{ code: number; said: string }>((done) => {
    execFile(
      process.execPath,
      [resolve("scripts", "run.mjs"), "report", "--no-build", ...args, "--out", out],
      { maxBuffer: 1 << 24 },
      (error, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    );
  });
  const read = (name: string) => {
    try {
      return readFileSync(join(out, name), "utf8");
    } catch {
      return ""; // a run that fails early writes nothing, which is what the caller looks at
    }
  };
  const written = read(`${file}.ipynb`);
  return {
    code,
    said,
    notebook: written === "" ? undefined : (JSON.parse(written) as NotebookFile),
    html: read(`${file}.html`),
  };
}

/** What the cells of an executed notebook show under a MIME type, in order. */
export function shown(notebook: NotebookFile | undefined, mime: string): unknown[] {
  return (notebook?.cells ?? []).flatMap((cell) =>
    (cell.outputs ?? []).flatMap((output) =>
      output.output_type === "display_data" && mime in output.data ? [output.data[mime]] : [],
    ),
  );
}

/** The figures behind the conclusion: what the last cell showed beside its words. */
export function conclusionOf(notebook: NotebookFile | undefined): Record<string, unknown> {
  const values = shown(notebook, "application/vnd.crm-functions.values+json");
  return (values[values.length - 1] ?? {}) as Record<string, unknown>;
}
