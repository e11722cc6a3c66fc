import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

export interface CohortShares {
  /** Names of the cohorts, oldest first. */
  readonly cohorts: readonly string[];
  /** Customers in each cohort. */
  readonly sizes: ArrayLike<number>;
  /** A row per cohort: the share active after 0, 1, 2 … periods; `NaN` for periods in the future. */
  readonly shares: readonly ArrayLike<number>[];
}

/** Retention of cohorts as a heat map: a row per cohort, oldest on top, a column per period since first purchase. */
export function cohortHeatMap(results: CohortShares, options: ChartOptions = {}): Figure {
  const language = options.language;
  const width = results.shares.reduce((most, row) => Math.max(most, row.length), 0);
  const z = results.shares.map((row) => plotNumbers(Array.from({ length: width }, (_, k) => row[k] ?? NaN)));
  const { scale } = chartColours(options);
  // In period 0 everybody is active, and the colour scale would be spent on that one column.
  const later = z.flatMap((row) => row.slice(1)).filter((share): share is number => share !== null);
  return {
    data: [
      {
        type: "heatmap",
        x: Array.from({ length: width }, (_, k) => k),
        y: results.cohorts.map((cohort, i) =>
          chartText("cohortSize", language, { cohort: plotText(cohort), size: results.sizes[i] }),
        ),
        z,
        zmin: 0,
        zmax: later.length === 0 ? 1 : Math.max(...later) || 1,
        colorscale: scale,
        xgap: 1,
        ygap: 1,
        colorbar: { title: { text: chartText("share", language) }, tickformat: ".0%" },
        texttemplate: "%{z:.0%}",
        hoverongaps: false,
        hovertemplate: `%{y}<br>${chartText("periodsSince", language)}: %{x}<br>%{z:.1%}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("cohorts", language), options, {
      xaxis: chartAxis(chartText("periodsSince", language), options, { dtick: 1, showgrid: false }),
      yaxis: chartAxis("", options, { type: "category", autorange: "reversed", showgrid: false }),
    }),
  };
}
