import { chartAxis, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { plotNumbers } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

/** A line of a chart over time. */
export interface TimeSeries {
  readonly name: string;
  /** A value per period; `NaN` leaves a gap. */
  readonly values: ArrayLike<number>;
}

/** Lines over time. `periods` are ISO days or months (`2026-01`), or any texts in their order. */
export function overTimeChart(
  periods: readonly string[],
  series: readonly TimeSeries[],
  options: ChartOptions = {},
): Figure {
  const dates = periods.every((period) => /^\d{4}-\d{2}(-\d{2})?$/.test(period));
  return {
    data: series.map((each) => ({
      type: "scatter",
      mode: "lines+markers",
      name: plotText(each.name),
      x: periods.map(plotText),
      y: plotNumbers(each.values),
      connectgaps: false,
    })),
    layout: chartLayout(chartText("overTime", options.language), options, {
      showlegend: true,
      xaxis: chartAxis(chartText("period", options.language), options, {
        type: dates ? "date" : "category",
        // Plotly's own Chinese months are bare numerals: 一 2025.
        ...(dates && options.language === "zh-CN" && { tickformat: "%Y-%m" }),
      }),
      yaxis: chartAxis("", options, { rangemode: "tozero" }),
    }),
  };
}

/** Service and marketing scores over time, one mean per period each. */
export function serviceAndMarketingChart(
  results: {
    readonly periods: readonly string[];
    readonly service: ArrayLike<number>;
    readonly marketing: ArrayLike<number>;
  },
  options: ChartOptions = {},
): Figure {
  return overTimeChart(
    results.periods,
    [
      { name: chartText("service", options.language), values: results.service },
      { name: chartText("marketing", options.language), values: results.marketing },
    ],
    options,
  );
}
