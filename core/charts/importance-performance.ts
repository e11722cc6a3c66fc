import { meanOfPresent } from "../numbers/present";
import type { RatingRange } from "../customers";
import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText, type ChartText } from "./texts";
import { fixedAxis, percentTicks, roundTicks, scaleTicks } from "./ticks";

export interface ImportancePerformance {
  readonly attributes: readonly string[];
  /** How much each attribute matters, such as its share of R² among the feedback drivers. */
  readonly importance: ArrayLike<number>;
  /** Mean rating of each attribute. */
  readonly performance: ArrayLike<number>;
  /** The full scale of the ratings, shown by the axis; by default round numbers that include 0 and all means. */
  readonly range?: RatingRange;
  /** `"shareOfR2"` if the importance is a share of R²; the axis then shows percent. */
  readonly importanceIs?: "shareOfR2";
  /** Index of the attribute that the title names. */
  readonly marked?: number;
}

/**
 * Importance–performance map (Martilla, J. A. and James, J. C. (1977), *Journal of Marketing* 41, 77–79): a point per
 * attribute, quadrants divided at the means. The importance axis starts at 0 and the performance axis shows the full
 * scale, so that small differences look small.
 */
export function importancePerformanceChart(
  results: ImportancePerformance,
  options: ChartOptions = {},
): Figure {
  const language = options.language;
  const { line, data, mark, ink2, tint } = chartColours(options);
  const isShare = results.importanceIs === "shareOfR2";
  const across = meanOfPresent(results.performance).mean;
  const up = meanOfPresent(results.importance).mean;
  const importance = Array.from(results.importance).filter(Number.isFinite);
  const performance = Array.from(results.performance).filter(Number.isFinite);
  const xTicks =
    results.range === undefined
      ? roundTicks(Math.min(0, ...performance), Math.max(0, ...performance))
      : scaleTicks(results.range);
  const yTicks = roundTicks(Math.min(0, ...importance), Math.max(0, ...importance) * 1.08 || 1);
  const corner = (key: ChartText, x: 0 | 1, y: 0 | 1) => ({
    xref: "paper",
    x: x === 0 ? 0.01 : 0.99,
    xanchor: x === 0 ? "left" : "right",
    // Below the dividing line, not at the bottom, where the least important points are.
    ...(y === 0 && Number.isFinite(up) ? { yref: "y", y: up } : { yref: "paper", y: y === 0 ? 0.14 : 0.98 }),
    yanchor: "top",
    showarrow: false,
    text: chartText(key, language),
    font: { color: ink2, size: 12 },
  });
  const divider = { type: "line", line: { color: line, dash: "dot", width: 1 } };
  return {
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        x: plotNumbers(results.performance),
        y: plotNumbers(results.importance),
        text: results.attributes.map(plotText),
        // Towards the middle, because the quadrant names are above and below.
        textposition: plotNumbers(results.importance).map((value) =>
          value !== null && value > up ? "bottom center" : "top center",
        ),
        cliponaxis: false,
        marker: {
          size: 10,
          color: results.attributes.map((_, i) => (i === results.marked ? mark : data)),
          symbol: results.attributes.map((_, i) => (i === results.marked ? "diamond" : "circle")),
        },
        hovertemplate: `%{text}<br>${chartText("importance", language)}: %{y:.4g}<br>${chartText("performance", language)}: %{x:.4g}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("importancePerformance", language), options, {
      showlegend: false,
      height: 280,
      xaxis: chartAxis(
        chartText(isShare ? "receivedRating" : "performance", language),
        options,
        fixedAxis(xTicks),
      ),
      yaxis: chartAxis(chartText(isShare ? "shareOfR2" : "importance", language), options, {
        ...fixedAxis(yTicks),
        ...(isShare && { ticktext: percentTicks(yTicks) }),
        showgrid: false,
      }),
      shapes: [
        ...(Number.isFinite(across) && Number.isFinite(up)
          ? [
              {
                type: "rect",
                layer: "below",
                line: { width: 0 },
                x0: xTicks[0],
                x1: across,
                y0: up,
                y1: yTicks[yTicks.length - 1],
                fillcolor: tint,
              },
            ]
          : []),
        ...(Number.isFinite(across)
          ? [{ ...divider, x0: across, x1: across, y0: 0, y1: 1, yref: "paper" }]
          : []),
        ...(Number.isFinite(up) ? [{ ...divider, x0: 0, x1: 1, xref: "paper", y0: up, y1: up }] : []),
      ],
      annotations: [
        corner("Concentrate here", 0, 1),
        corner("Keep up the good work", 1, 1),
        corner("Low priority", 0, 0),
        corner("Possible overkill", 1, 0),
      ],
    }),
  };
}
