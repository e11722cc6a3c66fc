import { freeSheetName, isSheetName } from "./sheet-name";
import type { SheetSource } from "./workbook-file";

/** The sheets with valid names of sheets and tables, and tables with at least one data row. */
export function namedForExcel(sheets: readonly SheetSource[]): SheetSource[] {
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
