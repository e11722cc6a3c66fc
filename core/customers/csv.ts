/** The possible values of a cell of a CSV file. */
export type CsvCell = string | number | boolean | null;

/** The start of a text that a spreadsheet would take for a formula on opening the file, also after spaces. */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@＝＋－＠\t\r\n|%]/;

/**
 * A table as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark so that Excel reads Chinese). A text that a spreadsheet
 * would run as a formula is prefixed with an apostrophe (OWASP, CSV injection); `textOfCsv` removes it.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  const text = formulaStart.test(cell) || cell.startsWith("'") ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(text) || text !== text.trim() ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The text of a cell of our own CSV, without the apostrophe that guards it. */
export function textOfCsv(cell: string): string {
  return cell.startsWith("'") && (formulaStart.test(cell.slice(1)) || cell[1] === "'") ? cell.slice(1) : cell;
}

/** The number or boolean that a text in a CSV file stands for; undefined if it is just text. */
function plainValue(text: string): number | boolean | undefined {
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text))
    ? Number(text)
    : undefined;
}

/** An own value for CSV; a text that would be read back as a number or boolean is prefixed with an apostrophe. */
export function ownForExport(value: CsvCell): CsvCell {
  return typeof value === "string" && plainValue(value.replace(/^'+/, "")) !== undefined
    ? `'${value}`
    : value;
}

/** The value written by `ownForExport`. */
export function ownOfExport(text: string): string | number | boolean {
  const bare = text.replace(/^'+/, "");
  if (plainValue(bare) === undefined) return text;
  return text === bare ? plainValue(text)! : text.slice(1);
}
