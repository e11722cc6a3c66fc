import { CrmError, type Language } from "@crm-functions/core";
import { writeXlsx } from "../file";
import { englishSeparators, type CellValue, type Workbook } from "../workbook";
import { inAreas, put, valuesOf } from "./cells";
import { formulaActions } from "./formulas";
import { sheetActions } from "./sheets";
import { addColumns, ensureTable } from "./table-columns";
import { rowActions } from "./table-rows";
import { infoOf, keepNotes, notesOf, startTables, tablesOf } from "./tables";
import { writtenCells } from "./univer-cells";
import { areaOf, sheetNamed, type UniverSpreadsheet } from "./univer-spreadsheet";

interface PlaygroundWorkbookOptions {
  readonly spreadsheet: UniverSpreadsheet;
  readonly language: () => Language;
  /** True if the page simulates an old Excel. */
  readonly hidesBlanksAsZeros: () => boolean;
}

/** The playground's spreadsheet as the `Workbook` that the task pane works in. */
export function createPlaygroundWorkbook(options: PlaygroundWorkbookOptions): Workbook {
  const { spreadsheet } = options;
  const page = startTables(spreadsheet);
  let quiet = 0;

  return {
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

    ...sheetActions(spreadsheet),
    async addCharts() {
      throw new CrmError("value", "notPossibleHere");
    },
    read: (areas) =>
      inAreas<CellValue>(spreadsheet, areas, (sheet, ...place) => valuesOf(spreadsheet, sheet, ...place)),
    async write(writes) {
      const targets = writes.map(({ area }) => sheetNamed(spreadsheet, area.sheet));
      writes.forEach(({ area, values }, k) => put(targets[k], area.row, area.column, writtenCells(values)));
    },

    tables: async () => tablesOf(page).map((table) => infoOf(page, table)),
    ensureTable: async (layout) => ensureTable(page, layout),
    addColumns: async (name, columns) => addColumns(page, name, columns),
    ...rowActions(page),
    ...formulaActions(page),

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
        for (const table of tablesOf(page)) {
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
    onSelectionChange(listener) {
      const { Event } = spreadsheet.api;
      const subscription = spreadsheet.api.addEvent(Event.SelectionChanged, ({ worksheet, selections }) => {
        const range = selections.at(-1);
        if (range !== undefined) listener(areaOf(worksheet, range));
      });
      return () => subscription.dispose();
    },

    async forgetHistory() {
      spreadsheet.forgetHistory();
      return true;
    },
    readSetting: async (name) => notesOf(page).settings[name],
    async writeSetting(name, value) {
      keepNotes(page, { settings: { ...notesOf(page).settings, [name]: value } });
    },
    exportFile: async () => writeXlsx(spreadsheet.file()),
  };
}
