import { areaAddress, cellAddress } from "./address";
import { touches } from "./areas";
import { takenForMore, type Styles } from "./cell-styles";
import { WorkbookFileError } from "./file-error";
import { tableXml } from "./package-parts";
import type { SharedTexts } from "./shared-texts";
import { sheetColumnLimit, sheetRowLimit, widthMargin } from "./sheet-cells";
import { storedFormula } from "./stored-formula";
import { tableHeaders } from "./table-headers";
import { errorNames, isFileError, type FileCell, type SheetSource, type TableFile } from "./workbook-file";
import { mainNamespace, pieceLength, relations, xmlHead } from "./xlsx-xml";
import { escapeCellText, escapeXml } from "./xml";

/** The longest text in a cell that Excel accepts, in characters. */
const cellTextLimit = 32_767;

/** State shared by the sheets of a workbook while it is written. */
export interface Book {
  readonly styles: Styles;
  readonly texts: SharedTexts;
  /** New sheet names by old ones in lower case. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The parts of the tables, filled in with the sheets, and how many are of the sheets before. */
  readonly tables: string[];
  readonly tablesBefore: number;
}

/** The part of a sheet; puts those of its tables into `book.tables`. */
export function* sheetXml(sheet: SheetSource, isFirst: boolean, book: Book): Generator<string> {
  const { tablesBefore } = book;
  const headerRows = new Set(sheet.headerRows);
  const tables = sheet.tables ?? [];
  const columns = (sheet.widths ?? []).flatMap((width, i) =>
    width === undefined
      ? []
      : [`<col min="${i + 1}" max="${i + 1}" width="${width + widthMargin}" customWidth="1"/>`],
  );
  let piece =
    `${xmlHead}<worksheet xmlns="${mainNamespace}" xmlns:r="${relations}">${viewXml(sheet, isFirst)}` +
    `${columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`}<sheetData>`;
  let row = 0;
  for (let cells of withRowsTo(Math.max(-1, ...tables.map((table) => table.row)), sheet.cells)) {
    if (row >= sheetRowLimit || cells.length > sheetColumnLimit) {
      throw new WorkbookFileError("sheetTooLarge", {
        sheet: sheet.name,
        rows: sheetRowLimit,
        columns: sheetColumnLimit,
      });
    }
    for (const [i, table] of tables.entries()) {
      if (table.row !== row) continue;
      const names = tableHeaders(Array.from({ length: table.columns }, (_, j) => cells[table.column + j]));
      book.tables[tablesBefore + i] = tableXml(table, names, tablesBefore + i + 1);
      const headed = [...cells];
      names.forEach((value, j) => (headed[table.column + j] = { value }));
      cells = headed;
    }
    piece += rowXml(sheet, row, cells, headerRows.has(row), book);
    row++;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  piece += `</sheetData>${mergesXml(sheet)}`;
  if (tables.length > 0) {
    const parts = tables.map((_, i) => `<tablePart r:id="rIdTable${tablesBefore + i + 1}"/>`);
    piece += `<tableParts count="${tables.length}">${parts.join("")}</tableParts>`;
  }
  yield `${piece}</worksheet>`;
}

/** The merged cells, but not those in a table, where Excel takes the file for damaged. */
function mergesXml({ merges = [], tables = [] }: SheetSource): string {
  const places = merges
    .filter((area) => !tables.some((table) => touches(area, table)))
    .map(({ row, column, rows, columns }) => `<mergeCell ref="${areaAddress(row, column, rows, columns)}"/>`);
  return places.length === 0 ? "" : `<mergeCells count="${places.length}">${places.join("")}</mergeCells>`;
}

/** The rows, extended with blank ones down to row `last`, the lowest header row of a table. */
function* withRowsTo(last: number, rows: SheetSource["cells"]): Generator<readonly (FileCell | undefined)[]> {
  let count = 0;
  for (const row of rows) {
    yield row;
    count++;
  }
  for (; count <= last; count++) yield [];
}

function viewXml(sheet: SheetSource, isFirst: boolean): string {
  const { rows, columns } = sheet.frozen ?? { rows: 0, columns: 0 };
  const pane =
    rows === 0 && columns === 0
      ? ""
      : `<pane${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""} topLeftCell="${cellAddress(rows, columns)}" activePane="${rows > 0 ? (columns > 0 ? "bottomRight" : "bottomLeft") : "topRight"}" state="frozen"/>`;
  return `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews>`;
}

function rowXml(
  sheet: SheetSource,
  row: number,
  cells: readonly (FileCell | undefined)[],
  isHeader: boolean,
  book: Book,
): string {
  let xml = "";
  const tables = sheet.tables ?? [];
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (cell === undefined) continue;
    if (typeof cell.value === "string" && cell.value.length > cellTextLimit) {
      throw new WorkbookFileError("cellTooLong", {
        sheet: sheet.name,
        cell: cellAddress(row, column),
        length: cell.value.length,
        limit: cellTextLimit,
      });
    }
    const quoted =
      cell.formula === undefined &&
      typeof cell.value === "string" &&
      cell.format !== "@" &&
      takenForMore.test(cell.value);
    const style = isHeader ? 1 : book.styles.of(cell.format, quoted);
    xml += cellXml(cell, row, column, style, tables, book);
  }
  return xml === "" ? "" : `<row r="${row + 1}">${xml}</row>`;
}

function cellXml(
  cell: FileCell,
  row: number,
  column: number,
  style: number,
  tables: readonly TableFile[],
  { texts, renamed }: Book,
): string {
  const address = cellAddress(row, column);
  const look = style === 0 ? "" : ` s="${style}"`;
  const { value, spill } = cell;
  // Excel does not allow an array in a table: its result is written as values.
  const isLost =
    spill !== undefined &&
    spill.rows * spill.columns > 1 &&
    tables.some((each) => touches(each, { row, column, ...spill }));
  if (cell.formula === undefined || isLost) {
    if (value === null) return style === 0 ? "" : `<c r="${address}"${look}/>`;
    if (typeof value === "string") return `<c r="${address}"${look} t="s"><v>${texts.place(value)}</v></c>`;
    const [type, text] = storedValue(value);
    return `<c r="${address}"${look}${type}><v>${text}</v></c>`;
  }
  const { formula, isArray } = storedFormula(cell.formula, {
    table: tables.find((each) => touches(each, { row, column, rows: 1, columns: 1 }))?.name,
    sheets: renamed,
  });
  const [type, text] =
    typeof value === "string" || value === null
      ? [' t="str"', escapeCellText(value ?? "")]
      : storedValue(value);
  const spills = spill !== undefined || isArray;
  const area = spills
    ? ` t="array" ref="${areaAddress(row, column, spill?.rows ?? 1, spill?.columns ?? 1)}"`
    : "";
  return `<c r="${address}"${look}${type}${spills ? ' cm="1"' : ""}><f${area}>${escapeXml(formula)}</f><v>${text}</v></c>`;
}

function storedValue(
  value: number | boolean | { readonly error: string },
): readonly [type: string, text: string] {
  // An error unknown to the file format is stored as #VALUE!, as Excel does.
  if (isFileError(value)) return [' t="e"', errorNames.includes(value.error) ? value.error : "#VALUE!"];
  if (typeof value === "boolean") return [' t="b"', value ? "1" : "0"];
  return Number.isFinite(value) ? ["", String(value)] : [' t="e"', "#NUM!"];
}
