import { standsForNone } from "../blank";
import { CrmError } from "../errors";
import { readYesNo } from "../yes-no-words";
import {
  isNumberOfNames,
  isOutcome,
  readNumber,
  yesOfTwo,
  type OwnValues,
  type RatedAnalysis,
} from "../customers";
import { outcome, type OutcomeResult, type Predictor } from "../regression";
import type { RatingTable } from "./rating-table";
import type { OverallAnswer } from "./satisfaction";
import type { Team } from "./team";

/** A yes or no of every customer, such as whether they left, and what goes with it. */
export interface Outcome {
  /** Header of the column, or name of the question. */
  readonly name: string;
  /** 1 for yes, 0 for no, `NaN` where nobody says. */
  readonly values: Float64Array;
  readonly yes: number;
  readonly no: number;
  /** What explains it: ratings, or where there are none other columns of the user's own. */
  readonly by: Extract<RatedAnalysis, "perceived" | "service"> | "own";
  readonly table: Explaining;
  /** Ratings that too few of those with a yes or with a no know: they take no part. */
  readonly sparse: readonly string[];
  readonly result: OutcomeResult | undefined;
  /** Why there is no regression. */
  readonly reason: CrmError | undefined;
}

/** Columns by their names. */
export interface Explaining {
  readonly criteria: readonly string[];
  readonly columns: readonly Predictor[];
}

/** Outcomes that are looked at: each costs a regression. */
const mostOutcomes = 3;
/** Texts of a column that is one of categories: so many different ones at most, each so often on average. */
const mostCategories = 12;
const customersPerCategory = 5;
/** Of those with a yes, and of those with a no, a column that is to explain which of them is which knows so many. */
const fewestKnown = 0.5;

/**
 * The yes/no columns that a team keeps beside its ratings, and an overall answer of nothing but 0 and 1, each explained by
 * the perceived ratings, or by the service ratings where there are none (`outcome`). Zeros and ones are a yes or no only in a
 * column whose header says so (`Churned`), words (`yes`, `no`, `是`, `否`) and logical values in any.
 *
 * Where nobody rates anything, as in a table of contracts, the column whose header says that it is an outcome, or the only
 * yes or no that there is, is explained by the user's other columns of numbers and categories (`ownExplanation`).
 */
export function outcomesOf(
  team: Team,
  answer: OverallAnswer | undefined,
  perceived: RatingTable,
  service: RatingTable,
): Outcome[] {
  const asked =
    answer !== undefined && isBinary(answer) ? [{ name: answer.name, values: answer.values }] : [];
  const rated = [perceived, service].find(({ criteria }) => criteria.length > 0);
  const own = rated === undefined ? ownExplanation(team) : undefined;
  const by: Outcome["by"] = own === undefined ? (rated?.analysis as "perceived" | "service") : "own";
  const table = own?.by ?? rated;
  if (table === undefined) return [];
  const columns = own === undefined ? [...asked, ...yesNoColumns(team)] : [own.outcome];
  return columns.slice(0, mostOutcomes).map(({ name, values }): Outcome => {
    const count = (wanted: number) => values.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0);
    const known = table.criteria.map((_, j) => isKnownOfBoth(table.columns[j], values));
    const part = known.includes(true) ? known : known.map(() => true);
    const used: Explaining = {
      criteria: table.criteria.filter((_, j) => part[j]),
      columns: table.columns.filter((_, j) => part[j]),
    };
    const sparse = table.criteria.filter((_, j) => !part[j]);
    const its = { name, values, yes: count(1), no: count(0), by, table: used, sparse };
    try {
      return { ...its, result: outcome(values, used.columns), reason: undefined };
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      return { ...its, result: undefined, reason: error };
    }
  });
}

/** Whether an answer is nothing but 0 and 1, both of them: a yes or no that a straight line does not fit. */
export function isBinary({ values, isMean }: Pick<OverallAnswer, "values" | "isMean">): boolean {
  return (
    !isMean &&
    values.includes(0) &&
    values.includes(1) &&
    values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
  );
}

interface YesNoColumn {
  readonly header: string;
  /** The header, and where it is no question the answer that is meant: `Status: Churned`. */
  readonly name: string;
  readonly values: Float64Array;
}

/** The outcome among the user's own columns and what else stands there of numbers and categories. */
export function ownExplanation(
  team: Pick<Team, "customers">,
): { readonly outcome: YesNoColumn; readonly by: Explaining } | undefined {
  const yesNo = yesNoColumns(team);
  const outcome =
    yesNo.find(({ header }) => isOutcome(header)) ??
    yesNo.find(({ header, name }) => name !== header) ??
    (yesNo.length === 1 ? yesNo[0] : undefined);
  if (outcome === undefined) return undefined;
  const others = ownNames(team).flatMap((name) => {
    if (name === outcome.header || isNumberOfNames(name)) return [];
    const column =
      yesNo.find(({ header }) => header === name)?.values ??
      explainingColumn(team.customers.map(({ own }) => own?.[name]));
    return column === undefined ||
      !isKnownOfBoth(column, outcome.values) ||
      saysTheSame(column, outcome.values)
      ? []
      : [{ name, column }];
  });
  if (others.length === 0) return undefined;
  return {
    outcome,
    by: { criteria: others.map(({ name }) => name), columns: others.map(({ column }) => column) },
  };
}

/** What is known of the ones alone, such as why they left, says nothing about how they differ from the others. */
function isKnownOfBoth(column: Predictor, outcomes: Float64Array): boolean {
  return [0, 1].every((side) => {
    const its = Array.from<number | string>(column).filter((_, i) => outcomes[i] === side);
    const isKnown = (cell: number | string): boolean => cell !== "" && !Number.isNaN(cell);
    return its.filter(isKnown).length >= fewestKnown * its.length;
  });
}

/** Closed for every yes and Open for every no is the outcome in other words. */
function saysTheSame(column: Predictor, outcomes: Float64Array): boolean {
  const found = [0, 1].map(
    (side) => new Set(Array.from<number | string>(column).filter((_, i) => outcomes[i] === side)),
  );
  return found.every(({ size }) => size === 1) && ![...found[0]].some((each) => found[1].has(each));
}

/** A column of several numbers, or of a few texts that come again and again; no dates, numbers of customers or remarks. */
function explainingColumn(found: readonly (OwnValues[string] | undefined)[]): Predictor | undefined {
  const cells = found.map((cell) => (typeof cell === "string" && isBlankText(cell) ? undefined : cell));
  const present = cells.filter((cell) => cell !== undefined);
  const distinct = new Set(present).size;
  if (distinct < 2) return undefined;
  const mark = ([".", ","] as const).find((each) =>
    present.every((cell) => !Number.isNaN(numberOf(cell, each))),
  );
  if (mark !== undefined) {
    const numbers = Float64Array.from(cells, (cell) => numberOf(cell, mark));
    // Numbers of rows say nothing; where some rows are left out they have gaps.
    const isNext = (number: number, i: number) =>
      i === 0 || (Number.isInteger(number) && number > numbers[i - 1]);
    const isCounting =
      numbers.every(isNext) && numbers[numbers.length - 1] - numbers[0] < 1.5 * numbers.length;
    return isCounting ? undefined : numbers;
  }
  const isCategory =
    present.every((cell) => typeof cell === "string") &&
    distinct <= mostCategories &&
    distinct * customersPerCategory <= present.length;
  return isCategory ? cells.map((cell) => (typeof cell === "string" ? cell : "")) : undefined;
}

const isBlankText = (text: string): boolean => text.trim() === "" || standsForNone(text);

/** A number, or a text that is one with this decimal mark; else `NaN`. */
const numberOf = (cell: OwnValues[string] | undefined, decimal: "." | ","): number =>
  typeof cell === "number" ? cell : typeof cell === "string" ? readNumber(cell, decimal) : NaN;

const ownNames = ({ customers }: Pick<Team, "customers">): string[] => [
  ...new Set(customers.flatMap(({ own }) => Object.keys(own ?? {}))),
];

/** The user's own columns that hold yes and no and nothing else, both of them. */
function yesNoColumns(team: Pick<Team, "customers">): YesNoColumn[] {
  const { customers } = team;
  return ownNames(team).flatMap((header) => {
    const values = new Float64Array(customers.length).fill(NaN);
    const asOutcome = isOutcome(header);
    const cells = customers.map(({ own }) => own?.[header]);
    const yes = yesOfTwo(
      header,
      new Set(cells.filter((cell) => typeof cell === "string" && cell !== "") as string[]),
    );
    for (const [i, value] of cells.entries()) {
      if (value === undefined || value === null || value === "") continue;
      const read = yes === undefined || typeof value !== "string" ? yesOrNo(value, asOutcome) : value === yes;
      if (read === undefined) return [];
      values[i] = read ? 1 : 0;
    }
    const name = yes === undefined || asOutcome ? header : `${header}: ${yes}`;
    return values.includes(0) && values.includes(1) ? [{ header, name, values }] : [];
  });
}

function yesOrNo(value: OwnValues[string], asOutcome: boolean): boolean | undefined {
  if (value === null || typeof value === "object") return undefined;
  if (typeof value === "boolean") return value;
  // A cross, a 1 or a letter may be anything.
  if (/^\s*[01xny]\s*$/i.test(String(value)) && !asOutcome) return undefined;
  return readYesNo(value);
}
