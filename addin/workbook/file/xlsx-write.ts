import { Zip, ZipDeflate } from "fflate";
import { areaAddress, cellAddress, columnLetters } from "./address";
import { WorkbookFileError } from "./file-error";
import { sheetColumnLimit, sheetRowLimit } from "./sheet-cells";
import { toStoredFormula } from "./stored-formula";
import {
  errorNames,
  isFileError,
  type FileCell,
  type SheetFile,
  type TableFile,
  type WorkbookFile,
} from "./workbook-file";
import { numberedFormats } from "./xlsx-package";
import { widthMargin } from "./xlsx-read";
import { escapeCellText, escapeXml } from "./xml";

/** The most characters that Excel takes in a cell. */
const cellTextLimit = 32_767;
/** Characters of a part that are handed on at once. */
const pieceLength = 1 << 16;

/** A sheet whose rows may come one by one, from a generator that is read once. */
export interface SheetSource extends Omit<SheetFile, "cells"> {
  readonly cells: Iterable<readonly (FileCell | undefined)[]>;
}

/**
 * A workbook as the bytes of an `.xlsx`: formulas in Excel's stored form with their computed values, spilled results
 * with the dynamic array mark, texts as texts however they look, header rows, frozen rows and tables.
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

/** The same piece by piece, in the order of the file. Of the cells only their texts are kept, each once. */
export function* xlsxPieces(sheets: readonly SheetSource[]): Generator<Uint8Array> {
  const styles = new Styles();
  const texts = new SharedTexts();
  const tables: string[] = [];
  yield* zipPieces(
    (function* (): Generator<readonly [path: string, xml: Iterable<string>]> {
      yield ["[Content_Types].xml", [contentTypes(sheets)]];
      yield ["_rels/.rels", [packageRelations]];
      yield ["xl/workbook.xml", [workbookXml(sheets)]];
      yield ["xl/_rels/workbook.xml.rels", [workbookRelations(sheets)]];
      let tableNumber = 0;
      for (const [i, sheet] of sheets.entries()) {
        const headers = new Map<number, readonly (FileCell | undefined)[]>();
        yield [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, i, tableNumber, styles, texts, headers)];
        const sheetTables = sheet.tables ?? [];
        if (sheetTables.length === 0) continue;
        yield [`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, [tableRelations(sheetTables, tableNumber)]];
        for (const table of sheetTables)
          tables.push(tableXml(table, headers.get(table.row) ?? [], ++tableNumber));
      }
      for (const [i, xml] of tables.entries()) yield [`xl/tables/table${i + 1}.xml`, [xml]];
      yield ["xl/metadata.xml", [metadataXml]];
      yield ["xl/styles.xml", [styles.xml()]];
      yield ["xl/sharedStrings.xml", texts.xml()];
    })(),
  );
}

/** Parts as the bytes of a zip; always the same for the same parts. */
function* zipPieces(parts: Iterable<readonly [path: string, xml: Iterable<string>]>): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    ready.push(piece);
  });
  const encoder = new TextEncoder();
  function take(): Uint8Array[] {
    const pieces = ready;
    ready = [];
    return pieces;
  }
  for (const [path, xml] of parts) {
    const part = new ZipDeflate(path, { level: 6 });
    part.mtime = new Date(1980, 0, 1);
    zip.add(part);
    for (const piece of xml) {
      part.push(encoder.encode(piece));
      for (const bytes of take()) yield bytes;
    }
    part.push(new Uint8Array(), true);
    for (const bytes of take()) yield bytes;
  }
  zip.end();
  for (const bytes of take()) yield bytes;
}

/** Every text of a cell once, in the order in which they appear. */
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

/** The looks of cells: a style for each number format, and one for headers. */
class Styles {
  private readonly formats: string[] = [];

  /** 0 is a plain cell, 1 a header. */
  of(format: string | undefined): number {
    if (format === undefined || format === "General") return 0;
    let at = this.formats.indexOf(format);
    if (at < 0) at = this.formats.push(format) - 1;
    return at + 2;
  }

  xml(): string {
    const ids = this.formats.map((format, i) => {
      const known = Object.entries(numberedFormats).find(([, each]) => each === format);
      return known === undefined ? 164 + i : Number(known[0]);
    });
    const own = this.formats.flatMap((format, i) =>
      ids[i] === 164 + i ? [`<numFmt numFmtId="${ids[i]}" formatCode="${escapeXml(format)}"/>`] : [],
    );
    return (
      `${xmlHead}<styleSheet xmlns="${main}">` +
      (own.length === 0 ? "" : `<numFmts count="${own.length}">${own.join("")}</numFmts>`) +
      '<fonts count="2"><font><sz val="12"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>' +
      '<font><b/><sz val="12"/><color rgb="FF123B33"/><name val="Calibri"/><family val="2"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8F0EE"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${ids.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>' +
      ids
        .map(
          (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
        )
        .join("") +
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleMedium4"/></styleSheet>'
    );
  }
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const packageRelations = `${xmlHead}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** Says that array formulas with `cm="1"` are dynamic: they spill. */
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
    "</Types>"
  );
}

function workbookXml(sheets: readonly SheetSource[]): string {
  const names = sheets
    .map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join("");
  return `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names}</sheets></workbook>`;
}

function workbookRelations(sheets: readonly SheetSource[]): string {
  const targets: [type: string, target: string][] = [
    ...sheets.map((_, i): [string, string] => ["worksheet", `worksheets/sheet${i + 1}.xml`]),
    ["styles", "styles.xml"],
    ["sharedStrings", "sharedStrings.xml"],
    ["sheetMetadata", "metadata.xml"],
  ];
  return `${xmlHead}<Relationships xmlns="${packageRelationships}">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;
}

function tableRelations(tables: readonly TableFile[], before: number): string {
  return `${xmlHead}<Relationships xmlns="${packageRelationships}">${tables
    .map(
      (_, i) =>
        `<Relationship Id="rIdTable${before + i + 1}" Type="${relations}/table" Target="../tables/table${before + i + 1}.xml"/>`,
    )
    .join("")}</Relationships>`;
}

/** The part of a sheet; `headers` gets the rows that its tables have their names from. */
function* sheetXml(
  sheet: SheetSource,
  index: number,
  tablesBefore: number,
  styles: Styles,
  texts: SharedTexts,
  headers: Map<number, readonly (FileCell | undefined)[]>,
): Generator<string> {
  const headerRows = new Set(sheet.headerRows);
  const tables = sheet.tables ?? [];
  const tableRows = new Set(tables.map((table) => table.row));
  const columns = (sheet.widths ?? []).flatMap((width, i) =>
    width === undefined
      ? []
      : [`<col min="${i + 1}" max="${i + 1}" width="${width + widthMargin}" customWidth="1"/>`],
  );
  let piece =
    `${xmlHead}<worksheet xmlns="${main}" xmlns:r="${relations}">${viewXml(sheet, index === 0)}` +
    `${columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`}<sheetData>`;
  let row = 0;
  for (const cells of sheet.cells) {
    if (row >= sheetRowLimit || cells.length > sheetColumnLimit) {
      throw new WorkbookFileError("sheetTooLarge", {
        sheet: sheet.name,
        rows: sheetRowLimit,
        columns: sheetColumnLimit,
      });
    }
    if (tableRows.has(row)) headers.set(row, cells);
    piece += rowXml(sheet.name, row, cells, headerRows.has(row), styles, texts);
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

function viewXml(sheet: SheetSource, isFirst: boolean): string {
  const { rows, columns } = sheet.frozen ?? { rows: 0, columns: 0 };
  const pane =
    rows === 0 && columns === 0
      ? ""
      : `<pane${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""} topLeftCell="${cellAddress(rows, columns)}" activePane="${rows > 0 ? (columns > 0 ? "bottomRight" : "bottomLeft") : "topRight"}" state="frozen"/>`;
  return `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews>`;
}

function rowXml(
  sheet: string,
  row: number,
  cells: readonly (FileCell | undefined)[],
  isHeader: boolean,
  styles: Styles,
  texts: SharedTexts,
): string {
  let xml = "";
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (cell === undefined) continue;
    if (typeof cell.value === "string" && cell.value.length > cellTextLimit) {
      throw new WorkbookFileError("cellTooLong", {
        sheet,
        cell: cellAddress(row, column),
        length: cell.value.length,
        limit: cellTextLimit,
      });
    }
    const style = isHeader ? 1 : styles.of(cell.format);
    xml += cellXml(cell, `${columnLetters(column)}${row + 1}`, row, column, style, texts);
  }
  return xml === "" ? "" : `<row r="${row + 1}">${xml}</row>`;
}

function cellXml(
  cell: FileCell,
  address: string,
  row: number,
  column: number,
  style: number,
  texts: SharedTexts,
): string {
  const look = style === 0 ? "" : ` s="${style}"`;
  const { value } = cell;
  if (cell.formula === undefined) {
    if (value === null) return style === 0 ? "" : `<c r="${address}"${look}/>`;
    if (typeof value === "string") return `<c r="${address}"${look} t="s"><v>${texts.place(value)}</v></c>`;
    const [type, text] = storedValue(value);
    return `<c r="${address}"${look}${type}><v>${text}</v></c>`;
  }
  const formula = toStoredFormula(cell.formula);
  const [type, text] =
    typeof value === "string" || value === null
      ? [' t="str"', escapeCellText(value ?? "")]
      : storedValue(value);
  // Custom functions may spill: without the mark Excel would put an @ before them and show one cell.
  const spills = cell.spill !== undefined || formula !== cell.formula;
  const area = spills
    ? ` t="array" ref="${areaAddress(row, column, cell.spill?.rows ?? 1, cell.spill?.columns ?? 1)}"`
    : "";
  return `<c r="${address}"${look}${type}${spills ? ' cm="1"' : ""}><f${area}>${escapeXml(formula)}</f><v>${text}</v></c>`;
}

function storedValue(
  value: number | boolean | { readonly error: string },
): readonly [type: string, text: string] {
  // What the file format does not know is stored as #VALUE!, as Excel does.
  if (isFileError(value)) return [' t="e"', errorNames.includes(value.error) ? value.error : "#VALUE!"];
  if (typeof value === "boolean") return [' t="b"', value ? "1" : "0"];
  return Number.isFinite(value) ? ["", String(value)] : [' t="e"', "#NUM!"];
}

function tableXml(table: TableFile, headers: readonly (FileCell | undefined)[], number: number): string {
  const area = areaAddress(table.row, table.column, table.rows, table.columns);
  const used = new Set<string>();
  const names = Array.from({ length: table.columns }, (_, j) => {
    const value = headers[table.column + j]?.value;
    const header = typeof value === "string" && value !== "" ? value : `Column${j + 1}`;
    let name = header;
    // Two equal headers would make Excel repair the file.
    for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${header}${copy}`;
    used.add(name.toLowerCase());
    return name;
  });
  const columns = names
    .map((name, j) => `<tableColumn id="${j + 1}" name="${escapeXml(name).replaceAll("\n", "_x000a_")}"/>`)
    .join("");
  return `${xmlHead}<table xmlns="${main}" id="${number}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${table.columns}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}
