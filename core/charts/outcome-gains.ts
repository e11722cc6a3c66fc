import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { chartText } from "./texts";
import { fixedAxis, percentTicks } from "./ticks";

/** Groups of customers by falling probability, from `outcomeGains`. */
export interface GroupsOfCustomers {
  readonly customers: number;
  readonly predicted: number;
  readonly observed: number;
  readonly captured: number;
}

const quarters = [0, 0.25, 0.5, 0.75, 1];
const shares = fixedAxis(quarters, { ticktext: percentTicks(quarters), showgrid: true });

/** A trace against the diagonal, both axes of shares. */
function againstDiagonal(
  keys: Record<"title" | "x" | "y", Parameters<typeof chartText>[0]>,
  options: ChartOptions,
  { mode, ...trace }: Record<string, unknown>,
): Figure {
  const { language } = options;
  const { line } = chartColours(options);
  return {
    data: [{ type: "scatter", mode, name: chartText(keys.y, language), ...trace }],
    layout: chartLayout(chartText(keys.title, language), options, {
      showlegend: false,
      xaxis: chartAxis(chartText(keys.x, language), options, shares),
      yaxis: chartAxis(chartText(keys.y, language), options, shares),
      shapes: [{ type: "line", x0: 0, x1: 1, y0: 0, y1: 1, line: { color: line, width: 1 } }],
    }),
  };
}

/** Gains curve: the share of all yeses among the customers with the highest probabilities; the diagonal is chance. */
export function gainsChart(groups: readonly GroupsOfCustomers[], options: ChartOptions = {}): Figure {
  const { data } = chartColours(options);
  const all = groups.reduce((sum, each) => sum + each.customers, 0);
  let before = 0;
  const reached = groups.map((each) => (before += each.customers) / all);
  return againstDiagonal({ title: "gains", x: "reached", y: "captured" }, options, {
    mode: "lines+markers",
    x: plotNumbers([0, ...reached]),
    y: plotNumbers([0, ...groups.map((each) => each.captured)]),
    line: { color: data, width: 2 },
    marker: { color: data, size: 6 },
  });
}

/** Calibration: observed share of yes against mean predicted probability, a point per group. */
export function calibrationChart(groups: readonly GroupsOfCustomers[], options: ChartOptions = {}): Figure {
  const { data } = chartColours(options);
  return againstDiagonal({ title: "calibration", x: "predicted", y: "observed" }, options, {
    mode: "markers",
    x: plotNumbers(groups.map((each) => each.predicted)),
    y: plotNumbers(groups.map((each) => each.observed)),
    marker: { color: data, size: 10 },
  });
}
