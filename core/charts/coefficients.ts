import { chartAxis, chartColours, chartLayout, upright } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { fixedAxis, heightOfNames, namesAxis, roundTicks } from "./ticks";

export interface CoefficientIntervals {
  readonly terms: readonly string[];
  readonly coefficients: ArrayLike<number>;
  /** Bounds of the interval; `NaN` if there is none (collinear terms). */
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** Confidence level; 0.95 by default. */
  readonly confidence?: number;
  /** Unit of the coefficients; "Coefficient" by default. */
  readonly unit?: string;
}

/**
 * Coefficients with their intervals: a point per term, whiskers to the bounds, the first term on top. A point is hollow
 * if its interval contains 0 or does not exist: then nothing is established.
 */
export function coefficientChart(results: CoefficientIntervals, options: ChartOptions = {}): Figure {
  const language = options.language;
  const { data, context, line } = chartColours(options);
  const estimates = plotNumbers(results.coefficients);
  const reach = (bound: ArrayLike<number>, sign: 1 | -1) =>
    Array.from(bound, (value, i) => {
      const length = sign * (value - results.coefficients[i]);
      return Number.isFinite(length) ? length : 0;
    });
  const isClear = estimates.map((_, i) => results.lower[i] > 0 || results.upper[i] < 0);
  const percent = Number(((results.confidence ?? 0.95) * 100).toPrecision(4));
  const ends = [results.lower, results.upper, results.coefficients].flatMap((each) =>
    Array.from(each).filter(Number.isFinite),
  );
  const ticks = roundTicks(Math.min(0, ...ends), Math.max(0, ...ends));
  const unit = results.unit ?? chartText("coefficient", language);
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: chartText("coefficient", language),
        x: estimates,
        y: results.terms.map((_, i) => i),
        marker: {
          size: 10,
          color: isClear.map((clear) => (clear ? data : context)),
          symbol: isClear.map((clear) => (clear ? "circle" : "circle-open")),
        },
        error_x: {
          type: "data",
          symmetric: false,
          array: reach(results.upper, 1),
          arrayminus: reach(results.lower, -1),
          color: context,
          thickness: 2,
          width: 0,
        },
        customdata: results.terms.map((term, i) => [
          ...plotNumbers([results.lower[i], results.upper[i]]),
          plotText(term),
        ]),
        hovertemplate:
          "%{customdata[2]}: %{x:.4g}<br>" +
          `${chartText("interval", language, { percent })}: %{customdata[0]:.4g} … %{customdata[1]:.4g}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("coefficients", language), options, {
      showlegend: false,
      height: heightOfNames(results.terms.length),
      xaxis: chartAxis(
        chartText("unitAndInterval", language, { unit: plotText(unit), percent }),
        options,
        fixedAxis(ticks, { showgrid: true }),
      ),
      yaxis: chartAxis("", options, namesAxis(results.terms.map(plotText))),
      shapes: [upright(0, { color: line, width: 1 })],
    }),
  };
}
