import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, VARCHAR } from "@duckdb/node-api";
import { NotebookError } from "../notebook-error";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";

/** Rows by column: the first column is text, the others are numbers. */
type WrittenBatch = readonly [texts: readonly string[], ...numbers: Float64Array[]];

/** Maximum number of rows in a DuckDB chunk. */
const chunkRows = 2048;

/**
 * Writes batches of rows to a `.parquet` or `.csv` file, which gets its name only when it is complete. A missing number
 * is an empty cell.
 *
 * @returns the number of rows written
 * @throws NotebookError `writtenKind`, `fileExists`, `fileNotFound`
 */
export async function writeTable(
  path: string,
  overwrite: boolean,
  columns: readonly string[],
  batches: () => AsyncIterable<WrittenBatch>,
): Promise<number> {
  const format = /\.(parquet|csv)$/i.exec(path)?.[1].toLowerCase();
  if (format === undefined) throw new NotebookError("writtenKind", { path });
  if (!existsSync(dirname(path))) throw new NotebookError("fileNotFound", { path: dirname(path) });
  if (!overwrite && existsSync(path)) throw new NotebookError("fileExists", { path });
  const scratch = mkdtempSync(join(tmpdir(), "crm-written-"));
  const part = `${path}.part`;
  const instance = await DuckDBInstance.create(join(scratch, "rows.duckdb"), {
    memory_limit: "80MB",
    temp_directory: scratch,
    allocator_flush_threshold: "16MB",
  });
  try {
    const connection = await instance.connect();
    const types = columns.map((_, j) => (j === 0 ? VARCHAR : DOUBLE));
    const names = columns.map((name, j) => `${duckdbDialect.identifier(name)} ${types[j].toString()}`);
    await connection.run(`CREATE TABLE written (${names.join(", ")})`);
    let rows = 0;
    for await (const batch of batches()) {
      const appender = await connection.createAppender("written");
      const [{ length }] = batch;
      for (let start = 0; start < length; start += chunkRows) {
        const end = Math.min(start + chunkRows, length);
        const chunk = DuckDBDataChunk.create(types, end - start);
        batch.forEach((column, j) => {
          const cells: ArrayLike<string | number> = column.slice(start, end);
          chunk.setColumnValues(
            j,
            Array.from(cells, (cell) => (Number.isNaN(cell) ? null : cell)),
          );
        });
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
      rows += length;
    }
    const how = format === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet";
    await connection.run(`COPY written TO ${duckdbText(part)} (${how})`);
    connection.closeSync();
    renameSync(part, path);
    return rows;
  } finally {
    instance.closeSync();
    rmSync(part, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}
