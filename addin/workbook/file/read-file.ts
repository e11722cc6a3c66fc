import { finished, type Steps } from "@crm-functions/core";
import { readCsvSteps } from "./csv";
import type { WorkbookFile } from "./workbook-file";
import { readXlsxSteps } from "./xlsx-read";

/** A workbook from the bytes of a file, `.csv`/`.txt` by its name, else `.xlsx`. Errors as `readCsv` and `readXlsx`. */
export function readWorkbookFile(name: string, bytes: Uint8Array): WorkbookFile {
  return finished(readWorkbookFileSteps(name, bytes));
}

/** `readWorkbookFile` with rests; yields how many rows it has read. */
export function readWorkbookFileSteps(name: string, bytes: Uint8Array): Steps<WorkbookFile> {
  if (/\.(?:csv|txt|tsv)$/i.test(name)) return readCsvSteps(bytes, sheetNameOf(name));
  return readXlsxSteps(bytes);
}

/** The file's name as a sheet's name: at most 31 characters, without those that sheets cannot have. */
function sheetNameOf(name: string): string {
  return (
    name
      .replace(/\.[^.]*$/, "")
      .replace(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, 31) || "Sheet1"
  );
}
