import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { meanOfPresent, plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

export interface ImportancePerformance {
  readonly attributes: readonly string[];
  /** How much each attribute matters, such as its share of R² among the feedback drivers. */
  readonly importance: ArrayLike<number>;
  /** How well we do: the mean rating of each attribute. */
  readonly performance: ArrayLike<number>;
}

/**
 * Importance–performance map (Martilla, J. A. and James, J. C. (1977), *Journal of Marketing* 41, 77–79): a point per
 * attribute, quadrants divided at the means.
 */
export function importancePerformanceChart(
  results: ImportancePerformance,
  options: ChartOptions = {},
): Figure {
  const language = options.language;
  const { line, series } = chartColours(options);
  const across = meanOfPresent(results.performance);
  const up = meanOfPresent(results.importance);
  const corner = (key: "concentrate" | "keepUp" | "lowPriority" | "overkill", x: 0 | 1, y: 0 | 1) => ({
    xref: "paper",
    yref: "paper",
    x,
    y,
    xanchor: x === 0 ? "left" : "right",
    yanchor: y === 0 ? "bottom" : "top",
    showarrow: false,
    text: chartText(key, language),
    font: { color: line, size: 13 },
  });
  // Room around the points, so that their names do not meet those of the quadrants.
  const roomy = (values: ArrayLike<number>, share: number) => {
    const present = plotNumbers(values).filter((value): value is number => value !== null);
    if (present.length === 0) return {};
    const [low, high] = [Math.min(...present), Math.max(...present)];
    const room = share * (high - low || Math.abs(high) || 1);
    return { range: [low - room, high + room] };
  };
  const divider = { type: "line", line: { color: line, dash: "dot", width: 1 } };
  return {
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        x: plotNumbers(results.performance),
        y: plotNumbers(results.importance),
        text: results.attributes.map(plotText),
        // Towards the middle: the names of the quadrants stand above and below.
        textposition: plotNumbers(results.importance).map((value) =>
          value !== null && value > up ? "bottom center" : "top center",
        ),
        cliponaxis: false,
        marker: { size: 12, color: series[0] },
        hovertemplate: `%{text}<br>${chartText("importance", language)}: %{y:.4g}<br>${chartText("performance", language)}: %{x:.4g}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("importancePerformance", language), options, {
      showlegend: false,
      xaxis: chartAxis(chartText("performance", language), options, {
        zeroline: false,
        ...roomy(results.performance, 0.2),
      }),
      yaxis: chartAxis(chartText("importance", language), options, {
        zeroline: false,
        ...roomy(results.importance, 0.35),
      }),
      shapes: [
        ...(Number.isFinite(across)
          ? [{ ...divider, x0: across, x1: across, y0: 0, y1: 1, yref: "paper" }]
          : []),
        ...(Number.isFinite(up) ? [{ ...divider, x0: 0, x1: 1, xref: "paper", y0: up, y1: up }] : []),
      ],
      annotations: [
        corner("concentrate", 0, 1),
        corner("keepUp", 1, 1),
        corner("lowPriority", 0, 0),
        corner("overkill", 1, 0),
      ],
    }),
  };
}
