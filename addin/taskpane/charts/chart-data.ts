import {
  coefficientChart,
  driversOf,
  feedback,
  importancePerformanceChart,
  needAgainstExpectationChart,
  scoreDistributionChart,
  serviceAndMarketingChart,
  type ChartOptions,
  type Customer,
  type Figure,
  type Interaction,
  type RatedAnalysis,
} from "@crm-functions/core";
import { meanOf, scoresOf, type ScoredAnalysis } from "../customers/customer-scores";
import type { Criterion } from "../../workbook/store/weights";

export const chartNames = [
  "distribution",
  "needExpectation",
  "importance",
  "coefficients",
  "overTime",
] as const;
export type ChartName = (typeof chartNames)[number];

/** What the charts are drawn from. */
export interface ChartSource {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly criteria: readonly Criterion[];
}

/** A figure and the numbers in it as a table, its text alternative; undefined where the data are not there. */
export interface ChartWithTable {
  readonly figure: Figure;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ChartWords {
  readonly analysis: (analysis: ScoredAnalysis) => string;
  /** A month, `2026-03`, as the language writes it. */
  readonly month: (iso: string) => string;
  readonly columns: Readonly<
    Record<
      | "analysis"
      | "mean"
      | "count"
      | "criterion"
      | "need"
      | "expectation"
      | "importance"
      | "performance"
      | "coefficient"
      | "lower"
      | "upper"
      | "period"
      | "service"
      | "marketing",
      string
    >
  >;
}

const plain: readonly ScoredAnalysis[] = ["need", "expectation", "management", "service", "marketing"];

/** The criteria that somebody has rated, in order of appearance. */
function ratedCriteria(customers: readonly Customer[], analysis: RatedAnalysis): string[] {
  const names = new Set<string>();
  for (const customer of customers)
    for (const name of Object.keys(customer.ratings[analysis] ?? {})) names.add(name);
  return [...names];
}

const meanRating = (customers: readonly Customer[], analysis: RatedAnalysis, criterion: string): number =>
  meanOf(customers.map((customer) => customer.ratings[analysis]?.[criterion] ?? NaN)).mean;

export function chartOf(
  name: ChartName,
  source: ChartSource,
  options: ChartOptions,
  words: ChartWords,
): ChartWithTable | undefined {
  const { customers, interactions, criteria } = source;
  const c = words.columns;
  switch (name) {
    case "distribution": {
      const series = plain
        .map((analysis) => ({
          name: words.analysis(analysis),
          scores: scoresOf(customers, analysis, criteria),
        }))
        .filter((each) => each.scores.some(Number.isFinite));
      if (series.length === 0) return undefined;
      return {
        figure: scoreDistributionChart(series, options),
        header: [c.analysis, c.mean, c.count],
        rows: series.map((each) => {
          const { mean, count } = meanOf(each.scores);
          return [each.name, mean, count];
        }),
      };
    }
    case "needExpectation": {
      const names = [
        ...new Set([...ratedCriteria(customers, "need"), ...ratedCriteria(customers, "expectation")]),
      ];
      if (names.length === 0) return undefined;
      const need = names.map((each) => meanRating(customers, "need", each));
      const expectation = names.map((each) => meanRating(customers, "expectation", each));
      return {
        figure: needAgainstExpectationChart({ criteria: names, need, expectation }, options),
        header: [c.criterion, c.need, c.expectation],
        rows: names.map((each, i) => [each, need[i], expectation[i]]),
      };
    }
    case "importance":
    case "coefficients":
      return regressionChart(name, customers, options, c);
    case "overTime":
      return overTime(interactions, options, words);
  }
}

/** Regression of the mean feedback on the service ratings: which parts of the service drive satisfaction. */
function regressionChart(
  name: "importance" | "coefficients",
  customers: readonly Customer[],
  options: ChartOptions,
  c: ChartWords["columns"],
): ChartWithTable | undefined {
  const names = ratedCriteria(customers, "service");
  const y = Float64Array.from(customers, (each) => meanOf(Object.values(each.ratings.feedback ?? {})).mean);
  const x = customers.map((each) => names.map((criterion) => each.ratings.service?.[criterion] ?? NaN));
  const usable = x.filter((row, i) => Number.isFinite(y[i]) && row.every(Number.isFinite)).length;
  if (names.length === 0 || usable < names.length + 2) return undefined;
  const result = feedback(y, x);
  if (name === "coefficients") {
    const rows = names.map((each, i) => [
      each,
      result.coefficients[i + 1],
      result.lower[i + 1],
      result.upper[i + 1],
    ]);
    return {
      figure: coefficientChart(
        {
          terms: names,
          coefficients: result.coefficients.slice(1),
          lower: result.lower.slice(1),
          upper: result.upper.slice(1),
        },
        options,
      ),
      header: [c.criterion, c.coefficient, c.lower, c.upper],
      rows,
    };
  }
  const importance = driversOf(result).share;
  const performance = names.map((each) => meanRating(customers, "service", each));
  return {
    figure: importancePerformanceChart({ attributes: names, importance, performance }, options),
    header: [c.criterion, c.importance, c.performance],
    rows: names.map((each, i) => [each, importance[i], performance[i]]),
  };
}

/** Mean rating of service and of marketing interactions by month. */
function overTime(
  interactions: readonly Interaction[],
  options: ChartOptions,
  { month: wordsOf, columns: c }: ChartWords,
): ChartWithTable | undefined {
  const months = new Map<string, { service: number[]; marketing: number[] }>();
  for (const { when, kind, rating } of interactions) {
    if (rating === null) continue;
    const of =
      kind === "marketing"
        ? "marketing"
        : kind === "consulting" || kind === "after-sales"
          ? "service"
          : undefined;
    if (of === undefined) continue;
    const month = when.slice(0, 7);
    const ratings = months.get(month) ?? { service: [], marketing: [] };
    ratings[of].push(rating);
    months.set(month, ratings);
  }
  const periods = [...months.keys()].sort();
  if (periods.length === 0) return undefined;
  const service = periods.map((month) => meanOf(months.get(month)?.service ?? []).mean);
  const marketing = periods.map((month) => meanOf(months.get(month)?.marketing ?? []).mean);
  return {
    figure: serviceAndMarketingChart({ periods, service, marketing }, options),
    header: [c.period, c.service, c.marketing],
    rows: periods.map((month, i) => [wordsOf(month), service[i], marketing[i]]),
  };
}
