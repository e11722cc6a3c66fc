import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { numberText, percentText } from "./number-text";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { fixedAxis, heightOfNames, namesAxis, percentTicks, roundTicks } from "./ticks";

/** Named shares of a whole, 0 … 1, or other named numbers. */
export interface NamedShares {
  readonly names: readonly string[];
  readonly shares: ArrayLike<number>;
  /** If given, the values are any numbers, shown with this many decimals, not shares. */
  readonly decimals?: number;
  /** Bounds of the intervals; `NaN` if there is none. */
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
  /** Which values are established; the others are muted. All by default. */
  readonly isClear?: readonly boolean[];
  /** Index of the value that the title names. */
  readonly marked?: number;
  /** Title of the axis: what the shares are of, or the unit of the numbers. */
  readonly unit: string;
}

/** Horizontal bars from 0, the first on top, each labelled with its value. */
export function shareBars(results: NamedShares, title: string, options: ChartOptions = {}): Figure {
  const { data, mark, context, ink } = chartColours(options);
  const shares = plotNumbers(results.shares);
  const [lower, upper] = [results.lower ?? [], results.upper ?? []].map((bounds) =>
    shares.map((share, i) => (Number.isFinite(bounds[i]) ? bounds[i] : (share ?? 0))),
  );
  const hasIntervals = results.lower !== undefined && results.upper !== undefined;
  const { decimals } = results;
  const text = (value: number | null): string =>
    decimals === undefined ? percentText(value ?? NaN) : numberText(value ?? NaN, decimals);
  const most = Math.max(decimals === undefined ? 0.01 : 0, ...upper);
  const least = Math.min(0, ...lower);
  // Room for the label beside the longest bar; no tick beyond 100%.
  const end = most + 0.12 * (most - least);
  const ticks = roundTicks(least, decimals === undefined ? Math.min(1, end) : end, 4);
  const rows = results.names.map((_, i) => i);
  return {
    data: [
      {
        type: "bar",
        orientation: "h",
        x: shares,
        y: rows,
        width: 0.62,
        marker: {
          color: rows.map((i) =>
            i === results.marked ? mark : results.isClear?.[i] === false ? context : data,
          ),
        },
        hovertemplate: `%{x:${decimals === undefined ? ".1%" : ".4g"}}<extra></extra>`,
      },
      ...(hasIntervals
        ? [
            {
              type: "scatter" as const,
              mode: "markers",
              x: shares,
              y: rows,
              marker: { color: ink, size: 1 },
              error_x: {
                type: "data",
                symmetric: false,
                array: shares.map((share, i) => Math.max(0, upper[i] - (share ?? 0))),
                arrayminus: shares.map((share, i) => Math.max(0, (share ?? 0) - lower[i])),
                color: ink,
                thickness: 1,
                width: 4,
              },
              hoverinfo: "skip",
            },
          ]
        : []),
    ],
    layout: chartLayout(title, options, {
      showlegend: false,
      height: heightOfNames(rows.length),
      xaxis: chartAxis(plotText(results.unit), options, {
        ...fixedAxis(ticks, { showgrid: true }),
        ...(decimals === undefined && { ticktext: percentTicks(ticks) }),
        range: [ticks[0], Math.max(end, ticks[ticks.length - 1])],
      }),
      yaxis: chartAxis("", options, namesAxis(results.names.map(plotText))),
      annotations: rows.flatMap((i) =>
        shares[i] === null
          ? []
          : [
              {
                x: hasIntervals ? upper[i] : Math.max(0, shares[i]),
                y: i,
                text: text(shares[i]),
                xshift: 4,
                xanchor: "left",
                yanchor: "middle",
                showarrow: false,
                font: { color: ink },
              },
            ],
      ),
    }),
  };
}

/** What drives satisfaction: the share of R² of each rating. */
export function driversChart(results: Omit<NamedShares, "unit">, options: ChartOptions = {}): Figure {
  return shareBars(
    { ...results, unit: chartText("shareOfR2", options.language) },
    chartText("drivers", options.language),
    options,
  );
}

/** Shares of promoters, passives and detractors of a net promoter score. */
export function recommendationChart(
  results: { readonly promoters: number; readonly passives: number; readonly detractors: number },
  options: ChartOptions = {},
): Figure {
  const { language } = options;
  const kinds = ["promoters", "passives", "detractors"] as const;
  const counts = kinds.map((kind) => results[kind]);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return shareBars(
    {
      names: kinds.map((kind) => chartText(kind, language)),
      shares: counts.map((count) => count / all),
      marked: 2,
      isClear: [true, false, true],
      unit: chartText("shareOfAnswers", language),
    },
    chartText("recommendation", language),
    options,
  );
}
