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

/** Gains curve: the share of all yeses among the customers with the highest probabilities; the diagonal is chance. */
export function gainsChart(groups: readonly GroupsOfCustomers[], options: ChartOptions = {}): Figure {
  const { language } = options;
  const { data, line } = chartColours(options);
  const all = groups.reduce((sum, each) => sum + each.customers, 0);
  let before = 0;
  const reached = groups.map((each) => (before += each.customers) / all);
  return {
    data: [
      {
        type: "scatter",
        mode: "lines+markers",
        name: chartText("captured", language),
        x: plotNumbers([0, ...reached]),
        y: plotNumbers([0, ...groups.map((each) => each.captured)]),
        line: { color: data, width: 2 },
        marker: { color: data, size: 6 },
      },
    ],
    layout: chartLayout(chartText("gains", language), options, {
      showlegend: false,
      xaxis: chartAxis(chartText("reached", language), options, shares),
      yaxis: chartAxis(chartText("captured", language), options, shares),
      shapes: [{ type: "line", x0: 0, x1: 1, y0: 0, y1: 1, line: { color: line, width: 1 } }],
    }),
  };
}

/** Calibration: observed share of yes against mean predicted probability, a point per group. */
export function calibrationChart(groups: readonly GroupsOfCustomers[], options: ChartOptions = {}): Figure {
  const { language } = options;
  const { data, line } = chartColours(options);
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: chartText("observed", language),
        x: plotNumbers(groups.map((each) => each.predicted)),
        y: plotNumbers(groups.map((each) => each.observed)),
        marker: { color: data, size: 10 },
      },
    ],
    layout: chartLayout(chartText("calibration", language), options, {
      showlegend: false,
      xaxis: chartAxis(chartText("predicted", language), options, shares),
      yaxis: chartAxis(chartText("observed", language), options, shares),
      shapes: [{ type: "line", x0: 0, x1: 1, y0: 0, y1: 1, line: { color: line, width: 1 } }],
    }),
  };
}
