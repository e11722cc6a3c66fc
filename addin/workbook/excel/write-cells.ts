/// <reference types="office-js" />
import type { AreaWrite, WrittenValue } from "../workbook";
import { runsOf } from "../runs";
import { rangeOf } from "./areas";
import { bytesPerRange, bytesPerRequest, chunksBySize, sendInHalves } from "./chunks";

/** Cells that are written together; `undefined` leaves a cell as it is. */
export interface Block {
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly (WrittenValue | undefined)[])[];
}

export interface CellWriting {
  /** The range of cells at these positions, which count as in the blocks. */
  readonly rangeOf: (row: number, column: number, rows: number, columns: number) => Excel.Range;
  /** The number format of a column, if known. */
  readonly formatOf: (column: number) => string | undefined;
  /** `valuesAsJson` is available (ExcelApi 1.16): Excel does not parse its values as typed input. */
  readonly json: boolean;
}

/**
 * True if Excel stores the value as it is. Excel parses a string in `values` like typed input: `=1+1`, `+1` and `@x`
 * become formulas, `007`, `1/2` and `TRUE` a number, a date and a logical value. In a cell with the format Text, only
 * formulas are recognised, and numbers become texts.
 */
function isPlain(value: WrittenValue | undefined, format: string | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (format === undefined) return false;
  if (format === "@") return typeof value === "string" && !/^[=+\-@']/.test(value);
  return typeof value !== "string";
}

/** Queues the write of one block into its range; only values change. */
function queue({ column, values }: Block, range: Excel.Range, { formatOf, json }: CellWriting): void {
  const plain = (cells: readonly (WrittenValue | undefined)[]) =>
    cells.every((value, j) => isPlain(value, formatOf(column + j)));
  if (values.every(plain)) {
    range.values = values.map((cells) => cells.map(given));
    return;
  }
  if (json) {
    range.valuesAsJson = values.map((cells) => cells.map(jsonOf));
    return;
  }
  // A leading apostrophe makes the rest a text and is not shown. This fails in a cell with the format Text: the few
  // cells there that start like a formula get another format.
  const odd: [number, number][] = [];
  range.values = values.map((cells, i) =>
    cells.map((value, j) => {
      const format = formatOf(column + j);
      if (isPlain(value, format)) return given(value);
      if (format !== "@") return apostrophed(value);
      odd.push([i, j]);
      return "";
    }),
  );
  for (const [i, j] of odd) {
    const cell = range.getCell(i, j);
    cell.numberFormat = [["General"]];
    cell.values = [[apostrophed(values[i][j])]];
  }
}

/** `null` leaves a cell as it is, `""` blanks it. */
function given(value: WrittenValue | undefined): string | number | boolean {
  return value === undefined ? (null as never) : (value ?? "");
}

function apostrophed(value: WrittenValue | undefined): string | number | boolean {
  return typeof value === "string" && value !== "" ? `'${value}` : given(value);
}

function jsonOf(value: WrittenValue | undefined): Excel.CellValue {
  if (value === null || value === undefined || value === "") {
    return { type: "Empty" as Excel.CellValueType.empty, basicValue: "" };
  }
  if (typeof value === "string") return { type: "String" as Excel.CellValueType.string, basicValue: value };
  return typeof value === "number"
    ? { type: "Double" as Excel.CellValueType.double, basicValue: value }
    : { type: "Boolean" as Excel.CellValueType.boolean, basicValue: value };
}

/** Approximate bytes of a block in a request. */
function bytesOf({ values }: Block, json: boolean): number {
  return values.reduce((sum, cells) => sum + bytesOfRow(cells, json), bytesPerRange);
}

export function bytesOfRow(row: readonly (WrittenValue | undefined)[], json: boolean): number {
  let bytes = 2;
  for (const cell of row) {
    // A character takes at most three bytes in UTF-8 per UTF-16 unit, or six if JSON escapes it.
    bytes += typeof cell === "string" ? 5 + (/^[ -~]*$/.test(cell) ? cell.length * 1.1 : cell.length * 3) : 8;
    // Office.js writes large arrays in parts of 1,500 cells, each with its own range.
    bytes += json ? 38 : 1;
  }
  return bytes;
}

/** Splits blocks so that each can be written at once: JSON cannot leave a cell as it is. */
function blocksOf(blocks: readonly Block[], json: boolean): Block[] {
  const isWhole = ({ values }: Block) => values.every((cells) => cells.every((value) => value !== undefined));
  return blocks.flatMap((block) => (!json || isWhole(block) ? [block] : columnsOf(block)));
}

/** Keeps columns without missing cells together; of the other columns, keeps only the runs that have values. */
function columnsOf({ row, column, values }: Block): Block[] {
  const columns = values[0].map((_, j) => j);
  const isFull = (j: number): boolean => values.every((cells) => cells[j] !== undefined);
  const full = runsOf(columns.filter(isFull)).map(({ first, length }) => ({
    row,
    column: column + first,
    values: values.map((cells) => cells.slice(first, first + length)),
  }));
  const others = columns
    .filter((j) => !isFull(j))
    .flatMap((j) => {
      const given = values.flatMap((cells, i) => (cells[j] === undefined ? [] : [i]));
      return runsOf(given).map(({ first, length }) => ({
        row: row + first,
        column: column + j,
        values: values.slice(first, first + length).map((cells) => [cells[j]]),
      }));
    });
  return [...full, ...others];
}

/** Up to this many writes are sent as given; with more, the cells of each column are merged. */
const separatelyUpTo = 200;

/** Merges adjacent cells and, in a column of plain values, cells a few rows apart: a skipped cell costs 5 bytes. */
export function together(blocks: readonly Block[], formatOf: CellWriting["formatOf"]): Block[] {
  if (blocks.length <= separatelyUpTo) return [...blocks];
  const columns = new Map<number, [number, WrittenValue | undefined][]>();
  for (const { row, column, values } of blocks) {
    values.forEach((cells, i) =>
      cells.forEach((value, j) => {
        const cellsOfColumn = columns.get(column + j);
        if (cellsOfColumn === undefined) columns.set(column + j, [[row + i, value]]);
        else cellsOfColumn.push([row + i, value]);
      }),
    );
  }
  const merged: Block[] = [];
  for (const [column, cells] of columns) {
    cells.sort(([a], [b]) => a - b);
    const bridged = cells.every(([, value]) => isPlain(value, formatOf(column))) ? bytesPerRange / 5 : 1;
    let open: { row: number; column: number; values: (WrittenValue | undefined)[][] } | undefined;
    for (const [row, value] of cells) {
      if (open === undefined || row - (open.row + open.values.length) >= bridged) {
        merged.push((open = { row, column, values: [] }));
      }
      while (open.row + open.values.length < row) open.values.push([undefined]);
      if (open.row + open.values.length > row) open.values[row - open.row] = [value];
      else open.values.push([value]);
    }
  }
  return merged;
}

/** The upper and the lower half of a block. */
function halvesOf({ row, column, values }: Block): Block[] | undefined {
  if (values.length < 2) return undefined;
  const middle = values.length >> 1;
  return [
    { row, column, values: values.slice(0, middle) },
    { row: row + middle, column, values: values.slice(middle) },
  ];
}

/** Splits a block into parts that each fit into a request. */
function fitting(block: Block, json: boolean): Block[] {
  if (bytesOf(block, json) <= bytesPerRequest) return [block];
  return halvesOf(block)?.flatMap((half) => fitting(half, json)) ?? [block];
}

const rangeOfBlock = ({ row, column, values }: Block, { rangeOf }: CellWriting) =>
  rangeOf(row, column, values.length, values[0].length);

interface WriteSteps {
  /** Called before each request. */
  readonly before?: () => void;
  /** Called after each request with the share of cells written so far. */
  readonly after?: (share: number) => void;
  /**
   * Checks that the rows are the intended ones. By then Excel holds the ranges of the blocks, which follow their cells
   * when rows above are inserted or deleted.
   */
  readonly verify?: (blocks: readonly Block[]) => Promise<void>;
}

/** A block and how to write it. */
interface Part {
  readonly block: Block;
  readonly writing: CellWriting;
}

/** Writes parts in as many requests as their sizes require. */
async function writeParts(
  context: Excel.RequestContext,
  parts: readonly Part[],
  { before, after, verify }: WriteSteps = {},
): Promise<void> {
  const cellsOf = (all: readonly Part[]): number =>
    all.reduce((sum, { block: { values } }) => sum + values.length * values[0].length, 0);
  const total = cellsOf(parts);
  let done = 0;
  await sendInHalves(
    chunksBySize(parts, ({ block, writing }) => bytesOf(block, writing.json), bytesPerRequest),
    async (chunk) => {
      before?.();
      const ranges = chunk.map(({ block, writing }) => rangeOfBlock(block, writing));
      await verify?.(chunk.map(({ block }) => block));
      chunk.forEach(({ block, writing }, i) => queue(block, ranges[i], writing));
      await context.sync();
      done += cellsOf(chunk);
      after?.(done / total);
    },
    ({ block, writing }) => halvesOf(block)?.map((half) => ({ block: half, writing })),
  );
}

const partsOf = (block: Block, writing: CellWriting): Part[] =>
  fitting(block, writing.json).map((each) => ({ block: each, writing }));

/** Writes blocks that share one way of writing. */
export function writeBlocks(
  context: Excel.RequestContext,
  blocks: readonly Block[],
  writing: CellWriting,
  steps: WriteSteps,
): Promise<void> {
  const parts = blocksOf(blocks, writing.json).flatMap((block) => partsOf(block, writing));
  return writeParts(context, parts, steps);
}

/** Queues the write of rows together with other actions of the same request. */
export function queueBlocks(blocks: readonly Block[], writing: CellWriting): void {
  for (const block of blocksOf(blocks, writing.json)) queue(block, rangeOfBlock(block, writing), writing);
}

/** Writes areas of any sheets. */
export async function writeAreas(
  context: Excel.RequestContext,
  writes: readonly AreaWrite[],
  json: boolean,
): Promise<void> {
  const formats = json ? undefined : await formatsOf(context, writes);
  const parts = writes.flatMap(({ area, values }, k): Part[] => {
    const found = formats?.[k];
    const writing = (format: string | undefined): CellWriting => ({
      rangeOf: (row, column, rows, columns) =>
        rangeOf(context, { ...area, row: area.row + row, column: area.column + column, rows, columns }),
      formatOf: () => format,
      json,
    });
    if (found === undefined || isUniform(found)) {
      return partsOf({ row: 0, column: 0, values }, writing(found?.[0][0]));
    }
    // Formats that differ within an area: writes each cell separately.
    return values.flatMap((cells, row) =>
      cells.map((value, column) => ({
        block: { row, column, values: [[value]] },
        writing: writing(found[row][column]),
      })),
    );
  });
  await writeParts(context, parts);
}

async function formatsOf(context: Excel.RequestContext, writes: readonly AreaWrite[]): Promise<string[][][]> {
  const ranges = writes.map(({ area }) => rangeOf(context, area));
  for (const range of ranges) range.load("numberFormat");
  await context.sync();
  return ranges.map((range) => range.numberFormat as string[][]);
}

const isUniform = (formats: readonly (readonly string[])[]): boolean =>
  formats.every((row) => row.every((format) => format === formats[0][0]));
