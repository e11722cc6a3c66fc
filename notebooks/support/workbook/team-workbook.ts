import {
  messageOf,
  tableNames,
  type Customer,
  type Interaction,
  type Language,
  type MessageKey,
  type MessageParameters,
  type RatedAnalysis,
} from "@crm-functions/core";

/** A row of the weights. */
export interface CriterionWeight {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  readonly weight: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What a weight is for: `need: Price`. No criterion of an analysis has two. */
export function weightId({ analysis, criterion }: Pick<CriterionWeight, "analysis" | "criterion">): string {
  return `${analysis}: ${criterion}`;
}

/** Something in a row that could not be understood or that breaks a rule. */
export interface RowProblem {
  readonly table: "customers" | "interactions" | "weights";
  /** Row as the spreadsheet numbers them. */
  readonly row: number;
  /** Header of the column as it stands in the file, `""` where the whole row is meant. */
  readonly column: string;
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
}

/** A problem as a sentence with its place. */
export function rowProblemText(
  { table, row, column, key, parameters }: RowProblem,
  language: Language,
): string {
  const chinese = language === "zh-CN";
  const place = chinese
    ? `${tableNames[table]} 第 ${row} 行${column === "" ? "" : `“${column}”`}：`
    : `${tableNames[table]}, row ${row}${column === "" ? "" : `, ${column}`}: `;
  return place + messageOf(key, parameters, language);
}

/** Ratings of all customers for one analysis, in the form that the core's functions take. */
export interface RatingTable {
  /** Ids of the customers, by row. */
  readonly customers: readonly string[];
  readonly criteria: readonly string[];
  /** A typed column per criterion; `NaN` where a customer was not rated. */
  readonly columns: readonly Float64Array[];
  /** A weight per criterion: those of the workbook, 1 / n each where it has none. */
  readonly weights: Float64Array;
}

/** What a team keeps in one workbook. */
export class TeamWorkbook {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly weights: readonly CriterionWeight[];
  readonly problems: readonly RowProblem[];

  constructor(
    customers: readonly Customer[],
    interactions: readonly Interaction[],
    weights: readonly CriterionWeight[],
    problems: readonly RowProblem[],
  ) {
    this.customers = customers;
    this.interactions = interactions;
    this.weights = weights;
    this.problems = problems;
  }

  /** The ratings of an analysis; `perceived` has the criteria and weights of `expectation`. */
  ratings(analysis: RatedAnalysis): RatingTable {
    const weighed = analysis === "perceived" ? "expectation" : analysis;
    const rows = this.weights.filter((each) => each.analysis === weighed);
    const criteria =
      rows.length > 0
        ? rows.map((each) => each.criterion)
        : [...new Set(this.customers.flatMap((each) => Object.keys(each.ratings[analysis] ?? {})))];
    return {
      customers: this.customers.map((each) => each.id),
      criteria,
      columns: criteria.map((criterion) =>
        Float64Array.from(this.customers, (each) => {
          const given = each.ratings[analysis];
          return given !== undefined && Object.hasOwn(given, criterion) ? given[criterion] : NaN;
        }),
      ),
      weights:
        rows.length > 0
          ? Float64Array.from(rows, (each) => each.weight)
          : new Float64Array(criteria.length).fill(1 / criteria.length),
    };
  }

  /** The problems as sentences, each with its place. */
  problemTexts(language: Language = "en-US"): string[] {
    return this.problems.map((problem) => rowProblemText(problem, language));
  }
}
