import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbDialect } from "./duckdb-dialect";

export interface AppendedColumn {
  readonly name: string;
  readonly type: "BIGINT" | "BOOLEAN" | "DATE" | "DOUBLE" | "VARCHAR";
}

export type AppendedValue = string | number | bigint | boolean | null;

/** Creates a table and fills it row by row; a date is ISO text. */
export async function createTableOf(
  connection: DuckDBConnection,
  name: string,
  columns: readonly AppendedColumn[],
  rows: Iterable<readonly AppendedValue[]>,
): Promise<void> {
  const definitions = columns.map((column) => `${duckdbDialect.identifier(column.name)} ${column.type}`);
  await connection.run(`CREATE TABLE ${duckdbDialect.identifier(name)} (${definitions.join(", ")})`);
  const appender = await connection.createAppender(name);
  for (const row of rows) {
    row.forEach((value, j) => {
      const { type } = columns[j];
      if (value === null) appender.appendNull();
      else if (type === "BIGINT") appender.appendBigInt(value as bigint);
      else if (type === "DOUBLE") appender.appendDouble(Number(value));
      else if (type === "BOOLEAN") appender.appendBoolean(value === true);
      else appender.appendVarchar(String(value));
    });
    appender.endRow();
  }
  appender.closeSync();
}
