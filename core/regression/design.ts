import { CrmError } from "../errors";
import { toRowMajor, typedNumbers, type Numbers, type RowMajor, type Values } from "../numbers/values";
import { checkHeights, rowsOf, withoutWeightless, type RowSource } from "./compress/rows";

/** A predictor: numbers (NaN is a blank), or the texts of a category ("" is a blank). */
export type Predictor = Float64Array | readonly number[] | readonly string[];

/** The predictors: plain numbers in any form, or a list of columns, some of them categories. */
export type Predictors = Values | readonly Predictor[];

/** A column of the fit: a predictor as it is, or a level of a category compared with its first level. */
export interface Term {
  /** Index (0-based) of the predictor it belongs to. */
  readonly predictor: number;
  readonly level?: string;
  readonly against?: string;
}

/** Predictors as numbers, with the meaning of each column. */
export interface Design {
  readonly x: Values;
  readonly terms: readonly Term[];
}

/** One term per predictor, as it is. */
export function plainTerms(predictors: number): Term[] {
  return Array.from({ length: predictors }, (_, predictor) => ({ predictor }));
}

/** Number of predictors that the terms come from. */
export function predictorsOf(terms: readonly Term[]): number {
  return terms.length === 0 ? 0 : terms[terms.length - 1].predictor + 1;
}

/**
 * Labels of the terms: the predictor's name (`x1` … if it has none), and for the level of a category
 * `Segment: Small (against Enterprise)`.
 *
 * @throws CrmError `feedbackNames`
 */
export function termLabels(terms: readonly Term[], names?: readonly string[]): string[] {
  const labels = predictorNames(predictorsOf(terms), names);
  return terms.map(({ predictor, level, against }) =>
    level === undefined ? labels[predictor] : `${labels[predictor]}: ${level} (against ${against})`,
  );
}

/** Names of p predictors: those given, otherwise `x1` … `xp`. @throws CrmError `feedbackNames` */
export function predictorNames(predictors: number, names?: readonly string[]): string[] {
  if (names === undefined || names.length === 0)
    return Array.from({ length: predictors }, (_, j) => `x${j + 1}`);
  if (names.length !== predictors) {
    throw new CrmError("value", "feedbackNames", {
      argument: "names",
      found: names.length,
      wanted: predictors,
    });
  }
  return names.map((name, j) => (name === "" ? `x${j + 1}` : name));
}

/**
 * Codes categories as 0/1 terms: the levels of a category in order of their texts, each compared with the first. Only
 * used rows contribute levels: rows in which neither y nor a predictor is blank and the weight is not 0.
 *
 * @param response NaN if the row is not used
 * @throws CrmError `feedbackHeights`, `categoryOneLevel`, `categoryLevels` (more than a third of the rows),
 * `feedbackTooFewRows`, `wideRegression`
 */
export function designOf(response: Numbers, x: Predictors): Design {
  if (!isMixed(x)) {
    const predictors = Array.isArray(x) ? columnsOf(x as Values) : (x as RowMajor).columns;
    requireTall(response.length, predictors);
    return { x: x as Values, terms: plainTerms(predictors) };
  }
  for (const column of x) checkHeights(response.length, column.length);
  const texts = x.map((column) => (isCategory(column) ? column.map((text) => text.trim()) : undefined));
  const used = Array.from(
    typedNumbers(response),
    (value, i) => value === value && x.every((column, j) => isPresent(texts[j] ?? column, i)),
  );
  const rows = used.filter(Boolean).length;
  const terms: Term[] = [];
  const columns: Float64Array[] = [];
  x.forEach((column, predictor) => {
    const category = texts[predictor];
    if (category === undefined) {
      terms.push({ predictor });
      columns.push(typedNumbers(column as Numbers));
      return;
    }
    const [against, ...levels] = levelsOf(category, used);
    if (rows < 2)
      throw new CrmError("value", "feedbackTooFewRows", { rows, leftOut: response.length - rows });
    requireLevels(levels.length + 1, rows, predictor, against);
    for (const level of levels) {
      terms.push({ predictor, level, against });
      columns.push(Float64Array.from(category, (text) => (text === "" ? NaN : text === level ? 1 : 0)));
    }
  });
  requireTall(response.length, columns.length);
  return { x: columns, terms };
}

/** The rows of a response and its design; `y` is blank in the rows that a weight leaves out. @throws as `rowsOf` */
export function designedRows(
  response: Numbers,
  x: Predictors,
  caseWeights?: Numbers,
): Design & { readonly y: Numbers; readonly source: RowSource } {
  const y = caseWeights?.length === response.length ? withoutWeightless(response, caseWeights) : response;
  const design = designOf(y, x);
  return { ...design, y, source: rowsOf(response, design.x, caseWeights) };
}

/**
 * Codes new rows in the terms of a design, row-major; NaN for a blank cell or a level that does not occur in the data.
 *
 * @throws CrmError `feedbackColumns` if they have other columns; `columnLengths`, `rowLengths`
 */
export function codedRows(terms: readonly Term[], x: Predictors): Float64Array {
  const wanted = predictorsOf(terms);
  const isPlain = !isMixed(x) && terms.every(({ level }) => level === undefined);
  const found = isMixed(x) ? x.length : columnsOf(x as Values);
  if (found !== wanted || isMixed(x) === isPlain)
    throw new CrmError("value", "feedbackColumns", { argument: "new_x", found, wanted });
  if (!isMixed(x)) return toRowMajor(x, "new_x").data;
  const known = x.map((_, predictor) => levelsOfTerms(terms, predictor));
  const columns = terms.map(({ predictor, level }) => {
    const column = x[predictor];
    if (level === undefined) return typedNumbers(column as Numbers);
    return Float64Array.from(column as readonly string[], (text) =>
      known[predictor].includes(text.trim()) ? Number(text.trim() === level) : NaN,
    );
  });
  return toRowMajor(columns, "new_x").data;
}

/** The levels of a category in the data, starting with the one that the others are compared with; none for a number. */
export function levelsOfTerms(terms: readonly Term[], predictor: number): string[] {
  const own = terms.filter((term) => term.predictor === predictor && term.level !== undefined);
  return own.length === 0 ? [] : [own[0].against!, ...own.map(({ level }) => level!)];
}

/** Whether at least one of the columns is a category. */
function isMixed(x: Predictors): x is readonly Predictor[] {
  return Array.isArray(x) && (x as readonly Predictor[]).some(isCategory);
}

function isCategory(column: Predictor): column is readonly string[] {
  return Array.isArray(column) && typeof column[0] === "string";
}

function isPresent(column: Predictor, i: number): boolean {
  const value = column[i];
  return value !== "" && value === value;
}

/** Sorted by code units, so that the order is the same on every machine and in every language. */
function levelsOf(texts: readonly string[], used: readonly boolean[]): string[] {
  return [...new Set(texts.filter((_, i) => used[i]))].sort((a, b) => (a < b ? -1 : 1));
}

function requireLevels(levels: number, rows: number, predictor: number, only: string | undefined): void {
  const place = { argument: "x", column: predictor + 1 };
  if (levels <= 1) throw new CrmError("value", "categoryOneLevel", { ...place, level: only ?? "" });
  if (levels > rows / 3) throw new CrmError("value", "categoryLevels", { ...place, levels, rows });
}

function columnsOf(x: Values): number {
  if (!Array.isArray(x)) return (x as RowMajor).columns;
  return x[0] instanceof Float64Array ? x.length : ((x[0] as readonly number[] | undefined)?.length ?? 0);
}

/** A table with more columns than this, and at least as many columns as rows, is taken to lie on its side. */
const mostWide = 100;

function requireTall(rows: number, columns: number): void {
  if (columns > mostWide && columns >= rows) {
    throw new CrmError("value", "wideRegression", { argument: "x", rows, columns });
  }
}
