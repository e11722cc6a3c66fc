import { read, utils, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { WorkbookFileError } from "./file-error";
import { fromStoredFormula } from "./stored-formula";
import type { FileCell, FileValue, SheetFile, TableFile, WorkbookFile } from "./workbook-file";

/** Megabytes that a workbook may have unpacked: a small file may be made to fill the memory. */
const unpackedLimit = 400;

const errorNames: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
};

/**
 * A workbook from the bytes of an `.xlsx`. Our functions are read in either form, stored (`_xldudf_CRM_…`) or plain.
 * What a formula spilled is left out of its neighbours' cells only where the file marks it; values stay with the corner.
 *
 * @throws WorkbookFileError `notXlsx`, `encrypted`, `damaged`, `tooLarge`, `empty`
 */
export function readXlsx(bytes: Uint8Array): WorkbookFile {
  const tables = inspect(bytes);
  let book: WorkBook;
  try {
    book = read(bytes, { type: "array", cellNF: true, cellStyles: true, cellText: false, cellHTML: false });
  } catch (error) {
    throw new WorkbookFileError("damaged", {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  if (book.SheetNames.length === 0) throw new WorkbookFileError("empty");
  return {
    sheets: book.SheetNames.map((name) => sheetOf(name, book.Sheets[name], tables)),
  };
}

interface FoundTable {
  readonly name: string;
  readonly ref: string;
  readonly headers: string;
}

/** Looks at the package before anything is unpacked; gives the tables, which SheetJS does not read. */
function inspect(bytes: Uint8Array): FoundTable[] {
  if (bytes.length === 0) throw new WorkbookFileError("empty");
  // An encrypted workbook is a compound file like the old .xls; only its directory tells.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    const directory = new TextDecoder("utf-16le").decode(bytes.subarray(0, Math.min(bytes.length, 1 << 20)));
    throw new WorkbookFileError(directory.includes("EncryptedPackage") ? "encrypted" : "notXlsx");
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new WorkbookFileError("notXlsx");
  let unpacked = 0;
  let hasWorkbook = false;
  const tables: FoundTable[] = [];
  try {
    const parts = unzipSync(bytes, {
      filter(part) {
        unpacked += part.originalSize;
        hasWorkbook ||= part.name === "xl/workbook.xml";
        return /^xl\/tables\/[^/]+\.xml$/.test(part.name) && unpacked < unpackedLimit * 1e6;
      },
    });
    for (const part of Object.values(parts)) {
      const xml = strFromU8(part);
      const head = /<table [^>]*>/.exec(xml)?.[0] ?? "";
      const name = /\bdisplayName="([^"]*)"/.exec(head)?.[1];
      const ref = /\bref="([^"]*)"/.exec(head)?.[1];
      const headers = [...xml.matchAll(/<tableColumn [^>]*?\bname="([^"]*)"/g)]
        .map((match) => match[1])
        .join("\n");
      if (name !== undefined && ref !== undefined) tables.push({ name, ref, headers });
    }
  } catch (error) {
    throw new WorkbookFileError("damaged", {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  if (unpacked > unpackedLimit * 1e6) {
    throw new WorkbookFileError("tooLarge", { found: Math.round(unpacked / 1e6), limit: unpackedLimit });
  }
  if (!hasWorkbook) throw new WorkbookFileError("notXlsx");
  return tables;
}

function sheetOf(name: string, worksheet: WorkSheet, tables: readonly FoundTable[]): SheetFile {
  const used = utils.decode_range(worksheet["!ref"] ?? "A1");
  const cells: (FileCell | undefined)[][] = [];
  for (let row = 0; row <= used.e.r; row++) {
    const line: (FileCell | undefined)[] = [];
    for (let column = 0; column <= used.e.c; column++) {
      const cell = worksheet[utils.encode_cell({ r: row, c: column })] as CellObject | undefined;
      if (cell === undefined) continue;
      const read = fileCell(cell, row, column);
      if (read !== undefined) line[column] = read;
    }
    cells.push(line);
  }
  while (cells.length > 0 && cells[cells.length - 1].every((cell) => cell === undefined)) cells.pop();
  const columns = worksheet["!cols"] ?? [];
  return {
    name,
    cells,
    widths: Array.from(columns, (column) => (column?.wch === undefined ? undefined : Math.round(column.wch))),
    tables: tables.flatMap((table) => tableOn(cells, table)),
  };
}

/** The table if its headers stand in this sheet: which sheet a table is on, only the relations of the package say. */
function tableOn(cells: SheetFile["cells"], table: FoundTable): TableFile[] {
  const { s, e } = utils.decode_range(table.ref);
  const headers = Array.from({ length: e.c - s.c + 1 }, (_, j) => cells[s.r]?.[s.c + j]?.value);
  const wanted = table.headers.split("\n").map(unescapeXml);
  if (wanted.length !== headers.length || !wanted.every((header, j) => headers[j] === header)) return [];
  return [{ name: table.name, row: s.r, column: s.c, rows: e.r - s.r + 1, columns: e.c - s.c + 1 }];
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("_x000a_", "\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

function fileCell(cell: CellObject, row: number, column: number): FileCell | undefined {
  const format = typeof cell.z === "string" && cell.z !== "General" ? { format: cell.z } : undefined;
  const value = fileValue(cell);
  if (cell.f !== undefined && cell.f !== "") {
    const spill = cell.F === undefined ? undefined : spillOf(cell.F, row, column);
    return { value, formula: fromStoredFormula(cell.f), ...(spill && { spill }), ...format };
  }
  return value === null && format === undefined ? undefined : { value, ...format };
}

function spillOf(area: string, row: number, column: number): FileCell["spill"] {
  const { s, e } = utils.decode_range(area);
  const isCorner = s.r === row && s.c === column;
  const rows = e.r - s.r + 1;
  const columns = e.c - s.c + 1;
  return isCorner && rows * columns > 1 ? { rows, columns } : undefined;
}

function fileValue(cell: CellObject): FileValue {
  if (cell.v === undefined || cell.t === "z") return null;
  if (cell.t === "e") return { error: errorNames[Number(cell.v)] ?? "#VALUE!" };
  if (cell.v instanceof Date) return cell.v.toISOString();
  return cell.v;
}
