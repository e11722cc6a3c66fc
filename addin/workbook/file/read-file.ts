import { finished, type LongWork } from "@crm-functions/core";
import { readCsvSteps } from "./csv";
import { encodingOf, type EncodingCandidate } from "./text-encoding";
import type { TextTableOptions } from "./text-table";
import { mayBeText } from "./what-else";
import type { WorkbookFile } from "./workbook-file";
import { readXlsxSteps } from "./xlsx-read";

/** A workbook from the bytes of a file, by what is in it, whatever its name says. Errors as `readCsvSteps` and `readXlsx`. */
export function readWorkbookFile(
  name: string,
  bytes: Uint8Array,
  options: TextTableOptions = {},
): WorkbookFile {
  return finished(readWorkbookFileSteps(name, bytes, options));
}

/** `readWorkbookFile` in steps; yields how many rows it has read. */
export function readWorkbookFileSteps(
  name: string,
  bytes: Uint8Array,
  options: TextTableOptions = {},
): LongWork<WorkbookFile> {
  return isTextFile(name, bytes) ? readCsvSteps(bytes, sheetNameOf(name), options) : readXlsxSteps(bytes);
}

/** The encodings a file may be in, the likeliest first; none where its bytes decide. @throws WorkbookFileError `notText` */
export function encodingsToChoose(name: string, bytes: Uint8Array): readonly EncodingCandidate[] {
  const { candidates } = isTextFile(name, bytes) ? encodingOf(bytes) : { candidates: [] };
  return candidates.length > 1 ? candidates : [];
}

/** Whether a file holds a table of text: one without zeros under any name. */
export function isTextFile(name: string, bytes: Uint8Array): boolean {
  if (bytes.length === 0 || !mayBeText(bytes)) return false;
  return /\.(?:csv|txt|tsv)$/i.test(name) || !bytes.subarray(0, 4096).includes(0);
}

/** The file's name as a sheet's name: at most 31 characters, without those that sheets cannot have. */
export function sheetNameOf(name: string): string {
  return (
    name
      .replace(/\.[^.]*$/, "")
      .replace(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, 31) || "Sheet1"
  );
}
