import { type DuckDBConnection } from "@duckdb/node-api";
import Database from "libsql";
import { NotebookError } from "../notebook-error";
import { createTableOf, type AppendedValue } from "./append-rows";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";

/** The values that a column may hold. */
const held = {
  BIGINT: ["bigint"],
  DOUBLE: ["number", "bigint"],
  VARCHAR: ["number", "bigint", "string"],
};

type ColumnType = keyof typeof held;

/**
 * Copies a table of a SQLite file into DuckDB's own file, row by row: DuckDB's SQLite reader would have to be
 * downloaded. A column declared as INTEGER becomes BIGINT, which keeps every digit of a long id, or DOUBLE if it
 * contains fractions; one declared as REAL or NUMERIC becomes DOUBLE, any other VARCHAR. An untyped column of a view
 * has the type of its values.
 *
 * @throws NotebookError `tableNotFound`; `sqliteValue` if a value differs from its column's declared type
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
    if (schema.length === 0) throw new NotebookError("tableNotFound", { table, known: file });
    const types = typesOf(database, quoted, schema);
    const columns = schema.map((column, j) => ({ name: column.name, type: types[j] }));
    const rows = database
      .prepare(`SELECT * FROM ${quoted}`)
      .safeIntegers(true)
      .raw(true)
      .iterate() as Iterable<AppendedValue[]>;
    const checked = function* () {
      let row = 0;
      for (const cells of rows) {
        row++;
        cells.forEach((value, j) => {
          if (value === null || held[types[j]].includes(typeof value)) return;
          const found = typeof value === "string" ? JSON.stringify(value) : "a blob";
          throw new NotebookError("sqliteValue", { table, column: schema[j].name, row, found });
        });
        yield cells;
      }
    };
    await createTableOf(connection, name, columns, checked());
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
    // A computed column of a view has no declared type, only that of its values.
    if (type === "") {
      if (holds(`${kind} IN ('text', 'blob')`) || !holds(`${kind} <> 'null'`)) return "VARCHAR";
      return holds(`${kind} = 'real'`) ? "DOUBLE" : "BIGINT";
    }
    // SQLite's own rule: any type that contains INT makes an integer column, which may still hold any value.
    if (!/INT/i.test(type)) return /REAL|FLOA|DOUB|NUM|DEC/i.test(type) ? "DOUBLE" : "VARCHAR";
    return holds(`${kind} = 'real'`) ? "DOUBLE" : "BIGINT";
  });
}
