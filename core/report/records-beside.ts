import { criterionKey, weighedAs } from "../analyses";
import {
  answerOf,
  columnsOf,
  interactionOf,
  isBlank,
  isTableOf,
  isTotalRow,
  isWeightWord,
  keyOf,
  numberIn,
  problemAt,
  purchaseOf,
  ratedAnalyses,
  ratingOfHeader,
  readNumber,
  readRow,
  shownText,
  tableNameOf,
  weightOf,
  type Answer,
  type CellReading,
  type CellValue,
  type Checked,
  type ColumnUse,
  type CriterionWeight,
  type FieldValues,
  type ImportSource,
  type Interaction,
  type Purchase,
  type RatedAnalysis,
  type Rating,
  type RowProblem,
  type SourceCell,
  type SourceSheet,
} from "../customers";
import { stepSize, type LongWork } from "../long-work";

type BesideKind = "weight" | "interaction" | "purchase" | "answer";

/** Weights without the analysis that they are of. */
const plainWeights = "plainWeight";

/** Records of one kind beside the customers of a file, and their problems. */
export interface RecordsBeside<Item> {
  readonly records: readonly Item[];
  readonly problems: readonly RowProblem[];
  /** The number of non-empty rows. */
  readonly rows: number;
  /** The name of the sheet. */
  readonly sheet: string;
}

/** The weights in a workbook file; undefined if no sheet contains any. */
export function weightsBeside(source: ImportSource): LongWork<RecordsBeside<CriterionWeight> | undefined> {
  return recordsBeside(source, "weight", {}, weightOf);
}

/**
 * The weights of a sheet that does not say of which analysis they are, for every analysis that is rated by these
 * criteria: by two of them at least, by all of the sheet, or by all of its own. Perceived ratings are weighed as expected.
 */
export function* plainWeightsBeside(
  source: ImportSource,
  rated: readonly Rating[],
): LongWork<RecordsBeside<CriterionWeight> | undefined> {
  const found = yield* recordsBeside(source, plainWeights, {}, (values) =>
    weightOf({ ...values, analysis: "need" }),
  );
  if (found === undefined) return undefined;
  // `Need: Price` says of which analysis it is.
  const weights = found.records.map((weight) => ({ ...weight, told: ratingOfHeader(weight.criterion) }));
  const of = (analysis: RatedAnalysis) =>
    weights.flatMap(({ told, ...weight }) => {
      const isMeant = told === undefined || weighedAs(told.analysis) === weighedAs(analysis);
      return isMeant ? { ...weight, criterion: told?.criterion ?? weight.criterion } : [];
    });
  const analyses = ratedAnalyses.filter((analysis) => {
    const keys = new Set(of(analysis).map(({ criterion }) => criterionKey(criterion)));
    const its = rated
      .filter((each) => each.analysis === analysis)
      .map(({ criterion }) => criterionKey(criterion));
    const matched = new Set(its.filter((key) => keys.has(key))).size;
    return analysis !== "feedback" && matched > 0 && matched >= Math.min(2, keys.size, new Set(its).size);
  });
  const weighed = [...new Set(analyses.map(weighedAs))];
  const records = weighed.flatMap((analysis) => of(analysis).map((weight) => ({ ...weight, analysis })));
  return { ...found, records };
}

/** The interactions in a workbook file; undefined if no sheet contains any. */
export function interactionsBeside(
  source: ImportSource,
  reading: CellReading,
): LongWork<RecordsBeside<Interaction> | undefined> {
  return recordsBeside(source, "interaction", reading, interactionOf);
}

/** The purchases in a workbook file, from the table that the task pane creates for them. */
export function* purchasesBeside(
  source: ImportSource,
  reading: CellReading,
): LongWork<RecordsBeside<Purchase> | undefined> {
  const found = yield* recordsBeside(source, "purchase", reading, (values) => {
    const record = purchaseOf(values);
    return {
      record,
      problems: [...(record === undefined ? dayMissing(values) : []), ...amountUnread(values)],
    };
  });
  return found && { ...found, records: found.records.flatMap((record) => record ?? []) };
}

const foundIn = (cell: FieldValues[string] | undefined): string =>
  typeof cell === "object" && cell !== null ? cell.error : String(cell ?? "");

/** The problem of an amount that is not a number. */
function amountUnread({ amount }: FieldValues): Checked<unknown>["problems"] {
  return typeof amount === "number" || isBlank(amount)
    ? []
    : [{ key: "amount", message: "notANumber", parameters: { found: foundIn(amount) } }];
}

/** The problem of a purchase without a valid day. */
function dayMissing({ date }: FieldValues): Checked<unknown>["problems"] {
  const found = foundIn(date);
  const message = found === "" ? "purchaseWithoutDay" : "dateInvalid";
  return [{ key: "date", message, parameters: { found } }];
}

/** The answers in a workbook file, from the table that the task pane creates for them. */
export function answersBeside(source: ImportSource): LongWork<RecordsBeside<Answer> | undefined> {
  return recordsBeside(source, "answer", {}, (values) => ({
    record: answerOf(values),
    problems: [],
  }));
}

/** An invalid cell counts as blank; a row that is still invalid then is left out. */
function* recordsBeside<Item>(
  { kind: form, sheets }: ImportSource,
  which: BesideKind | typeof plainWeights,
  reading: CellReading,
  check: (values: FieldValues) => Checked<Item>,
): LongWork<RecordsBeside<Item> | undefined> {
  const place =
    form === "text"
      ? undefined
      : placeOf(which === plainWeights ? sheets.map(withWeightsDown) : sheets, which);
  if (place === undefined) return undefined;
  const { sheet, first, left, right, end } = place;
  const headers = headersIn(sheet, first, left, right);
  const kind = which === plainWeights ? "weight" : which;
  const columns = columnsOf(headers, kind);
  const records: Item[] = [];
  const problems: RowProblem[] = [];
  let rows = 0;
  for (let at = first + 1; at < end; at++) {
    if ((at - first) % stepSize === 0) yield at - first;
    const cells = headers.map((_, j) => sheet.rows[at][left + j]);
    // Other tables may stand beside the weights.
    const isNone = cells.every((cell, j) => isBlank(cell) || columns.uses[j] === undefined);
    if (isNone || (kind === "weight" && isTotalRow(cells))) continue;
    rows++;
    const values = readRow(
      cells.map((cell, j) => plainCell(cell, columns.uses[j])),
      columns,
      reading,
    );
    let checked = check(values);
    for (const problem of checked.problems) {
      problems.push(problemAt(problem, at + (sheet.firstRow ?? 1), columns, headers));
    }
    if (checked.problems.length > 0) {
      const spoilt = new Set(checked.problems.map(({ key }) => key));
      checked = check(Object.fromEntries(Object.entries(values).filter(([key]) => !spoilt.has(key))));
      if (checked.problems.length > 0) continue;
    }
    records.push(checked.record);
  }
  return rows === 0 ? undefined : { records, problems, rows, sheet: sheet.name };
}

/** Rows from the top in which the headers of a table beside the customers are looked for. */
const mostTitles = 10;

/** A sheet of hardly more than a row of criteria and one of their weights below it, with a row for each. */
function withWeightsDown(sheet: SourceSheet): SourceSheet {
  const { rows } = sheet;
  const at = rows.findIndex((row) => isWeightWord(shownText(row.find((cell) => !isBlank(cell))).trim()));
  if (at < 1 || rows.filter((row) => !row.every(isBlank)).length > 4) return sheet;
  const weights = rows[at].flatMap((cell, j): SourceCell[][] =>
    isBlank(rows[at - 1][j]) || Number.isNaN(weightIn(cell)) ? [] : [[rows[at - 1][j]!, cell!]],
  );
  return { ...sheet, rows: [["Criterion", "Weight"], ...weights] };
}

/** Whether the headers are those of weights that do not say of which analysis they are. */
function arePlainWeights(headers: readonly string[]): boolean {
  const keys = columnsOf(headers, "weight").uses.map(keyOf);
  return keys.includes("criterion") && keys.includes("weight") && !keys.includes("analysis");
}

/** Where a table is: the one of that name, or else the first sheet one of whose first rows has the headers of this kind. */
function placeOf(sheets: readonly SourceSheet[], kind: BesideKind | typeof plainWeights) {
  const name = kind === plainWeights ? "" : tableNameOf[kind].toLowerCase();
  for (const sheet of sheets) {
    const table = sheet.tables?.find((each) => each.name.toLowerCase() === name);
    if (table === undefined) continue;
    const right = table.column + table.columns;
    // A table of that name without an analysis may still be one of plain weights.
    if (kind === "weight" && arePlainWeights(headersIn(sheet, table.row, table.column, right))) continue;
    const { row: first, column: left } = table;
    const end = Math.min(sheet.rows.length, first + table.rows);
    return { sheet, first, left, right: left + table.columns, end };
  }
  // Purchases and answers are known only by the table's name, as interactions have the same headers as purchases.
  if (kind === "purchase" || kind === "answer") return undefined;
  for (const sheet of sheets) {
    const first = sheet.rows.slice(0, mostTitles).findIndex((row, at) => {
      const headers = headersIn(sheet, at, 0, row.length);
      return kind === plainWeights ? arePlainWeights(headers) : isTableOf(kind, headers);
    });
    if (first >= 0) return { sheet, first, left: 0, right: sheet.rows[first].length, end: sheet.rows.length };
  }
  return undefined;
}

function headersIn({ rows }: SourceSheet, row: number, left: number, right: number): string[] {
  return Array.from({ length: right - left }, (_, j) => shownText(rows[row]?.[left + j]).trim());
}

/** The weight in a cell, 0.5 for `50%` as a text or as shown; `NaN` if there is none. */
export function weightIn(cell: SourceCell | undefined, decimal?: "." | ","): number {
  if (typeof cell !== "string") return numberIn(cell) ?? NaN;
  const number = readNumber(cell.replace(/%\s*$/, ""), decimal ?? (cell.includes(",") ? "," : "."));
  return cell.trim().endsWith("%") ? number / 100 : number;
}

/** A cell in the form its field needs: an id shown with leading zeros keeps them, a weight of `50%` is 0.5. */
function plainCell(cell: SourceCell | undefined, use: ColumnUse): CellValue {
  const isWeight = use !== undefined && "name" in use && use.name === "weight";
  if (isWeight && typeof cell === "string") return weightIn(cell) || cell;
  if (typeof cell !== "object" || cell === null || "error" in cell) return cell ?? null;
  const isText = use !== undefined && "name" in use && use.type === "text";
  return isText ? cell.shown : (numberIn(cell) ?? cell.number);
}
