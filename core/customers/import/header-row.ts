import { ratingOfHeader, useOfHeader } from "../columns";
import { feedbackOfHeader } from "../feedback-questions";
import { customerFields } from "../customer-fields";
import { withoutScale } from "../header-scale";
import { isEmail } from "../email";
import { looksLikePhone } from "../phone";
import { readYesNo } from "../../yes-no-words";
import { fewestMonths, monthIn } from "./month-headers";
import { isCalled } from "./name-columns";
import { isOutcome } from "./outcome-words";
import { plainHeaders } from "./plain-headers";
import { purchaseRole } from "./purchase-words";
import { isAspect, ratingLabel } from "./rating-words";
import { isBlank, shownText, type SheetRow, type SourceCell, type SourceSheet } from "./source";

/** How many rows from the top are searched for headers; a text repeated in a column more often than this is a value. */
const searched = 60;
const mostRepeats = 3;

/** The header row of a sheet, and how certain it is. */
export interface FoundHeaders {
  /** Position of the row, -1 if there is none. */
  readonly row: number;
  /** How many of its cells are recognised headers. */
  readonly known: number;
}

/** Whether a header is recognised. */
function isKnownHeader(text: string): boolean {
  // A shortcut: most cells of most tables are numbers.
  if (text.length > 200 || !/\p{L}|#/u.test(text) || readYesNo(text) !== undefined) return false;
  return (
    useOfHeader(text, "customer") !== undefined ||
    (feedbackOfHeader(text) ?? ratingLabel(text)) !== undefined ||
    isAspect(text) ||
    isOutcome(text) ||
    isCalled(text) ||
    purchaseRole(text) !== undefined
  );
}

/** Whether a table is our own export: all fields of a customer, in order. */
export function isOurExport(headers: readonly string[]): boolean {
  return (["en-US", "zh-CN"] as const).some((language) =>
    customerFields.every((field, i) => headers[i] === field.header[language]),
  );
}

/**
 * Finds the header row: texts above data, recognised words, as wide as the rows below. Titles above it have one cell;
 * rows of data contain numbers, addresses and dates.
 */
export function findHeaders({ rows, tables = [] }: SourceSheet): FoundHeaders {
  if (tables.length === 1 && tables[0].row < rows.length) {
    const row = tables[0].row;
    return { row, known: textsOf(rows[row]).filter(isKnownHeader).length };
  }
  const end = Math.min(rows.length, searched);
  const isRepeated = (text: SourceCell | undefined, column: number): boolean =>
    rows.slice(0, end).filter(({ [column]: cell }) => cell === text).length > mostRepeats;
  const widths = rows.slice(0, end).map((row) => row.filter((cell) => !isBlank(cell)).length);
  const width =
    [...widths].sort((a, b) => b - a)[Math.floor(widths.filter((each) => each > 0).length / 3)] ?? 0;
  let best: FoundHeaders & { score: number } = { row: -1, known: 0, score: -Infinity };
  for (let row = 0; row < end; row++) {
    if (widths[row] === 0) continue;
    const texts = textsOf(rows[row]);
    const plain = plainHeaders(rows[row].map((cell) => (typeof cell === "string" ? cell.trim() : "")));
    const known = plain.filter((text, j) => isKnownHeader(text) && !isRepeated(rows[row][j], j)).length;
    // Months as headers, 2026-01, look like data.
    const found = rows[row].filter(isData);
    const months = found.filter((cell) => monthIn(shownText(cell)) !== undefined).length;
    const areMonths = months >= fewestMonths && months * 2 >= widths[row];
    const data = found.length - (areMonths ? months : 0);
    const distinct = new Set(texts).size === texts.length ? 0 : 0.5;
    const narrow = widths[row] < width * 0.5 ? 4 : 0;
    const score = (known * 3 + texts.length - data * 3) / Math.max(1, width) - narrow - distinct - row * 0.02;
    if (score > best.score) best = { row, known, score };
  }
  return best;
}

function textsOf(row: SheetRow = []): string[] {
  return row.flatMap((cell) => (typeof cell === "string" && cell.trim() !== "" ? [cell.trim()] : []));
}

/** Whether a cell cannot be a header. */
export function isData(cell: SourceCell | undefined): boolean {
  if (isBlank(cell)) return false;
  if (typeof cell !== "string") return true;
  const text = cell.trim();
  return isEmail(text) || (looksLikePhone(text) && text.length > 1) || /^[-+]?[\d.,]+%?$/.test(text);
}

/**
 * The headers in `row`. If the row above contains groups (`Need` above `Price` and `Quality`), their names are added
 * where needed, and `rowsUsed` is 2.
 */
export function headersAt(
  sheet: SourceSheet,
  row: number,
  width: number,
): { readonly headers: readonly string[]; readonly rowsUsed: number } {
  const cells = sheet.rows[row] ?? [];
  const own = Array.from({ length: width }, (_, i) => oneLine(shownText(cells[i])));
  const above = sheet.rows[row - 1] ?? [];
  const merged = (sheet.merges ?? []).filter((area) => area.row + area.rows === row && area.row >= row - 1);
  const isSecondRow = hasSecondRow(sheet, row - 1);
  const filled = above.flatMap((cell, i) => (isBlank(cell) ? [] : [i]));
  const grouped =
    merged.some(({ columns }) => columns > 1) ||
    isSecondRow ||
    (filled.length > 0 && filled.every((i) => groupWord(oneLine(shownText(above[i]))) !== undefined));
  const isTitle = filled.length < 2 && merged.some(({ columns }) => columns > 1 && columns >= width);
  if (!grouped || isTitle || row === 0) return { headers: own, rowsUsed: 1 };
  const counts = new Map<string, number>();
  for (const header of own) counts.set(header, (counts.get(header) ?? 0) + 1);
  const areaAt = (i: number) => merged.find(({ column, columns }) => i >= column && i < column + columns);
  let group = "";
  const headers = own.map((header, i) => {
    const area = areaAt(i);
    const text = oneLine(shownText(above[i]));
    // A merged group ends with its cells; any other extends to the next one.
    if (area !== undefined) group = oneLine(shownText(above[area.column]));
    else if (text !== "" || areaAt(i - 1) !== undefined) group = text;
    if (header === "") return text;
    // A single question, or one with several lines below it.
    const word = groupWord(group);
    if (word !== undefined && header !== group) return `${word}: ${header}`;
    if (isSecondRow)
      return isBlank(above[i]) || (isBlank(above[i + 1]) && own[i + 1]) ? `${group} [${header}]` : text;
    if (group === "" || group === header) return header;
    return (counts.get(header) ?? 0) > 1 ? `${group} ${header}` : header;
  });
  return { headers, rowsUsed: 2 };
}

/**
 * Whether the headers continue in the row below, as in SurveyMonkey's questions with several lines: it has texts below
 * blank headers, none of which recurs in the data, and is blank in the column where the data begin.
 */
export function hasSecondRow({ rows }: SourceSheet, row: number): boolean {
  const [above, below] = [rows[row] ?? [], rows[row + 1] ?? []];
  const filled = [...below.keys()].filter((i) => !isBlank(below[i]));
  const first = above.findIndex((cell) => !isBlank(cell));
  if (!isBlank(below[first]) || isBlank(rows[row + 2]?.[first])) return false;
  // Below a title and headers a name may stand alone, above its rows.
  if (rows[row + 2].filter((cell) => !isBlank(cell)).length < 2) return false;
  const isValue = (i: number): boolean =>
    isData(below[i]) || rows.slice(row + 2, row + 2 + searched).some(({ [i]: cell }) => cell === below[i]);
  return filled.some((i) => isBlank(above[i])) && filled.length > 1 && !filled.some(isValue);
}

/** A group of ratings without its scale: `Expectation` for `Expectation (1-5)`; undefined for any other group. */
function groupWord(group: string): string | undefined {
  const word = withoutScale(group);
  return ratingOfHeader(`${word}: x`) === undefined ? undefined : word;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
