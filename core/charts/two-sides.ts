import type { RatingRange } from "../customers";
import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { plotNumbers } from "./numbers";
import { differenceText } from "./number-text";
import { plotText } from "./plot-text";
import { chartText } from "./texts";
import { fixedAxis, heightOfNames, namesAxis, percentTicks, roundTicks, scaleTicks } from "./ticks";

/** The same criteria from two sides: means of what is needed, expected or received. */
export interface TwoSides {
  readonly criteria: readonly string[];
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  /** Names of the sides in the legend. */
  readonly names: readonly [string, string];
  /** The full scale of the ratings, shown by the axis; `"shares"` if each is a share, 0 … 1, of its own scale. */
  readonly range?: RatingRange | "shares";
  /** Title of the axis; "Mean rating" by default. */
  readonly unit?: string;
  /** Indices of the criteria that the title names: the difference is written beside them. */
  readonly marked?: readonly number[];
}

/** Two means per criterion on one line, hollow and filled, connected by a line; the first criterion on top. */
export function twoSidesChart(results: TwoSides, title: string, options: ChartOptions = {}): Figure {
  const { data, mark, ink2 } = chartColours(options);
  const first = plotNumbers(results.first);
  const second = plotNumbers(results.second);
  const marked = new Set(results.marked);
  const present = [...first, ...second].filter((value): value is number => value !== null);
  const { range } = results;
  const areShares = range === "shares";
  const ticks = areShares
    ? [0, 0.25, 0.5, 0.75, 1]
    : range === undefined
      ? roundTicks(Math.min(0, ...present), Math.max(1, ...present))
      : scaleTicks(range);
  const rows = results.criteria.map((_, i) => i);
  const colour = (i: number) => (marked.has(i) ? mark : data);
  const side = (name: string, x: typeof first, marker: Record<string, unknown>): FigureTrace => ({
    type: "scatter",
    mode: "markers",
    name: plotText(name),
    x,
    y: rows,
    marker,
    hovertemplate: "%{x:.3g}<extra></extra>",
  });
  return {
    data: [
      side(results.names[0], first, { size: 11, color: ink2, symbol: "circle-open" }),
      side(results.names[1], second, { size: 9, color: rows.map(colour), symbol: "circle" }),
    ],
    layout: chartLayout(title, options, {
      showlegend: true,
      height: heightOfNames(rows.length) + 20,
      xaxis: chartAxis(
        results.unit ?? chartText(areShares ? "meanShare" : "meanRating", options.language),
        options,
        fixedAxis(ticks, {
          showgrid: true,
          ...(areShares && { ticktext: percentTicks(ticks) }),
        }),
      ),
      yaxis: chartAxis("", options, namesAxis(results.criteria.map(plotText))),
      shapes: rows.flatMap((i) => {
        const [x0, x1] = [first[i], second[i]];
        return x0 === null || x1 === null
          ? []
          : [{ type: "line", x0, x1, y0: i, y1: i, line: { color: colour(i), width: 2 } }];
      }),
      annotations: rows.flatMap((i) => {
        const [x0, x1] = [first[i], second[i]];
        if (!marked.has(i) || x0 === null || x1 === null) return [];
        // Beside the second mean, away from the line, or above the line if the drawing has no room there.
        const goesLeft = x1 <= x0;
        const [low, high] = [ticks[0], ticks[ticks.length - 1]];
        const isOutside = (goesLeft ? x1 - low : high - x1) < 0.16 * (high - low);
        return [
          {
            x: isOutside ? (x0 + x1) / 2 : x1,
            y: isOutside ? i - 0.18 : i,
            text: areShares ? `${differenceText(100 * (x1 - x0))}%` : differenceText(x1 - x0, 1),
            xshift: isOutside ? 0 : goesLeft ? -9 : 9,
            xanchor: isOutside ? "center" : goesLeft ? "right" : "left",
            yanchor: isOutside ? "bottom" : "middle",
            showarrow: false,
            font: { color: mark, weight: 600 },
          },
        ];
      }),
    }),
  };
}

export interface NeedAgainstExpectation {
  /** Names of the criteria that have both means. */
  readonly criteria: readonly string[];
  /** Mean need rating per criterion. */
  readonly need: ArrayLike<number>;
  /** Mean expectation rating per criterion. */
  readonly expectation: ArrayLike<number>;
  readonly range?: TwoSides["range"];
}

/** Need and expectation of the criteria that have both. */
export function needAgainstExpectationChart(
  results: NeedAgainstExpectation,
  options: ChartOptions = {},
): Figure {
  const { language } = options;
  return twoSidesChart(
    {
      criteria: results.criteria,
      first: results.need,
      second: results.expectation,
      names: [chartText("need", language), chartText("expectation", language)],
      range: results.range,
    },
    chartText("needAgainstExpectation", language),
    options,
  );
}

/** What customers expect and what they receive, criterion by criterion. */
export function expectedAndReceivedChart(
  results: Omit<TwoSides, "names">,
  options: ChartOptions = {},
): Figure {
  const { language } = options;
  return twoSidesChart(
    { ...results, names: [chartText("expectedSide", language), chartText("received", language)] },
    chartText("expectedAndReceived", language),
    options,
  );
}
