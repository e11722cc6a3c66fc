import { CrmError, type AsyncRowSource, type RowBlock } from "@crm-functions/core";
import type { ColumnKind, WarehouseColumn } from "../warehouse/dialect";
import { duckdbEngine, type DuckDBOptions } from "../warehouse/duckdb-engine";
import type { AnswerKind, Batch, Engine } from "../warehouse/engine";
import { RowReadingError } from "./row-reading-error";

export interface ParquetRowsOptions {
  /** Name of the response's column. */
  readonly y: string;
  /** Names of the predictors' columns. */
  readonly x: readonly string[];
  /** What DuckDB, which reads the file, keeps in memory, such as `80MB` (the default). */
  readonly memoryLimit?: DuckDBOptions["memoryLimit"];
}

/**
 * Columns of a Parquet file, or of a folder or pattern of them, as rows for `feedbackOfRowsAsync`. The file is read
 * again at each reading, some thousand rows at a time, so that its size does not matter; NULL and NaN are missing
 * numbers, and so is an empty text.
 *
 * @throws WarehouseError, while it is read, where there is no such file or it is no Parquet; RowReadingError where a
 * column does not exist or holds dates or logical values; CrmError `cellNotNumber` naming the row (from 1) and the
 * column where it holds a text
 *
 * ```ts
 * const result = await feedbackOfRowsAsync(parquetRows("survey.parquet", { y: "overall", x: ["price", "service"] }));
 * ```
 */
export function parquetRows(
  file: string | readonly string[],
  { y, x, memoryLimit }: ParquetRowsOptions,
): AsyncRowSource {
  return {
    predictors: x.length,
    async *blocks() {
      // Rows that come in another order at the second reading would be other rows.
      const engine = await duckdbEngine({ tables: { rows: file }, memoryLimit, inOrder: true });
      try {
        yield* blocksOf(engine, String(file), y, x);
      } finally {
        await engine.close();
      }
    },
  };
}

async function* blocksOf(
  engine: Engine,
  file: string,
  y: string,
  x: readonly string[],
): AsyncGenerator<RowBlock> {
  const known = await engine.columns("rows");
  const columns = [y, ...x].map((name) => columnOf(known, name, file));
  const kinds = columns.map(({ kind }): AnswerKind => (kind === "text" ? "text" : "number"));
  const selected = columns.map((column, j) => {
    const { dialect } = engine;
    return `${column.kind === "text" ? dialect.textOf(column) : dialect.number(column)} AS c${j}`;
  });
  let first = 0;
  for await (const batch of engine.batches(`SELECT ${selected.join(", ")} FROM "rows"`, kinds, {})) {
    yield blockOf(batch, columns, first);
    first += batch.rows;
  }
}

const readable: readonly ColumnKind[] = ["number", "text"];

function columnOf(known: readonly WarehouseColumn[], name: string, file: string): WarehouseColumn {
  const column = known.find((each) => each.name === name);
  if (column === undefined) {
    const columns = known.map((each) => each.name).join(", ");
    throw new RowReadingError("noColumn", { file, column: name, columns });
  }
  if (!readable.includes(column.kind)) {
    throw new RowReadingError("notNumbers", { file, column: name, type: column.type });
  }
  return column;
}

function blockOf(
  { rows, columns: data }: Batch,
  columns: readonly WarehouseColumn[],
  first: number,
): RowBlock {
  const p = columns.length - 1;
  const [y, ...predictors] = data.map((column, j) =>
    column instanceof Float64Array ? column : blanksOf(column, columns[j].name, j, first),
  );
  const x = new Float64Array(rows * p);
  predictors.forEach((column, j) => {
    for (let i = 0, at = j; i < rows; i++, at += p) x[at] = column[i];
  });
  return { rows, first, x, y };
}

/** A column of texts, none of which counts as a number. */
function blanksOf(texts: readonly string[], name: string, place: number, first: number): Float64Array {
  const row = texts.findIndex((text) => text !== "");
  if (row < 0) return new Float64Array(texts.length).fill(NaN);
  throw new CrmError("value", "cellNotNumber", {
    argument: name,
    row: first + row + 1,
    column: place + 1,
    found: texts[row],
    foundKind: "foundText",
  });
}
