import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { chartText } from "./texts";

export interface ProbabilityAlive {
  /** Repeat purchases per customer. */
  readonly frequency: ArrayLike<number>;
  /** Time from the first to the last purchase per customer. */
  readonly recency: ArrayLike<number>;
  /** Probability that the customer is still active, 0 … 1. */
  readonly alive: ArrayLike<number>;
}

/** Probability of still being active: a point per customer by recency and frequency, coloured by probability. */
export function probabilityAliveChart(results: ProbabilityAlive, options: ChartOptions = {}): Figure {
  const language = options.language;
  const { scale, line } = chartColours(options);
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        x: plotNumbers(results.recency),
        y: plotNumbers(results.frequency),
        marker: {
          size: 8,
          color: plotNumbers(results.alive),
          cmin: 0,
          cmax: 1,
          colorscale: scale,
          showscale: true,
          line: { color: line, width: 0.5 },
          colorbar: { title: { text: chartText("probability", language) }, tickformat: ".0%" },
        },
        hovertemplate:
          `${chartText("recency", language)}: %{x:.4g}<br>${chartText("frequency", language)}: %{y}` +
          `<br>${chartText("probability", language)}: %{marker.color:.1%}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("probabilityAlive", language), options, {
      showlegend: false,
      xaxis: chartAxis(chartText("recency", language), options, { rangemode: "tozero" }),
      yaxis: chartAxis(chartText("frequency", language), options, { rangemode: "tozero" }),
    }),
  };
}
