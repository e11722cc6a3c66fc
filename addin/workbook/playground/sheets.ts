import { BooleanNumber, BorderStyleTypes } from "@univerjs/core";
import { touches } from "../file/areas";
import { freeSheetName } from "../file/sheet-name";
import type { Workbook } from "../workbook";
import { gridOf, pixelsOf } from "./univer-cells";
import { areaOf, newSheet, sheetNamed, type Sheet, type UniverSpreadsheet } from "./univer-spreadsheet";

/** What a `Workbook` does with sheets as such. */
export function sheetActions(
  spreadsheet: UniverSpreadsheet,
): Pick<Workbook, "sheets" | "addSheet" | "usedArea" | "mergedAreas" | "setLook" | "selection" | "select"> {
  return {
    async sheets({ hidden = false } = {}) {
      const shown = spreadsheet
        .workbook()
        .getSheets()
        .filter((sheet) => hidden || !sheet.isSheetHidden());
      return shown.map((sheet) => sheet.getSheetName());
    },
    async addSheet(name) {
      const taken = spreadsheet
        .workbook()
        .getSheets()
        .map((sheet) => sheet.getSheetName());
      const free = freeSheetName(name, taken);
      newSheet(spreadsheet, free);
      return free;
    },
    async usedArea(name) {
      const sheet = sheetNamed(spreadsheet, name);
      const range = spreadsheet.filledRange(sheet.getSheetId());
      return range && areaOf(sheet, range);
    },
    async mergedAreas(areas) {
      return areas.map((area) => {
        const sheet = sheetNamed(spreadsheet, area.sheet);
        const merged = sheet.getMergeData().map((range) => areaOf(sheet, range.getRange()));
        return merged.filter((each) => touches({ ...each, rows: 1, columns: 1 }, area));
      });
    },
    async setLook(name, { widths, frozenRows, cells }) {
      const sheet = sheetNamed(spreadsheet, name);
      setWidths(spreadsheet, sheet, 0, widths);
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

    async selection() {
      const range = spreadsheet.workbook().getActiveRange();
      return range === null ? undefined : areaOf(spreadsheet.workbook().getActiveSheet(), range.getRange());
    },
    async select(area) {
      const sheet = sheetNamed(spreadsheet, area.sheet);
      spreadsheet.workbook().setActiveSheet(sheet);
      sheet.getRange(area.row, area.column, area.rows, area.columns).activate();
      sheet.scrollToCell(Math.max(0, area.row - 3), Math.max(0, area.column - 1));
    },
  };
}

/** Columns as wide as so many characters. Univer's command would measure the height of every row for each of them. */
export function setWidths(
  spreadsheet: UniverSpreadsheet,
  sheet: Sheet,
  startColumn: number,
  widths: readonly (number | undefined)[],
): void {
  const endColumn = startColumn + widths.length - 1;
  spreadsheet.api.syncExecuteCommand("sheet.mutation.set-worksheet-col-width", {
    unitId: spreadsheet.workbook().getId(),
    subUnitId: sheet.getSheetId(),
    ranges: [{ startRow: 0, endRow: sheet.getMaxRows() - 1, startColumn, endColumn }],
    colWidth: Object.fromEntries(
      widths.flatMap((width, j) => (width === undefined ? [] : [[startColumn + j, pixelsOf(width)]])),
    ),
  });
}
