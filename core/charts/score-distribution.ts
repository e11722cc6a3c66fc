import { meanOfPresent } from "../numbers/present";
import { chartAxis, chartColours, chartLayout, upright } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { shortNumber } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { fixedAxis, roundTicks } from "./ticks";

/** Named scores, such as those of one analysis. */
export interface ScoreSeries {
  readonly name: string;
  /** A score per customer; `NaN` if there is none. */
  readonly scores: ArrayLike<number>;
}

/** Bars of a histogram: `edges` has one more entry than `counts`. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Edges of equally wide bars of a round width (1, 2 or 5 × 10ᵏ) over all finite values, about as many as Sturges's rule
 * gives (⌈log₂ n⌉ + 1; Sturges 1926). A bar includes its lower, not its upper edge, and is at least 1e-10 of the
 * largest value wide: values that differ in their last digits only, as sums of the same ratings may, share a bar.
 *
 * ```ts
 * histogramEdges([1, 2, 3, 4]); // => [1, 2, 3, 4, 5]
 * ```
 */
export function histogramEdges(values: ArrayLike<number>): number[] {
  let low = Infinity;
  let high = -Infinity;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
    count++;
  }
  if (count === 0) return [];
  const wanted = Math.ceil(Math.log2(count)) + 1;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const narrowest = Math.max(largest * 1e-10, 1e-290);
  // Divided before subtracting: the range of two finite values may exceed the largest double.
  const width = roundWidth(
    high > low ? Math.max(high / wanted - low / wanted, narrowest) : Math.max(1, largest * 0.01),
  );
  const first = Math.floor(low / width);
  const bars = Math.floor(high / width) + 1 - first;
  const edges: number[] = [];
  // Counted from 0, because a double beyond 2⁵³ does not change when 1 is added.
  for (let k = 0; k <= bars; k++) edges.push(Number(((first + k) * width).toPrecision(12)));
  // Rounding may have moved an outer edge past the outermost value.
  if (edges[0] > low) edges.unshift(edges[0] - width);
  if (edges[edges.length - 1] <= high) edges.push(edges[edges.length - 1] + width);
  return edges;
}

function roundWidth(width: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(width)));
  const head = width / power;
  return power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
}

/** Number of finite values between each pair of neighbouring edges. */
export function histogram(values: ArrayLike<number>, edges: readonly number[]): Histogram {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    let low = 0;
    let high = edges.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= edges[middle]) low = middle;
      else high = middle;
    }
    if (counts.length > 0 && value >= edges[low]) counts[low]++;
  }
  return { edges, counts };
}

/**
 * Score distribution: a histogram per series on the same bars, with a line at each mean. More than two series hide each
 * other; `scoreSpreadChart` draws them side by side. Customers without a score are left out. With `unit`, the values
 * are any numbers, one per row.
 */
export function scoreDistributionChart(
  series: readonly ScoreSeries[],
  { unit, ...options }: ChartOptions & { readonly unit?: string } = {},
): Figure {
  const language = options.language;
  const { series: several, data: only, ground } = chartColours(options);
  const palette = series.length > 1 ? several : [only];
  const all = series.flatMap((each) => Array.from(each.scores));
  const edges = histogramEdges(all);
  const most = Math.max(1, ...series.flatMap((each) => histogram(each.scores, edges).counts));
  const width = edges[1] - edges[0];
  const data: FigureTrace[] = [];
  const shapes: unknown[] = [];
  const annotations: unknown[] = [];
  series.forEach((each, index) => {
    const bars = histogram(each.scores, edges);
    const colour = palette[index % palette.length];
    const name = plotText(each.name);
    data.push(barsOf(bars, name, colour));
    const mean = meanOfPresent(each.scores).mean;
    if (!Number.isFinite(mean)) return;
    shapes.push(upright(mean, { color: colour, dash: "dash", width: 2 }));
    annotations.push({
      x: mean,
      y: 1 - 0.08 * index,
      yref: "paper",
      xanchor: "left",
      showarrow: false,
      text: ` ${chartText("mean", language, { value: shortNumber(mean) })}`,
      font: { color: colour },
      bgcolor: ground,
    });
  });
  return {
    data,
    layout: chartLayout(chartText("scoreDistribution", language), options, {
      barmode: "overlay",
      bargap: 0,
      showlegend: series.length > 1,
      xaxis: chartAxis(
        unit ?? chartText("score", language),
        options,
        edges.length === 0 ? {} : fixedAxis(edges, {}, Math.max(0, -Math.floor(Math.log10(width) + 1e-9))),
      ),
      yaxis: chartAxis(
        chartText(unit === undefined ? "customers" : "rows", language),
        options,
        fixedAxis(roundTicks(0, most, Math.min(4, most))),
      ),
      shapes,
      annotations,
    }),
  };
}

function barsOf({ edges, counts }: Histogram, name: string, colour: string): FigureTrace {
  return {
    type: "bar",
    name,
    x: counts.map((_, k) => (edges[k] + edges[k + 1]) / 2),
    y: counts,
    width: counts.map((_, k) => edges[k + 1] - edges[k]),
    opacity: 0.65, // so that the line at the mean, which has the same colour, stays visible
    marker: { color: colour },
    customdata: counts.map((_, k) => `${shortNumber(edges[k])} – ${shortNumber(edges[k + 1])}`),
    hovertemplate: "%{customdata}<br>%{y}<extra></extra>",
  };
}
