/** What a cell of a CSV file may be. */
export type CsvCell = string | number | boolean | null;

/** What a spreadsheet would take for a formula when it opens the file, also after spaces. */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@＝＋－＠\t\r\n|%]/;

/**
 * A table as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark so that Excel reads Chinese). A text that a spreadsheet
 * would run as a formula gets an apostrophe in front (OWASP, CSV injection); `textOfCsv` takes it away again.
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

/** The text that a cell of our own CSV stands for: without the apostrophe that guarded it. */
export function textOfCsv(cell: string): string {
  return cell.startsWith("'") && (formulaStart.test(cell.slice(1)) || cell[1] === "'") ? cell.slice(1) : cell;
}
