import { dayOfSerial, serialEnd } from "@crm-functions/core";
import { isFileError, type FileCell, type FileValue } from "./workbook-file";

/** The longest header of a table. */
const headerLimit = 255;

/**
 * The names that the columns of a table have by the cells of its header row. Excel wants texts there, none blank and no
 * two equal, the same in cell and table; else it takes the table away on opening.
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
  if (typeof value === "number" && isDay(value, format)) {
    return dayOfSerial(value);
  }
  return textOf(value);
}

/** A day from March 1900 on, by its format. */
function isDay(value: number, format: string | undefined): boolean {
  return (
    format !== undefined &&
    /[yd]/i.test(format.replace(/"[^"]*"|\\./g, "")) &&
    value >= 61 &&
    value < serialEnd
  );
}

function textOf(value: NonNullable<FileValue>): string {
  if (isFileError(value)) return value.error;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}
