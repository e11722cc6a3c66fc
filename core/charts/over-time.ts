import type { Language } from "../locales/message";
import type { RatingRange } from "../customers";
import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { fixedAxis, roundTicks, scaleTicks } from "./ticks";

/** A line in a chart over time. */
export interface TimeSeries {
  readonly name: string;
  /** A value per period; `NaN` leaves a gap. */
  readonly values: ArrayLike<number>;
  /** Bounds of each value's interval, drawn as a band. */
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
}

export interface OverTimeOptions extends ChartOptions {
  /** Number of answers per period, written below its name. */
  readonly counts?: ArrayLike<number>;
  /** The full scale of the values, shown by the axis; by default it includes 0. */
  readonly range?: RatingRange;
  /** Title of the vertical axis: quantity and unit. */
  readonly unit?: string;
}

const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const nameOfMonth = (month: number, language: Language | undefined): string =>
  language === "zh-CN" ? `${month}月` : english[month - 1];

/** The name of a month, `2026-09`: "Sep 2026", in Chinese "2026年9月"; any other text is returned as it is. */
export function monthText(month: string, language: Language = "en-US"): string {
  const parts = /^(\d{4})-(\d{2})$/.exec(month);
  if (parts === null) return plotText(month);
  const name = nameOfMonth(Number(parts[2]), language);
  return language === "zh-CN" ? `${parts[1]}年${name}` : `${name} ${parts[1]}`;
}

/** Names for an axis: months are abbreviated, and the year appears with its first month only. */
function periodTexts(periods: readonly string[], language: Language | undefined): string[] {
  const isMonth = periods.every((period) => /^\d{4}-\d{2}$/.test(period));
  if (!isMonth) return periods.map(plotText);
  return periods.map((period, i) => {
    const isNewYear = i === 0 || period.slice(0, 4) !== periods[i - 1].slice(0, 4);
    const name = nameOfMonth(Number(period.slice(5)), language);
    return isNewYear ? `${name}<br>${period.slice(0, 4)}` : name;
  });
}

/** Lines over time, with bands for intervals, if any. `periods` are months (`2026-01`), days, or texts in order. */
export function overTimeChart(
  periods: readonly string[],
  series: readonly TimeSeries[],
  options: OverTimeOptions = {},
): Figure {
  const { language, counts, range, unit = "" } = options;
  const { data: colour, mark, context, tint } = chartColours(options);
  const colours = [colour, mark, context];
  const all = series.flatMap((each) => Array.from(each.values).filter(Number.isFinite));
  const ticks =
    range === undefined ? roundTicks(Math.min(0, ...all), Math.max(0, ...all) || 1) : scaleTicks(range);
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const within = (value: number): number => Math.min(high, Math.max(low, value));
  const places = periods.map((_, i) => i);
  const traces = series.flatMap((each, k): FigureTrace[] => {
    const { lower, upper } = each;
    const banded = places.filter(
      (i) =>
        lower !== undefined && upper !== undefined && Number.isFinite(lower[i]) && Number.isFinite(upper[i]),
    );
    return [
      ...(banded.length < 2
        ? []
        : [
            {
              type: "scatter" as const,
              mode: "lines",
              showlegend: false,
              hoverinfo: "skip",
              fill: "toself",
              fillcolor: tint,
              line: { width: 0 },
              x: [...banded, ...[...banded].reverse()],
              y: [
                ...banded.map((i) => within(upper![i])),
                ...[...banded].reverse().map((i) => within(lower![i])),
              ],
            },
          ]),
      {
        type: "scatter" as const,
        mode: "lines+markers",
        name: plotText(each.name),
        x: places,
        y: plotNumbers(each.values),
        connectgaps: false,
        line: { color: colours[k % colours.length], ...(k > 0 ? { dash: "dash" } : {}) },
        marker: { color: colours[k % colours.length], size: 8 },
        customdata: periods.map((period) => monthText(period, language)),
        hovertemplate: "%{customdata}: %{y:.3g}<extra></extra>",
      },
    ];
  });
  const names = periodTexts(periods, language);
  return {
    data: traces,
    layout: chartLayout(chartText("overTime", language), options, {
      showlegend: series.length > 1,
      height: 240,
      xaxis: chartAxis("", options, {
        range: [-0.4, Math.max(0.6, periods.length - 0.6)],
        tickvals: places,
        ticktext:
          counts === undefined
            ? names
            : names.map((name, i) => {
                const [month, year = ""] = name.split("<br>");
                return `${month}<br>n ${counts[i]}<br>${year}`;
              }),
        showgrid: false,
        zeroline: false,
      }),
      yaxis: chartAxis(plotText(unit), options, fixedAxis(ticks)),
    }),
  };
}

/** Service and marketing ratings over time, one mean per period each. */
export function serviceAndMarketingChart(
  results: {
    readonly periods: readonly string[];
    readonly service: ArrayLike<number>;
    readonly marketing: ArrayLike<number>;
  },
  options: OverTimeOptions = {},
): Figure {
  const { language } = options;
  return overTimeChart(
    results.periods,
    [
      { name: chartText("service", language), values: results.service },
      { name: chartText("marketing", language), values: results.marketing },
    ],
    { unit: chartText("meanRating", language), ...options },
  );
}
