import { standsForNone } from "../blank";
import { readYesNo } from "../yes-no-words";
import {
  isContactPermission,
  isNumberOfNames,
  isOutcome,
  readDay,
  readNumber,
  yesAndNoOf,
  type OwnValues,
  type RatedAnalysis,
} from "../customers";
import { outcome, yesNoOf, type OutcomeResult, type Predictor } from "../regression";
import { fitted } from "./fitted";
import { isOftenKnown, oftenKnown, rowsWhere } from "./often-known";
import { ratingTable, type RatingTable } from "./rating-table";
import { explainingOf, overallAnswer, type OverallAnswer } from "./satisfaction";
import type { Team } from "./team";

/** A yes or no for every customer, such as whether they left, and what is associated with it. */
export interface Outcome {
  /** The question's name or the column's header; if that is no question, with the answer meant: `Status: Churned`. */
  readonly name: string;
  readonly header: string;
  /** The texts for yes and no if they are known words of outcomes, such as Churned and Stayed. */
  readonly said: SaidOutcome | undefined;
  /** 1 for yes, 0 for no, `NaN` if unanswered. */
  readonly values: Float64Array;
  readonly yes: number;
  readonly no: number;
  /** What explains it: ratings, or the user's other own columns if there are none. */
  readonly by: Extract<RatedAnalysis, "perceived" | "service"> | "own";
  readonly table: Explaining;
  /** Texts that are neither yes nor no, such as Paused beside Active and Cancelled. */
  readonly open: readonly string[];
  /** Ratings known for fewer than half of the yeses or of the noes; they are left out. */
  readonly sparse: readonly string[];
  /** Undefined if there are too few answers for a regression. */
  readonly result: OutcomeResult | undefined;
}

export interface SaidOutcome {
  readonly yes: string;
  readonly no: string;
  /** Whether `yesNoOf`, and so CRM.OUTCOME, takes the other text for yes, as it does not know words of outcomes. */
  readonly isOtherwiseRead: boolean;
}

/** Columns and their names. */
export interface Explaining {
  readonly criteria: readonly string[];
  readonly columns: readonly Predictor[];
}

/** The maximum number of outcomes analysed; each costs a regression. */
const mostOutcomes = 3;
/** A text column is categorical with at most this many distinct values, each occurring this often on average. */
const mostCategories = 12;
const customersPerCategory = 5;

/**
 * The yes/no columns of a team, and an overall answer of only 0 and 1, each explained by the perceived ratings, or by
 * the service ratings if there are none (`outcome`). 0 and 1 mean yes and no only in a column whose header says so
 * (`Churned`); words (`yes`, `no`, `是`, `否`) and logical values do so in any column.
 *
 * If there are no ratings, as in a table of contracts, the column whose header names an outcome, or the only yes/no
 * column, is explained by the user's other columns of numbers and categories (`ownExplanation`).
 */
export function outcomesOf(
  team: Team,
  answer: OverallAnswer | undefined,
  perceived: RatingTable,
  service: RatingTable,
): Outcome[] {
  const rated = explainingOf(perceived, service);
  const own = rated === undefined ? ownExplanation(team, answer) : undefined;
  const table = own?.by ?? rated!.all;
  return (own?.outcomes ?? yesNoAsked(team, answer)).map((asked): Outcome => {
    const { values } = asked;
    const count = (wanted: number) => values.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0);
    const often = oftenKnown(table.columns, sidesOf(values));
    const used: Explaining = {
      criteria: often.map((j) => table.criteria[j]),
      columns: often.map((j) => table.columns[j]),
    };
    const sparse = table.criteria.filter((_, j) => !often.includes(j));
    const result = fitted(() => outcome(values, used.columns));
    return { ...asked, yes: count(1), no: count(0), by: rated?.by ?? "own", table: used, sparse, result };
  });
}

/** The yes/no columns and the overall answer of only 0 and 1 that are explained by ratings. */
function yesNoAsked(team: Pick<Team, "customers">, answer: OverallAnswer | undefined): YesNoColumn[] {
  const overall =
    answer !== undefined && isBinary(answer)
      ? [{ header: answer.name, name: answer.name, said: undefined, values: answer.values, open: [] }]
      : [];
  return [...overall, ...yesNoColumns(team).filter(mayBeAsked)].slice(0, mostOutcomes);
}

/** The own columns that outcomes are about or are explained by, and why others explain nothing. */
export function ownColumnsUsed(
  team: Team,
): { readonly used: readonly string[] } & Pick<OwnExplanation, "not"> {
  const isRated = (...by: RatedAnalysis[]): boolean =>
    team.customers.some(({ ratings }) => by.some((analysis) => ratings[analysis] !== undefined));
  const answer = isRated("feedback") ? overallAnswer(ratingTable(team, "feedback")) : undefined;
  if (isRated("perceived", "service"))
    return { used: yesNoAsked(team, answer).map(({ header }) => header), not: new Map() };
  const { outcomes, by, not } = ownExplanation(team, answer);
  return { used: outcomes.flatMap(({ header }) => [header, ...by.criteria]), not };
}

/** Whether an answer consists of both 0 and 1 and nothing else: a yes/no that a straight line does not fit. */
export function isBinary({ values, isMean }: Pick<OverallAnswer, "values" | "isMean">): boolean {
  return (
    !isMean &&
    values.includes(0) &&
    values.includes(1) &&
    values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
  );
}

type YesNoColumn = Pick<Outcome, "name" | "header" | "said" | "open" | "values">;

/** Why a column of the user's own does not explain an outcome. */
export type ExplainsNot = "names" | "same" | "counting" | "categories" | "sparse" | "restates";

/** The outcome among the own columns if anything explains it, what does, and why other columns do not. */
interface OwnExplanation {
  readonly outcomes: readonly YesNoColumn[];
  readonly by: Explaining;
  readonly not: ReadonlyMap<string, ExplainsNot>;
}

/** The outcome among the own columns, and its predictors: the overall answer, then numbers and categories. */
function ownExplanation(team: Pick<Team, "customers">, answer?: OverallAnswer): OwnExplanation {
  const yesNo = yesNoColumns(team);
  const asked = yesNo.filter(mayBeAsked);
  const outcome =
    asked.find(({ header }) => isOutcome(header)) ??
    asked.find(({ header, name }) => name !== header) ??
    (asked.length === 1 ? asked[0] : undefined);
  const not = new Map<string, ExplainsNot>();
  if (outcome === undefined) return { outcomes: [], by: { criteria: [], columns: [] }, not };
  const sides = sidesOf(outcome.values);
  const predictorIn = (name: string): Predictor | ExplainsNot => {
    if (isNumberOfNames(name)) return "names";
    const column =
      yesNo.find(({ header }) => header === name)?.values ??
      explainingColumn(team.customers.map(({ own }) => own?.[name]));
    if (typeof column === "string") return column;
    return !isOftenKnown(column, sides) ? "sparse" : saysTheSame(column, sides) ? "restates" : column;
  };
  const others =
    answer !== undefined && !isBinary(answer)
      ? [{ name: answer.name, column: answer.values as Predictor }]
      : [];
  for (const name of ownNames(team)) {
    if (name === outcome.header) continue;
    const column = predictorIn(name);
    if (typeof column === "string") not.set(name, column);
    else others.push({ name, column });
  }
  const by = { criteria: others.map(({ name }) => name), columns: others.map(({ column }) => column) };
  return { outcomes: others.length === 0 ? [] : [outcome], by, not };
}

/** The rows of the noes and of the yeses. */
const sidesOf = (outcomes: Float64Array): number[][] =>
  [0, 1].map((side) => rowsWhere(outcomes, (value) => value === side));

/** Whether a column restates the outcome, such as Closed for every yes and Open for every no. */
function saysTheSame(column: Predictor, sides: readonly (readonly number[])[]): boolean {
  const [noes, yeses] = sides.map((rows) => new Set(rows.map((i) => column[i])));
  return noes.size === 1 && yeses.size === 1 && ![...noes].some((each) => yeses.has(each));
}

/** Accepts a column of numbers or of a few recurring texts, but not dates, row numbers or remarks. */
function explainingColumn(found: readonly (OwnValues[string] | undefined)[]): Predictor | ExplainsNot {
  const cells = found.map((cell) => (typeof cell === "string" && isBlankText(cell) ? undefined : cell));
  const present = cells.filter((cell) => cell !== undefined);
  const distinct = new Set(present).size;
  if (distinct < 2) return "same";
  // 20260131 is a day, not a number.
  if (present.every((cell) => /^\d{8}$/.test(String(cell)) && readDay(String(cell)) !== ""))
    return "categories";
  const mark = ([".", ","] as const).find((each) =>
    present.every((cell) => !Number.isNaN(numberOf(cell, each))),
  );
  if (mark !== undefined) {
    const numbers = Float64Array.from(cells, (cell) => numberOf(cell, mark));
    // Row numbers say nothing; they have gaps if some rows are left out.
    const isNext = (number: number, i: number) =>
      i === 0 || (Number.isInteger(number) && number > numbers[i - 1]);
    const isCounting =
      numbers.every(isNext) && numbers[numbers.length - 1] - numbers[0] < 1.5 * numbers.length;
    return isCounting ? "counting" : numbers;
  }
  const isCategory =
    present.every(
      (cell) => typeof cell === "string" && !/^\s*\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(cell),
    ) &&
    distinct <= mostCategories &&
    distinct * customersPerCategory <= present.length;
  return isCategory ? cells.map((cell) => (typeof cell === "string" ? cell : "")) : "categories";
}

const isBlankText = (text: string): boolean => text.trim() === "" || standsForNone(text);

/** A number, or a text parsed with this decimal mark; otherwise `NaN`. */
const numberOf = (cell: OwnValues[string] | undefined, decimal: "." | ","): number =>
  typeof cell === "number" ? cell : typeof cell === "string" ? readNumber(cell, decimal) : NaN;

const ownNames = ({ customers }: Pick<Team, "customers">): string[] => [
  ...new Set(customers.flatMap(({ own }) => Object.keys(own ?? {}))),
];

/** Whether somebody may be contacted explains, but is no outcome. */
const mayBeAsked = ({ header }: YesNoColumn): boolean => !isContactPermission(header);

/** The own columns that contain only yes and no, and both of them. */
function yesNoColumns(team: Pick<Team, "customers">): YesNoColumn[] {
  const { customers } = team;
  return ownNames(team).flatMap((header) => {
    const values = new Float64Array(customers.length).fill(NaN);
    const asOutcome = isOutcome(header);
    const cells = customers.map(({ own }) => own?.[header]);
    const texts = new Set(cells.flatMap((cell) => (typeof cell === "string" ? cell.trim() || [] : [])));
    const words = yesAndNoOf(header, texts);
    const open =
      words === undefined ? [] : [...texts].filter((text) => ![...words.yes, ...words.no].includes(text));
    for (const [i, value] of cells.entries()) {
      if (value === undefined || value === null || value === "") continue;
      if (words !== undefined && typeof value === "string") {
        if (!open.includes(value.trim())) values[i] = words.yes.includes(value.trim()) ? 1 : 0;
        continue;
      }
      const read = yesOrNo(value, asOutcome);
      if (read === undefined) return [];
      values[i] = read ? 1 : 0;
    }
    const name = words === undefined || asOutcome ? header : `${header}: ${words.yes.join(" / ")}`;
    const said = words && {
      yes: words.yes.join(" / "),
      no: words.no.join(" / "),
      isOtherwiseRead: texts.size === 2 && yesNoOf([...words.yes, ...words.no]).yes !== words.yes[0],
    };
    return values.includes(0) && values.includes(1) ? [{ header, name, said, values, open }] : [];
  });
}

function yesOrNo(value: OwnValues[string], asOutcome: boolean): boolean | undefined {
  if (value === null || typeof value === "object") return undefined;
  if (typeof value === "boolean") return value;
  // A cross, a 1 or a letter may mean anything.
  if (/^\s*[01xny]\s*$/i.test(String(value)) && !asOutcome) return undefined;
  return readYesNo(value);
}
