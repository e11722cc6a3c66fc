import {
  columnsOf,
  headerOf,
  keyOf,
  ratingOfKey,
  useOf,
  type CriterionWeight,
  type Customer,
  type FieldValue,
  type FieldValues,
  type Interaction,
} from "@crm-functions/core";
import {
  cellOfRecordField,
  xlsxSheets,
  type FileCell,
  type SheetEdit,
  type SheetRows,
} from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import { readRecords, type ReadRecords, type ReadWorkbookOptions } from "../workbook/read-records";
import { findPlace, sourceOf, xlsxTables, type TablePlace } from "../workbook/table-source";
import { withoutId, type RecordKind } from "./flat-record";

/** A table of the file with its records and their positions. */
export interface FileTable {
  readonly kind: RecordKind;
  readonly records: ReadonlyMap<string, FieldValues>;
  /** Records without an id, by row. */
  readonly nameless: ReadonlyMap<number, FieldValues>;
  readonly held: ReadonlySet<string>;
  /** Fields that have a column. */
  readonly names: readonly string[];
  calculated(id: string): ReadonlySet<string>;
  /** The edit that writes the contents; undefined if nothing changes. */
  edit(contents: FileContents): SheetEdit | undefined;
}

interface FileContents {
  /** Undefined removes a record. A record missing in the file is added. */
  readonly records: ReadonlyMap<string, FieldValues | undefined>;
  /** Ids for the records without one, by row. */
  readonly ids: ReadonlyMap<number, string>;
}

/** Reads the tables of an `.xlsx`, undefined for one it lacks. @throws WorkbookFileError; NotebookError `noCustomers` */
export async function fileTables(
  file: string,
  bytes: Uint8Array,
  isCustomer: (id: string) => boolean,
  options: ReadWorkbookOptions,
) {
  const sheets = xlsxSheets(bytes);
  const placeOf = (kind: RecordKind) => findPlace(sheets, kind);
  const { customers, interactions, weights, problems } = await readRecords(
    file,
    xlsxTables(sheets),
    isCustomer,
    options,
  );
  return {
    customers: tableOf("customer", placeOf("customer")!, customers),
    interactions: interactions && tableOf("interaction", placeOf("interaction")!, interactions),
    weights: weights && tableOf("weight", placeOf("weight")!, weights),
    problems,
  };
}

/** What is needed of a sheet to change it. */
interface Layout {
  readonly formulas: ReadonlyMap<number, ReadonlySet<number>>;
  /** Rows of the body with a value in a known column. */
  readonly filled: ReadonlySet<number>;
  /** The row after the end of the body. */
  readonly end: number;
}

function layoutOf(sheet: SheetRows, place: TablePlace, columns: ReadonlySet<number>): Layout {
  const formulas = new Map<number, Set<number>>();
  const filled = new Set<number>();
  let last = place.row;
  for (const part of sheet.rows()) {
    for (const { row, cells } of part) {
      if (row <= place.row || row >= place.row + place.rows) continue;
      for (const column of columns) {
        const cell = cells[column];
        if (cell === undefined || (cell.value === null && cell.formula === undefined)) continue;
        if (cell.formula !== undefined) {
          const found = formulas.get(row);
          if (found === undefined) formulas.set(row, new Set([column]));
          else found.add(column);
        } else filled.add(row);
        last = Math.max(last, row);
      }
    }
  }
  return { formulas, filled, end: Number.isFinite(place.rows) ? place.row + place.rows : last + 1 };
}

function tableOf(
  kind: RecordKind,
  place: TablePlace,
  read: ReadRecords<Customer | Interaction | CriterionWeight>,
): FileTable {
  const { uses, language } = columnsOf(sourceOf(place).headers, kind);
  const columns = new Map<string, number>();
  uses.forEach((use, j) => {
    if (use !== undefined) columns.set(keyOf(use), place.column + j);
  });
  const keys = kind === "weight" ? ["analysis", "criterion"] : ["id"];
  const names = [...columns.keys()].filter((name) => !keys.includes(name));
  const only = (fields: FieldValues): FieldValues =>
    Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
  const records = new Map<string, FieldValues>();
  const nameless = new Map<number, FieldValues>();
  const rowOf = new Map<string, number>();
  read.records.forEach((record, i) => {
    const id = "id" in record ? record.id : keyOf(record);
    const fields = only(withoutId(record));
    const row = read.rows[i] - 1;
    if (id === "") nameless.set(row, fields);
    else {
      records.set(id, fields);
      rowOf.set(id, row);
    }
  });
  let layout: Layout | undefined;
  const look = (): Layout => (layout ??= layoutOf(place.sheet, place, new Set(columns.values())));

  function calculated(id: string): ReadonlySet<string> {
    const formulas = look().formulas.get(rowOf.get(id) ?? -1);
    return new Set(formulas === undefined ? [] : names.filter((name) => formulas.has(columns.get(name)!)));
  }

  function edit({ records: contents, ids }: FileContents): SheetEdit | undefined {
    if (contents.size === 0 && ids.size === 0) return undefined;
    const { filled, formulas, end: firstBelow } = look();
    const cells = new Map<number, Map<number, Pick<FileCell, "value" | "format">>>();
    const set = (row: number, column: number, value: Pick<FileCell, "value" | "format">): void => {
      const line = cells.get(row);
      if (line === undefined) cells.set(row, new Map([[column, value]]));
      else line.set(column, value);
    };
    const cellFor = (name: string, value: FieldValue): Pick<FileCell, "value" | "format"> => {
      const use = useOf(name, kind);
      if (use === undefined || !("name" in use)) return { value };
      return cellOfRecordField(value, use, language) ?? { value: null };
    };
    const newColumns: string[] = [];
    const columnFor = (name: string, value: FieldValue): number | undefined => {
      const known = columns.get(name);
      const use = useOf(name, kind);
      if (known !== undefined || use === undefined || "name" in use || value === null) return known;
      const column = place.column + uses.length + newColumns.length;
      const header = headerOf(use, language, kind);
      newColumns.push(header);
      columns.set(name, column);
      set(place.row, column, { value: header });
      return column;
    };
    const hasKeys = keys.every((name) => columns.has(name));
    if (!hasKeys && [...contents].some(([id, flat]) => flat !== undefined && !rowOf.has(id))) {
      throw new NotebookError("noIdColumn", { table: place.name });
    }
    const setKeys = (row: number, id: string): void => {
      const values: FieldValues = kind === "weight" ? { ...ratingOfKey(id) } : { id };
      for (const name of keys) {
        set(row, columns.get(name)!, cellFor(name, values[name]));
      }
    };
    const free: number[] = [];
    for (let row = place.row + 1; row < firstBelow; row++) if (!filled.has(row)) free.push(row);
    for (const [id, flat_] of contents) {
      if (flat_ !== undefined) continue;
      const row = rowOf.get(id)!;
      for (const column of columns.values()) {
        if (!formulas.get(row)?.has(column)) set(row, column, { value: null });
      }
      free.push(row);
    }
    let end = firstBelow;
    free.reverse();
    for (const [id, flat_] of contents) {
      if (flat_ === undefined) continue;
      const known = rowOf.get(id);
      const row = known ?? free.pop() ?? end++;
      if (known === undefined) setKeys(row, id);
      const before = known === undefined ? undefined : records.get(id);
      for (const [name, value] of Object.entries(flat_)) {
        if (keys.includes(name) || (before !== undefined && (before[name] ?? null) === value)) continue;
        const column = columnFor(name, value);
        if (column === undefined || formulas.get(row)?.has(column)) continue;
        const cell = cellFor(name, value);
        if (cell.value !== null || known !== undefined) set(row, column, cell);
      }
    }
    for (const [row, id] of ids) setKeys(row, id);
    return {
      sheet: place.sheet.name,
      cells,
      ...(Number.isFinite(place.rows) && {
        table: { name: place.name, rows: end - place.row, newColumns },
      }),
    };
  }

  return { kind, records, nameless, held: read.badIds, names, calculated, edit };
}
