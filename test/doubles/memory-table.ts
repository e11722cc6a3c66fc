import { unixEpochSerial } from "@crm-functions/core";
import type { ColumnKind, WarehouseColumn } from "../../notebooks/support/warehouse/dialect";
import { dayOf } from "../../notebooks/support/warehouse/days";
import { NotebookError } from "../../notebooks/support/notebook-error";

/** A cell of an in-memory column: NULL is `null` or `undefined`, a missing number NaN. Dates are read as UTC. */
export type MemoryCell = string | number | boolean | Date | null | undefined;

/** Columns of the same length, by name. */
export type MemoryTable = Readonly<Record<string, ArrayLike<MemoryCell>>>;

const kinds: Readonly<Record<string, ColumnKind>> = { number: "number", string: "text", boolean: "boolean" };

/** The kind of a column by its first cell that is not missing; an entirely missing column is numeric. */
export function kindOf(column: ArrayLike<MemoryCell>): ColumnKind {
  for (let i = 0; i < column.length; i++) {
    const cell = column[i];
    if (cell === null || cell === undefined || Number.isNaN(cell)) continue;
    return cell instanceof Date ? "time" : kinds[typeof cell];
  }
  return "number";
}

export function memoryColumns(table: MemoryTable): WarehouseColumn[] {
  return Object.entries(table).map(([name, column]) => {
    const kind = kindOf(column);
    return { name, type: kind, kind };
  });
}

/** A column as numbers; missing cells are NaN. */
export function numbersOf(column: ArrayLike<MemoryCell>): Float64Array {
  return column instanceof Float64Array
    ? column
    : Float64Array.from({ length: column.length }, (_, i) =>
        typeof column[i] === "number" ? (column[i] as number) : NaN,
      );
}

/** A column as texts; missing cells are `""`. */
export function textsOf(column: ArrayLike<MemoryCell>): string[] {
  return Array.from({ length: column.length }, (_, i) => {
    const cell = column[i];
    if (cell === null || cell === undefined || Number.isNaN(cell)) return "";
    return cell instanceof Date ? cell.toISOString() : String(cell);
  });
}

/** Excel serial numbers of the days in a column of dates or ISO text; missing cells are NaN. */
/** @throws NotebookError `badDate` */
export function serialsOf(column: ArrayLike<MemoryCell>): Float64Array {
  return Float64Array.from({ length: column.length }, (_, i) => {
    const cell = column[i];
    if (cell === null || cell === undefined || cell === "" || Number.isNaN(cell)) return NaN;
    const text = cell instanceof Date ? cell.toISOString() : String(cell);
    try {
      return unixEpochSerial + dayOf(text.slice(0, 10));
    } catch {
      throw new NotebookError("badDate", { found: text });
    }
  });
}
