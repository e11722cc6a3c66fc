/// <reference types="office-js" />
import { CrmError, languageOf, type MessageKey } from "@crm-functions/core";
import {
  englishSeparators,
  type ActionOptions,
  type Area,
  type Capabilities,
  type CellValue,
  type ColumnLayout,
  type FormulaSeparators,
  type TableInfo,
  type TableLayout,
  type Workbook,
} from "../workbook";
import { addCharts, removeCharts } from "./charts";
import { sheetRowLimit } from "../file/sheet-cells";
import { freeSheetName } from "../file/sheet-name";
import { areaOf, rangeOf } from "./areas";
import { blanksHiddenByVersion } from "./blanks";
import { columnRule, numberFormatOf } from "./column-rule";
import { toldError } from "./errors";
import { readFormulas, readValues } from "./excel-cells";
import { readAreas } from "./read-areas";
import { appendRows, deleteRows, insertRows, writeCells, type Abilities, type TableChange } from "./rows";
import { setLook } from "./sheet-look";
import { codeOf, makeRunner, pause, type Batch, type RunOptions } from "./run";
import { stopIfAsked } from "../in-slices";
import { mustBeFormula } from "../local-formula";
import { runsOf } from "../runs";
import { infoOf, loadTable, loadTableToChange, mustBeChangeable } from "./table";
import { writeAreas } from "./write-cells";

/**
 * How often, and at what interval in milliseconds, a formula that is still calculating is read again: for about 20
 * seconds in total, because the runtime of custom functions takes time to start.
 */
const busyTries = 60;
const busyWait = (tries: number) => Math.min(25 * tries, 400);

/**
 * The workbook open in Excel, through Office.js (ExcelApi 1.9; spilled formulas 1.12). Call it after `Office.onReady`.
 *
 * Each method loads what it needs in one round trip and writes in one, or in several if the data exceed what Excel
 * accepts at once.
 *
 * @param patience milliseconds after which the user learns that work waits for a cell being edited
 */
export function createExcelWorkbook(patience = 2000): Workbook {
  let quiet = 0;
  const { run, asOneUndo, onWaiting } = makeRunner(patience);

  const supports = (version: string) => Office.context.requirements.isSetSupported("ExcelApi", version);

  const abilities = (): Abilities => ({
    // The npm build of Office.js does not know `valuesAsJson`, even if Excel does, and would drop its values.
    json: supports("1.16") && "valuesAsJson" in Excel.Range.prototype,
    resize: supports("1.13"),
  });

  /** Runs a batch that only reads; transient failures are retried. */
  const look = <Result>(batch: Batch<Result>) => run(batch, { reads: true });

  /** Translates errors of Excel into messages for users. */
  async function told<Result>(
    name: string,
    missing: MessageKey | undefined,
    work: Promise<Result>,
  ): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw toldError(error, name, missing);
    }
  }
  const onTable = <Result>(
    name: string,
    batch: (context: Excel.RequestContext, table: Excel.Table) => Promise<Result>,
    runOptions: RunOptions = { undoable: true },
  ) =>
    told(
      name,
      "tableNotFound",
      run((context) => batch(context, context.workbook.tables.getItem(name)), runOptions),
    );
  const changeTable = (
    name: string,
    options: ActionOptions = {},
    work: (change: TableChange) => Promise<void>,
  ) => onTable(name, (context, table) => work({ context, table, abilities: abilities(), options }));
  const onSheets = <Result>(
    areas: readonly { readonly sheet: string }[],
    batch: Batch<Result>,
    runOptions?: RunOptions,
  ) =>
    told([...new Set(areas.map(({ sheet }) => sheet))].join(", "), "sheetNotFound", run(batch, runOptions));

  /** Sets format, width and validation rule of columns; `cells` returns the ranges for column `j`. */
  function formatColumns(
    columns: readonly ColumnLayout[],
    cells: (j: number) => { readonly format: Excel.Range; readonly rule: Excel.Range },
  ): void {
    columns.forEach((column, j) => {
      const { format, rule: ruled } = cells(j);
      format.numberFormat = numberFormatOf(column.format) as unknown as string[][];
      if (column.width !== undefined) format.format.columnWidth = column.width * 6;
      const rule = column.rule && columnRule(column.rule);
      if (rule === undefined) return;
      ruled.dataValidation.rule = rule;
      // Excel's dialog accepts 32 characters.
      const title = column.header.slice(0, 32);
      ruled.dataValidation.errorAlert = { showAlert: true, style: "Warning", title, message: "" };
    });
  }

  /** The table with the layout's name; if missing, created one column to the right of the sheet's contents. */
  async function ensureTable(context: Excel.RequestContext, layout: TableLayout): Promise<TableInfo> {
    const { tables, names, worksheets, protection } = context.workbook;
    tables.load("items/name");
    names.load("items/name");
    protection.load("protected");
    let sheet = worksheets.getItemOrNullObject(layout.sheet);
    sheet.load("name");
    sheet.protection.load("protected");
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load("columnIndex,columnCount");
    await context.sync();
    const has = (items: readonly { readonly name: string }[], name: string) =>
      items.some((item) => item.name.toLowerCase() === name.toLowerCase());
    let name = layout.name;
    // Tables and defined names share one namespace. A table with another name is recognised by its headers.
    for (let i = 2; !has(tables.items, name) && has(names.items, name); i++) name = `${layout.name}_${i}`;
    if (!has(tables.items, name)) {
      let column = 0;
      if (sheet.isNullObject) {
        if (protection.protected) throw new CrmError("value", "structureProtected");
        sheet = worksheets.add(layout.sheet);
      } else {
        if (sheet.protection.protected) throw new CrmError("value", "sheetProtected", { name: layout.sheet });
        if (!used.isNullObject) column = used.columnIndex + used.columnCount + 1;
      }
      const width = layout.columns.length;
      formatColumns(layout.columns, (j) => ({
        format: sheet.getRangeByIndexes(0, column + j, sheetRowLimit, 1),
        rule: sheet.getRangeByIndexes(1, column + j, sheetRowLimit - 1, 1),
      }));
      sheet.getRangeByIndexes(0, column, 1, width).values = [layout.columns.map(({ header }) => header)];
      sheet.tables.add(sheet.getRangeByIndexes(0, column, 2, width), true).name = name;
    }
    const loaded = loadTable(tables.getItem(name));
    await context.sync();
    return infoOf(loaded);
  }

  async function setEvents(enabled: boolean): Promise<void> {
    await run(async (context) => {
      context.runtime.enableEvents = enabled;
      await context.sync();
    });
  }

  /** Keeps retrying, because events stay off for the whole workbook until they are enabled again. */
  async function eventsOn(wait = 1000): Promise<void> {
    try {
      if (quiet === 0) await setEvents(true);
    } catch (error) {
      console.error(error);
      setTimeout(() => void eventsOn(Math.min(2 * wait, 30_000)), wait);
    }
  }

  /** The values of a formula and of the cells it spills into; waits while Excel is still calculating. */
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
        // Excel can only compute a result in a cell: uses a temporary hidden sheet.
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

  /** The name of a table or sheet; undefined if it is gone. */
  const nameOf = (find: (workbook: Excel.Workbook) => Excel.Table | Excel.Worksheet) =>
    look(async (context) => {
      const found = find(context.workbook);
      found.load("name");
      await context.sync();
      return found.isNullObject ? undefined : found.name;
    });

  /** Attaches an event handler in the background and returns a function that detaches it. */
  function listen<Args>(
    attach: (context: Excel.RequestContext) => OfficeExtension.EventHandlerResult<Args>,
  ): () => void {
    let ended = false;
    const attached = run(async (context) => {
      const result = attach(context);
      await context.sync();
      return result;
    });
    attached.catch(console.error);
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
        .catch(console.error);
    };
  }

  const workbook: Workbook = {
    language: languageOf(Office.context.displayLanguage),
    onWaiting,
    checkBlanks: hidesBlanks,
    async capabilities(): Promise<Capabilities> {
      return {
        hidesBlanksAsZeros: blanksHiddenByVersion(),
        structuredReferences: true,
        charts: true,
        separators: supports("1.11") ? await look(readSeparators) : englishSeparators,
        canExport: true,
      };
    },

    addSheet: (name) =>
      told(
        name,
        undefined,
        run(async (context) => {
          const { worksheets, protection } = context.workbook;
          worksheets.load("items/name");
          protection.load("protected");
          await context.sync();
          if (protection.protected) throw new CrmError("value", "structureProtected");
          const taken = worksheets.items.map((sheet) => sheet.name);
          const free = freeSheetName(name, taken);
          worksheets.add(free);
          await context.sync();
          return free;
        }),
      ),
    setLook: (name, look) => onSheets([{ sheet: name }], async (context) => setLook(context, name, look)),
    async addCharts(charts) {
      const added = await onSheets(
        charts.map(({ place }) => place),
        (context) => addCharts(context, charts),
      );
      return () => run((context) => removeCharts(context, added));
    },
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
        (context) => writeAreas(context, writes, abilities().json),
        { undoable: true },
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
      told(
        layout.sheet,
        undefined,
        run((context) => ensureTable(context, layout)),
      ),
    addColumns: (name, columns) =>
      onTable(name, async (context, table) => {
        const before = loadTableToChange(table);
        await context.sync();
        mustBeChangeable(before);
        for (const column of columns) table.columns.add(undefined, undefined, column.header);
        const body = table.getDataBodyRange();
        formatColumns(columns, (j) => {
          const cells = body.getColumn(before.header.columnCount + j);
          return { format: cells, rule: cells };
        });
        const loaded = loadTable(table);
        await context.sync();
        return infoOf(loaded);
      }),
    readTable: (name, columns, actionOptions = {}) =>
      onTable(
        name,
        async (context, table) => {
          const loaded = loadTable(table);
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
        },
        { reads: true },
      ),
    appendRows: (name, rows, actionOptions) =>
      changeTable(name, actionOptions, (change) => appendRows(change, rows)),
    insertRows: (name, rows, actionOptions) =>
      changeTable(name, actionOptions, (change) => insertRows(change, rows)),
    writeTable: (name, writes, actionOptions) =>
      changeTable(name, actionOptions, (change) => writeCells(change, writes)),
    deleteRows: (name, rows, actionOptions) =>
      changeTable(name, actionOptions, (change) => deleteRows(change, rows)),

    async quietly(work) {
      if (quiet++ === 0) await setEvents(false);
      try {
        return await asOneUndo(work);
      } finally {
        if (--quiet === 0) await eventsOn();
      }
    },
    onTableChange: (listener) =>
      listen((context) =>
        context.workbook.tables.onChanged.add(async ({ tableId }) => {
          if (quiet > 0) return;
          const name = await nameOf((workbook) => workbook.tables.getItemOrNullObject(tableId));
          if (name !== undefined) listener(name);
        }),
      ),
    onSheetChange(listener) {
      const heard = async ({ worksheetId }: { readonly worksheetId: string }) => {
        if (quiet > 0) return;
        const name = await nameOf((workbook) => workbook.worksheets.getItemOrNullObject(worksheetId));
        if (name !== undefined) listener(name);
      };
      // Edits by users and co-authors, and the formula results that follow.
      const ends = [
        listen(({ workbook: { worksheets } }) => worksheets.onChanged.add(heard)),
        listen(({ workbook: { worksheets } }) => worksheets.onCalculated.add(heard)),
      ];
      return () => ends.forEach((end) => end());
    },

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
        const sheet = context.workbook.worksheets.getItem(area.sheet);
        sheet.load("visibility");
        await context.sync();
        if (sheet.visibility !== "Visible") throw new CrmError("value", "sheetHidden", { name: area.sheet });
        sheet.activate();
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
    async writeFormulas(formulas) {
      for (const { formula } of formulas) mustBeFormula(formula);
      await onSheets(
        formulas.map(({ cell }) => cell),
        async (context) => {
          for (const { cell, formula } of formulas) rangeOf(context, cell).formulas = [[formula]];
          await context.sync();
        },
      );
    },
    formulas: (areas) =>
      onSheets(areas, (context) => readAreas(context, areas, readFormulas), { reads: true }),

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
    /**
     * Adding and deleting a sheet cannot be undone and, according to Microsoft ("Undo support with the Excel JavaScript
     * API"), clears the undo history. Not every version does so (office-js issue 6453), and an add-in cannot tell.
     */
    async forgetHistory() {
      await workbook.quietly(() =>
        run(async (context) => {
          const { protection, worksheets } = context.workbook;
          protection.load("protected");
          await context.sync();
          if (protection.protected) return;
          const sheet = worksheets.add(`crm-${Date.now().toString(36)}`);
          sheet.visibility = "Hidden";
          sheet.delete();
          await context.sync();
        }),
      );
      return false;
    },

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
    exportFile: exportCompressed,
  };

  /** Finds out whether functions receive 0 for a blank cell, as in older builds. */
  async function hidesBlanks(): Promise<boolean | undefined> {
    const [[value]] = await preview("=CRM.NEEDSCORE(Z99:Z99,{1})");
    if (value === 0) return true;
    if (value === null || value === "") return false;
    return typeof value === "object" && value.error === "#N/A" ? false : undefined;
  }

  return workbook;
}

/** Excel reports only the decimal mark; if that is a comma, arguments are separated by semicolons. */
async function readSeparators(context: Excel.RequestContext): Promise<FormulaSeparators> {
  const { application } = context;
  application.load("decimalSeparator");
  await context.sync();
  if (application.decimalSeparator !== ",") return englishSeparators;
  // German and French separate the columns of an array by a point, other languages by a backslash.
  const points = /^(de|fr)\b/i.test(Office.context.contentLanguage ?? "");
  return { list: ";", decimal: ",", arrayColumn: points ? "." : "\\" };
}

async function readSelection(context: Excel.RequestContext): Promise<Area | undefined> {
  const range = context.workbook.getSelectedRange();
  range.load("rowIndex,columnIndex,rowCount,columnCount");
  range.worksheet.load("name");
  try {
    await context.sync();
  } catch (error) {
    // A chart, or several areas at once: not a single area of cells.
    if (codeOf(error) === "InvalidSelection") return undefined;
    throw error;
  }
  return areaOf(range.worksheet.name, range);
}

/** The file as Excel would save it, read slice by slice. */
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
