import { chartAxis, chartColours, chartLayout, upright } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { plotNumbers } from "./numbers";
import { chartText } from "./texts";

export interface PurchaseTracking {
  /** Units of time since the start, such as weeks. */
  readonly time: ArrayLike<number>;
  /** Cumulative repeat purchases expected by the model. */
  readonly expected: ArrayLike<number>;
  /** Actual cumulative repeat purchases; `NaN` or absent if unknown. */
  readonly actual?: ArrayLike<number>;
  /** End of the data that the model was fitted to. */
  readonly calibrationEnd?: number;
}

/** Tracking plot: expected and actual cumulative repeat purchases, with the end of the calibration period marked. */
export function purchaseTrackingChart(results: PurchaseTracking, options: ChartOptions = {}): Figure {
  const language = options.language;
  const { line } = chartColours(options);
  const time = plotNumbers(results.time);
  const end = results.calibrationEnd;
  const trace = (name: "actual" | "expected", values: ArrayLike<number>): FigureTrace => ({
    type: "scatter",
    mode: "lines",
    name: chartText(name, language),
    x: time,
    y: plotNumbers(values),
  });
  return {
    data: [
      ...(results.actual === undefined ? [] : [trace("actual", results.actual)]),
      { ...trace("expected", results.expected), line: { dash: "dash" } },
    ],
    layout: chartLayout(chartText("tracking", language), options, {
      showlegend: true,
      xaxis: chartAxis(chartText("time", language), options),
      yaxis: chartAxis(chartText("cumulative", language), options, { rangemode: "tozero" }),
      shapes: end === undefined ? [] : [upright(end, { color: line, dash: "dot" })],
      annotations:
        end === undefined
          ? []
          : [
              {
                x: end,
                y: 1,
                yref: "paper",
                xanchor: "left",
                yanchor: "top",
                showarrow: false,
                text: ` ${chartText("holdout", language)}`,
              },
            ],
    }),
  };
}
