import { NotebookError } from "../notebook-error";
import { noType, type WarehouseColumn } from "./dialect";
import type { Engine } from "./engine";
import type { ColumnSource, SqlExpression, TableRequest } from "./warehouse";

/** The columns of a table by name, checked against the schema before they get near any SQL, and expressions of them. */
export interface TableColumns {
  /** The FROM clause: the table, or its rows that meet a condition. */
  readonly from: string;
  readonly all: readonly WarehouseColumn[];
  readonly any: (source: ColumnSource) => WarehouseColumn;
  readonly number: (source: ColumnSource) => WarehouseColumn;
  readonly date: (source: ColumnSource) => WarehouseColumn;
  readonly key: (source: ColumnSource) => WarehouseColumn;
}

/** The name of a column in an answer. */
export const labelOf = (source: ColumnSource): string =>
  typeof source === "string" ? source : (source.as ?? source.sql);

const isExpression = (value: unknown): value is SqlExpression =>
  typeof value === "object" && value !== null && typeof (value as SqlExpression).sql === "string";

/** The expressions of a request with their positions, such as `x[2]`. */
function expressionsOf(request: TableRequest): [place: string, expression: SqlExpression][] {
  return Object.entries(request)
    .flatMap(([place, value]: [string, unknown]) =>
      Array.isArray(value)
        ? value.map((each, i) => [`${place}[${i}]`, each] as const)
        : [[place, value] as const],
    )
    .filter((pair): pair is [string, SqlExpression] => isExpression(pair[1]));
}

/**
 * The columns that a request may name, and its expressions, checked by the engine.
 * @throws NotebookError `tableNotFound` or `noTables`; `badExpression`; its parts `columnNotFound`, `columnNotNumber`,
 *   `columnNotDate`, `columnNotText`, `columnEmpty`
 */
export async function tableColumns(engine: Engine, request: TableRequest): Promise<TableColumns> {
  const { table, where } = request;
  const all = await engine.columns(table);
  if (all.length === 0) {
    const tables = await engine.tables();
    throw tables.length === 0
      ? new NotebookError("noTables", { table })
      : new NotebookError("tableNotFound", { table, known: tables.join(", ") });
  }
  const from = engine.from(table);
  const expressions = new Map<string, WarehouseColumn>();
  for (const [place, { sql, as }] of expressionsOf(request)) {
    const column = await engine.expression(sql, from).catch((cause: unknown) => {
      const reason =
        cause instanceof NotebookError ? String(cause.parameters.reason ?? cause.message) : String(cause);
      throw new NotebookError("badExpression", { place, sql, reason }, { cause });
    });
    if (place === "where" && !["boolean", "number"].includes(column.kind))
      throw new NotebookError("badCondition", { place, sql, type: column.type });
    expressions.set(sql, { ...column, name: as ?? sql, sql });
  }
  const any = (source: ColumnSource) => {
    const column =
      typeof source === "string" ? all.find((each) => each.name === source) : expressions.get(source.sql);
    if (column !== undefined) return column;
    throw new NotebookError("columnNotFound", {
      table,
      column: labelOf(source),
      known: all.map((each) => each.name).join(", "),
    });
  };
  const ofKind =
    (allowed: readonly string[], key: "columnNotNumber" | "columnNotDate" | "columnNotText") =>
    (source: ColumnSource) => {
      const column = any(source);
      if (allowed.includes(column.kind)) return column;
      throw new NotebookError(column.type === noType ? "columnEmpty" : key, {
        table,
        column: column.name,
        type: column.type,
      });
    };
  const date = ofKind(["date", "time", "text"], "columnNotDate");
  return {
    from: where === undefined ? from : `(SELECT * FROM ${from} WHERE (${where.sql}\n)) AS crm_some`,
    all,
    any,
    number: ofKind(["number"], "columnNotNumber"),
    date: (source) => {
      const column = date(source);
      const { either } = column;
      if (either !== undefined)
        throw new NotebookError("dateOrder", { table, column: column.name, found: either });
      return column;
    },
    key: ofKind(["number", "text", "date", "time", "boolean"], "columnNotText"),
  };
}
