import {
  finished,
  minuteOfSerial,
  type ImportQuestion,
  type ImportSource,
  type SourceCell,
  type SourceSheet,
  type LongWork,
} from "@crm-functions/core";
import { cellAddress } from "./address";
import { currencyShown, paddedBy, shownAs } from "./number-format";
import { isTextFile, sheetNameOf } from "./read-file";
import { readTextTable, type TextTableOptions } from "./text-table";
import type { FileCell } from "./workbook-file";
import { sheetsOf } from "./xlsx-read";

/** A file as a source of imports: the cells of a text file as their characters, those of a workbook as displayed. */
export function importSource(name: string, bytes: Uint8Array, options: TextTableOptions = {}): ImportSource {
  return finished(importSourceSteps(name, bytes, options));
}

/** The text `007` of `="007"`, which programs write so that Excel keeps the zeros. */
function textOfFormula(cell: string): string {
  return /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell;
}

/** `importSource` in steps; yields the number of rows read. Errors as `readCsv` and `readXlsx`. */
export function* importSourceSteps(
  name: string,
  bytes: Uint8Array,
  options: TextTableOptions = {},
): LongWork<ImportSource> {
  if (!isTextFile(name, bytes)) return yield* sourceOfXlsx(name, bytes);
  const { rows, firstRow, encoding, encodings, separator, separators } = yield* readTextTable(bytes, options);
  for (const row of rows) {
    row.forEach((cell, i) => {
      if (cell.startsWith('="')) row[i] = textOfFormula(cell);
    });
  }
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

function* sourceOfXlsx(name: string, bytes: Uint8Array): LongWork<ImportSource> {
  const unvalued = new Map<string, string[]>();
  const sheets = yield* sheetsOf(bytes, (cells, row, sheet) => {
    const line: (SourceCell | undefined)[] = [];
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (cell === undefined) continue;
      if (cell.value !== null) line[column] = shownCell(cell);
      else if (cell.formula !== undefined) {
        unvalued.set(sheet, [...(unvalued.get(sheet) ?? []), cellAddress(row, column)]);
      }
    }
    return Array.from(line);
  });
  return {
    name,
    kind: "workbook",
    sheets: sheets.map(({ name: sheet, cells: rows, hidden, hiddenRows, merges, tables }): SourceSheet => {
      while (rows.length > 0 && rows[rows.length - 1].length === 0) rows.pop();
      return {
        name: sheet,
        rows,
        hidden,
        hiddenRows,
        merges: merges ?? [],
        tables,
        unvalued: unvalued.get(sheet) ?? [],
      };
    }),
  };
}

/** The value of a cell and, if its format shows a date, leading zeros, a percentage or a currency, the text shown. */
function shownCell({ value, format }: FileCell): SourceCell {
  if (typeof value !== "number" || format === undefined) return value;
  const as = shownAs(format);
  if (as === "date" || as === "dateTime") {
    const shown = minuteOfSerial(value).replace("T", " ");
    return shown === "" ? value : { number: value, shown, isDate: true };
  }
  const padded = paddedBy(format, value);
  if (padded !== undefined) return { number: value, shown: padded };
  if (/%\s*$/.test(format)) return { number: value, shown: `${Number((value * 100).toPrecision(12))}%` };
  const currency = currencyShown(format);
  return currency === undefined ? value : { number: value, shown: `${value} ${currency}` };
}
