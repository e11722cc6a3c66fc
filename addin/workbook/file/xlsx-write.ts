import { write, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { areaAddress, cellAddress } from "./address";
import { toStoredFormula } from "./stored-formula";
import {
  isFileError,
  type FileCell,
  type SheetFile,
  type TableFile,
  type WorkbookFile,
} from "./workbook-file";

/** SheetJS' numbers for errors. What the file format cannot hold as a cached value is stored as #VALUE!, as Excel does. */
const errorNumbers: Readonly<Record<string, number>> = {
  "#NULL!": 0x00,
  "#DIV/0!": 0x07,
  "#VALUE!": 0x0f,
  "#REF!": 0x17,
  "#NAME?": 0x1d,
  "#NUM!": 0x24,
  "#N/A": 0x2a,
};

/**
 * A workbook as the bytes of an `.xlsx`: formulas in Excel's stored form with their computed values, spilled results
 * with the dynamic array mark, texts as texts however they look, header rows, frozen rows and tables.
 */
export function writeXlsx(workbook: WorkbookFile): Uint8Array {
  const book: WorkBook = { SheetNames: [], Sheets: {} };
  for (const sheet of workbook.sheets) {
    book.SheetNames.push(sheet.name);
    book.Sheets[sheet.name] = worksheetOf(sheet);
  }
  const bytes = write(book, {
    type: "array",
    bookType: "xlsx",
    bookSST: true,
    compression: false,
  }) as ArrayBuffer;
  return addLooksAndTables(new Uint8Array(bytes), workbook);
}

function worksheetOf(sheet: SheetFile): WorkSheet {
  const worksheet: WorkSheet = {};
  let columns = 1;
  sheet.cells.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (cell === undefined) return;
      worksheet[cellAddress(i, j)] = cellObject(cell, i, j);
      columns = Math.max(columns, j + 1);
    }),
  );
  worksheet["!ref"] = areaAddress(0, 0, Math.max(1, sheet.cells.length), columns);
  worksheet["!cols"] = (sheet.widths ?? []).map((width) => (width === undefined ? {} : { wch: width }));
  return worksheet;
}

function cellObject(cell: FileCell, row: number, column: number): CellObject {
  const object = valueObject(cell);
  if (cell.format !== undefined) object.z = cell.format;
  if (cell.formula === undefined) return object;
  object.f = toStoredFormula(cell.formula);
  // Custom functions may spill: without the mark Excel would put an @ before them and show one cell.
  if (cell.spill !== undefined || object.f !== cell.formula) {
    object.F = areaAddress(row, column, cell.spill?.rows ?? 1, cell.spill?.columns ?? 1);
    object.D = true;
  }
  return object;
}

function valueObject({ value, formula }: FileCell): CellObject {
  if (value === null) return formula === undefined ? { t: "z" } : { t: "s", v: "" };
  if (typeof value === "number") return { t: "n", v: value };
  if (typeof value === "boolean") return { t: "b", v: value };
  if (isFileError(value)) return { t: "e", v: errorNumbers[value.error] ?? errorNumbers["#VALUE!"] };
  return { t: "s", v: value };
}

/** Adds to the file what SheetJS does not write: bold header rows, frozen panes and tables. */
function addLooksAndTables(bytes: Uint8Array, workbook: WorkbookFile): Uint8Array {
  const parts = unzipSync(bytes);
  const change = (path: string, work: (xml: string) => string): void => {
    parts[path] = strToU8(work(strFromU8(parts[path])));
  };
  let headerStyle = 0;
  change("xl/styles.xml", (xml) => {
    const fonts = Number(/<fonts count="(\d+)"/.exec(xml)?.[1] ?? 1);
    const fills = Number(/<fills count="(\d+)"/.exec(xml)?.[1] ?? 2);
    headerStyle = Number(/<cellXfs count="(\d+)"/.exec(xml)?.[1] ?? 1);
    return xml
      .replace(/<fonts count="\d+"/, `<fonts count="${fonts + 1}"`)
      .replace(
        "</fonts>",
        '<font><b/><sz val="12"/><color rgb="FF123B33"/><name val="Calibri"/><family val="2"/></font></fonts>',
      )
      .replace(/<fills count="\d+"/, `<fills count="${fills + 1}"`)
      .replace(
        "</fills>",
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE8F0EE"/><bgColor indexed="64"/></patternFill></fill></fills>',
      )
      .replace(/<cellXfs count="\d+"/, `<cellXfs count="${headerStyle + 1}"`)
      .replace(
        "</cellXfs>",
        `<xf numFmtId="0" fontId="${fonts}" fillId="${fills}" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs>`,
      );
  });
  let tableNumber = 0;
  workbook.sheets.forEach((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    change(path, (xml) => withFrozen(withHeaders(xml, sheet, headerStyle), sheet, index === 0));
    const tables = sheet.tables ?? [];
    if (tables.length === 0) return;
    const relations = tables.map((table) => {
      tableNumber++;
      parts[`xl/tables/table${tableNumber}.xml`] = strToU8(tableXml(table, sheet, tableNumber));
      const number = tableNumber;
      change("[Content_Types].xml", (xml) =>
        xml.replace(
          "</Types>",
          `<Override PartName="/xl/tables/table${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/></Types>`,
        ),
      );
      return { id: `rIdTable${number}`, target: `../tables/table${number}.xml` };
    });
    change(path, (xml) =>
      xml.replace(
        "</worksheet>",
        `<tableParts count="${relations.length}">${relations.map(({ id }) => `<tablePart r:id="${id}"/>`).join("")}</tableParts></worksheet>`,
      ),
    );
    parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = strToU8(
      `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations
        .map(
          ({ id, target }) =>
            `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="${target}"/>`,
        )
        .join("")}</Relationships>`,
    );
  });
  return zipSync(parts, { level: 6, mtime: new Date(1980, 0, 1) });
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function withHeaders(xml: string, sheet: SheetFile, style: number): string {
  let changed = xml;
  for (const row of sheet.headerRows ?? []) {
    changed = changed.replace(new RegExp(`<row r="${row + 1}"[^>]*>.*?</row>`, "s"), (cells) =>
      cells.replace(/<c ([^>]*?)(\/?)>/g, (_, attributes: string, slash: string) => {
        const others = attributes.replace(/\s*s="\d+"/, "");
        return `<c ${others} s="${style}"${slash}>`;
      }),
    );
  }
  return changed;
}

function withFrozen(xml: string, sheet: SheetFile, isFirst: boolean): string {
  const { rows, columns } = sheet.frozen ?? { rows: 0, columns: 0 };
  const attributes = `${isFirst ? ' tabSelected="1"' : ""} workbookViewId="0"`;
  if (rows === 0 && columns === 0) return xml;
  const pane = `<pane${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""} topLeftCell="${cellAddress(rows, columns)}" activePane="${rows > 0 ? (columns > 0 ? "bottomRight" : "bottomLeft") : "topRight"}" state="frozen"/>`;
  return xml.replace(
    /<sheetViews>.*?<\/sheetViews>/s,
    `<sheetViews><sheetView${attributes}>${pane}</sheetView></sheetViews>`,
  );
}

function tableXml(table: TableFile, sheet: SheetFile, number: number): string {
  const area = areaAddress(table.row, table.column, table.rows, table.columns);
  const used = new Set<string>();
  const names = Array.from({ length: table.columns }, (_, j) => {
    const value = sheet.cells[table.row]?.[table.column + j]?.value;
    const header = typeof value === "string" && value !== "" ? value : `Column${j + 1}`;
    let name = header;
    // Two equal headers would make Excel repair the file.
    for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${header}${copy}`;
    used.add(name.toLowerCase());
    return name;
  });
  const columns = names.map((name, j) => `<tableColumn id="${j + 1}" name="${escapeXml(name)}"/>`).join("");
  return `${xmlHead}<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${number}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${area}" totalsRowShown="0"><autoFilter ref="${area}"/><tableColumns count="${table.columns}">${columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "_x000a_");
}
