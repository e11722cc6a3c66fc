import { CrmError, type Language } from "@crm-functions/core";
import { mustHoldKeys, rowsOfWrites } from "../../addin/workbook/row-keys";
import { touches } from "../../addin/workbook/file/areas";
import { freeSheetName } from "../../addin/workbook/file/sheet-name";
import { englishSeparators } from "../../addin/workbook/workbook";
import type {
  Area,
  CellValue,
  ColumnLayout,
  RowKeys,
  SheetChart,
  TableInfo,
  Workbook,
  WrittenValue,
} from "../../addin/workbook/workbook";

/** The cells of a sheet by row and column. A formula is stored beside its value. */
interface Sheet {
  readonly name: string;
  readonly values: CellValue[][];
  readonly formulas: Map<string, string>;
  readonly merged: Area[];
}

interface Table {
  readonly name: string;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  columns: number;
  /** Number of data rows; an empty table keeps one blank row on the sheet. */
  rows: number;
}

export interface MemoryWorkbookOptions {
  readonly language?: Language;
  /** Whether charts can be drawn over cells. */
  readonly draws?: boolean;
  /** Calculates a formula; without it, formulas are `#NAME?`. `read` returns the values of an area. */
  readonly calculate?: (formula: string, read: (area: Area) => CellValue[][], cell: Area) => CellValue[][];
}

/** A workbook in memory, with actions of a user or a co-author. */
export interface MemoryWorkbook extends Workbook {
  /** Writes as a user does: listeners are notified even during `quietly`. */
  typeAt(sheet: string, row: number, column: number, values: readonly (readonly WrittenValue[])[]): void;
  /** Merges cells as a user does: only the first keeps its value. */
  merge(area: Area): void;
  /** Sorts the rows of a table by a column, as a user would. */
  sortTable(table: string, column: number): void;
  /** Swaps two columns of a table, like a user dragging one. */
  swapColumns(table: string, first: number, second: number): void;
  /** The existing charts, in the order in which they were added. */
  readonly charts: ReadonlySet<SheetChart>;
  /** Number of calls of each method: round trips, as a host would count them. */
  readonly calls: Readonly<Record<string, number>>;
}

const newSheet = (name: string): Sheet => ({ name, values: [], formulas: new Map(), merged: [] });

export function createMemoryWorkbook(options: MemoryWorkbookOptions = {}): MemoryWorkbook {
  const sheets = [newSheet("Sheet1")];
  const tables: Table[] = [];
  const settings = new Map<string, string>();
  const changeListeners = new Set<(table: string) => void>();
  const sheetListeners = new Set<(sheet: string) => void>();
  const selectionListeners = new Set<(area: Area) => void>();
  const calls: Record<string, number> = {};
  const charts = new Set<SheetChart>();
  let selected: Area = { sheet: "Sheet1", row: 0, column: 0, rows: 1, columns: 1 };
  let quiet = 0;

  const sheetNamed = (name: string): Sheet => {
    const sheet = sheets.find((each) => each.name === name);
    if (sheet === undefined) throw new CrmError("value", "sheetNotFound", { name });
    return sheet;
  };
  const tableNamed = (name: string): Table => {
    const table = tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table === undefined) throw new CrmError("value", "tableNotFound", { name });
    return table;
  };
  const get = (sheet: Sheet, row: number, column: number): CellValue => sheet.values[row]?.[column] ?? null;
  function put(sheet: Sheet, row: number, column: number, value: CellValue): void {
    const cells = (sheet.values[row] ??= []);
    while (cells.length < column) cells.push(null);
    cells[column] = value === "" ? null : value;
    if (sheet.formulas.size > 0) sheet.formulas.delete(`${row},${column}`);
  }
  const putAll = (
    sheet: Sheet,
    row: number,
    column: number,
    cells: readonly (readonly (CellValue | undefined)[])[],
  ): void =>
    cells.forEach((line, i) => line.forEach((value, j) => put(sheet, row + i, column + j, value ?? null)));
  /** Puts cells into a table; row 0 is its first one below the header. */
  const putInto = (table: Table, row: number, column: number, cells: Parameters<typeof putAll>[3]): void =>
    putAll(table.sheet, table.row + 1 + row, table.column + column, cells);
  const readArea = (area: Area): CellValue[][] => {
    const sheet = sheetNamed(area.sheet);
    return Array.from({ length: area.rows }, (_, i) =>
      Array.from({ length: area.columns }, (_, j) => get(sheet, area.row + i, area.column + j)),
    );
  };
  const infoOf = (table: Table): TableInfo => ({
    name: table.name,
    headers: Array.from({ length: table.columns }, (_, j) =>
      String(get(table.sheet, table.row, table.column + j) ?? ""),
    ),
    area: {
      sheet: table.sheet.name,
      row: table.row,
      column: table.column,
      rows: 1 + Math.max(1, table.rows),
      columns: table.columns,
    },
    rowCount: table.rows,
  });
  const rowOf = (table: Table, i: number): CellValue[] =>
    Array.from({ length: table.columns }, (_, j) => get(table.sheet, table.row + 1 + i, table.column + j));

  const rowsOf = (table: Table): CellValue[][] =>
    Array.from({ length: table.rows }, (_, i) => rowOf(table, i));

  function mustHold(table: Table, rows: Iterable<number>, keys: RowKeys | undefined): void {
    if (keys !== undefined) mustHoldKeys(table.name, keys, rows, (row) => rowOf(table, row)[keys.column]);
  }

  /** A blank row in an empty table becomes data when a cell in it is filled. */
  function touch(sheet: Sheet, byUser = false): void {
    if (quiet === 0 || byUser) for (const listener of [...sheetListeners]) listener(sheet.name);
    for (const table of tables) {
      if (table.sheet !== sheet) continue;
      if (table.rows === 0 && rowOf(table, 0).some((cell) => cell !== null)) table.rows = 1;
      if (quiet > 0 && !byUser) continue;
      for (const listener of [...changeListeners]) listener(table.name);
    }
  }

  function ended(name: string, signal?: { readonly aborted: boolean }): void {
    calls[name] = (calls[name] ?? 0) + 1;
    if (signal?.aborted === true) throw new CrmError("value", "stopped");
  }

  function calculated(formula: string, cell: Area): CellValue[][] {
    if (!formula.startsWith("=")) throw new CrmError("value", "formulaExpected");
    return options.calculate?.(formula, readArea, cell) ?? [[{ error: "#NAME?" }]];
  }

  function putHeaders(table: Table, from: number, columns: readonly ColumnLayout[]): void {
    putInto(table, -1, from, [columns.map(({ header }) => header)]);
  }

  const workbook: MemoryWorkbook = {
    language: options.language ?? "en-US",
    calls,
    charts,
    capabilities: async () => ({
      hidesBlanksAsZeros: false,
      structuredReferences: false,
      charts: options.draws === true,
      separators: englishSeparators,
      canExport: false,
    }),

    checkBlanks: async () => false,
    onWaiting: () => () => undefined, // nobody edits cells here

    async addSheet(name) {
      ended("addSheet");
      const free = freeSheetName(
        name,
        sheets.map((sheet) => sheet.name),
      );
      sheets.push(newSheet(free));
      return free;
    },
    async setLook(name) {
      ended("setLook");
      sheetNamed(name); // formatting is not visible here
    },
    async addCharts(added) {
      ended("addCharts");
      if (options.draws !== true) throw new CrmError("value", "notPossibleHere");
      for (const chart of added) sheetNamed(chart.place.sheet);
      for (const chart of added) charts.add(chart);
      return async () => added.forEach((chart) => charts.delete(chart));
    },
    async sheets() {
      ended("sheets"); // no sheet can be hidden
      return sheets.map(({ name }) => name);
    },
    async usedArea(name) {
      ended("usedArea");
      const sheet = sheetNamed(name);
      let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
      sheet.values.forEach((cells, i) =>
        cells?.forEach((cell, j) => {
          if (cell === null || cell === undefined) return;
          [top, left] = [Math.min(top, i), Math.min(left, j)];
          [bottom, right] = [Math.max(bottom, i), Math.max(right, j)];
        }),
      );
      if (bottom < 0) return undefined;
      return { sheet: name, row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
    },
    async mergedAreas(areas) {
      ended("mergedAreas");
      return areas.map((area) =>
        sheetNamed(area.sheet).merged.filter((each) => touches({ ...each, rows: 1, columns: 1 }, area)),
      );
    },
    async read(areas) {
      ended("read");
      return areas.map(readArea);
    },
    async write(writes) {
      ended("write");
      const targets = writes.map(({ area }) => sheetNamed(area.sheet));
      writes.forEach(({ area, values }, k) => putAll(targets[k], area.row, area.column, values));
      for (const sheet of new Set(targets)) touch(sheet);
    },

    async tables() {
      ended("tables");
      return tables.map(infoOf);
    },
    async ensureTable(layout) {
      ended("ensureTable");
      const existing = tables.find((each) => each.name.toLowerCase() === layout.name.toLowerCase());
      if (existing !== undefined) return infoOf(existing);
      let sheet = sheets.find((each) => each.name === layout.sheet);
      if (sheet === undefined) {
        sheet = newSheet(layout.sheet);
        sheets.push(sheet);
      }
      // Beside the cells already in use, with one column between.
      const used = await workbook.usedArea(layout.sheet);
      const column = used === undefined ? 0 : used.column + used.columns + 1;
      const table = { name: layout.name, sheet, row: 0, column, columns: layout.columns.length, rows: 0 };
      putHeaders(table, 0, layout.columns);
      tables.push(table);
      return infoOf(table);
    },
    async addColumns(name, columns) {
      ended("addColumns");
      const table = tableNamed(name);
      putHeaders(table, table.columns, columns);
      table.columns += columns.length;
      touch(table.sheet);
      return infoOf(table);
    },
    async readTable(name, columns, actionOptions) {
      ended("readTable", actionOptions?.signal);
      const table = tableNamed(name);
      actionOptions?.onProgress?.({ done: table.rows, total: table.rows });
      const rows = rowsOf(table);
      return columns === undefined ? rows : rows.map((row) => columns.map((column) => row[column]));
    },
    async appendRows(name, rows, actionOptions) {
      ended("appendRows", actionOptions?.signal);
      const table = tableNamed(name);
      putInto(table, table.rows, 0, rows);
      table.rows += rows.length;
      actionOptions?.onProgress?.({ done: rows.length, total: rows.length });
      touch(table.sheet);
    },
    async insertRows(name, rows, actionOptions) {
      ended("insertRows", actionOptions?.signal);
      const table = tableNamed(name);
      const all: (readonly (CellValue | undefined)[])[] = rowsOf(table);
      for (const { row, cells } of rows) all.splice(Math.min(row, all.length), 0, cells);
      putInto(table, 0, 0, all);
      table.rows = all.length;
      actionOptions?.onProgress?.({ done: rows.length, total: rows.length });
      touch(table.sheet);
    },
    async writeTable(name, writes, actionOptions) {
      ended("writeTable", actionOptions?.signal);
      const table = tableNamed(name);
      mustHold(table, rowsOfWrites(writes), actionOptions?.keys);
      for (const { row, column, values } of writes) putInto(table, row, column, values);
      touch(table.sheet);
    },
    async deleteRows(name, rows, actionOptions) {
      ended("deleteRows", actionOptions?.signal);
      const table = tableNamed(name);
      mustHold(table, rows, actionOptions?.keys);
      const gone = new Set(rows);
      const kept = rowsOf(table).filter((_, i) => !gone.has(i));
      const blank = Array<null>(table.columns).fill(null);
      putInto(
        table,
        0,
        0,
        Array.from({ length: table.rows }, (_, i) => kept[i] ?? blank),
      );
      table.rows = kept.length;
      actionOptions?.onProgress?.({ done: rows.length, total: rows.length });
      touch(table.sheet);
    },

    async quietly(work) {
      quiet++;
      try {
        return await work();
      } finally {
        quiet--;
      }
    },
    onTableChange(listener) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
    onSheetChange(listener) {
      sheetListeners.add(listener);
      return () => void sheetListeners.delete(listener);
    },

    async selection() {
      return selected;
    },
    onSelectionChange(listener) {
      selectionListeners.add(listener);
      return () => void selectionListeners.delete(listener);
    },
    async select(area) {
      ended("select");
      sheetNamed(area.sheet);
      selected = area;
      for (const listener of [...selectionListeners]) listener(area);
    },

    async insertFormula(cell, formula) {
      ended("insertFormula");
      const sheet = sheetNamed(cell.sheet);
      if (cell.rows * cell.columns > 1) {
        for (let i = 0; i < cell.rows; i++) {
          for (let j = 0; j < cell.columns; j++) {
            const one = { ...cell, row: cell.row + i, column: cell.column + j, rows: 1, columns: 1 };
            await workbook.insertFormula(one, formula);
          }
        }
        return readArea(cell);
      }
      const values = calculated(formula, cell);
      putAll(sheet, cell.row, cell.column, values);
      sheet.formulas.set(`${cell.row},${cell.column}`, formula);
      return values;
    },
    async writeFormulas(formulas) {
      for (const { cell, formula } of formulas) await workbook.insertFormula(cell, formula);
    },
    async formulas(areas) {
      ended("formulas");
      return areas.map((area) => {
        const { formulas } = sheetNamed(area.sheet);
        return Array.from({ length: area.rows }, (_, i) =>
          Array.from(
            { length: area.columns },
            (_unused, j) => formulas.get(`${area.row + i},${area.column + j}`) ?? "",
          ),
        );
      });
    },

    calculated: async () => undefined, // formulas have their results at once
    forgetHistory: async () => true,

    readSetting: async (name) => settings.get(name),
    async writeSetting(name, value) {
      settings.set(name, value);
    },
    async exportFile() {
      throw new CrmError("value", "notPossibleHere");
    },

    typeAt(sheetName, row, column, values) {
      const sheet = sheetNamed(sheetName);
      putAll(sheet, row, column, values);
      // A row typed right below a table becomes part of it.
      for (const table of tables) {
        if (table.sheet !== sheet) continue;
        while (rowOf(table, table.rows).some((cell) => cell !== null)) table.rows++;
      }
      touch(sheet, true);
    },
    merge(area) {
      const sheet = sheetNamed(area.sheet);
      const first = get(sheet, area.row, area.column);
      for (let i = 0; i < area.rows; i++) {
        for (let j = 0; j < area.columns; j++) put(sheet, area.row + i, area.column + j, null);
      }
      put(sheet, area.row, area.column, first);
      sheet.merged.push(area);
    },
    sortTable(name, column) {
      const table = tableNamed(name);
      const order = (a: CellValue[], b: CellValue[]) => (String(a[column]) < String(b[column]) ? -1 : 1);
      putInto(table, 0, 0, rowsOf(table).sort(order));
      touch(table.sheet, true);
    },
    swapColumns(name, first, second) {
      const table = tableNamed(name);
      for (let i = -1; i < table.rows; i++) {
        const row = rowOf(table, i);
        putInto(table, i, first, [[row[second]]]);
        putInto(table, i, second, [[row[first]]]);
      }
      touch(table.sheet, true);
    },
  };
  return workbook;
}
