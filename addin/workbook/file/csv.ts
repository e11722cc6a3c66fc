import { finished, type Steps } from "@crm-functions/core";
import { CsvParser, guessSeparator } from "./csv-parser";
import { WorkbookFileError } from "./file-error";
import { isFileError, type FileCell, type FileValue, type WorkbookFile } from "./workbook-file";

const serialOfUnixEpoch = 25569;

/**
 * A `.csv` as a workbook of one sheet. Comma, semicolon, tab or bar, whichever the first line has most of; UTF-8, UTF-16 with
 * its mark, or GB 18030 (what Excel in China writes).
 *
 * Numbers, ISO dates and TRUE/FALSE become values; what would lose something stays text (`007`, `+86…`, 16 digits and
 * more), and so does whatever looks like a formula.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` with the line
 */
export function readCsv(bytes: Uint8Array, sheetName = "Sheet1"): WorkbookFile {
  return finished(readCsvSteps(bytes, sheetName));
}

/** Characters that are read between two rests. */
const pieceLength = 32_768;

/** `readCsv` with rests; yields how many rows it has read. */
export function* readCsvSteps(bytes: Uint8Array, sheetName = "Sheet1"): Steps<WorkbookFile> {
  const text = yield* textOf(bytes);
  const parser = new CsvParser(guessSeparator(text.slice(0, pieceLength)));
  const cells: (FileCell | undefined)[][] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    const last = at + pieceLength >= text.length;
    for (const row of parser.read(text.slice(at, at + pieceLength), last)) cells.push(row.map(cellOfText));
    yield cells.length;
  }
  while (cells.length > 0 && cells[cells.length - 1].every((cell) => cell === undefined)) cells.pop();
  if (cells.length === 0) throw new WorkbookFileError("empty");
  return { sheets: [{ name: sheetName, cells }] };
}

function* textOf(bytes: Uint8Array): Steps<string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return yield* decoded(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return yield* decoded(bytes, "utf-16be");
  if (bytes.subarray(0, 4096).includes(0)) throw new WorkbookFileError("notText");
  try {
    return yield* decoded(bytes, "utf-8");
  } catch {
    return yield* decoded(bytes, "gb18030"); // not UTF-8: the other encoding that such files have
  }
}

/** Bytes that are decoded between two rests. */
const decodedAtOnce = 1 << 20;

/** @throws TypeError where the bytes are not in that encoding; nothing can be wrong in GB 18030 */
function* decoded(bytes: Uint8Array, encoding: string): Steps<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
  let text = "";
  for (let at = 0; at < bytes.length; at += decodedAtOnce) {
    text += decoder.decode(bytes.subarray(at, at + decodedAtOnce), { stream: true });
    yield 0;
  }
  return text + decoder.decode();
}

/** The rows of a delimited text. Blank lines at the end are left out. @throws WorkbookFileError `quoteOpen` */
export function parseCsv(text: string): string[][] {
  const rows = new CsvParser(guessSeparator(text)).read(text, true);
  while (rows.length > 0 && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows;
}

const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What a text in a `.csv` is as a cell; undefined where it is blank. */
export function cellOfText(text: string): FileCell | undefined {
  if (text === "") return undefined;
  if (numberText.test(text) && text.replace(/\D/g, "").length <= 15) return { value: Number(text) };
  if (/^(?:TRUE|FALSE)$/i.test(text)) return { value: text.toUpperCase() === "TRUE" };
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date !== null) {
    const time = Date.parse(`${text}T00:00:00Z`);
    const serial = time / 86400000 + serialOfUnixEpoch;
    // Before March 1900 spreadsheets disagree on what a serial means.
    if (serial >= 61 && new Date(time).toISOString().startsWith(text))
      return { value: serial, format: "yyyy-mm-dd" };
  }
  return { value: text };
}

/**
 * Rows as `.csv` text with a byte order mark, as Excel wants it for UTF-8. A text that a spreadsheet would run as a
 * formula gets an apostrophe in front.
 */
export function writeCsv(rows: readonly (readonly FileValue[])[]): string {
  return "\uFEFF" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}

function csvCell(value: FileValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const text = isFileError(value) ? value.error : guarded(value);
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(text: string): string {
  const harmless = /^\+[\d ()-]+$/.test(text); // a phone number
  return /^[=+\-@\t\r]/.test(text) && !harmless ? `'${text}` : text;
}
