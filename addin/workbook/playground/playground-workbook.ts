import { CrmError, type Language } from "@crm-functions/core";
import { BooleanNumber, BorderStyleTypes, type ICellData, type IRange } from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { writeXlsx, type FileValue, type WorkbookFile } from "../file";
import { englishSeparators } from "../workbook";
import type {
  Area,
  CellValue,
  ColumnLayout,
  RowKeys,
  TableInfo,
  Unsubscribe,
  Workbook,
  WrittenValue,
} from "../workbook";
import { pause, stopIfAsked } from "../in-slices";
import { mustBeFormula } from "../local-formula";
import { dateFormats } from "../file/number-format";
import { freeSheetName } from "../file/sheet-name";
import { mustHoldKeys, rowsOfWrites } from "../row-keys";
import { tableAfter, type KeptTable, type StructureChange, type WorkbookNotes } from "./kept-tables";
import type { FormulaTable } from "./table-reference";
import { headerStyle, nothing, pixelsOf, typedValue } from "./univer-cells";

/** What this host needs of the page's spreadsheet. */
interface UniverSpreadsheet {
  readonly api: FUniver;
  workbook(): NonNullable<ReturnType<FUniver["getActiveWorkbook"]>>;
  valuesAt(sheetId: string, row: number, column: number, rows: number, columns: number): FileValue[][];
  filledRange(sheetId: string): IRange | undefined;
  spillAt(sheetId: string, row: number, column: number): { rows: number; columns: number };
  file(): WorkbookFile;
  /** Calls back after every change, with the id of the sheet if its cells have changed. */
  onChange(changed: (sheetId: string | undefined) => void): Unsubscribe;
  onStructureChange(changed: (change: StructureChange) => void): Unsubscribe;
  useTables(tables: () => readonly FormulaTable[]): void;
  tablesChanged(names: readonly string[]): void;
  forgetHistory(): void;
}

interface PlaygroundWorkbookOptions {
  readonly spreadsheet: UniverSpreadsheet;
  readonly language: () => Language;
  /** True if the page simulates an old Excel. */
  readonly hidesBlanksAsZeros: () => boolean;
}

type Place = readonly [row: number, column: number, rows: number, columns: number];
/** A table whose size is known: that of its rows is missing in a workbook saved by an older page. */
type Table = KeptTable & { readonly rows: number };

/** Rows written between two checks of `signal`, when the page can also draw and react. */
const chunkRows = 400;
/** Rows read at a time. */
const blockRows = 2000;

/** The playground's spreadsheet as the `Workbook` that the task pane works in. */
export function createPlaygroundWorkbook(options: PlaygroundWorkbookOptions): Workbook {
  const { spreadsheet } = options;
  const { api } = spreadsheet;
  let quiet = 0;

  const sheetNamed = (name: string) => {
    const sheet = spreadsheet.workbook().getSheetByName(name);
    if (sheet === null) throw new CrmError("value", "sheetNotFound", { name });
    return sheet;
  };
  type Sheet = ReturnType<typeof sheetNamed>;

  const notes = (): WorkbookNotes => {
    const kept = (spreadsheet.workbook().getCustomMetadata() as { notes?: WorkbookNotes } | undefined)?.notes;
    return kept ?? { tables: [], settings: {} };
  };
  const keep = (changed: Partial<WorkbookNotes>): void => {
    const workbook = spreadsheet.workbook();
    workbook.setCustomMetadata({ ...workbook.getCustomMetadata(), notes: { ...notes(), ...changed } });
    if (changed.tables !== undefined) lookAtTablesSoon();
  };
  const keepTable = (table: KeptTable): void =>
    keep({ tables: notes().tables.map((each) => (each.name === table.name ? table : each)) });

  const valuesOf = (sheet: Sheet, ...place: Place): CellValue[][] => {
    const values = spreadsheet.valuesAt(sheet.getSheetId(), ...place);
    for (const line of values) line.forEach((value, j) => value === "" && (line[j] = null));
    return values;
  };
  /** Reads many rows in blocks, so that the page can draw and react in between. */
  async function inBlocks<Cell>(
    rows: number,
    look: (from: number, count: number) => Cell[][],
  ): Promise<Cell[][]> {
    if (rows <= blockRows) return look(0, rows);
    const all: Cell[][] = [];
    for (let from = 0; from < rows; from += blockRows) {
      if (from > 0) await pause();
      for (const row of look(from, Math.min(blockRows, rows - from))) all.push(row);
    }
    return all;
  }

  /** What the sheet has in each of these areas. */
  async function inAreas<Cell>(
    areas: readonly Area[],
    look: (sheet: Sheet, ...place: Place) => Cell[][],
  ): Promise<Cell[][][]> {
    const all: Cell[][][] = [];
    for (const { sheet: name, row, column, rows, columns } of areas) {
      const sheet = sheetNamed(name);
      all.push(await inBlocks(rows, (from, count) => look(sheet, row + from, column, count, columns)));
    }
    return all;
  }

  const areFilled = (sheet: Sheet, ...place: Place): boolean =>
    valuesOf(sheet, ...place).some((row) => row.some((value) => value !== null));

  const sheetOf = (table: KeptTable): Sheet =>
    spreadsheet.workbook().getSheetBySheetId(table.sheetId) as Sheet;

  /** The table, extended by rows right below it and columns right beside it that a user has typed. */
  const grown = (table: KeptTable): Table => {
    const sheet = sheetOf(table);
    const [last, right] = [sheet.getMaxRows(), sheet.getMaxColumns()];
    let { columns, rows = 0 } = table;
    while (table.column + columns < right && areFilled(sheet, table.row, table.column + columns, 1, 1)) {
      columns++;
    }
    while (table.row + 1 + rows < last && areFilled(sheet, table.row + 1 + rows, table.column, 1, columns)) {
      rows++;
    }
    const wider = { ...table, columns, rows };
    if (columns !== table.columns || rows !== table.rows) keepTable(wider);
    return wider;
  };
  /** Tables whose sheet still exists. */
  const tables = (): Table[] =>
    notes()
      .tables.filter((table) => spreadsheet.workbook().getSheetBySheetId(table.sheetId) !== null)
      .map(grown);
  const tableWith = (name: string): Table | undefined =>
    tables().find((each) => each.name.toLowerCase() === name.toLowerCase());
  const tableNamed = (name: string): Table => {
    const table = tableWith(name);
    if (table === undefined) throw new CrmError("value", "tableNotFound", { name });
    return table;
  };
  spreadsheet.onStructureChange((change) => {
    const before = notes().tables;
    const after = before.flatMap((table) => tableAfter(table, change) ?? []);
    if (after.some((table, i) => table !== before[i]) || after.length < before.length)
      keep({ tables: after });
  });
  const infoOf = (table: Table): TableInfo => {
    const sheet = sheetOf(table);
    const { name, row, column, columns, rows: rowCount } = table;
    const [headers] = valuesOf(sheet, row, column, 1, columns);
    return {
      name,
      headers: headers.map((header) => String(header ?? "")),
      area: { sheet: sheet.getSheetName(), row, column, rows: 1 + Math.max(1, rowCount), columns },
      rowCount,
    };
  };

  const tablesOfFormulas = (): FormulaTable[] =>
    tables().map((table) => {
      const { name, headers, area } = infoOf(table);
      return { ...area, name, headers };
    });
  spreadsheet.useTables(tablesOfFormulas);
  /** The tables as formulas saw them when last computed. */
  let seen: { readonly workbook: string; readonly tables: ReadonlyMap<string, string> } | undefined;
  let comingLook: Promise<void> | undefined;
  /** Recomputes formulas that name a table that has grown, moved or got other headers, once per burst of changes. */
  function lookAtTablesSoon(): void {
    comingLook ??= new Promise<void>((done) => setTimeout(done)).then(() => {
      comingLook = undefined;
      const before = seen;
      const workbook = spreadsheet.workbook().getId();
      seen = {
        workbook,
        tables: new Map(tablesOfFormulas().map((table) => [table.name, JSON.stringify(table)])),
      };
      if (before?.workbook !== workbook) return;
      const names = new Set([...before.tables.keys(), ...seen.tables.keys()]);
      const changed = [...names].filter((name) => before.tables.get(name) !== seen?.tables.get(name));
      if (changed.length > 0) spreadsheet.tablesChanged(changed);
    });
  }
  spreadsheet.onChange(lookAtTablesSoon);

  /** Univer measures the height of every cell that is written, before and after; as it is shown that takes longer than all else. */
  const measuredAsStored = (sheet: Sheet, write: () => void): void => {
    const cells = sheet.getSheet();
    cells.getCell = (row, column) => cells.getCellRaw(row, column);
    try {
      write();
    } finally {
      Reflect.deleteProperty(cells, "getCell");
    }
  };
  const put = (sheet: Sheet, row: number, column: number, cells: ICellData[][]): void => {
    if (cells.length === 0 || cells[0].length === 0) return;
    if (row + cells.length > sheet.getMaxRows()) sheet.setRowCount(row + cells.length + 200);
    if (column + cells[0].length > sheet.getMaxColumns()) sheet.setColumnCount(column + cells[0].length + 10);
    measuredAsStored(sheet, () =>
      sheet.getRange(row, column, cells.length, cells[0].length).setValues(cells),
    );
  };
  /** Moves rows below a table down, as in Excel, before the table grows over them. */
  const makeRoomBelow = (table: Table, count: number): void => {
    const sheet = sheetOf(table);
    const first = table.row + 1 + table.rows;
    const rows = Math.min(count, sheet.getMaxRows() - first);
    if (rows > 0 && areFilled(sheet, first, table.column, rows, table.columns)) {
      sheet.insertRowsBefore(first, count);
    }
  };
  const putValues = (
    sheet: Sheet,
    row: number,
    column: number,
    values: readonly (readonly (WrittenValue | undefined)[])[],
  ): void => {
    const cells = values.map((line) => line.map(writtenCell));
    put(sheet, row, column, cells);
  };
  /** Columns as wide as so many characters. Univer's command would measure the height of every row for each of them. */
  const setWidths = (sheet: Sheet, column: number, widths: readonly (number | undefined)[]): void => {
    const colWidth = Object.fromEntries(
      widths.flatMap((width, j) => (width === undefined ? [] : [[column + j, pixelsOf(width)]])),
    );
    api.syncExecuteCommand("sheet.mutation.set-worksheet-col-width", {
      unitId: spreadsheet.workbook().getId(),
      subUnitId: sheet.getSheetId(),
      ranges: [
        {
          startRow: 0,
          endRow: sheet.getMaxRows() - 1,
          startColumn: column,
          endColumn: column + widths.length - 1,
        },
      ],
      colWidth,
    });
  };
  const putHeaders = (sheet: Sheet, row: number, column: number, columns: readonly ColumnLayout[]): void => {
    put(sheet, row, column, [columns.map(({ header }) => ({ ...writtenCell(header), s: headerStyle }))]);
    setWidths(
      sheet,
      column,
      columns.map(({ width }) => width),
    );
    columns.forEach(({ format }, j) => {
      const pattern = dateFormats[format];
      if (pattern !== undefined) sheet.setColumnDefaultStyle(column + j, { n: { pattern } });
    });
  };

  function mustHold(table: Table, rows: Iterable<number>, keys: RowKeys | undefined): void {
    if (keys === undefined) return;
    const cells = valuesOf(sheetOf(table), table.row + 1, table.column + keys.column, table.rows, 1);
    mustHoldKeys(table.name, keys, rows, (row) => cells[row]?.[0]);
  }

  /** The cells of a table from a row on, with their formulas and formats, to move them. */
  const wholeCells = (table: Table, first: number): ICellData[][] => {
    const { row, column, rows, columns } = table;
    if (first === rows) return [];
    const range = sheetOf(table).getRange(row + 1 + first, column, rows - first, columns);
    return range.getCellDatas().map((line) => line.map((cell) => ({ ...nothing, ...cell })));
  };

  /** Deletes rows given in ascending order. */
  function deleteAtOnce(table: Table, rows: readonly number[]): void {
    const gone = new Set(rows);
    // Rows above the first deleted one stay where they are; columns outside the table stay too.
    const [first] = rows;
    const left = wholeCells(table, first).filter((_, i) => !gone.has(first + i));
    keepTable({ ...table, rows: first + left.length });
    const freed = gridOf(rows.length, table.columns, nothing);
    put(sheetOf(table), table.row + 1 + first, table.column, [...left, ...freed]);
  }

  /** Waits until the next calculation has been applied. One that is already running does not know the latest writes. */
  async function nextCalculation(): Promise<void> {
    const formulas = api.getFormula();
    await new Promise<void>((begun) => {
      const listening = formulas.calculationStart(() => {
        listening.dispose();
        begun();
      });
    });
    await formulas.onCalculationResultApplied();
  }

  /** Adds a sheet; the user goes on seeing theirs. */
  function newSheet(name: string): Sheet {
    const workbook = spreadsheet.workbook();
    const active = workbook.getActiveSheet();
    const sheet = workbook.insertSheet(name);
    workbook.setActiveSheet(active);
    return sheet;
  }

  const areaOf = (sheet: Sheet, range: IRange): Area => ({
    sheet: sheet.getSheetName(),
    row: range.startRow,
    column: range.startColumn,
    rows: range.endRow - range.startRow + 1,
    columns: range.endColumn - range.startColumn + 1,
  });

  const host: Workbook = {
    get language() {
      return options.language();
    },
    capabilities: async () => ({
      hidesBlanksAsZeros: options.hidesBlanksAsZeros(),
      structuredReferences: true,
      charts: false, // Univer draws charts only in its paid packages
      separators: englishSeparators,
      canExport: true,
    }),

    checkBlanks: async () => options.hidesBlanksAsZeros(),
    onWaiting: () => () => undefined, // the page can write while a cell is being edited

    async addSheet(name) {
      const free = freeSheetName(name, await host.sheets({ hidden: true }));
      newSheet(free);
      return free;
    },
    async setLook(name, { widths, frozenRows, cells }) {
      const sheet = sheetNamed(name);
      setWidths(sheet, 0, widths);
      if (frozenRows > 0) sheet.setFrozenRows(frozenRows);
      for (const { area, bold, size, color, fill, lineBelow, numberFormat } of cells) {
        const style = {
          ...(bold !== undefined && { bl: bold ? BooleanNumber.TRUE : BooleanNumber.FALSE }),
          ...(size !== undefined && { fs: size }),
          ...(color !== undefined && { cl: { rgb: color } }),
          ...(fill !== undefined && { bg: { rgb: fill } }),
          ...(lineBelow !== undefined && {
            bd: { b: { s: BorderStyleTypes.MEDIUM, cl: { rgb: lineBelow } } },
          }),
          ...(numberFormat !== undefined && { n: { pattern: numberFormat } }),
        };
        const styled = gridOf(area.rows, area.columns, { s: style });
        sheet.getRange(area.row, area.column, area.rows, area.columns).setValues(styled);
      }
    },
    async addCharts() {
      throw new CrmError("value", "notPossibleHere");
    },
    async sheets({ hidden = false } = {}) {
      return spreadsheet
        .workbook()
        .getSheets()
        .filter((sheet) => hidden || !sheet.isSheetHidden())
        .map((sheet) => sheet.getSheetName());
    },
    async usedArea(name) {
      const sheet = sheetNamed(name);
      const range = spreadsheet.filledRange(sheet.getSheetId());
      return range && areaOf(sheet, range);
    },
    read: (areas) => inAreas(areas, valuesOf),
    async write(writes) {
      const targets = writes.map(({ area }) => sheetNamed(area.sheet));
      writes.forEach(({ area, values }, k) => putValues(targets[k], area.row, area.column, values));
    },

    async tables() {
      return tables().map(infoOf);
    },
    async ensureTable(layout) {
      const existing = tableWith(layout.name);
      if (existing !== undefined) return infoOf(existing);
      const sheet = spreadsheet.workbook().getSheetByName(layout.sheet) ?? newSheet(layout.sheet);
      // One column to the right of the sheet's contents.
      const used = await host.usedArea(layout.sheet);
      const column = used === undefined ? 0 : used.column + used.columns + 1;
      putHeaders(sheet, 0, column, layout.columns);
      const { name, columns } = layout;
      const sheetId = sheet.getSheetId();
      const table = { name, sheetId, row: 0, column, columns: columns.length, rows: 0 };
      keep({ tables: [...notes().tables, table] });
      return infoOf(table);
    },
    async addColumns(name, columns) {
      const table = tableNamed(name);
      putHeaders(sheetOf(table), table.row, table.column + table.columns, columns);
      const wider = { ...table, columns: table.columns + columns.length };
      keepTable(wider);
      return infoOf(wider);
    },
    async readTable(name, columns, actionOptions) {
      stopIfAsked(actionOptions);
      const table = tableNamed(name);
      const total = table.rows;
      const sheet = sheetOf(table);
      const rows = await inBlocks(total, (from, count) => {
        const first = table.row + 1 + from;
        if (columns === undefined) return valuesOf(sheet, first, table.column, count, table.columns);
        const wanted = columns.map((column) => valuesOf(sheet, first, table.column + column, count, 1));
        return Array.from({ length: count }, (_, i) => wanted.map((cells) => cells[i][0]));
      });
      actionOptions?.onProgress?.({ done: total, total });
      return rows;
    },
    async appendRows(name, rows, actionOptions) {
      stopIfAsked(actionOptions);
      for (let from = 0; from < rows.length; from += chunkRows) {
        if (from > 0) await pause();
        stopIfAsked(actionOptions);
        const table = tableNamed(name);
        const chunk = rows.slice(from, from + chunkRows);
        makeRoomBelow(table, chunk.length);
        putValues(sheetOf(table), table.row + 1 + table.rows, table.column, chunk);
        keepTable({ ...table, rows: table.rows + chunk.length });
        actionOptions?.onProgress?.({ done: from + chunk.length, total: rows.length });
      }
      if (rows.length === 0) tableNamed(name);
    },
    async insertRows(name, rows, actionOptions) {
      stopIfAsked(actionOptions);
      const table = tableNamed(name);
      if (rows.length === 0) return;
      const first = Math.min(rows[0].row, table.rows);
      makeRoomBelow(table, rows.length);
      const cells = wholeCells(table, first);
      for (const { row, cells: values } of rows) {
        cells.splice(Math.min(row - first, cells.length), 0, values.map(writtenCell));
      }
      keepTable({ ...table, rows: table.rows + rows.length });
      put(sheetOf(table), table.row + 1 + first, table.column, cells);
      actionOptions?.onProgress?.({ done: rows.length, total: rows.length });
    },
    async writeTable(name, writes, actionOptions) {
      const table = tableNamed(name);
      const sheet = sheetOf(table);
      stopIfAsked(actionOptions);
      mustHold(table, rowsOfWrites(writes), actionOptions?.keys);
      for (const { row, column, values } of writes) {
        putValues(sheet, table.row + 1 + row, table.column + column, values);
      }
      actionOptions?.onProgress?.({ done: writes.length, total: writes.length });
    },
    async deleteRows(name, rows, actionOptions) {
      const table = tableNamed(name);
      const { rows: before } = table;
      mustHold(table, rows, actionOptions?.keys);
      const left = [...new Set(rows)].filter((row) => row >= 0 && row < before).sort((a, b) => a - b);
      const total = left.length;
      stopIfAsked(actionOptions);
      while (left.length > 0) {
        if (left.length < total) await pause();
        stopIfAsked(actionOptions);
        const table = tableNamed(name);
        // Each chunk moves all rows below it up, so with many rows below, fewer and larger chunks are faster.
        const below = table.rows - 1 - left[left.length - 1];
        deleteAtOnce(table, left.splice(-Math.max(chunkRows, below)));
        actionOptions?.onProgress?.({ done: total - left.length, total });
      }
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
      const dirty = new Set<string>();
      return spreadsheet.onChange((sheetId) => {
        if (quiet > 0) return;
        if (dirty.size === 0) {
          queueMicrotask(() => {
            const names = [...dirty];
            dirty.clear();
            for (const table of names) listener(table);
          });
        }
        for (const table of tables()) {
          if (sheetId === undefined || table.sheetId === sheetId) dirty.add(table.name);
        }
      });
    },
    onSheetChange: (listener) =>
      spreadsheet.onChange((sheetId) => {
        if (quiet > 0) return;
        for (const sheet of spreadsheet.workbook().getSheets())
          if (sheetId === undefined || sheet.getSheetId() === sheetId) listener(sheet.getSheetName());
      }),

    async selection() {
      const range = spreadsheet.workbook().getActiveRange();
      return range === null ? undefined : areaOf(spreadsheet.workbook().getActiveSheet(), range.getRange());
    },
    onSelectionChange(listener) {
      const subscription = api.addEvent(api.Event.SelectionChanged, ({ worksheet, selections }) => {
        const range = selections.at(-1);
        if (range !== undefined) listener(areaOf(worksheet, range));
      });
      return () => subscription.dispose();
    },
    async select(area) {
      const sheet = sheetNamed(area.sheet);
      spreadsheet.workbook().setActiveSheet(sheet);
      sheet.getRange(area.row, area.column, area.rows, area.columns).activate();
      sheet.scrollToCell(Math.max(0, area.row - 3), Math.max(0, area.column - 1));
    },

    async insertFormula(cell, formula) {
      mustBeFormula(formula);
      const sheet = sheetNamed(cell.sheet);
      const { row, column } = cell;
      const computed = nextCalculation();
      put(sheet, row, column, gridOf(cell.rows, cell.columns, { ...nothing, f: formula }));
      await computed;
      const isSingle = cell.rows * cell.columns === 1;
      const { rows, columns } = isSingle ? spreadsheet.spillAt(sheet.getSheetId(), row, column) : cell;
      return valuesOf(sheet, row, column, rows, columns);
    },
    async writeFormulas(formulas) {
      for (const { formula } of formulas) mustBeFormula(formula);
      if (formulas.length === 0) return;
      const sheets = formulas.map(({ cell }) => sheetNamed(cell.sheet));
      const computed = nextCalculation();
      formulas.forEach(({ cell, formula }, i) =>
        put(sheets[i], cell.row, cell.column, [[{ ...nothing, f: formula }]]),
      );
      await computed;
    },
    formulas: (areas) => inAreas(areas, (sheet, ...place) => sheet.getRange(...place).getFormulas()),

    // Univer waits for one calculation, or half a second if none begins; a changed table starts another one.
    async calculated() {
      const formulas = api.getFormula();
      let begun = true;
      const listening = formulas.calculationStart(() => (begun = true));
      await formulas.onCalculationResultApplied();
      while (begun) {
        begun = false;
        await comingLook;
        await formulas.onCalculationResultApplied();
      }
      listening.dispose();
    },
    async forgetHistory() {
      spreadsheet.forgetHistory();
      return true;
    },

    readSetting: async (name) => notes().settings[name],
    async writeSetting(name, value) {
      keep({ settings: { ...notes().settings, [name]: value } });
    },
    exportFile: async () => writeXlsx(spreadsheet.file()),
  };
  return host;
}

/** The content of a cell, replacing whatever was there. A text is always stored as that text. */
function writtenCell(value: WrittenValue | undefined): ICellData {
  return (value ?? "") === "" ? nothing : { ...nothing, ...typedValue(value!) };
}

/** The same content for each cell of an area. */
function gridOf(rows: number, columns: number, cell: ICellData): ICellData[][] {
  return Array.from({ length: rows }, () => Array<ICellData>(columns).fill(cell));
}
