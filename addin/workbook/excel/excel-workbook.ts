/// <reference types="office-js" />
import { languageOf } from "@crm-functions/core";
import { mustBeFormula } from "../local-formula";
import { englishSeparators, type ActionOptions, type Workbook } from "../workbook";
import { areaOf, rangeOf } from "./areas";
import { blanksHiddenByVersion, hidesBlanks } from "./blanks";
import { addCharts, removeCharts } from "./charts";
import { told } from "./errors";
import { changeEvents } from "./events";
import { readFormulas, readValues } from "./excel-cells";
import { exportFile } from "./export-file";
import { calculated, resultOf } from "./formula-results";
import { readMerged } from "./merged-areas";
import { makeQuiet } from "./quiet";
import { readAreas } from "./read-areas";
import { readTable } from "./read-table";
import { appendRows, deleteRows, insertRows, writeCells, type Abilities, type TableChange } from "./rows";
import { makeRunner, supports, type Batch, type RunOptions } from "./run";
import { readSelection, select } from "./selection";
import { readSeparators } from "./separators";
import { setLook } from "./sheet-look";
import { addSheet, forgetHistory, sheetNames, usedArea } from "./sheets";
import { tablesOf } from "./table";
import { addColumns, ensureTable } from "./table-columns";
import { writeAreas } from "./write-cells";

/**
 * The workbook open in Excel, through Office.js (ExcelApi 1.9; spilled formulas 1.12). Call it after `Office.onReady`.
 *
 * Each method loads what it needs in one round trip and writes in one, or in several if the data exceed what Excel
 * accepts at once.
 *
 * @param patience milliseconds after which the user learns that work waits for a cell being edited
 */
export function createExcelWorkbook(patience = 2000): Workbook {
  const runner = makeRunner(patience);
  const { run, look, onWaiting } = runner;
  const { quietly, isQuiet } = makeQuiet(runner);

  const abilities = (): Abilities => ({
    // The npm build of Office.js does not know `valuesAsJson`, even if Excel does, and would drop its values.
    json: supports("1.16") && "valuesAsJson" in Excel.Range.prototype,
    resize: supports("1.13"),
  });

  const onTable = <Result>(
    name: string,
    batch: (context: Excel.RequestContext, table: Excel.Table) => Promise<Result>,
    runOptions: RunOptions = { undoable: true },
  ) =>
    told(
      run((context) => batch(context, context.workbook.tables.getItem(name)), runOptions),
      name,
      "tableNotFound",
    );
  /** The action that changes a table as `change` does. */
  const changing =
    <Given>(change: (change: TableChange, given: Given) => Promise<void>) =>
    (name: string, given: Given, options: ActionOptions = {}) =>
      onTable(name, (context, table) => change({ context, table, abilities: abilities(), options }, given));
  const onSheets = <Result>(
    areas: readonly { readonly sheet: string }[],
    batch: Batch<Result>,
    runOptions?: RunOptions,
  ) =>
    told(run(batch, runOptions), [...new Set(areas.map(({ sheet }) => sheet))].join(", "), "sheetNotFound");

  return {
    language: languageOf(Office.context.displayLanguage),
    onWaiting,
    checkBlanks: () => quietly(() => run(hidesBlanks)),
    capabilities: async () => ({
      hidesBlanksAsZeros: blanksHiddenByVersion(),
      structuredReferences: true,
      charts: true,
      separators: supports("1.11") ? await look(readSeparators) : englishSeparators,
      canExport: true,
    }),

    addSheet: (name) =>
      told(
        run((context) => addSheet(context, name)),
        name,
      ),
    setLook: (name, look) => onSheets([{ sheet: name }], (context) => setLook(context, name, look)),
    async addCharts(charts) {
      const added = await onSheets(
        charts.map(({ place }) => place),
        (context) => addCharts(context, charts),
      );
      return () => run((context) => removeCharts(context, added));
    },
    sheets: ({ hidden = false } = {}) => look((context) => sheetNames(context, hidden)),
    usedArea: (name) => onSheets([{ sheet: name }], (context) => usedArea(context, name)),
    async mergedAreas(areas) {
      if (!supports("1.13")) return areas.map(() => []);
      const merged = await onSheets(areas, (context) => readAreas(context, areas, readMerged), {
        reads: true,
      });
      return merged.map((found, i) => found.flat().map((range) => areaOf(areas[i].sheet, range)));
    },
    read: (areas) => onSheets(areas, (context) => readAreas(context, areas, readValues), { reads: true }),
    write: (writes) =>
      onSheets(
        writes.map(({ area }) => area),
        (context) => writeAreas(context, writes, abilities().json),
        { undoable: true },
      ),

    tables: () => look(tablesOf),
    ensureTable: (layout) =>
      told(
        run((context) => ensureTable(context, layout)),
        layout.sheet,
      ),
    addColumns: (name, columns) => onTable(name, (context, table) => addColumns(context, table, columns)),
    readTable: (name, columns, options) =>
      onTable(name, (context, table) => readTable(context, table, columns, options), { reads: true }),
    appendRows: changing(appendRows),
    insertRows: changing(insertRows),
    writeTable: changing(writeCells),
    deleteRows: changing(deleteRows),

    quietly,
    ...changeEvents(runner, isQuiet),

    selection: () => look(readSelection),
    select: (area) => onSheets([area], (context) => select(context, area)),

    async insertFormula(cell, formula) {
      mustBeFormula(formula);
      return onSheets([cell], async (context) => {
        const range = rangeOf(context, cell);
        range.formulas = Array.from({ length: cell.rows }, () => Array<string>(cell.columns).fill(formula));
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

    calculated: () => look(calculated),
    async forgetHistory() {
      await quietly(() => run(forgetHistory));
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
    exportFile,
  };
}
