import { chartAxis, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

export interface NeedAgainstExpectation {
  /** Names of the criteria. */
  readonly criteria: readonly string[];
  /** Mean rating of the need per criterion. */
  readonly need: ArrayLike<number>;
  /** Mean rating of the expectation per criterion. */
  readonly expectation: ArrayLike<number>;
}

/** Need and expectation side by side, a pair of bars per criterion. */
export function needAgainstExpectationChart(
  results: NeedAgainstExpectation,
  options: ChartOptions = {},
): Figure {
  const language = options.language;
  const criteria = results.criteria.map(plotText);
  return {
    data: [
      { type: "bar", name: chartText("need", language), x: criteria, y: plotNumbers(results.need) },
      {
        type: "bar",
        name: chartText("expectation", language),
        x: criteria,
        y: plotNumbers(results.expectation),
      },
    ],
    layout: chartLayout(chartText("needAgainstExpectation", language), options, {
      barmode: "group",
      xaxis: chartAxis(chartText("criterion", language), options, { type: "category" }),
      yaxis: chartAxis(chartText("meanRating", language), options, { rangemode: "tozero" }),
    }),
  };
}
