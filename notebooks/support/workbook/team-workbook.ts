import {
  messageOf,
  ratingTable,
  tableNames,
  type CriterionWeight,
  type Customer,
  type Interaction,
  type Language,
  type MessageKey,
  type MessageParameters,
  type RatedAnalysis,
  type RatingTable,
  type Team,
} from "@crm-functions/core";

export type { CriterionWeight, RatingTable };

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

/** What a team keeps in one workbook. */
export class TeamWorkbook implements Team {
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

  /** The ratings of an analysis, as `ratingTable` of the core has them. */
  ratings(analysis: RatedAnalysis): RatingTable {
    return ratingTable(this, analysis);
  }

  /** The problems as sentences, each with its place. */
  problemTexts(language: Language = "en-US"): string[] {
    return this.problems.map((problem) => rowProblemText(problem, language));
  }
}
