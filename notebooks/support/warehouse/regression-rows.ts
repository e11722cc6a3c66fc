import { CrmError, standsForNone, type Term } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { countRows } from "./counted-rows";
import { double, type WarehouseColumn } from "./dialect";
import { rowsOf, type Engine, type RunOptions } from "./engine";
import { labelOf, type TableColumns } from "./table-columns";
import type { RegressionRequest } from "./warehouse";
import { isPresent } from "./words-for-none";

/** The usable rows of a regression. */
export interface RegressionRows {
  /** The FROM clause: doubles `crm_v0` …, one column per term, the response last. */
  readonly usable: string;
  readonly terms: readonly Term[];
  /** The names of these columns. */
  readonly labels: readonly string[];
  readonly table: string;
  /** Number of all rows, including those with blanks. */
  readonly total: number;
}

/** More levels than a person can look at, and more spellings than are read. */
const mostLevels = 100;
const mostSpellings = 1000;

/** A number as text, with or without thousands separators. */
const numberText = /^[-+]?(\d+|\d{1,3}([., ]\d{3})+)([.,]\d+)?(e[-+]?\d+)?$/i;

/**
 * The predictors of a regression: numbers, and text and logical columns as categories.
 *
 * @throws NotebookError `noColumns`, `columnTwice`, `columnNotFound`, `columnNotNumber`
 */
export function predictorsOf(columns: TableColumns, { x, y }: RegressionRequest): WarehouseColumn[] {
  const names = [...x, y].map(labelOf);
  if (x.length === 0) throw new NotebookError("noColumns");
  names.forEach((name, j) => {
    if (names.indexOf(name) !== j) throw new NotebookError("columnTwice", { column: name });
  });
  return x.map((source) => (isCategory(columns.any(source)) ? columns.any(source) : columns.number(source)));
}

const isCategory = ({ kind }: WarehouseColumn): boolean => kind === "text" || kind === "boolean";

/**
 * The rows without blanks, with categories as terms as in the core's `designOf`: the levels in the rows used, in text
 * order, each against the first.
 *
 * @throws NotebookError `tooManyLevels`, `columnNotNumber` for numbers stored as text; CrmError `categoryOneLevel`,
 *   `categoryLevels`
 */
export async function regressionRows(
  engine: Engine,
  { table, x, y }: RegressionRequest,
  from: string,
  predictors: readonly WarehouseColumn[],
  response: { readonly value: string; readonly isFilled: string },
  { signal }: RunOptions,
): Promise<RegressionRows> {
  const { dialect } = engine;
  const names = x.map(labelOf);
  const total = await countRows(engine, from, { signal });
  const filled = [response.isFilled];
  const [values, labels, terms] = [[] as string[], [] as string[], [] as Term[]];
  const categories: (readonly [predictor: number, levels: number, only: string])[] = [];
  const found = await spellingsOf(
    engine,
    from,
    predictors,
    [response.isFilled, ...predictors.map((column) => isPresent(dialect, column))],
    signal,
  );
  for (const [predictor, column] of predictors.entries()) {
    if (!isCategory(column)) {
      filled.push(dialect.isFilled(column));
      values.push(dialect.place(column));
      labels.push(names[predictor]);
      terms.push({ predictor });
      continue;
    }
    const text = dialect.textOf(column);
    const spellings = new Map<string, string[]>();
    for (const spelling of found[predictor].filter((each) => each.trim() !== "" && !standsForNone(each))) {
      const level = levelOf(column, spelling);
      spellings.set(level, [...(spellings.get(level) ?? []), spelling]);
    }
    const levels = [...spellings.keys()].sort((a, b) => (a < b ? -1 : 1));
    if (levels.length > 0 && levels.every((level) => numberText.test(level)))
      throw new NotebookError("columnNotNumber", { table, column: names[predictor], type: column.type });
    if (found[predictor].length > mostSpellings || levels.length > mostLevels)
      throw new NotebookError("tooManyLevels", { table, column: names[predictor], limit: mostLevels });
    const isOneOf = (texts: readonly string[]) => `${text} IN (${texts.map(dialect.text).join(", ")})`;
    filled.push(levels.length === 0 ? "1 = 0" : isOneOf([...spellings.values()].flat()));
    const [against, ...further] = levels;
    for (const level of further) {
      values.push(dialect.branch(isOneOf(spellings.get(level)!), double(1), double(0)));
      labels.push(names[predictor]);
      terms.push({ predictor, level, against });
    }
    categories.push([predictor, levels.length, against]);
  }
  const cells = [...values, response.value].map((value, j) => `${dialect.toDouble(value)} AS crm_v${j}`);
  const usable = `(SELECT ${cells.join(", ")} FROM ${from} WHERE ${filled.join(" AND ")}) AS crm_rows`;
  if (categories.length > 0) {
    const rows = await countRows(engine, usable, { signal });
    if (rows < 2) throw new NotebookError("tooFewRows", { table, rows });
    for (const [predictor, levels, level] of categories) {
      const place = { argument: "x", column: predictor + 1 };
      if (levels < 2) throw new CrmError("value", "categoryOneLevel", { ...place, level });
      if (levels > rows / 3) throw new CrmError("value", "categoryLevels", { ...place, levels, rows });
    }
  }
  return { usable, terms, labels: [...labels, labelOf(y)], table, total };
}

/** The texts of each category in rows where everything else is present, in one query. @param present y first */
async function spellingsOf(
  engine: Engine,
  from: string,
  predictors: readonly WarehouseColumn[],
  present: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[][]> {
  const texts: string[][] = predictors.map(() => []);
  const queries = predictors.flatMap((column, predictor) => {
    if (!isCategory(column)) return [];
    const others = present.filter((_, j) => j !== predictor + 1).join(" AND ");
    const distinct = `SELECT DISTINCT ${engine.dialect.textOf(column)} AS crm_text FROM ${from} WHERE ${others} LIMIT ${mostSpellings + 1}`;
    return `SELECT ${double(predictor)} AS crm_predictor, crm_text FROM (${distinct}) AS crm_texts`;
  });
  if (queries.length === 0) return texts;
  for (const [predictor, text] of await rowsOf(engine, queries.join(" UNION ALL "), ["number", "text"], {
    signal,
  }))
    texts[predictor as number].push(text as string);
  return texts;
}

function levelOf({ kind }: WarehouseColumn, spelling: string): string {
  if (kind === "boolean") return ["true", "1"].includes(spelling) ? "TRUE" : "FALSE";
  return spelling.trim();
}
