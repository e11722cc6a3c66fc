import { dayOfSerial, serialEnd } from "@crm-functions/core";
import { shownAs } from "./number-format";
import { isFileError, type FileCell } from "./workbook-file";

/** The longest table header, in characters. */
const headerLimit = 255;

/**
 * The column names of a table, from the cells of its header row. Excel requires them to be texts, not blank, unique and
 * the same in cell and table; otherwise it removes the table on opening.
 */
export function tableHeaders(cells: readonly (FileCell | undefined)[]): string[] {
  const used = new Set<string>();
  return Array.from(cells, (cell, j) => {
    const header = headerText(cell).slice(0, headerLimit) || `Column${j + 1}`;
    let name = header;
    for (let copy = 2; used.has(name.toLowerCase()); copy++) {
      name = header.slice(0, headerLimit - String(copy).length) + copy;
    }
    used.add(name.toLowerCase());
    return name;
  });
}

function headerText(cell: FileCell | undefined): string {
  if (cell === undefined || cell.value === null) return "";
  const { value, format } = cell;
  // For dates before March 1900 spreadsheets disagree on the serial number.
  const isDay = typeof value === "number" && value >= 61 && value < serialEnd;
  if (isDay && format !== undefined && /^date/.test(shownAs(format) ?? "")) return dayOfSerial(value);
  if (isFileError(value)) return value.error;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}
