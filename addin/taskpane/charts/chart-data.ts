import {
  coefficientChart,
  importancePerformanceChart,
  meanOf,
  needAgainstExpectationChart,
  scoreDistributionChart,
  scoredAnalyses,
  serviceAndMarketingChart,
  type Analyses,
  type ChartOptions,
  type Figure,
  type Satisfaction,
  type ScoredAnalysis,
  sharedCriteria,
} from "@crm-functions/core";

export const chartNames = [
  "distribution",
  "needExpectation",
  "importance",
  "coefficients",
  "overTime",
] as const;
export type ChartName = (typeof chartNames)[number];

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

export function chartOf(
  name: ChartName,
  analyses: Analyses,
  options: ChartOptions,
  words: ChartWords,
): ChartWithTable | undefined {
  const c = words.columns;
  switch (name) {
    case "distribution": {
      const series = scoredAnalyses.flatMap((analysis) => {
        const its = analyses.scores[analysis];
        return its === undefined || its.meanScore.count === 0
          ? []
          : [{ name: words.analysis(analysis), scores: its.scores, mean: its.meanScore }];
      });
      if (series.length === 0) return undefined;
      return {
        figure: scoreDistributionChart(series, options),
        header: [c.analysis, c.mean, c.count],
        rows: series.map((each) => [each.name, each.mean.mean, each.mean.count]),
      };
    }
    case "needExpectation":
      return needAgainstExpectation(analyses, options, c);
    case "importance":
    case "coefficients":
      return analyses.feedback && regressionChart(name, analyses.feedback, options, c);
    case "overTime":
      return overTime(analyses, options, words);
  }
}

/** The criteria that are both needed and expected, side by side. */
function needAgainstExpectation(
  { scores: { need, expectation } }: Analyses,
  options: ChartOptions,
  c: ChartWords["columns"],
): ChartWithTable | undefined {
  if (need === undefined || expectation === undefined) return undefined;
  const pairs = sharedCriteria(need.table, expectation.table);
  if (pairs.length === 0) return undefined;
  const means = pairs.map(({ one, other }) => [
    meanOf(need.table.columns[one]).mean,
    meanOf(expectation.table.columns[other]).mean,
  ]);
  const criteria = pairs.map(({ criterion }) => criterion);
  return {
    figure: needAgainstExpectationChart(
      { criteria, need: means.map(([each]) => each), expectation: means.map(([, each]) => each) },
      options,
    ),
    header: [c.criterion, c.need, c.expectation],
    rows: criteria.map((each, i) => [each, ...means[i]]),
  };
}

/** What drives overall satisfaction, by the rule that all doors share. */
function regressionChart(
  name: "importance" | "coefficients",
  { table, result, drivers }: Satisfaction,
  options: ChartOptions,
  c: ChartWords["columns"],
): ChartWithTable | undefined {
  if (result === undefined || drivers === undefined) return undefined;
  const { criteria: names, columns } = table;
  if (name === "coefficients") {
    const [coefficients, lower, upper] = [result.coefficients, result.lower, result.upper].map((each) =>
      each.slice(1),
    );
    return {
      figure: coefficientChart({ terms: names, coefficients, lower, upper }, options),
      header: [c.criterion, c.coefficient, c.lower, c.upper],
      rows: names.map((each, i) => [each, coefficients[i], lower[i], upper[i]]),
    };
  }
  const importance = drivers.share;
  const performance = columns.map((column) => meanOf(column).mean);
  return {
    figure: importancePerformanceChart({ attributes: names, importance, performance }, options),
    header: [c.criterion, c.importance, c.performance],
    rows: names.map((each, i) => [each, importance[i], performance[i]]),
  };
}

/** Mean rating of service and of marketing interactions by month. */
function overTime(
  { serviceMonths, marketingMonths }: Analyses,
  options: ChartOptions,
  { month: wordsOf, columns: c }: ChartWords,
): ChartWithTable | undefined {
  const both = [serviceMonths, marketingMonths].map(
    ({ months }) => new Map(months.map(({ month, rating }) => [month, rating.mean])),
  );
  const periods = [...new Set(both.flatMap((each) => [...each.keys()]))].sort();
  if (periods.length === 0) return undefined;
  const [service, marketing] = both.map((means) => periods.map((month) => means.get(month) ?? NaN));
  return {
    figure: serviceAndMarketingChart({ periods, service, marketing }, options),
    header: [c.period, c.service, c.marketing],
    rows: periods.map((month, i) => [wordsOf(month), service[i], marketing[i]]),
  };
}
