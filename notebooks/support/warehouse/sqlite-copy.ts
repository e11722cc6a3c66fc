import { type DuckDBConnection } from "@duckdb/node-api";
import Database from "libsql";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";
import { WarehouseError } from "./warehouse-error";

/**
 * Copies a table of a SQLite file into DuckDB's own file, row after row: DuckDB's reader of SQLite would have to be
 * fetched from the net. A column declared as INTEGER, REAL or NUMERIC becomes DOUBLE, any other one VARCHAR.
 */
export async function copySqliteTable(
  connection: DuckDBConnection,
  name: string,
  file: string,
  table: string,
): Promise<void> {
  const database = new Database(file, { readonly: true });
  try {
    const quoted = duckdbDialect.identifier(table);
    const schema = database.prepare(`PRAGMA table_info(${duckdbText(table)})`).all() as {
      name: string;
      type: string;
    }[];
    if (schema.length === 0) throw new WarehouseError("tableNotFound", { table, known: file });
    const numeric = schema.map(({ type }) => /INT|REAL|FLOA|DOUB|NUM|DEC/i.test(type));
    const definitions = schema.map(
      (column, j) => `${duckdbDialect.identifier(column.name)} ${numeric[j] ? "DOUBLE" : "VARCHAR"}`,
    );
    await connection.run(`CREATE TABLE ${duckdbDialect.identifier(name)} (${definitions.join(", ")})`);
    const appender = await connection.createAppender(name);
    const rows = database.prepare(`SELECT * FROM ${quoted}`).raw(true).iterate() as Iterable<unknown[]>;
    let count = 0;
    for (const row of rows) {
      count++;
      for (let j = 0; j < schema.length; j++) {
        const value = row[j];
        if (value === null) appender.appendNull();
        else if (!numeric[j]) appender.appendVarchar(String(value));
        else if (typeof value === "number" || typeof value === "bigint") appender.appendDouble(Number(value));
        else {
          throw new WarehouseError("serverFailed", {
            engine: "SQLite",
            reason: `${table}.${schema[j].name}, row ${count}: ${JSON.stringify(value)}`,
          });
        }
      }
      appender.endRow();
    }
    appender.closeSync();
  } finally {
    database.close();
  }
}
