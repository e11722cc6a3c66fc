import { unixEpochSerial } from "@crm-functions/core";
import type { ColumnKind, WarehouseColumn } from "../../notebooks/support/warehouse/dialect";
import { dayOf } from "../../notebooks/support/warehouse/days";
import { WarehouseError } from "../../notebooks/support/warehouse/warehouse-error";

/** A cell of a column in memory: NULL is `null` or `undefined`, and a missing number NaN. Dates are read as UTC. */
export type MemoryCell = string | number | boolean | Date | null | undefined;

/** Columns of one length by name. */
export type MemoryTable = Readonly<Record<string, ArrayLike<MemoryCell>>>;

const kinds: Readonly<Record<string, ColumnKind>> = { number: "number", string: "text", boolean: "boolean" };

/** What a column holds by its first cell that is not missing; a column of nothing at all is one of numbers. */
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

/** Numbers of a column; what is missing is NaN. */
export function numbersOf(column: ArrayLike<MemoryCell>): Float64Array {
  return column instanceof Float64Array
    ? column
    : Float64Array.from({ length: column.length }, (_, i) =>
        typeof column[i] === "number" ? (column[i] as number) : NaN,
      );
}

/** Texts of a column, `""` where they are missing. */
export function textsOf(column: ArrayLike<MemoryCell>): string[] {
  return Array.from({ length: column.length }, (_, i) => {
    const cell = column[i];
    if (cell === null || cell === undefined || Number.isNaN(cell)) return "";
    return cell instanceof Date ? cell.toISOString() : String(cell);
  });
}

/** Excel serials of the days of a column of dates or ISO text; NaN where there is none. */
/** @throws WarehouseError `badDate` */
export function serialsOf(column: ArrayLike<MemoryCell>): Float64Array {
  return Float64Array.from({ length: column.length }, (_, i) => {
    const cell = column[i];
    if (cell === null || cell === undefined || cell === "" || Number.isNaN(cell)) return NaN;
    const text = cell instanceof Date ? cell.toISOString() : String(cell);
    try {
      return unixEpochSerial + dayOf(text.slice(0, 10));
    } catch {
      throw new WarehouseError("badDate", { found: text });
    }
  });
}
