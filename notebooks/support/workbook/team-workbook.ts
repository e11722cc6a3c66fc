import {
  messageOf,
  type Customer,
  type Interaction,
  type Language,
  type MessageKey,
  type MessageParameters,
  type RatedAnalysis,
} from "@crm-functions/core";
import type { WorkbookFile } from "../../../addin/workbook/file";

/** A row of the weights. */
export interface CriterionWeight {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  readonly weight: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Something in a row that could not be understood or that breaks a rule. */
export interface RowProblem {
  readonly table: "customers" | "interactions" | "weights";
  /** Place in the body of the table, from 1. */
  readonly row: number;
  /** Header of the column, `""` where the whole row is meant. */
  readonly column: string;
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
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
  readonly file: WorkbookFile;
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly weights: readonly CriterionWeight[];
  readonly problems: readonly RowProblem[];

  constructor(
    file: WorkbookFile,
    customers: readonly Customer[],
    interactions: readonly Interaction[],
    weights: readonly CriterionWeight[],
    problems: readonly RowProblem[],
  ) {
    this.file = file;
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
    return this.problems.map(({ table, row, column, key, parameters }) => {
      const place = language === "zh-CN" ? `${table} 第 ${row} 行` : `${table}, row ${row}`;
      return `${place}${column === "" ? "" : `, ${column}`}: ${messageOf(key, parameters, language)}`;
    });
  }
}
