import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ImportAnswers, ImportSource } from "@crm-functions/core";
import { encodingNamed, importSource, WorkbookFileError } from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";

/**
 * The contents of a `.csv` or `.xlsx`, before its columns are given a meaning.
 *
 * @throws WorkbookFileError if the file cannot be read; NotebookError `encodingUnknown`
 */
export async function fileSource(
  file: string,
  { encoding: name, delimiter: separator }: Pick<ImportAnswers, "encoding" | "delimiter">,
): Promise<ImportSource> {
  const encoding = name === undefined ? undefined : encodingNamed(name);
  if (name !== undefined && encoding === undefined) {
    throw new NotebookError("encodingUnknown", { encoding: name });
  }
  const bytes = await readFile(file);
  try {
    return importSource(basename(file), bytes, { encoding, separator });
  } catch (error) {
    throw named(error, file);
  }
}

/** The error with the name of the file. */
export function named(error: unknown, file: string): unknown {
  return error instanceof WorkbookFileError ? error.of(basename(file)) : error;
}
