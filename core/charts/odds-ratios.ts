import { coefficientChart, type CoefficientIntervals } from "./coefficients";
import type { ChartOptions, Figure } from "./figure";
import { chartText } from "./texts";

/** Round odds ratios for the ticks of an axis. */
const marks = [0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000];

/**
 * Odds ratios with their intervals on a logarithmic axis, drawn like the coefficients of a linear regression: a point
 * is hollow if its interval contains 1. Values below 0.001 or above 1,000 are clipped.
 */
export function oddsRatioChart(
  { terms, coefficients, lower, upper, confidence }: CoefficientIntervals,
  options: ChartOptions = {},
): Figure {
  const logs = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(values, (value) =>
      Number.isNaN(value) ? NaN : Math.log(Math.min(1000, Math.max(0.001, value))),
    );
  const bounds = [...logs(lower), ...logs(upper), ...logs(coefficients)].filter(Number.isFinite);
  const ends = [Math.min(Math.log(0.5), ...bounds), Math.max(Math.log(2), ...bounds)];
  const first = marks.filter((mark) => Math.log(mark) <= ends[0] + 1e-9).length - 1;
  const last = marks.findIndex((mark) => Math.log(mark) >= ends[1] - 1e-9);
  const ticks = marks.slice(Math.max(0, first), (last < 0 ? marks.length - 1 : last) + 1);
  const title = options.title ?? chartText("oddsRatios", options.language);
  const figure = coefficientChart(
    {
      terms,
      coefficients: logs(coefficients),
      lower: logs(lower),
      upper: logs(upper),
      confidence,
      unit: chartText("oddsRatio", options.language),
    },
    { ...options, title },
  );
  return {
    data: figure.data.map((trace) => ({
      ...trace,
      name: chartText("oddsRatio", options.language),
      hovertemplate: "%{customdata[2]}: %{text}<extra></extra>",
      text: Array.from(coefficients, (value, i) =>
        [value, lower[i], upper[i]].map((each) => Number(each.toPrecision(3))).join(" … "),
      ),
    })),
    layout: {
      ...figure.layout,
      xaxis: {
        ...(figure.layout.xaxis as object),
        range: [Math.log(ticks[0]), Math.log(ticks[ticks.length - 1])],
        tickvals: ticks.map(Math.log),
        ticktext: ticks.map(String),
      },
    },
  };
}
