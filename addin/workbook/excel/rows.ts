/// <reference types="office-js" />
import { CrmError } from "@crm-functions/core";
import { sheetRowLimit } from "../file/sheet-cells";
import { stopIfAsked } from "../in-slices";
import { runsOf } from "../runs";
import type { ActionOptions, CellValue, RowAt, RowKeys, WrittenValue } from "../workbook";
import { mustHoldKeys, rowsOfWrites } from "../row-keys";
import { bytesPerRange, bytesPerRequest, chunksBySize, sendInHalves } from "./chunks";
import {
  infoOf,
  isBlankBody,
  isFormula,
  loadTableToChange,
  mustBeChangeable,
  mustBeWritable,
  unfiltered,
  type LoadedTableToChange,
} from "./table";
import { bytesOfRow, queueBlocks, together, writeBlocks, type Block, type CellWriting } from "./write-cells";

type Row = readonly (WrittenValue | undefined)[];

/** What this version of Excel supports. */
export interface Abilities {
  /** `valuesAsJson`, ExcelApi 1.16. */
  readonly json: boolean;
  /** `Table.resize`, ExcelApi 1.13. */
  readonly resize: boolean;
}

/** A change of the rows of a table. */
export interface TableChange {
  readonly context: Excel.RequestContext;
  readonly table: Excel.Table;
  readonly abilities: Abilities;
  readonly options: ActionOptions;
}

/** Rows that a co-author may add below the table between our read and our write. */
const spareRows = 1000;
/** Rows deleted per round trip, between which the action can be stopped. Each row may need its own range. */
const rowsPerDelete = 5000;

/**
 * Appends rows. Avoids `rows.add` if it can, because that causes conflicts for co-authors ("Coauthoring in Excel
 * add-ins"): if the sheet is blank below the table, resizes the table instead.
 */
export async function appendRows(change: TableChange, rows: readonly Row[]): Promise<void> {
  const { context, table, abilities, options } = change;
  stopIfAsked(options);
  if (rows.length === 0) return;
  const loaded = loadTableToChange(table);
  table.load("showTotals");
  await context.sync();
  mustBeChangeable(loaded);
  const grows = abilities.resize && !table.showTotals && (await isFreeBelow(context, loaded, rows.length));
  const wasBlank = isBlankBody(loaded);
  const calculated = calculatedColumns(loaded, rows);
  let done = 0;
  await unfiltered(context, loaded, async () => {
    await sendInHalves(
      chunksBySize(rows, (row) => bytesOfRow(row, abilities.json), bytesPerRequest),
      async (chunk) => {
        stopIfAsked(options);
        const count = chunk.length;
        // Positions are resolved when Excel runs this, because a co-author may have added rows.
        if (grows) table.resize(table.getRange().getResizedRange(count, 0));
        else table.rows.add(undefined, blanks(chunk));
        const last = table.getDataBodyRange().getLastRow();
        const added = last.getOffsetRange(1 - count, 0).getResizedRange(count - 1, 0);
        const above = last.getOffsetRange(-count, 0);
        if (grows) added.copyFrom(above, "Formats");
        queueBlocks([{ row: 0, column: 0, values: chunk }], writingInto(added, loaded, abilities));
        if (grows) for (const j of calculated) added.getColumn(j).copyFrom(above.getCell(0, j), "Formulas");
        await context.sync();
        done += count;
        options.onProgress?.({ done, total: rows.length });
      },
      () => undefined,
    );
    if (wasBlank) await dropBlankRow(change);
  });
}

/** Whether the sheet is blank below the table. @throws CrmError `sheetFull` if the sheet has too few rows left */
async function isFreeBelow(
  context: Excel.RequestContext,
  { body, header, sheet }: LoadedTableToChange,
  count: number,
): Promise<boolean> {
  const first = header.rowIndex + 1 + body.rowCount;
  if (first + count > sheetRowLimit) throw new CrmError("value", "sheetFull", { name: sheet.name });
  const rows = Math.min(count + spareRows, sheetRowLimit - first);
  const below = sheet.getRangeByIndexes(first, header.columnIndex, rows, header.columnCount);
  const used = below.getUsedRangeOrNullObject(true);
  used.load("address");
  const merged = below.getMergedAreasOrNullObject();
  merged.load("address");
  await context.sync();
  return used.isNullObject && merged.isNullObject;
}

/** Positions of the columns that formulas of the table fill and the new rows leave to them. */
function calculatedColumns({ first }: LoadedTableToChange, rows: readonly Row[]): number[] {
  return first.formulas[0].flatMap((formula: unknown, j: number) =>
    isFormula(formula, first.values[0][j]) && rows.every((row) => row[j] === undefined) ? [j] : [],
  );
}

const blanks = (rows: readonly Row[]): (string | number | boolean)[][] =>
  rows.map((row) => row.map(() => null as never));

function writingInto(rows: Excel.Range, { first }: LoadedTableToChange, { json }: Abilities): CellWriting {
  return {
    rangeOf: (row, column, height, width) => rows.getCell(row, column).getResizedRange(height - 1, width - 1),
    formatOf: (column) => first.numberFormat[0][column] as string | undefined,
    json,
  };
}

/** Deletes the blank row that an empty table shows, unless a user has typed into it in the meantime. */
async function dropBlankRow(change: TableChange): Promise<void> {
  const { context, table } = change;
  const first = table.getDataBodyRange().getRow(0);
  first.load("values,formulas");
  await context.sync();
  const cells: Row = first.values[0].map((value: WrittenValue, j: number) =>
    isFormula(first.formulas[0][j], value) ? undefined : value,
  );
  if (cells.some((value) => value !== undefined && value !== "")) return;
  const now = table.getDataBodyRange().getRow(0);
  now.load("values");
  now.delete("Up");
  await context.sync();
  const lost: Row = now.values[0].map((value: WrittenValue, j: number) =>
    cells[j] === undefined ? undefined : value,
  );
  if (lost.some((value) => value !== undefined && value !== "")) {
    await insertRows({ ...change, options: {} }, [{ row: 0, cells: lost }]);
  }
}

/** Inserts rows, given with their positions after the insertion, in ascending order. */
export async function insertRows(change: TableChange, rows: readonly RowAt[]): Promise<void> {
  const { context, table, abilities, options } = change;
  stopIfAsked(options);
  if (rows.length === 0) return;
  const loaded = loadTableToChange(table);
  await context.sync();
  mustBeChangeable(loaded);
  const { rowCount } = infoOf(loaded);
  const all = rows.map(({ cells }) => cells);
  if (rows.every(({ row }, i) => row >= rowCount + i)) return appendRows(change, all);
  // Inserts consecutive rows together.
  let next = 0;
  const groups = runsOf(rows.map(({ row }) => row)).map(({ first, length }) => ({
    first,
    cells: all.slice(next, (next += length)),
  }));
  const size = ({ cells }: { cells: Row[] }) =>
    cells.reduce((sum, row) => sum + bytesOfRow(row, abilities.json) + 5 * row.length, 4 * bytesPerRange);
  let count = rowCount;
  let done = 0;
  await unfiltered(context, loaded, () =>
    sendInHalves(
      chunksBySize(groups, size, bytesPerRequest),
      async (chunk) => {
        stopIfAsked(options);
        for (const { first, cells } of chunk) {
          const at = Math.min(first, count);
          table.rows.add(at === count ? undefined : at, blanks(cells));
          const added = table
            .getDataBodyRange()
            .getRow(at)
            .getResizedRange(cells.length - 1, 0);
          queueBlocks([{ row: 0, column: 0, values: cells }], writingInto(added, loaded, abilities));
          count += cells.length;
          done += cells.length;
        }
        await context.sync();
        options.onProgress?.({ done, total: rows.length });
      },
      ({ first, cells }) => {
        const middle = cells.length >> 1;
        if (middle === 0) return undefined;
        return [
          { first, cells: cells.slice(0, middle) },
          { first: first + middle, cells: cells.slice(middle) },
        ];
      },
    ),
  );
}

/** Overwrites cells of a table. */
export async function writeCells(change: TableChange, writes: readonly Block[]): Promise<void> {
  const { context, table, abilities, options } = change;
  stopIfAsked(options);
  const loaded = loadTableToChange(table);
  await context.sync();
  await mustBeWritable(context, loaded);
  const { keys } = options;
  const writing = writingInto(loaded.body, loaded, abilities);
  await writeBlocks(context, together(writes, writing.formatOf), writing, {
    before: () => stopIfAsked(options),
    after: (share) => options.onProgress?.({ done: Math.round(share * writes.length), total: writes.length }),
    verify: keys && ((blocks) => mustHold(context, loaded, keys, [...rowsOfWrites(blocks)])),
  });
}

/** @throws CrmError `rowsMoved` if a row does not hold its key */
async function mustHold(
  context: Excel.RequestContext,
  { body, table }: LoadedTableToChange,
  keys: RowKeys,
  rows: readonly number[],
): Promise<void> {
  const { column, at } = keys;
  const known = rows.filter((row) => at.has(row));
  if (known.length === 0) return;
  const first = known.reduce((least, row) => Math.min(least, row), Infinity);
  const last = known.reduce((most, row) => Math.max(most, row), 0);
  const cells = body.getCell(first, column).getResizedRange(last - first, 0);
  cells.load("values");
  await context.sync();
  mustHoldKeys(table.name, keys, known, (row) => cells.values[row - first][0] as CellValue);
}

/**
 * Deletes rows by their positions, the last first, and checks how many were deleted.
 *
 * @throws CrmError `rowsNotDeleted` if Excel has not deleted all of them
 */
export async function deleteRows(change: TableChange, rows: readonly number[]): Promise<void> {
  const { context, table, options } = change;
  stopIfAsked(options);
  const loaded = loadTableToChange(table);
  await context.sync();
  mustBeChangeable(loaded);
  const { body, first } = loaded;
  const positions = [...new Set(rows)].filter((row) => row < body.rowCount).sort((a, b) => a - b);
  const total = positions.length;
  if (total === 0) return;
  // The last remaining row of a table cannot be deleted, so it is cleared.
  const empties = total === body.rowCount;
  if (empties) positions.shift();
  let done = 0;
  await unfiltered(context, loaded, async () => {
    while (positions.length > 0) {
      stopIfAsked(options);
      const looked = positions.splice(-rowsPerDelete);
      const chunk = runsOf(looked).reverse();
      const ranges = chunk.map(({ first: row, length }) => body.getRow(row).getResizedRange(length - 1, 0));
      if (options.keys !== undefined) await mustHold(context, loaded, options.keys, looked);
      const before = table.rows.getCount();
      for (const range of ranges) range.delete("Up");
      const after = table.rows.getCount();
      await context.sync();
      const meant = looked.length;
      if (before.value - after.value !== meant) {
        throw new CrmError("value", "rowsNotDeleted", {
          name: table.name,
          count: meant - (before.value - after.value),
        });
      }
      done += meant;
      options.onProgress?.({ done, total });
    }
    if (!empties) return;
    if (options.keys !== undefined) await mustHold(context, loaded, options.keys, [0]);
    const own = first.values[0].flatMap((value: unknown, j: number) =>
      isFormula(first.formulas[0][j], value) ? [] : [j],
    );
    for (const { first: column, length } of runsOf(own)) {
      first
        .getCell(0, column)
        .getResizedRange(0, length - 1)
        .clear("Contents");
    }
    await context.sync();
    options.onProgress?.({ done: total, total });
  });
}
