import type { WarehouseColumn } from "./dialect";
import type { Engine } from "./engine";
import { WarehouseError } from "./warehouse-error";

/** The columns of a table by name, each checked against the schema before it gets near any SQL. */
export interface TableColumns {
  readonly from: string;
  readonly all: readonly WarehouseColumn[];
  readonly any: (name: string) => WarehouseColumn;
  readonly number: (name: string) => WarehouseColumn;
  readonly date: (name: string) => WarehouseColumn;
  readonly key: (name: string) => WarehouseColumn;
}

/** @throws WarehouseError `tableNotFound` or `noTables`; its parts `columnNotFound`, `columnNotNumber`, `columnNotDate`, `columnNotText` */
export async function tableColumns(engine: Engine, table: string): Promise<TableColumns> {
  const all = await engine.columns(table);
  return checkedColumns(table, all, engine.from(table), all.length === 0 ? await engine.tables() : []);
}

/** The same for columns that are known; `tables` are named where there are none. */
export function checkedColumns(
  table: string,
  all: readonly WarehouseColumn[],
  from: string,
  tables: readonly string[],
): TableColumns {
  if (all.length === 0 && tables.length === 0) throw new WarehouseError("noTables", { table });
  if (all.length === 0) throw new WarehouseError("tableNotFound", { table, known: tables.join(", ") });
  const any = (name: string) => {
    const column = all.find((each) => each.name === name);
    if (column !== undefined) return column;
    throw new WarehouseError("columnNotFound", {
      table,
      column: name,
      known: all.map((each) => each.name).join(", "),
    });
  };
  const ofKind =
    (allowed: readonly string[], key: "columnNotNumber" | "columnNotDate" | "columnNotText") =>
    (name: string) => {
      const column = any(name);
      if (allowed.includes(column.kind)) return column;
      throw new WarehouseError(key, { table, column: name, type: column.type });
    };
  return {
    from,
    all,
    any,
    number: ofKind(["number"], "columnNotNumber"),
    date: ofKind(["date", "time", "text"], "columnNotDate"),
    key: ofKind(["number", "text", "date", "time", "boolean"], "columnNotText"),
  };
}
