import { CrmError, serialOf } from "@crm-functions/core";
import { csvChunks, type CsvOptions } from "./csv-chunks";

/** A CSV file in memory, column by column. */
export class CsvTable {
  readonly headers: readonly string[];
  /** Records below the headers. */
  readonly rows: number;
  private readonly columns: readonly (readonly string[])[];

  constructor(headers: readonly string[], columns: readonly (readonly string[])[], rows: number) {
    this.headers = headers;
    this.columns = columns;
    this.rows = rows;
  }

  /** A column as texts. @throws Error where there is no such column */
  texts(header: string): readonly string[] {
    const at = this.headers.indexOf(header);
    if (at < 0) throw new Error(`There is no column "${header}"; there are ${this.headers.join(", ")}.`);
    return this.columns[at];
  }

  /**
   * A column as numbers, a blank as `NaN`.
   *
   * @throws CrmError `cellNotNumber` naming the row in the file (1-based, the headers being row 1) and the column
   */
  numbers(header: string): Float64Array {
    const column = this.headers.indexOf(header) + 1;
    return Float64Array.from(this.texts(header), (text, i) => {
      const trimmed = text.trim();
      if (trimmed === "") return NaN;
      const value = Number(trimmed);
      if (Number.isFinite(value)) return value;
      throw new CrmError("value", "cellNotNumber", {
        argument: header,
        row: i + 2,
        column,
        found: text,
        foundKind: "foundText",
      });
    });
  }

  /**
   * A column of ISO days as serial numbers of the 1900 system, as the core's functions take dates; a blank as `NaN`.
   *
   * @throws CrmError `cellNotDate` naming row and column
   */
  dates(header: string): Float64Array {
    const column = this.headers.indexOf(header) + 1;
    return Float64Array.from(this.texts(header), (text, i) => {
      const trimmed = text.trim();
      if (trimmed === "") return NaN;
      const serial = serialOf(trimmed);
      if (Number.isFinite(serial)) return serial;
      throw new CrmError("value", "cellNotDate", {
        argument: header,
        row: i + 2,
        column,
        found: text,
        foundKind: "foundText",
      });
    });
  }

  /** Several columns as numbers, in the form that the core's functions take. */
  matrix(headers: readonly string[]): Float64Array[] {
    return headers.map((header) => this.numbers(header));
  }
}

/** Reads a whole CSV file into columns; see `csvChunks` for files that are larger than the memory. */
export async function readCsv(file: string, options: CsvOptions = {}): Promise<CsvTable> {
  let headers: readonly string[] = [];
  let columns: string[][] = [];
  let rows = 0;
  for await (const chunk of csvChunks(file, options)) {
    if (rows === 0) {
      headers = chunk.headers.map((header) => header.trim());
      columns = headers.map(() => []);
    }
    for (const row of chunk.rows) {
      if (row.length > headers.length) {
        throw new CrmError("value", "rowLengths", {
          argument: file,
          row: rows + 2,
          found: row.length,
          wanted: headers.length,
        });
      }
      for (let j = 0; j < columns.length; j++) columns[j].push(row[j] ?? "");
      rows++;
    }
  }
  return new CsvTable(headers, columns, rows);
}
