import { meanOfPresent } from "../numbers/present";
import { chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { percentText } from "./number-text";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { roundTicks } from "./ticks";

/** Scores of an analysis as shares of its scale. */
export interface ShareSeries {
  readonly name: string;
  /** 0 … 1 per customer; `NaN` if there is none. */
  readonly shares: ArrayLike<number>;
}

const tenths = 10;

/** Number of shares in each tenth of the scale; the last tenth includes 1. */
export function tenthsOf(shares: ArrayLike<number>): number[] {
  const counts = new Array<number>(tenths).fill(0);
  for (let i = 0; i < shares.length; i++) {
    if (!Number.isFinite(shares[i])) continue;
    // Rounding may leave sums of ratings just below the tenth that they reach.
    counts[Math.max(0, Math.min(tenths - 1, Math.floor(shares[i] * tenths + 1e-9)))]++;
  }
  return counts;
}

/**
 * Distribution of the scores of each analysis: small histograms side by side, customers per tenth of each scale, all on
 * the same axes, with a dashed line at the mean. Two per row, or `columns`.
 */
export function scoreSpreadChart(
  series: readonly ShareSeries[],
  options: ChartOptions & { readonly columns?: number } = {},
): Figure {
  const { language } = options;
  const { data: colour, mark, ink, rule, line } = chartColours(options);
  const columns = Math.min(series.length, options.columns ?? 2) || 1;
  const rows = Math.ceil(series.length / columns) || 1;
  const counts = series.map((each) => tenthsOf(each.shares));
  const ticks = roundTicks(0, Math.max(1, ...counts.flat()), 2);
  const rowHeight = 130;
  const gapAcross = columns === 1 ? 0 : 0.16 / (columns - 1);
  const wide = (1 - gapAcross * (columns - 1)) / columns;
  // Each drawing has its name above and its ticks below.
  const [high, low] = [1 / rows - 62 / (rows * rowHeight), 22 / (rows * rowHeight)];
  const data: FigureTrace[] = [];
  const axes: Record<string, unknown> = {};
  const shapes: unknown[] = [];
  const annotations: unknown[] = [];
  series.forEach((each, i) => {
    const suffix = i === 0 ? "" : String(i + 1);
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const left = column * (wide + gapAcross);
    const bottom = 1 - (row + 1) / rows + low * (rows === 1 ? 0 : 1);
    axes[`xaxis${suffix}`] = {
      range: [0, 1],
      domain: [left, left + wide],
      anchor: `y${suffix}`,
      tickvals: [0, 0.5, 1],
      ticktext: ["0", "50", "100%"],
      showgrid: false,
      zeroline: false,
      linecolor: line,
    };
    axes[`yaxis${suffix}`] = {
      range: [0, ticks[ticks.length - 1]],
      domain: [bottom, Math.min(1, bottom + high)],
      anchor: `x${suffix}`,
      tickvals: ticks,
      ticktext: ticks.map(String),
      gridcolor: rule,
      zeroline: false,
    };
    data.push({
      type: "bar",
      name: plotText(each.name),
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
      x: counts[i].map((_, k) => (k + 0.5) / tenths),
      y: counts[i],
      width: 1 / tenths,
      marker: { color: colour },
      hovertemplate: "%{y}<extra></extra>",
    });
    const mean = meanOfPresent(each.shares).mean;
    const n = counts[i].reduce((sum, count) => sum + count, 0);
    if (Number.isFinite(mean)) {
      shapes.push({
        type: "line",
        xref: `x${suffix}`,
        yref: `y${suffix} domain`,
        x0: mean,
        x1: mean,
        y0: 0,
        y1: 1,
        line: { color: mark, dash: "dash", width: 2 },
      });
    }
    annotations.push({
      xref: "paper",
      yref: "paper",
      x: left,
      y: Math.min(1, bottom + high),
      xanchor: "left",
      yanchor: "bottom",
      showarrow: false,
      align: "left",
      text: `${plotText(each.name)}<br>${chartText("meanAndCount", language, { mean: percentText(mean), n })}`,
      font: { color: ink },
    });
  });
  const layout = chartLayout(chartText("scoreDistribution", language), options, {
    showlegend: false,
    height: rows * rowHeight + 30,
    bargap: 0.04,
    ...axes,
    shapes,
    annotations,
  });
  return { data, layout };
}
