import {
  messageOf,
  ratingTable,
  tableNameOf,
  type CriterionWeight,
  type Customer,
  type Interaction,
  type Language,
  type RatedAnalysis,
  type RatingTable,
  type RowProblem,
  type Team,
} from "@crm-functions/core";

export type { CriterionWeight, RatingTable, RowProblem };

/** A problem as a sentence with its place. */
export function rowProblemText(
  { table, row, header, message, parameters }: RowProblem,
  language: Language,
): string {
  const place =
    language === "zh-CN"
      ? `${tableNameOf[table]} 第 ${row} 行${header === "" ? "" : `“${header}”`}：`
      : `${tableNameOf[table]}, row ${row}${header === "" ? "" : `, ${header}`}: `;
  return place + messageOf(message, parameters, language);
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
