import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

export interface CoefficientIntervals {
  readonly terms: readonly string[];
  readonly coefficients: ArrayLike<number>;
  /** Bounds of the interval; `NaN` where there is none (collinear terms). */
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** Such as 0.95. */
  readonly confidence?: number;
}

/** Coefficients with their intervals: a point per term, whiskers to the bounds; the first term stands on top. */
export function coefficientChart(results: CoefficientIntervals, options: ChartOptions = {}): Figure {
  const language = options.language;
  const { series } = chartColours(options);
  const estimates = plotNumbers(results.coefficients);
  const reach = (bound: ArrayLike<number>, sign: 1 | -1) =>
    Array.from(bound, (value, i) => {
      const length = sign * (value - results.coefficients[i]);
      return Number.isFinite(length) ? length : 0;
    });
  const percent = Number(((results.confidence ?? 0.95) * 100).toPrecision(4));
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: chartText("coefficient", language),
        x: estimates,
        y: results.terms.map(plotText),
        marker: { size: 10, color: series[0] },
        error_x: {
          type: "data",
          symmetric: false,
          array: reach(results.upper, 1),
          arrayminus: reach(results.lower, -1),
          color: series[0],
          thickness: 2,
          width: 6,
        },
        customdata: Array.from(results.terms, (_, i) => [
          plotNumbers([results.lower[i]])[0],
          plotNumbers([results.upper[i]])[0],
        ]),
        hovertemplate:
          "%{y}: %{x:.4g}<br>" +
          `${chartText("interval", language, { percent })}: %{customdata[0]:.4g} … %{customdata[1]:.4g}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("coefficients", language), options, {
      showlegend: false,
      xaxis: chartAxis(
        `${chartText("coefficient", language)} (${chartText("interval", language, { percent })})`,
        options,
        { zeroline: true, zerolinewidth: 2 },
      ),
      yaxis: chartAxis("", options, { type: "category", autorange: "reversed" }),
    }),
  };
}
