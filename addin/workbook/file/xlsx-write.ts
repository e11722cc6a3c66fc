import { touches } from "./areas";
import { areaAddress, cellAddress } from "./address";
import { WorkbookFileError } from "./file-error";
import { sheetColumnLimit, sheetRowLimit, widthMargin } from "./sheet-cells";
import { freeSheetName, isSheetName } from "./sheet-name";
import { storedFormula } from "./stored-formula";
import { tableHeaders } from "./table-headers";
import {
  errorNames,
  isFileError,
  type FileCell,
  type SheetFile,
  type TableFile,
  type WorkbookFile,
} from "./workbook-file";
import {
  packageRelationships,
  relations,
  webExtensionParts,
  webExtensionRelation,
  webExtensionTypes,
  xmlHead,
} from "./web-extension";
import { numberedFormats } from "./xlsx-package";
import { escapeCellText, escapeXml } from "./xml";
import { zipPieces, type ZipPart } from "./zip-write";

/** The longest text in a cell that Excel accepts, in characters. */
const cellTextLimit = 32_767;
/** Size in characters of the pieces in which a part is produced. */
const pieceLength = 1 << 16;

/** A sheet whose rows may be generated one by one; they are iterated only once. */
export interface SheetSource extends Omit<SheetFile, "cells"> {
  readonly cells: Iterable<readonly (FileCell | undefined)[]>;
}

/**
 * Writes a workbook as an `.xlsx`: formulas in Excel's stored form with their computed values, spilled results marked
 * as dynamic arrays, texts always as texts, header rows, frozen rows and tables.
 *
 * Adapts what Excel would reject: sheet names are made valid, also in formulas; table headers become unique texts; a
 * result that would spill over a table is written as values.
 * @throws WorkbookFileError `cellTooLong`, `sheetTooLarge`
 */
export function writeXlsx(workbook: WorkbookFile): Uint8Array {
  const pieces = [...xlsxPieces(workbook.sheets)];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** `writeXlsx` piece by piece, in file order. Of the cells, only distinct texts are held in memory. */
export function* xlsxPieces(given: readonly SheetSource[]): Generator<Uint8Array> {
  const styles = new Styles();
  const texts = new SharedTexts();
  const sheets = namedForExcel(given);
  const renamed = new Map(
    given
      .map(({ name }, i): [string, string] => [name.toLowerCase(), sheets[i].name])
      .filter(([before]) => !sheets.some(({ name }) => name.toLowerCase() === before)),
  );
  const book: Book = { styles, texts, renamed };
  const tables: string[] = [];
  yield* zipPieces(
    (function* (): Generator<ZipPart> {
      yield ["[Content_Types].xml", [contentTypes(sheets)]];
      yield ["_rels/.rels", [packageRelations]];
      yield ["xl/workbook.xml", [workbookXml(sheets)]];
      yield ["xl/_rels/workbook.xml.rels", [workbookRelations(sheets)]];
      let tableNumber = 0;
      for (const [i, sheet] of sheets.entries()) {
        const headers = new Map<TableFile, readonly string[]>();
        yield [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, i, tableNumber, book, headers)];
        const sheetTables = sheet.tables ?? [];
        if (sheetTables.length === 0) continue;
        yield [`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, [tableRelations(sheetTables, tableNumber)]];
        for (const table of sheetTables)
          tables.push(
            tableXml(table, headers.get(table) ?? tableHeaders(Array(table.columns)), ++tableNumber),
          );
      }
      for (const [i, xml] of tables.entries()) yield [`xl/tables/table${i + 1}.xml`, [xml]];
      yield ["xl/metadata.xml", [metadataXml]];
      yield ["xl/styles.xml", [styles.xml()]];
      yield ["xl/sharedStrings.xml", texts.xml()];
      for (const [path, xml] of webExtensionParts()) yield [path, [xml]];
    })(),
  );
}

/** State shared by the sheets of a workbook while it is written. */
interface Book {
  readonly styles: Styles;
  readonly texts: SharedTexts;
  /** New sheet names by old ones in lower case. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** The sheets with valid names of sheets and tables, and tables with at least one data row. */
function namedForExcel(sheets: readonly SheetSource[]): SheetSource[] {
  const names: string[] = [];
  const tableNames = new Set<string>();
  const reserved = sheets.map(({ name }) => name).filter(isSheetName);
  return sheets.map((sheet) => {
    const isTaken = names.some((name) => name.toLowerCase() === sheet.name.toLowerCase());
    const isFree = isSheetName(sheet.name) && !isTaken;
    const name = isFree ? sheet.name : freeSheetName(sheet.name, [...names, ...reserved]);
    names.push(name);
    const tables = sheet.tables?.map((table) => ({
      ...table,
      name: freeTableName(table.name, tableNames),
      rows: Math.max(table.rows, 2),
    }));
    return { ...sheet, name, ...(tables !== undefined && { tables }) };
  });
}

/** A table name that is one word, not a cell address, and unique in the workbook. */
function freeTableName(wanted: string, used: Set<string>): string {
  let plain = wanted.replace(/[^\p{L}\p{N}_.]+/gu, "_").slice(0, 240) || "Table";
  if (/^[^\p{L}_]/u.test(plain) || /^(?:[A-Za-z]{1,3}\d+|[RrCc]|[Rr]\d*[Cc]\d*)$/.test(plain))
    plain = `_${plain}`;
  let name = plain;
  for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${plain}_${copy}`;
  used.add(name.toLowerCase());
  return name;
}

/** The distinct cell texts, in order of first appearance. */
class SharedTexts {
  private readonly places = new Map<string, number>();
  private uses = 0;

  place(text: string): number {
    this.uses++;
    let place = this.places.get(text);
    if (place === undefined) this.places.set(text, (place = this.places.size));
    return place;
  }

  *xml(): Generator<string> {
    let piece = `${xmlHead}<sst xmlns="${main}" count="${this.uses}" uniqueCount="${this.places.size}">`;
    for (const text of this.places.keys()) {
      const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
      piece += `<si><t${space}>${escapeCellText(text)}</t></si>`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
    yield `${piece}</sst>`;
  }
}

/** Cell styles: one per number format, again for texts that look like something else, and one for headers. */
class Styles {
  private readonly looks: { readonly format: string; readonly quoted: boolean }[] = [];

  /** Index of the style: 0 plain, 1 header. `quoted` keeps a text a text when a user edits the cell. */
  of(format = "General", quoted = false): number {
    if (format === "General" && !quoted) return 0;
    let at = this.looks.findIndex((look) => look.format === format && look.quoted === quoted);
    if (at < 0) at = this.looks.push({ format, quoted }) - 1;
    return at + 2;
  }

  xml(): string {
    const formats = [...new Set(this.looks.map(({ format }) => format))];
    const ids = new Map(
      formats.map((format, i) => {
        const known = Object.entries(numberedFormats).find(([, each]) => each === format);
        return [format, format === "General" ? 0 : known === undefined ? 164 + i : Number(known[0])];
      }),
    );
    const own = [...ids].flatMap(([format, id]) =>
      id >= 164 ? [`<numFmt numFmtId="${id}" formatCode="${escapeXml(format)}"/>`] : [],
    );
    const looks = this.looks.map(({ format, quoted }) => {
      const quote = quoted ? ' quotePrefix="1"' : "";
      return `<xf numFmtId="${ids.get(format)}" fontId="0" fillId="0" borderId="0" xfId="0"${quote} applyNumberFormat="1"/>`;
    });
    const font = (bold: string, colour: string): string =>
      `<font>${bold}<sz val="12"/><color rgb="${colour}"/><name val="Calibri"/><family val="2"/></font>`;
    return (
      `${xmlHead}<styleSheet xmlns="${main}">` +
      (own.length === 0 ? "" : `<numFmts count="${own.length}">${own.join("")}</numFmts>`) +
      `<fonts count="2">${font("", "FF000000")}${font("<b/>", "FF123B33")}</fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8F0EE"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${looks.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>' +
      looks.join("") +
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleMedium4"/></styleSheet>'
    );
  }
}

/** Matches a text that Excel would turn into a formula or number when a user edits the cell. */
export const takenForMore = /^[=+\-@']|^\s*\d[\d.,]*%?\s*$/;

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
const relationsXml = (all: readonly string[]): string =>
  `${xmlHead}<Relationships xmlns="${packageRelationships}">${all.join("")}</Relationships>`;

const packageRelations = relationsXml([
  relation("rId1", "officeDocument", "xl/workbook.xml"),
  webExtensionRelation,
]);

/** Declares array formulas with `cm="1"` as dynamic, so that they spill. */
const metadataXml = `${xmlHead}<metadata xmlns="${main}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

function contentTypes(sheets: readonly SheetSource[]): string {
  const override = (part: string, kind: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${contentType}.${kind}+xml"/>`;
  const tables = sheets.reduce((sum, sheet) => sum + (sheet.tables?.length ?? 0), 0);
  return (
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override("workbook", "sheet.main") +
    sheets.map((_, i) => override(`worksheets/sheet${i + 1}`, "worksheet")).join("") +
    Array.from({ length: tables }, (_, i) => override(`tables/table${i + 1}`, "table")).join("") +
    override("styles", "styles") +
    override("sharedStrings", "sharedStrings") +
    override("metadata", "sheetMetadata") +
    webExtensionTypes +
    "</Types>"
  );
}

/**
 * The version of Excel that calculated last. Without it Excel recalculates on opening ([MS-OI29500] 2.1.565), and the
 * values of the add-in's functions would be lost if the add-in is missing.
 */
const calculation = '<calcPr calcId="191029"/>';

function workbookXml(sheets: readonly SheetSource[]): string {
  const names = sheets
    .map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join("");
  return `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names}</sheets>${calculation}</workbook>`;
}

function workbookRelations(sheets: readonly SheetSource[]): string {
  const targets: [type: string, target: string][] = [
    ...sheets.map((_, i): [string, string] => ["worksheet", `worksheets/sheet${i + 1}.xml`]),
    ["styles", "styles.xml"],
    ["sharedStrings", "sharedStrings.xml"],
    ["sheetMetadata", "metadata.xml"],
  ];
  return relationsXml(targets.map(([type, target], i) => relation(`rId${i + 1}`, type, target)));
}

function tableRelations(tables: readonly TableFile[], before: number): string {
  const numbers = tables.map((_, i) => before + i + 1);
  return relationsXml(
    numbers.map((number) => relation(`rIdTable${number}`, "table", `../tables/table${number}.xml`)),
  );
}

/** The part of a sheet; stores the column names of its tables in `headers`. */
function* sheetXml(
  sheet: SheetSource,
  index: number,
  tablesBefore: number,
  book: Book,
  headers: Map<TableFile, readonly string[]>,
): Generator<string> {
  const headerRows = new Set(sheet.headerRows);
  const tables = sheet.tables ?? [];
  const columns = (sheet.widths ?? []).flatMap((width, i) =>
    width === undefined
      ? []
      : [`<col min="${i + 1}" max="${i + 1}" width="${width + widthMargin}" customWidth="1"/>`],
  );
  let piece =
    `${xmlHead}<worksheet xmlns="${main}" xmlns:r="${relations}">${viewXml(sheet, index === 0)}` +
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
    for (const table of tables) {
      if (table.row !== row) continue;
      const names = tableHeaders(Array.from({ length: table.columns }, (_, j) => cells[table.column + j]));
      headers.set(table, names);
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
  piece += "</sheetData>";
  if (tables.length > 0) {
    const parts = tables.map((_, i) => `<tablePart r:id="rIdTable${tablesBefore + i + 1}"/>`);
    piece += `<tableParts count="${tables.length}">${parts.join("")}</tableParts>`;
  }
  yield `${piece}</worksheet>`;
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

function tableXml(table: TableFile, headers: readonly string[], number: number): string {
  const area = areaAddress(table.row, table.column, table.rows, table.columns);
  const columns = headers
    .map(
      (name, j) => `<tableColumn id="${j + 1}" name="${escapeCellText(name).replaceAll("\n", "_x000a_")}"/>`,
    )
    .join("");
  return `${xmlHead}<table xmlns="${main}" id="${number}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${table.columns}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}
