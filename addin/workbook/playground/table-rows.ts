import type { ICellData } from "@univerjs/core";
import { pause, stopIfAsked } from "../in-slices";
import { mustHoldKeys, rowsOfWrites } from "../row-keys";
import type { RowKeys, Workbook } from "../workbook";
import { inBlocks, put } from "./cells";
import { areFilled, keepTable, sheetOf, tableNamed, valuesIn, type PageTables, type Table } from "./tables";
import { gridOf, nothing, writtenCells } from "./univer-cells";

/** Rows written between two checks of `signal`, when the page can also draw and react. */
const chunkRows = 400;

/** What a `Workbook` does with the rows of a table. */
export function rowActions(
  page: PageTables,
): Pick<Workbook, "readTable" | "appendRows" | "insertRows" | "writeTable" | "deleteRows"> {
  return {
    async readTable(name, columns, options) {
      stopIfAsked(options);
      const table = tableNamed(page, name);
      const total = table.rows;
      const rows = await inBlocks(total, (from, count) => {
        if (columns === undefined) return valuesIn(page, table, 1 + from, 0, count, table.columns);
        const wanted = columns.map((column) => valuesIn(page, table, 1 + from, column, count, 1));
        return Array.from({ length: count }, (_, i) => wanted.map((cells) => cells[i][0]));
      });
      options?.onProgress?.({ done: total, total });
      return rows;
    },
    async appendRows(name, rows, options) {
      stopIfAsked(options);
      for (let from = 0; from < rows.length; from += chunkRows) {
        if (from > 0) await pause();
        stopIfAsked(options);
        const table = tableNamed(page, name);
        const chunk = rows.slice(from, from + chunkRows);
        makeRoomBelow(page, table, chunk.length);
        putInto(page, table, table.rows, 0, writtenCells(chunk));
        keepTable(page, { ...table, rows: table.rows + chunk.length });
        options?.onProgress?.({ done: from + chunk.length, total: rows.length });
      }
      if (rows.length === 0) tableNamed(page, name);
    },
    async insertRows(name, rows, options) {
      stopIfAsked(options);
      const table = tableNamed(page, name);
      if (rows.length === 0) return;
      const first = Math.min(rows[0].row, table.rows);
      makeRoomBelow(page, table, rows.length);
      const cells = wholeCells(page, table, first);
      const added = writtenCells(rows.map((each) => each.cells));
      rows.forEach(({ row }, i) => cells.splice(Math.min(row - first, cells.length), 0, added[i]));
      keepTable(page, { ...table, rows: table.rows + rows.length });
      putInto(page, table, first, 0, cells);
      options?.onProgress?.({ done: rows.length, total: rows.length });
    },
    async writeTable(name, writes, options) {
      const table = tableNamed(page, name);
      stopIfAsked(options);
      mustHold(page, table, rowsOfWrites(writes), options?.keys);
      for (const { row, column, values } of writes) putInto(page, table, row, column, writtenCells(values));
      options?.onProgress?.({ done: writes.length, total: writes.length });
    },
    async deleteRows(name, rows, options) {
      const table = tableNamed(page, name);
      const { rows: before } = table;
      mustHold(page, table, rows, options?.keys);
      const left = [...new Set(rows)].filter((row) => row >= 0 && row < before).sort((a, b) => a - b);
      const total = left.length;
      stopIfAsked(options);
      while (left.length > 0) {
        if (left.length < total) await pause();
        stopIfAsked(options);
        const table = tableNamed(page, name);
        // Each chunk moves all rows below it up, so with many rows below, fewer and larger chunks are faster.
        const below = table.rows - 1 - left[left.length - 1];
        deleteAtOnce(page, table, left.splice(-Math.max(chunkRows, below)));
        options?.onProgress?.({ done: total - left.length, total });
      }
    },
  };
}

/** Puts cells into the body of a table. */
function putInto(page: PageTables, table: Table, row: number, column: number, cells: ICellData[][]): void {
  put(sheetOf(page, table), table.row + 1 + row, table.column + column, cells);
}

/** Moves rows below a table down, as in Excel, before the table grows over them. */
function makeRoomBelow(page: PageTables, table: Table, count: number): void {
  const sheet = sheetOf(page, table);
  const first = table.row + 1 + table.rows;
  const rows = Math.min(count, sheet.getMaxRows() - first);
  if (rows > 0 && areFilled(page, table, 1 + table.rows, 0, rows, table.columns)) {
    sheet.insertRowsBefore(first, count);
  }
}

function mustHold(page: PageTables, table: Table, rows: Iterable<number>, keys: RowKeys | undefined): void {
  if (keys === undefined) return;
  const cells = valuesIn(page, table, 1, keys.column, table.rows, 1);
  mustHoldKeys(table.name, keys, rows, (row) => cells[row]?.[0]);
}

/** The cells of a table from a row on, with their formulas and formats, to move them. */
function wholeCells(page: PageTables, table: Table, first: number): ICellData[][] {
  const { row, column, rows, columns } = table;
  if (first === rows) return [];
  const range = sheetOf(page, table).getRange(row + 1 + first, column, rows - first, columns);
  return range.getCellDatas().map((line) => line.map((cell) => ({ ...nothing, ...cell })));
}

/** Deletes rows given in ascending order. */
function deleteAtOnce(page: PageTables, table: Table, rows: readonly number[]): void {
  const gone = new Set(rows);
  // Rows above the first deleted one stay where they are; columns outside the table stay too.
  const [first] = rows;
  const left = wholeCells(page, table, first).filter((_, i) => !gone.has(first + i));
  keepTable(page, { ...table, rows: first + left.length });
  putInto(page, table, first, 0, [...left, ...gridOf(rows.length, table.columns, nothing)]);
}
