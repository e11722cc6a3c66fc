import { type DuckDBConnection } from "@duckdb/node-api";
import Database from "libsql";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";
import { WarehouseError } from "./warehouse-error";

type ColumnType = "BIGINT" | "DOUBLE" | "VARCHAR";

/**
 * Copies a table of a SQLite file into DuckDB's own file, row after row: DuckDB's reader of SQLite would have to be
 * fetched from the net. A column declared as INTEGER becomes BIGINT, so that every digit of a long id stays, or DOUBLE
 * where it holds fractions; one declared as REAL or NUMERIC becomes DOUBLE, any other one VARCHAR. A column of a view
 * that has no type has that of its values.
 *
 * @throws WarehouseError `tableNotFound`; `sqliteValue` where a value is not what its column was declared as
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
    const types = typesOf(database, quoted, schema);
    const definitions = schema.map((column, j) => `${duckdbDialect.identifier(column.name)} ${types[j]}`);
    await connection.run(`CREATE TABLE ${duckdbDialect.identifier(name)} (${definitions.join(", ")})`);
    const appender = await connection.createAppender(name);
    const rows = database
      .prepare(`SELECT * FROM ${quoted}`)
      .safeIntegers(true)
      .raw(true)
      .iterate() as Iterable<unknown[]>;
    let row = 0;
    for (const cells of rows) {
      row++;
      cells.forEach((value, j) => {
        const isNumber = typeof value === "number" || typeof value === "bigint";
        if (value === null) appender.appendNull();
        else if (types[j] === "VARCHAR" && (isNumber || typeof value === "string"))
          appender.appendVarchar(String(value));
        else if (types[j] === "BIGINT" && typeof value === "bigint") appender.appendBigInt(value);
        else if (types[j] === "DOUBLE" && isNumber) appender.appendDouble(Number(value));
        else {
          const found = typeof value === "string" ? JSON.stringify(value) : "a blob";
          throw new WarehouseError("sqliteValue", { table, column: schema[j].name, row, found });
        }
      });
      appender.endRow();
    }
    appender.closeSync();
  } finally {
    database.close();
  }
}

function typesOf(
  database: Database.Database,
  quoted: string,
  schema: readonly { readonly name: string; readonly type: string }[],
): ColumnType[] {
  return schema.map(({ name, type }) => {
    const holds = (condition: string) =>
      database.prepare(`SELECT 1 FROM ${quoted} WHERE ${condition} LIMIT 1`).all().length > 0;
    const kind = `typeof(${duckdbDialect.identifier(name)})`;
    // What a view computes has no type but that of its values.
    if (type === "") {
      if (holds(`${kind} IN ('text', 'blob')`) || !holds(`${kind} <> 'null'`)) return "VARCHAR";
      return holds(`${kind} = 'real'`) ? "DOUBLE" : "BIGINT";
    }
    // SQLite's own rule: whatever has INT in its type is an integer column, and may hold anything all the same.
    if (!/INT/i.test(type)) return /REAL|FLOA|DOUB|NUM|DEC/i.test(type) ? "DOUBLE" : "VARCHAR";
    return holds(`${kind} = 'real'`) ? "DOUBLE" : "BIGINT";
  });
}
