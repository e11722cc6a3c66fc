import { CrmError, type AsyncRowSource, type RowBlock } from "@crm-functions/core";
import { csvChunks, type CsvChunk, type CsvOptions } from "../csv";
import { RowReadingError } from "./row-reading-error";

export interface CsvRowsOptions extends CsvOptions {
  /** Header of the response. */
  readonly y: string;
  /** Headers of the predictors. */
  readonly x: readonly string[];
}

/**
 * Columns of a CSV file as rows for `feedbackOfRowsAsync`. The file is read again at each reading, a piece at a time, so
 * that its size does not matter; a blank is a missing number.
 *
 * @throws RowReadingError, while it is read, where a column does not exist; CrmError `cellNotNumber` naming the row in the file
 * (1-based, the headers being row 1) and the column
 *
 * ```ts
 * const result = await feedbackOfRowsAsync(csvRows("survey.csv", { y: "overall", x: ["price", "service"] }));
 * ```
 */
export function csvRows(file: string, { y, x, ...options }: CsvRowsOptions): AsyncRowSource {
  return {
    predictors: x.length,
    async *blocks() {
      let places: Places | undefined;
      for await (const chunk of csvChunks(file, options)) {
        places ??= placesOf(file, chunk.headers, y, x);
        yield numbersOf(file, chunk, places);
      }
    },
  };
}

interface Places {
  readonly y: number;
  readonly x: readonly number[];
}

function placesOf(file: string, headers: readonly string[], y: string, x: readonly string[]): Places {
  const names = headers.map((header) => header.trim());
  const place = (column: string): number => {
    const at = names.indexOf(column);
    if (at < 0) throw new RowReadingError("noColumn", { file, column, columns: names.join(", ") });
    return at;
  };
  return { y: place(y), x: x.map(place) };
}

function numbersOf(file: string, { headers, first, rows }: CsvChunk, places: Places): RowBlock {
  const p = places.x.length;
  const x = new Float64Array(rows.length * p);
  const y = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    if (row.length > headers.length) {
      throw new CrmError("value", "rowLengths", {
        argument: file,
        row: first + i + 2,
        found: row.length,
        wanted: headers.length,
      });
    }
    const number = (column: number): number =>
      numberOf(row[column] ?? "", headers[column], first + i + 2, column + 1);
    for (let j = 0; j < p; j++) x[i * p + j] = number(places.x[j]);
    y[i] = number(places.y);
  });
  return { rows: rows.length, first, x, y };
}

function numberOf(text: string, header: string, row: number, column: number): number {
  const value = Number(text);
  // An empty text would be 0.
  if (value !== 0 && Number.isFinite(value)) return value;
  const trimmed = text.trim();
  if (trimmed === "") return NaN;
  if (value === 0) return 0;
  throw new CrmError("value", "cellNotNumber", {
    argument: header.trim(),
    row,
    column,
    found: trimmed,
    foundKind: "foundText",
  });
}
