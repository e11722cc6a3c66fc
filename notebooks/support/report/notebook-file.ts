import { readFileSync, writeFileSync } from "node:fs";

/** Text as stored in notebooks: a single string or a list of lines. */
export type NotebookText = string | readonly string[];

/** The same content in several forms, by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: NotebookText;
}

interface DisplayOutput {
  readonly output_type: "display_data" | "execute_result";
  readonly data: MimeBundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly execution_count?: number | null;
}

interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export type CellOutput = StreamOutput | DisplayOutput | ErrorOutput;

export interface NotebookCell {
  readonly cell_type: "markdown" | "code" | "raw";
  readonly id?: string;
  readonly metadata: {
    readonly tags?: readonly string[];
    /** The same text in other languages, by language tag. */
    readonly translations?: Readonly<Record<string, NotebookText>>;
    readonly [name: string]: unknown;
  };
  readonly source: NotebookText;
  readonly outputs?: readonly CellOutput[];
  readonly execution_count?: number | null;
}

/** A Jupyter notebook, nbformat 4.5. */
export interface NotebookFile {
  readonly cells: readonly NotebookCell[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

/** The text as a single string. */
export function wholeText(text: NotebookText): string {
  return typeof text === "string" ? text : text.join("");
}

/** @throws Error if the file is not a notebook of nbformat 4 */
export function readNotebook(file: string): NotebookFile {
  let notebook: Partial<NotebookFile>;
  try {
    notebook = JSON.parse(readFileSync(file, "utf8")) as Partial<NotebookFile>;
  } catch (error) {
    throw new Error(`${file} cannot be read as a notebook: ${(error as Error).message}`);
  }
  if (notebook.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new Error(`${file} is no Jupyter notebook of format 4.`);
  }
  return notebook as NotebookFile;
}

/** Writes a notebook as Jupyter does, indented by one space per level. */
export function writeNotebook(file: string, notebook: NotebookFile): void {
  writeFileSync(file, `${JSON.stringify(notebook, undefined, 1)}\n`);
}

/** The notebook in a language: a cell with a translation takes it as its text. */
export function translateNotebook(notebook: NotebookFile, language: string): NotebookFile {
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => {
      const translated = cell.metadata.translations?.[language];
      return translated === undefined ? cell : { ...cell, source: translated };
    }),
  };
}

/** Whether the notebook has this parameter. */
export function hasParameter(notebook: NotebookFile, name: string): boolean {
  const cell = notebook.cells.find((each) => each.metadata.tags?.includes("parameters"));
  return cell !== undefined && new RegExp(`\\b(?:const|let|var)\\s+${name}\\b`).test(wholeText(cell.source));
}

/**
 * The notebook with an added cell that sets parameters, placed after the cell tagged `parameters`, as papermill does.
 * Values may only be strings, numbers and booleans.
 *
 * @throws Error if the notebook has no such cell, or no parameter of that name
 */
export function withParameters(
  notebook: NotebookFile,
  parameters: Readonly<Record<string, string | number | boolean>>,
): NotebookFile {
  const names = Object.keys(parameters);
  if (names.length === 0) return notebook;
  const at = notebook.cells.findIndex((cell) => cell.metadata.tags?.includes("parameters"));
  if (at < 0) {
    throw new Error(
      `The notebook has no cell tagged "parameters", so it does not take ${names.join(", ")} as parameters.`,
    );
  }
  // Types are kept: a bare `const language = "en-US"` could not be compared with another language.
  const declared = new Map(
    Array.from(
      wholeText(notebook.cells[at].source).matchAll(
        /\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::\s*([^=;]+?))?\s*=/g,
      ),
      ([, name, type]): [string, string | undefined] => [name, type],
    ),
  );
  const unknown = names.filter((name) => !declared.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `The notebook has no parameter ${unknown.join(", ")}; it has ${[...declared.keys()].join(", ")}.`,
    );
  }
  const cell: NotebookCell = {
    cell_type: "code",
    id: "injected-parameters",
    metadata: { tags: ["injected-parameters"] },
    source: names
      .map(
        (name) =>
          `const ${name}: ${declared.get(name) ?? typeof parameters[name]} = ${JSON.stringify(parameters[name])};`,
      )
      .join("\n"),
    outputs: [],
    execution_count: null,
  };
  return { ...notebook, cells: [...notebook.cells.slice(0, at + 1), cell, ...notebook.cells.slice(at + 1)] };
}
