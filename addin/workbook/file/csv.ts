import { isDay, serialOf, type LongWork } from "@crm-functions/core";
import { readTextTable, type TextTableOptions } from "./text-table";
import type { FileCell, WorkbookFile } from "./workbook-file";

/**
 * A `.csv` as a workbook of one sheet. Comma, semicolon, tab or bar, whichever cuts its lines alike, or the one that a
 * first line `sep=;` names; in the likeliest encoding unless another is given.
 *
 * Numbers, ISO dates and TRUE/FALSE become values; what would lose something stays text (`007`, `12E4`, `+86…`, 16 digits
 * and more), and so does whatever looks like a formula. Yields how many rows it has read.
 * @throws WorkbookFileError `empty`, `notText`, `quoteOpen` with the line
 */
export function* readCsvSteps(
  bytes: Uint8Array,
  sheetName = "Sheet1",
  options: TextTableOptions = {},
): LongWork<WorkbookFile> {
  const { rows } = yield* readTextTable(bytes, options);
  const cells = rows.map((row) => row.map(cellOfText));
  return { sheets: [{ name: sheetName, cells }] };
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
  // Before March 1900 spreadsheets disagree on what a serial means.
  if (isDay(text) && serialOf(text) >= 61) return { value: serialOf(text), format: "yyyy-mm-dd" };
  return { value: text };
}
