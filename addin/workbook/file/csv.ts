import { finished, isDay, serialOf } from "@crm-functions/core";
import { readTextTable, type TextTableOptions } from "./text-table";
import type { FileCell, WorkbookFile } from "./workbook-file";

/**
 * Reads a `.csv` as a workbook of one sheet. The separator is a comma, semicolon, tab or bar, whichever splits the
 * lines most evenly, or the one in a first line `sep=;`; the encoding is the likeliest one unless given.
 *
 * Numbers, ISO dates and TRUE/FALSE become values. Text that a conversion would change stays text (`007`, `12E4`,
 * `+86…`, 16 or more digits), and so does anything that looks like a formula.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` and `recordTooLong` with the line
 */
export function readCsv(bytes: Uint8Array, sheetName: string, options?: TextTableOptions): WorkbookFile {
  const { rows } = finished(readTextTable(bytes, options));
  return { sheets: [{ name: sheetName, cells: rows.map((row) => row.map(cellOfText)) }] };
}

const numberText = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?(?:[eE][+-]\d+)?$/;

/** The cell for a text in a `.csv`; undefined if it is blank. */
export function cellOfText(text: string): FileCell | undefined {
  if (text === "") return undefined;
  const number = numberText.exec(text);
  if (number !== null && text.replace(/\D/g, "").length <= 15) {
    // 1.10 is a number shown with two decimals.
    const kept = number[1]?.endsWith("0") === true ? { format: `0.${"0".repeat(number[1].length)}` } : {};
    return { value: Number(text), ...kept };
  }
  if (text === "TRUE" || text === "FALSE") return { value: text === "TRUE" };
  // For dates before March 1900 spreadsheets disagree on the serial number.
  if (isDay(text) && serialOf(text) >= 61) return { value: serialOf(text), format: "yyyy-mm-dd" };
  return { value: text };
}
