import { finished, type Steps } from "@crm-functions/core";
import { CsvParser, guessSeparator } from "./csv-parser";
import { readTextTable } from "./text-table";
import { isFileError, type FileCell, type FileValue, type WorkbookFile } from "./workbook-file";

const serialOfUnixEpoch = 25569;

/**
 * A `.csv` as a workbook of one sheet. Comma, semicolon, tab or bar, whichever cuts its lines alike, or the one that a
 * first line `sep=;` names; in the likeliest encoding.
 *
 * Numbers, ISO dates and TRUE/FALSE become values; what would lose something stays text (`007`, `12E4`, `+86…`, 16 digits
 * and more), and so does whatever looks like a formula.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` with the line
 */
export function readCsv(bytes: Uint8Array, sheetName = "Sheet1"): WorkbookFile {
  return finished(readCsvSteps(bytes, sheetName));
}

/** `readCsv` with rests; yields how many rows it has read. */
export function* readCsvSteps(bytes: Uint8Array, sheetName = "Sheet1"): Steps<WorkbookFile> {
  const { rows } = yield* readTextTable(bytes);
  const cells = rows.map((row) => row.map(cellOfText));
  return { sheets: [{ name: sheetName, cells }] };
}

/** The rows of a delimited text. Blank lines at the end are left out. @throws WorkbookFileError `quoteOpen` */
export function parseCsv(text: string): string[][] {
  const rows = new CsvParser(guessSeparator(text)).read(text, true);
  while (rows.length > 0 && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows;
}

const numberText = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?(?:[eE][+-]\d+)?$/;

/** What a text in a `.csv` is as a cell; undefined where it is blank. */
export function cellOfText(text: string): FileCell | undefined {
  if (text === "") return undefined;
  const number = numberText.exec(text);
  if (number !== null && text.replace(/\D/g, "").length <= 15) {
    // 1.10 is a number that shows two decimals.
    const kept = number[1]?.endsWith("0") === true ? { format: `0.${"0".repeat(number[1].length)}` } : {};
    return { value: Number(text), ...kept };
  }
  if (text === "TRUE" || text === "FALSE") return { value: text === "TRUE" };
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
