import { startKernel, type KernelOptions } from "./kernel";
import { wholeText, type CellOutput, type NotebookCell, type NotebookFile } from "./notebook-file";

/** Progress of a run, reported once per cell. */
export interface CellProgress {
  /** 1-based position among the code cells. */
  readonly cell: number;
  readonly cells: number;
  readonly seconds: number;
  /** First line of the cell that is not a comment, to identify it to people. */
  readonly firstLine: string;
  readonly failed: boolean;
}

/** A failed cell with its message; `notebook` holds the outputs up to it. */
export class CellFailed extends Error {
  readonly cell: number;
  readonly source: string;
  readonly notebook: NotebookFile;

  constructor(cell: number, source: string, message: string, notebook: NotebookFile) {
    super(message);
    this.name = "CellFailed";
    this.cell = cell;
    this.source = source;
    this.notebook = notebook;
  }
}

// eslint-disable-next-line no-control-regex -- terminal colours begin with the control character ESC
const colourCodes = /\u001b\[[0-9;]*m/g;

/** The lines on stderr, where tslab reports an error; where there are none, what the kernel wrote last. */
function failureOf(outputs: readonly CellOutput[], kernelSaid: string): string {
  const said = outputs
    .filter((output) => output.output_type === "stream" && output.name === "stderr")
    .map((output) => wholeText((output as { text: string }).text))
    .join("")
    .replace(colourCodes, "")
    .trim();
  return said === "" ? `The cell failed without a message.\n${kernelSaid}`.trim() : said;
}

function firstLineOf(source: string): string {
  return (
    source
      .replace(/^import\s[\s\S]*?["'];?$/gm, "")
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "" && !line.startsWith("//")) ?? ""
  );
}

/**
 * Runs the code cells of a notebook in order on its own tslab kernel and returns the notebook with its outputs.
 *
 * @throws CellFailed at the first cell that fails; Error if the kernel does not start, dies or takes too long
 */
export async function executeNotebook(
  notebook: NotebookFile,
  options: KernelOptions & { readonly onCell?: (progress: CellProgress) => void },
): Promise<NotebookFile> {
  const kernel = await startKernel(options);
  const cells: NotebookCell[] = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell,
  );
  const isToRun = (cell: NotebookCell) => cell.cell_type === "code" && wholeText(cell.source).trim() !== "";
  const total = cells.filter(isToRun).length;
  let number = 0;
  try {
    for (let i = 0; i < cells.length; i++) {
      if (!isToRun(cells[i])) continue;
      number++;
      const source = wholeText(cells[i].source);
      const started = performance.now();
      const { outputs, executionCount, failed } = await kernel.execute(source);
      const message = failed ? failureOf(outputs, kernel.said()) : "";
      if (failed) {
        outputs.push({
          output_type: "error",
          ename: /^(\w*Error)\b/m.exec(message)?.[1] ?? "Error",
          evalue: message.split("\n")[0],
          traceback: message.split("\n"),
        });
      }
      cells[i] = { ...cells[i], outputs, execution_count: executionCount };
      options.onCell?.({
        cell: number,
        cells: total,
        seconds: (performance.now() - started) / 1000,
        firstLine: firstLineOf(source),
        failed,
      });
      if (failed) throw new CellFailed(number, source, message, { ...notebook, cells });
    }
    return { ...notebook, cells };
  } finally {
    await kernel.close();
  }
}
