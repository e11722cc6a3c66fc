/// <reference types="office-js" />
import { CrmError, languageOf, type MessageKey } from "@crm-functions/core";
import type {
  ActionOptions,
  Area,
  Capabilities,
  CellValue,
  ColumnLayout,
  TableInfo,
  Theme,
  Workbook,
  WrittenValue,
} from "../workbook";
import { freeSheetName } from "../file/sheet-name";
import { blanksHiddenByVersion } from "./blanks";
import { chunksBySize } from "./chunks";
import { columnRule, numberFormats } from "./column-rule";
import { readFormulas, readValues, writtenCell, writtenCells } from "./excel-cells";
import { codeOf, makeRunner, pause, type Batch, type RunOptions } from "./run";

export interface ExcelWorkbookOptions {
  /** Namespace of our functions, for the check of blanks; default `CRM`. */
  readonly namespace?: string;
  /** Milliseconds after which the user is told that work waits for a cell that is being edited; default 2000. */
  readonly patience?: number;
  /** Hears when listening to events fails; default `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/** Cells of one read: Excel on the web answers with at most 5 MB. */
const cellsPerRead = 100_000;
/** Bytes of one write: Excel on the web takes at most 5 MB. */
const bytesPerWrite = 4_000_000;
/** Rows that are deleted in one round trip, so that it can be stopped before the next. */
const rowsPerDelete = 10_000;
/**
 * How often, and after how many milliseconds, a formula that is still being calculated is looked at again: all in all for
 * 20 seconds, as the runtime of functions takes its time to start.
 */
const busyTries = 60;
const busyWait = (tries: number) => Math.min(25 * tries, 400);

/**
 * The workbook that Excel has open, through Office.js (ExcelApi 1.9; spilled formulas 1.12). Call it after
 * `Office.onReady`.
 *
 * Every method loads what it needs in one round trip and writes in one (several where the data exceed what Excel takes
 * at once).
 */
export function createExcelWorkbook(options: ExcelWorkbookOptions = {}): Workbook {
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  let quiet = 0;
  const { run, onWaiting } = makeRunner({ patience: options.patience });

  const supports = (version: string) => Office.context.requirements.isSetSupported("ExcelApi", version);

  /** What a table's proxies need, loaded with the next sync. */
  function loadTable(table: Excel.Table) {
    const header = table.getHeaderRowRange();
    header.load("values,rowIndex,columnIndex,columnCount");
    const body = table.getDataBodyRange();
    body.load("rowCount");
    const first = body.getRow(0);
    first.load("values");
    const sheet = table.worksheet;
    sheet.load("name");
    table.load("name");
    return { table, header, body, first, sheet };
  }
  type LoadedTable = ReturnType<typeof loadTable>;

  const isBlankBody = ({ body, first }: LoadedTable) =>
    body.rowCount === 1 && first.values[0].every((cell) => cell === "");

  const infoOf = (loaded: LoadedTable): TableInfo => ({
    name: loaded.table.name,
    headers: loaded.header.values[0].map(String),
    area: {
      sheet: loaded.sheet.name,
      row: loaded.header.rowIndex,
      column: loaded.header.columnIndex,
      rows: 1 + loaded.body.rowCount,
      columns: loaded.header.columnCount,
    },
    rowCount: isBlankBody(loaded) ? 0 : loaded.body.rowCount,
  });

  /** Reads; what fails for a passing reason is tried again. */
  const look = <Result>(batch: Batch<Result>) => run(batch, { reads: true });

  /** Runs a batch; an item that Excel does not find becomes the error that says so. */
  async function named<Result>(key: MessageKey, name: string, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      if (codeOf(error) === "ItemNotFound") throw new CrmError("value", key, { name });
      throw error;
    }
  }
  const onTable = <Result>(name: string, batch: Batch<Result>, runOptions?: RunOptions) =>
    named("tableNotFound", name, run(batch, runOptions));
  const onSheets = <Result>(
    areas: readonly { readonly sheet: string }[],
    batch: Batch<Result>,
    runOptions?: RunOptions,
  ) =>
    named("sheetNotFound", [...new Set(areas.map(({ sheet }) => sheet))].join(", "), run(batch, runOptions));

  const rangeOf = (context: Excel.RequestContext, area: Area): Excel.Range =>
    context.workbook.worksheets
      .getItem(area.sheet)
      .getRangeByIndexes(area.row, area.column, area.rows, area.columns);

  /** What many areas hold, in as many round trips as their size asks for. */
  async function readAreas<Cell>(
    context: Excel.RequestContext,
    areas: readonly Area[],
    readRanges: (context: Excel.RequestContext, ranges: readonly Excel.Range[]) => Promise<Cell[][][]>,
    actionOptions: ActionOptions = {},
  ): Promise<Cell[][][]> {
    const pieces = areas.flatMap((area, index) => {
      const rowsPerPiece = Math.max(1, Math.floor(cellsPerRead / area.columns));
      const count = Math.ceil(area.rows / rowsPerPiece);
      return Array.from({ length: count }, (_, i) => {
        const first = i * rowsPerPiece;
        const rows = Math.min(rowsPerPiece, area.rows - first);
        return { index, area: { ...area, row: area.row + first, rows } };
      });
    });
    const results: Cell[][][] = areas.map(() => []);
    const total = areas[0]?.rows ?? 0;
    const waiting = chunksBySize(pieces, ({ area }) => area.rows * area.columns, cellsPerRead).reverse();
    while (waiting.length > 0) {
      stopIfAsked(actionOptions);
      const group = waiting.pop()!;
      let values: Cell[][][];
      try {
        values = await readRanges(
          context,
          group.map(({ area }) => rangeOf(context, area)),
        );
      } catch (error) {
        const halves = codeOf(error) === "ResponsePayloadSizeLimitExceeded" ? halvesOf(group) : undefined;
        if (halves === undefined) throw error;
        waiting.push(...halves.reverse());
        continue;
      }
      // Not push(...rows): a hundred thousand arguments are too many.
      group.forEach(({ index }, i) => {
        for (const row of values[i]) results[index].push(row);
      });
      actionOptions.onProgress?.({ done: results[0].length, total });
    }
    return results;
  }

  /** Two parts of what is read at once, in their order: long texts make more bytes than cells tell. */
  function halvesOf<Piece extends { readonly area: Area }>(group: readonly Piece[]): Piece[][] | undefined {
    if (group.length > 1) {
      const middle = group.length >> 1;
      return [group.slice(0, middle), group.slice(middle)];
    }
    const [{ area }] = group;
    if (area.rows < 2) return undefined;
    const rows = area.rows >> 1;
    return [
      [{ ...group[0], area: { ...area, rows } }],
      [{ ...group[0], area: { ...area, row: area.row + rows, rows: area.rows - rows } }],
    ];
  }

  function formatColumns(body: Excel.Range, first: number, columns: readonly ColumnLayout[]): void {
    columns.forEach((column, i) => {
      const range = body.getColumn(first + i);
      range.numberFormat = numberFormats[column.format] as unknown as string[][];
      if (column.width !== undefined) range.format.columnWidth = column.width * 6;
      if (column.rule === undefined) return;
      range.dataValidation.rule = columnRule(column.rule);
      range.dataValidation.errorAlert = {
        showAlert: true,
        style: "Warning",
        title: column.header,
        message: "",
      };
    });
  }

  async function setEvents(enabled: boolean): Promise<void> {
    await run(async (context) => {
      context.runtime.enableEvents = enabled;
      await context.sync();
    });
  }

  /** Events stay off for the whole workbook until somebody turns them on again: this does not give up. */
  async function eventsOn(wait = 1000): Promise<void> {
    try {
      if (quiet === 0) await setEvents(true);
    } catch (error) {
      onError(error);
      setTimeout(() => void eventsOn(Math.min(2 * wait, 30_000)), wait);
    }
  }

  /** The value of a formula and of the cells that it spills into, waiting while Excel is still calculating it. */
  async function resultOf(
    context: Excel.RequestContext,
    cell: Excel.Range,
    single = true,
  ): Promise<CellValue[][]> {
    for (let tries = 1; ; tries++) {
      let range = cell;
      if (single && supports("1.12")) {
        const spill = cell.getSpillingToRangeOrNullObject();
        spill.load("address");
        await context.sync();
        if (!spill.isNullObject) range = spill;
      }
      const [values] = await readValues(context, [range]);
      const busy = values.some((row) =>
        row.some(
          (value) => typeof value === "object" && value !== null && /^#(BUSY|GETTING)/.test(value.error),
        ),
      );
      if (!busy || tries === busyTries) return values;
      await pause(busyWait(tries));
    }
  }

  async function preview(formulaText: string): Promise<CellValue[][]> {
    return workbook.quietly(() =>
      run(async (context) => {
        // There is no way to ask Excel for a result without a cell: a hidden sheet that goes again.
        const sheet = context.workbook.worksheets.add(`crm-preview-${Date.now().toString(36)}`);
        sheet.visibility = "Hidden";
        try {
          const cell = sheet.getRangeByIndexes(0, 0, 1, 1);
          cell.formulas = [[formulaText]];
          return await resultOf(context, cell);
        } finally {
          sheet.delete();
          await context.sync();
        }
      }),
    );
  }

  /** Attaches an event handler in the background and gives what detaches it. */
  function listen<Args>(
    attach: (context: Excel.RequestContext) => OfficeExtension.EventHandlerResult<Args>,
  ): () => void {
    let ended = false;
    const attached = run(async (context) => {
      const result = attach(context);
      await context.sync();
      return result;
    });
    attached.catch(onError);
    return () => {
      if (ended) return;
      ended = true;
      attached
        .then((result) =>
          Excel.run(result.context, async (context) => {
            result.remove();
            await context.sync();
          }),
        )
        .catch(onError);
    };
  }

  const workbook: Workbook = {
    language: languageOf(Office.context.displayLanguage),
    get theme(): Theme {
      const theme = Office.context.officeTheme as
        { bodyBackgroundColor?: string; isDarkTheme?: boolean } | undefined;
      return theme?.isDarkTheme === true || isDark(theme?.bodyBackgroundColor) ? "dark" : "light";
    },
    // Excel tells add-ins of no change of theme: the pane is loaded anew.
    onThemeChange: () => () => undefined,
    onWaiting,
    checkBlanks: () => hidesBlanks(options.namespace ?? "CRM"),
    async capabilities(): Promise<Capabilities> {
      return {
        host: "excel",
        hidesBlanksAsZeros: blanksHiddenByVersion(),
        spills: supports("1.12"),
        structuredReferences: true,
        canSave: supports("1.11"),
        canExport: true,
      };
    },

    addSheet: (name) =>
      run(async (context) => {
        const { worksheets } = context.workbook;
        worksheets.load("items/name");
        await context.sync();
        const taken = worksheets.items.map((sheet) => sheet.name);
        const free = freeSheetName(name, taken);
        worksheets.add(free);
        await context.sync();
        return free;
      }),
    sheets: ({ hidden = false } = {}) =>
      look(async (context) => {
        const { worksheets } = context.workbook;
        worksheets.load("items/name,items/visibility");
        await context.sync();
        return worksheets.items
          .filter(({ visibility }) => hidden || visibility === "Visible")
          .map(({ name }) => name);
      }),
    usedArea: (name) =>
      onSheets([{ sheet: name }], async (context) => {
        const used = context.workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true);
        used.load("rowIndex,columnIndex,rowCount,columnCount");
        await context.sync();
        return used.isNullObject ? undefined : areaOf(name, used);
      }),
    read: (areas) => onSheets(areas, (context) => readAreas(context, areas, readValues), { reads: true }),
    write: (writes) =>
      onSheets(
        writes.map(({ area }) => area),
        async (context) => {
          for (const { area, values } of writes) {
            const range = rangeOf(context, area);
            range.values = writtenCells(values);
          }
          await context.sync();
        },
      ),

    tables: () =>
      look(async (context) => {
        const { tables } = context.workbook;
        tables.load("items/name,items/showHeaders");
        await context.sync();
        const loaded = tables.items.filter(({ showHeaders }) => showHeaders).map(loadTable);
        if (loaded.length > 0) await context.sync();
        return loaded.map(infoOf);
      }),
    ensureTable: (layout) =>
      run(async (context) => {
        const existing = context.workbook.tables.getItemOrNullObject(layout.name);
        existing.load("name");
        let sheet = context.workbook.worksheets.getItemOrNullObject(layout.sheet);
        sheet.load("name");
        await context.sync();
        if (!existing.isNullObject) {
          const loaded = loadTable(existing);
          await context.sync();
          return infoOf(loaded);
        }
        let column = 0;
        if (sheet.isNullObject) sheet = context.workbook.worksheets.add(layout.sheet);
        else {
          const used = sheet.getUsedRangeOrNullObject(true);
          used.load("columnIndex,columnCount");
          await context.sync();
          // Beside what stands there already, one column apart.
          if (!used.isNullObject) column = used.columnIndex + used.columnCount + 1;
        }
        const width = layout.columns.length;
        sheet.getRangeByIndexes(0, column, 1, width).values = [
          layout.columns.map(({ header }) => writtenCell(header)),
        ];
        const table = sheet.tables.add(sheet.getRangeByIndexes(0, column, 2, width), true);
        table.name = layout.name;
        formatColumns(table.getDataBodyRange(), 0, layout.columns);
        const loaded = loadTable(table);
        await context.sync();
        return infoOf(loaded);
      }),
    addColumns: (name, columns) =>
      onTable(name, async (context) => {
        const table = context.workbook.tables.getItem(name);
        const header = table.getHeaderRowRange();
        header.load("columnCount");
        await context.sync();
        for (const column of columns) table.columns.add(undefined, undefined, column.header);
        formatColumns(table.getDataBodyRange(), header.columnCount, columns);
        const loaded = loadTable(table);
        await context.sync();
        return infoOf(loaded);
      }),
    readTable: (name, columns, actionOptions = {}) =>
      onTable(name, async (context) => {
        const loaded = loadTable(context.workbook.tables.getItem(name));
        await context.sync();
        const info = infoOf(loaded);
        stopIfAsked(actionOptions);
        if (info.rowCount === 0) return [];
        const wanted = columns ?? info.headers.map((_, i) => i);
        const runs = runsOf([...new Set(wanted)].sort((a, b) => a - b));
        const areas = runs.map(({ first, length }) => ({
          sheet: info.area.sheet,
          row: info.area.row + 1,
          column: info.area.column + first,
          rows: info.rowCount,
          columns: length,
        }));
        const values = await readAreas(context, areas, readValues, actionOptions);
        const place = new Map<number, readonly [number, number]>();
        runs.forEach(({ first, length }, run) => {
          for (let i = 0; i < length; i++) place.set(first + i, [run, i]);
        });
        const places = wanted.map((column) => place.get(column)!);
        return Array.from({ length: info.rowCount }, (_, row) =>
          places.map(([run, offset]) => values[run][row][offset]),
        );
      }),
    appendRows: (name, rows, actionOptions = {}) =>
      onTable(name, async (context) => {
        stopIfAsked(actionOptions);
        if (rows.length === 0) return;
        const loaded = loadTable(context.workbook.tables.getItem(name));
        await context.sync();
        let blankRow = isBlankBody(loaded);
        let done = 0;
        for (const chunk of chunksBySize(rows, bytesOfRow, bytesPerWrite)) {
          stopIfAsked(actionOptions);
          loaded.table.rows.add(undefined, writtenCells(chunk));
          // The blank row that an empty table shows is not one of ours.
          if (blankRow) loaded.table.rows.getItemAt(0).delete();
          blankRow = false;
          await context.sync();
          done += chunk.length;
          actionOptions.onProgress?.({ done, total: rows.length });
        }
      }),
    insertRows: (name, rows, actionOptions = {}) =>
      onTable(name, async (context) => {
        stopIfAsked(actionOptions);
        if (rows.length === 0) return;
        const loaded = loadTable(context.workbook.tables.getItem(name));
        await context.sync();
        const { rowCount } = infoOf(loaded);
        const blankRow = isBlankBody(loaded);
        let count = rowCount;
        let done = 0;
        for (const chunk of chunksBySize(rows, ({ cells }) => bytesOfRow(cells), bytesPerWrite)) {
          stopIfAsked(actionOptions);
          for (const { row, cells } of chunk) {
            loaded.table.rows.add(row < count ? row : undefined, writtenCells([cells]));
            // The blank row that an empty table shows is not one of ours.
            if (blankRow && count === 0) loaded.table.rows.getItemAt(0).delete();
            count++;
          }
          await context.sync();
          done += chunk.length;
          actionOptions.onProgress?.({ done, total: rows.length });
        }
      }),
    writeTable: (name, writes, actionOptions = {}) =>
      onTable(name, async (context) => {
        stopIfAsked(actionOptions);
        const body = context.workbook.tables.getItem(name).getDataBodyRange();
        let done = 0;
        const bytes = ({ values }: { values: readonly (readonly WrittenValue[])[] }) =>
          200 + values.reduce((sum, row) => sum + bytesOfRow(row), 0);
        for (const chunk of chunksBySize(writes, bytes, bytesPerWrite)) {
          stopIfAsked(actionOptions);
          for (const { row, column, values } of chunk) {
            const range = body.getCell(row, column).getResizedRange(values.length - 1, values[0].length - 1);
            range.values = writtenCells(values);
          }
          await context.sync();
          done += chunk.length;
          actionOptions.onProgress?.({ done, total: writes.length });
        }
      }),
    deleteRows: (name, rows, actionOptions = {}) =>
      onTable(name, async (context) => {
        stopIfAsked(actionOptions);
        const body = context.workbook.tables.getItem(name).getDataBodyRange();
        const left = [...new Set(rows)].sort((a, b) => a - b);
        const total = left.length;
        while (left.length > 0) {
          stopIfAsked(actionOptions);
          for (const { first, length } of runsOf(left.splice(-rowsPerDelete)).reverse())
            body
              .getRow(first)
              .getResizedRange(length - 1, 0)
              .delete("Up");
          await context.sync();
          actionOptions.onProgress?.({ done: total - left.length, total });
        }
      }),

    async quietly(work) {
      if (quiet++ === 0) await setEvents(false);
      try {
        return await work();
      } finally {
        if (--quiet === 0) await eventsOn();
      }
    },
    onTableChange: (listener) =>
      listen((context) =>
        context.workbook.tables.onChanged.add(async ({ tableId, source }) => {
          if (quiet > 0) return;
          const name = await look(async (inner) => {
            const table = inner.workbook.tables.getItemOrNullObject(tableId);
            table.load("name");
            await inner.sync();
            return table.isNullObject ? undefined : table.name;
          });
          if (name !== undefined) listener({ table: name, remote: source === "Remote" });
        }),
      ),

    selection: () => look(readSelection),
    onSelectionChange: (listener) =>
      listen((context) =>
        context.workbook.onSelectionChanged.add(async () => {
          const area = await look(readSelection);
          if (area !== undefined) listener(area);
        }),
      ),
    select: (area) =>
      onSheets([area], async (context) => {
        context.workbook.worksheets.getItem(area.sheet).activate();
        rangeOf(context, area).select();
        await context.sync();
      }),

    async insertFormula(cell, formulaText) {
      mustBeFormula(formulaText);
      return onSheets([cell], async (context) => {
        const range = rangeOf(context, cell);
        range.formulas = Array.from({ length: cell.rows }, () =>
          Array<string>(cell.columns).fill(formulaText),
        );
        return resultOf(context, range, cell.rows * cell.columns === 1);
      });
    },
    formulas: (areas) =>
      onSheets(areas, (context) => readAreas(context, areas, readFormulas), { reads: true }),
    async previewFormula(formulaText) {
      mustBeFormula(formulaText);
      return preview(formulaText);
    },

    calculated: () =>
      look(async (context) => {
        const { application } = context.workbook;
        for (let tries = 1; tries <= busyTries; tries++) {
          application.load("calculationState");
          await context.sync();
          if (application.calculationState === "Done") return;
          await pause(busyWait(tries));
        }
      }),
    // Excel lets no add-in empty its list of actions to undo.
    forgetHistory: async () => false,

    readSetting: (name) =>
      look(async (context) => {
        const setting = context.workbook.settings.getItemOrNullObject(name);
        setting.load("value");
        await context.sync();
        return setting.isNullObject ? undefined : String(setting.value);
      }),
    writeSetting: (name, value) =>
      run(async (context) => {
        context.workbook.settings.add(name, value);
        await context.sync();
      }),
    save: () =>
      run(async (context) => {
        if (!supports("1.11")) throw new CrmError("value", "notPossibleHere");
        context.workbook.save("Save");
        await context.sync();
      }),
    exportFile: exportCompressed,
  };

  /** What this Excel hands to functions for a blank: older builds give 0. */
  async function hidesBlanks(namespace: string): Promise<boolean | undefined> {
    const [[value]] = await preview(`=${namespace}.NEEDSCORE(Z99:Z99,{1})`);
    if (value === 0) return true;
    if (value === null || value === "") return false;
    return typeof value === "object" && value.error === "#N/A" ? false : undefined;
  }

  return workbook;
}

function mustBeFormula(text: string): void {
  if (!text.startsWith("=")) throw new CrmError("value", "formulaExpected");
}

function stopIfAsked({ signal }: ActionOptions): void {
  if (signal?.aborted === true) throw new CrmError("value", "stopped");
}

function areaOf(sheet: string, range: Excel.Range): Area {
  const { rowIndex, columnIndex, rowCount, columnCount } = range;
  return { sheet, row: rowIndex, column: columnIndex, rows: rowCount, columns: columnCount };
}

async function readSelection(context: Excel.RequestContext): Promise<Area | undefined> {
  const range = context.workbook.getSelectedRange();
  range.load("rowIndex,columnIndex,rowCount,columnCount");
  range.worksheet.load("name");
  try {
    await context.sync();
  } catch (error) {
    // A chart, or several areas at once: nothing that we could follow.
    if (codeOf(error) === "InvalidSelection") return undefined;
    throw error;
  }
  return areaOf(range.worksheet.name, range);
}

/** Neighbours in a rising list of positions. */
function runsOf(positions: readonly number[]): { first: number; length: number }[] {
  const runs: { first: number; length: number }[] = [];
  for (const position of positions) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.length === position) last.length++;
    else runs.push({ first: position, length: 1 });
  }
  return runs;
}

/** About how many bytes a row takes in a request. */
function bytesOfRow(row: readonly (WrittenValue | undefined)[]): number {
  let bytes = 2;
  for (const cell of row) {
    // A character takes at most three bytes in UTF-8 for each of its UTF-16 units, six where JSON escapes it.
    bytes += typeof cell === "string" ? 4 + (/^[ -~]*$/.test(cell) ? cell.length * 1.1 : cell.length * 3) : 8;
  }
  return bytes;
}

function isDark(colour: string | undefined): boolean {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour ?? "");
  if (parts === null) return false;
  const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** The file as Excel would save it, slice after slice. */
async function exportCompressed(): Promise<Uint8Array> {
  const file = await promised<Office.File>((done) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: 4_194_304 }, done),
  );
  try {
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (let i = 0; i < file.sliceCount; i++) {
      const slice = await promised<Office.Slice>((done) => file.getSliceAsync(i, done));
      bytes.set(slice.data as number[], at);
      at += slice.size;
    }
    return bytes.subarray(0, at);
  } finally {
    await promised<void>((done) => file.closeAsync(done));
  }
}

function promised<Value>(call: (done: (result: Office.AsyncResult<Value>) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) =>
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(new Error(result.error.message));
    }),
  );
}
