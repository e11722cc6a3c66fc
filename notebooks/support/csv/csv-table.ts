import { CrmError, serialOf } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { csvChunks, type CsvOptions } from "./csv-chunks";

/** A CSV file in memory, column by column. */
export class CsvTable {
  readonly headers: readonly string[];
  /** Records below the headers. */
  readonly rows: number;
  private readonly columns: readonly (readonly string[])[];
  /** The 1-based row of the file that each record comes from; blank lines are not records. */
  private readonly fileRows: readonly number[];

  constructor(
    headers: readonly string[],
    columns: readonly (readonly string[])[],
    fileRows: readonly number[],
  ) {
    this.headers = headers;
    this.columns = columns;
    this.fileRows = fileRows;
    this.rows = fileRows.length;
  }

  /** A column as text. @throws NotebookError `columnMissing` */
  texts(header: string): readonly string[] {
    const at = this.headers.indexOf(header);
    if (at < 0) throw new NotebookError("columnMissing", { column: header, known: this.headers.join(", ") });
    return this.columns[at];
  }

  /**
   * A column as numbers; blanks are `NaN`.
   *
   * @throws CrmError `cellNotNumber` naming the row in the file (1-based, the headers being row 1) and the column
   */
  numbers(header: string): Float64Array {
    return this.valuesOf(header, Number, "cellNotNumber");
  }

  /**
   * A column of ISO days as serial numbers of the 1900 system, as the core's functions expect; blanks are `NaN`.
   *
   * @throws CrmError `cellNotDate` naming row and column
   */
  dates(header: string): Float64Array {
    return this.valuesOf(header, serialOf, "cellNotDate");
  }

  private valuesOf(
    header: string,
    valueOf: (text: string) => number,
    key: "cellNotNumber" | "cellNotDate",
  ): Float64Array {
    const column = this.headers.indexOf(header) + 1;
    return Float64Array.from(this.texts(header), (found, i) => {
      const text = found.trim();
      if (text === "") return NaN;
      const value = valueOf(text);
      if (Number.isFinite(value)) return value;
      const place = { argument: header, row: this.fileRows[i], column };
      throw new CrmError("value", key, { ...place, found, foundKind: "foundText" });
    });
  }

  /** Several columns as numbers, in the form the core's functions accept. */
  matrix(headers: readonly string[]): Float64Array[] {
    return headers.map((header) => this.numbers(header));
  }
}

/**
 * Reads a whole CSV file into columns of text for computation, without its blank lines. For files larger than memory,
 * use `importWorkbook`, which adds customers to a store, or `csvChunks`.
 *
 * @throws CrmError `rowLengths` if a row has more cells than there are headers; errors as `csvChunks`
 */
export async function readCsv(file: string, options: CsvOptions = {}): Promise<CsvTable> {
  let headers: readonly string[] | undefined;
  let columns: string[][] = [];
  const fileRows: number[] = [];
  for await (const chunk of csvChunks(file, options)) {
    if (headers === undefined) {
      headers = chunk.headers.map((header) => header.trim());
      columns = headers.map(() => []);
    }
    for (const [i, row] of chunk.rows.entries()) {
      if (row.length === 1 && row[0] === "") continue;
      if (row.length > headers.length) {
        throw new CrmError("value", "rowLengths", {
          argument: file,
          row: chunk.first + i + 2,
          found: row.length,
          wanted: headers.length,
        });
      }
      for (let j = 0; j < columns.length; j++) columns[j].push(row[j] ?? "");
      fileRows.push(chunk.first + i + 2);
    }
  }
  return new CsvTable(headers ?? [], columns, fileRows);
}
