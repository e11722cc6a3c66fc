import { readCsv } from "./csv";
import { encodingOf, type EncodingCandidate } from "./text-encoding";
import type { TextTableOptions } from "./text-table";
import { mayBeText } from "./what-else";
import type { WorkbookFile } from "./workbook-file";
import { readXlsx } from "./xlsx-read";

/** Reads a workbook of either kind, whatever the file's name. Errors as `readCsv` and `readXlsx`. */
export function readWorkbookFile(name: string, bytes: Uint8Array, options?: TextTableOptions): WorkbookFile {
  return isTextFile(name, bytes) ? readCsv(bytes, sheetNameOf(name), options) : readXlsx(bytes);
}

/** The possible encodings, the likeliest first; none if the bytes decide. @throws WorkbookFileError `notText` */
export function encodingsToChoose(name: string, bytes: Uint8Array): readonly EncodingCandidate[] {
  const { candidates } = isTextFile(name, bytes) ? encodingOf(bytes) : { candidates: [] };
  return candidates.length > 1 ? candidates : [];
}

/** Whether a file is a text table: no other known type, and named `.csv`, `.txt` or `.tsv` or without zero bytes. */
export function isTextFile(name: string, bytes: Uint8Array): boolean {
  if (bytes.length === 0 || !mayBeText(bytes)) return false;
  return /\.(?:csv|txt|tsv)$/i.test(name) || !bytes.subarray(0, 4096).includes(0);
}

/** A sheet name made from the file's name: at most 31 characters, without those that sheet names cannot contain. */
export function sheetNameOf(name: string): string {
  return (
    name
      .replace(/\.[^.]*$/, "")
      .replace(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, 31) || "Sheet1"
  );
}
