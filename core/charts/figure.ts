import type { Language } from "../locales/message";

/** What one coordinate, label or colour value can be; `null` is a missing one (JSON has no `NaN`). */
export type FigureValue = string | number | boolean | null;

/** One trace of a plotly figure: plain data that survives JSON. */
export interface FigureTrace {
  readonly type: "bar" | "scatter" | "heatmap";
  readonly name?: string;
  readonly x?: readonly FigureValue[];
  readonly y?: readonly FigureValue[];
  readonly z?: readonly (readonly FigureValue[])[];
  readonly [property: string]: unknown;
}

/** The layout of a plotly figure: plain data. */
export interface FigureLayout {
  readonly title?: { readonly text: string; readonly [property: string]: unknown };
  readonly [property: string]: unknown;
}

/** A plotly figure as plain data: `Plotly.newPlot(element, figure.data, figure.layout)` draws it. */
export interface Figure {
  readonly data: readonly FigureTrace[];
  readonly layout: FigureLayout;
}

/**
 * The colours around a chart; the same names as a workbook's theme. `"page"`, for `svgOf` only, leaves them to the style
 * sheet of the page: `--chart-ink`, `-ink2`, `-paper`, `-rule`, `-line`, `-tint`, `-data`, `-mark`, `-context`.
 */
export type ChartTheme = "light" | "dark" | "highContrast" | "page";

/** What every chart understands. */
export interface ChartOptions {
  /** Language of the labels; `"en-US"` by default. */
  readonly language?: Language;
  /** `"light"` by default. */
  readonly theme?: ChartTheme;
  /** Instead of the chart's own title; `""` leaves it out. */
  readonly title?: string;
}
