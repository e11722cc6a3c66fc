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

/** What is no text as it stands in a file of texts: a number, a yes or no; else undefined. */
function plainValue(text: string): number | boolean | undefined {
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text))
    ? Number(text)
    : undefined;
}

/** A value of a column of the user's own for a CSV: a text that would come back as a number has an apostrophe in front. */
export function ownForExport(value: CsvCell): CsvCell {
  return typeof value === "string" && plainValue(value.replace(/^'+/, "")) !== undefined
    ? `'${value}`
    : value;
}

/** The value that `ownForExport` has written. */
export function ownOfExport(text: string): string | number | boolean {
  const bare = text.replace(/^'+/, "");
  if (plainValue(bare) === undefined) return text;
  return text === bare ? plainValue(text)! : text.slice(1);
}
