import {
  finished,
  minuteOfSerial,
  stepSize,
  type ImportQuestion,
  type ImportSource,
  type SourceCell,
  type SourceSheet,
  type Steps,
} from "@crm-functions/core";
import { cellAddress } from "./address";
import { paddedBy, shownAs } from "./number-format";
import { isTextFile, sheetNameOf } from "./read-file";
import { readTextTable, type TextTableOptions } from "./text-table";
import type { FileCell, SheetFile, WorkbookFile } from "./workbook-file";
import { readXlsxSteps } from "./xlsx-read";

/** A file as what can be imported from it: every cell of a text as its characters are, of a workbook as it is shown. */
export function importSource(name: string, bytes: Uint8Array, options: TextTableOptions = {}): ImportSource {
  return finished(importSourceSteps(name, bytes, options));
}

/** `importSource` with rests; yields how many rows it has read. Errors as `readCsv` and `readXlsx`. */
export function* importSourceSteps(
  name: string,
  bytes: Uint8Array,
  options: TextTableOptions = {},
): Steps<ImportSource> {
  if (!isTextFile(name, bytes)) return yield* sourceOfWorkbook(name, yield* readXlsxSteps(bytes));
  const { rows, firstRow, encoding, encodings, separator, separators } = yield* readTextTable(bytes, options);
  const questions: ImportQuestion[] = [];
  if (encodings.length > 1) {
    questions.push({
      kind: "encoding",
      choices: encodings.map(({ encoding: value, preview }) => ({ value, preview })),
      option: `--encoding ${encoding}`,
    });
  }
  if (separators.length > 1) {
    questions.push({
      kind: "delimiter",
      choices: separators.map((value) => ({
        value,
        preview: rows[0].join(separator).split(value).join(" · ").slice(0, 80),
      })),
      option: `--delimiter "${separator}"`,
    });
  }
  return {
    name,
    kind: "text",
    encoding,
    delimiter: separator,
    sheets: [{ name: sheetNameOf(name), rows, firstRow }],
    questions,
  };
}

/** A workbook as what can be imported from it. */
export function* sourceOfWorkbook(name: string, { sheets }: WorkbookFile): Steps<ImportSource> {
  const found: SourceSheet[] = [];
  for (const sheet of sheets) found.push(yield* sourceSheet(sheet));
  return { name, kind: "workbook", sheets: found };
}

function* sourceSheet({ name, cells, hidden, hiddenRows, merges, tables }: SheetFile): Steps<SourceSheet> {
  const rows: (SourceCell | undefined)[][] = [];
  const unvalued: string[] = [];
  for (const [i, line] of cells.entries()) {
    if (i % stepSize === 0) yield i;
    const row: (SourceCell | undefined)[] = [];
    line.forEach((cell, column) => {
      if (cell === undefined) return;
      if (cell.value === null) {
        if (cell.formula !== undefined) unvalued.push(cellAddress(i, column));
        return;
      }
      row[column] = shownCell(cell);
    });
    rows.push(Array.from(row));
  }
  while (rows.length > 0 && rows[rows.length - 1].length === 0) rows.pop();
  return { name, rows, hidden, hiddenRows, merges: merges ?? [], tables, unvalued };
}

/** A number that its format shows as a day, with zeros in front or as per cent is that as well. */
function shownCell({ value, format }: FileCell): SourceCell {
  if (typeof value !== "number" || format === undefined) return value;
  const as = shownAs(format);
  if (as === "date" || as === "dateTime") {
    const shown = minuteOfSerial(value).replace("T", " ");
    return shown === "" ? value : { number: value, shown, isDate: true };
  }
  const padded = paddedBy(format, value);
  if (padded !== undefined) return { number: value, shown: padded };
  return /%\s*$/.test(format) ? { number: value, shown: `${Number((value * 100).toPrecision(12))}%` } : value;
}
