import type { Language } from "../../locales/message";
import { answerScales, turnedScale } from "../answer-scales";
import { keyOf, languageOfHeaders } from "../columns";
import { nameKeys } from "../customer-fields";
import { scaleTold } from "../header-scale";
import type { Region } from "../phone";
import type { DateOrder } from "../read-day";
import type { ImportAnswers } from "./answers";
import { chosenSheet } from "./chosen-sheet";
import { rolesOf } from "./column-roles";
import { columnValues } from "./column-values";
import { customersAcross } from "./customers-across";
import { dateOrders } from "./date-order";
import { decimalMarks, likeliestMark } from "./decimal-mark";
import { groupsDown } from "./groups-down";
import { columnsLeftOut, type LeftOutPart } from "./left-out";
import { scalesOfLegends, scaleWithWords, withLegend } from "./legend";
import { withMergedFilled } from "./merged-cells";
import { notesOf, purchasesNote, type ImportNote } from "./notes";
import { regionOfPhones } from "./phone-region";
import { areTwoSides, sideOfSheet } from "./rating-words";
import { nameQuestion, proposedColumns, type ProposedColumn } from "./proposed-columns";
import type { ImportQuestion } from "./question";
import {
  allSheets,
  columnLetters,
  isBlank,
  type ImportSource,
  type SheetRow,
  type SourceSheet,
} from "./source";
import { kindOfTable, type ProposedTable } from "./table-kind";
import { lineAmounts } from "./line-amounts";
import { monthsAcross } from "./months-across";
import { questionsDown } from "./questions-down";
import { placeOfTable, type TablePlace } from "./table-place";
import type { WorkedOut } from "./worked-out";
import { toldColumns } from "./told-columns";
import { writtenHow } from "./written-how";

/** How a table is interpreted, before any of its rows are read. */
export interface Proposal {
  readonly source: ImportSource;
  readonly sheet: SourceSheet;
  /** Counted from 1, 0 if there is none. */
  readonly headerRow: number;
  /** Position of the first data row in the sheet. */
  readonly firstData: number;
  readonly table: ProposedTable;
  readonly columns: readonly ProposedColumn[];
  /** The most cells a row may have. */
  readonly width: number;
  readonly language: Language;
  readonly dates: DateOrder | undefined;
  readonly decimal: "." | "," | undefined;
  /** Country of phone numbers without a country code; undefined if it is not needed or not known. */
  readonly region: Region | undefined;
  readonly questions: readonly ImportQuestion[];
  readonly leftOut: readonly LeftOutPart[];
  readonly notes: readonly ImportNote[];
  /** The headers of the columns of which others, that the file does not have, are worked out. */
  readonly workedOut: readonly string[];
}

/**
 * Interprets a file or sheet: which sheet, headers and columns, and how dates and numbers are written. What the data
 * decide is applied and reported; anything else becomes a question, with the likeliest answer assumed meanwhile.
 *
 * @param region likely country of phone numbers without a country code
 * @throws CrmError `sheetNotFound`, `headerRowNotFound`, `mapHeaderNotFound`, `mapFieldUnknown`, `fieldMappedTwice`
 */
export function proposeImport(source: ImportSource, answers: ImportAnswers = {}, region?: Region): Proposal {
  let questions: ImportQuestion[] = (source.questions ?? []).filter(
    ({ kind }) => answers[kind as "encoding" | "delimiter"] === undefined,
  );
  const asKept = chosenSheet(source, answers, questions);
  const onSheet = placeOfTable(asKept, source.kind, answers, questions);
  const turned = customersAcross(asKept, onSheet);
  const sheet = turned ?? asKept;
  const found = turned === undefined ? onSheet : placeOfTable(turned, source.kind, turned, []);
  const { headerRow, firstData, firstColumn, end } = found;
  const workedOut = worked(sheet, found, answers);
  const isSure = turned !== undefined || workedOut?.notes[0].kind === "questions";
  if (isSure) questions = questions.filter(({ kind }) => kind !== "header");
  const place = { ...found, ...workedOut };
  const width = place.headers.length;
  const rows = place.rows ?? withMergedFilled({ ...sheet, rows: sheet.rows.slice(0, end) }, headerRow);
  const values = columnValues(rows.slice(firstData), width);
  const present = place.headers.map(
    (header, i) => i >= firstColumn && (header !== "" || values[i].length > 0),
  );
  // A column without a header is named by its letter, so that none of it is lost silently.
  const headers = place.headers.map((header, i) =>
    header !== "" || !present[i] ? header : `Column ${columnLetters(i)}`,
  );
  const lines = linesBeside(sheet.rows, headerRow);
  const others = allSheets(source).flatMap(({ name, rows }) => (name === sheet.name ? [] : [rows]));
  const ownScales = scalesOfLegends(lines, others);
  const scalesTold = answerScales(values).map((scale, i) => {
    const told = scaleTold(headers[i]);
    const found = scale ?? scaleWithWords(values[i], ownScales);
    return told === undefined ? found : (turnedScale(headers[i], told) ?? found);
  });
  // Of a sheet without another beside it, the name may mean something else.
  const hasOther = allSheets(source).some(({ name }) => areTwoSides(name, sheet.name));
  const side = hasOther ? sideOfSheet(sheet.name) : undefined;
  const { roles, scales } = withLegend(
    lines,
    others,
    rolesOf(headers, present, values, scalesTold, answers, headerRow < 0, side),
    values,
    scalesTold,
  );
  const language = languageOfHeaders(headers, present.filter(Boolean).length);
  const told = toldColumns(headers, answers);
  const table = kindOfTable(roles, values);
  const dates = writtenHow(dateOrders, roles, values, answers.dates, questions);
  // Verbal answers are read by their scale and say nothing about the decimal mark.
  const unworded = values.map((cells, i) => (scales[i] === undefined ? cells : []));
  const decimal = writtenHow(
    decimalMarks,
    roles,
    unworded,
    answers.decimal,
    questions,
    likeliestMark(source, values),
  );
  const columns = proposedColumns(roles, present, values, scales, dates.columns, decimal.columns);
  if (table === "customers" && !columns.some(({ use }) => nameKeys.includes(keyOf(use))))
    questions.push(nameQuestion(columns, values));
  return {
    source,
    sheet: { ...sheet, rows },
    headerRow: onSheet.headerRow < 0 ? 0 : onSheet.headerRow + (asKept.firstRow ?? 1),
    firstData,
    table,
    columns,
    width,
    language,
    dates: dates.file,
    decimal: decimal.file,
    region: regionOfPhones(columns, values, answers, language, region, questions),
    questions,
    leftOut: [
      ...place.leftOut,
      // A column of which others are worked out is not blank.
      ...columnsLeftOut(
        present.map((is, i) => is || (found.headers[i] ?? "") !== ""),
        firstColumn,
        columns,
      ),
    ],
    notes: [
      ...(turned === undefined ? [] : [turned.note]),
      ...(workedOut?.notes ?? []),
      ...purchasesNote(table, columns, (i) => told.has(i)),
      ...notesOf(source, sheet, headerRow, end, columns, values),
    ],
    workedOut: [...(turned === undefined ? [] : found.headers.slice(0, 1)), ...(workedOut?.from ?? [])],
  };
}

/** The rows above the headers, and those near the end that have one cell. */
function linesBeside(rows: readonly SheetRow[], headerRow: number): SheetRow[] {
  const below = rows.slice(Math.max(headerRow + 1, rows.length - 10));
  const hasOne = (row: SheetRow): boolean => row.filter((cell) => !isBlank(cell)).length === 1;
  return [...rows.slice(0, Math.max(0, headerRow)), ...below.filter(hasOne)];
}

/** The table with the columns that are worked out of others; undefined if there are none. */
function worked(
  sheet: SourceSheet,
  { headers, headerRow, firstData, end }: TablePlace,
  answers: ImportAnswers,
): WorkedOut | undefined {
  if (headerRow < 0) return undefined;
  const rows = (): readonly SheetRow[] =>
    withMergedFilled({ ...sheet, rows: sheet.rows.slice(0, end) }, headerRow);
  const ways = [questionsDown, groupsDown, monthsAcross, lineAmounts];
  return ways.reduce<WorkedOut | undefined>(
    (found, way) => found ?? way(headers, rows, firstData, answers),
    undefined,
  );
}
