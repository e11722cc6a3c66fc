import type { Language } from "../locales/message";

/** A coordinate, label or colour value; `null` if missing (JSON has no `NaN`). */
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
 * The colours of a chart, named like a workbook's themes. `"page"`, for `svgOf` only, leaves them to the style sheet of
 * the page: `--chart-ink`, `-ink2`, `-paper`, `-rule`, `-line`, `-tint`, `-data`, `-mark`, `-context`.
 */
export type ChartTheme = "light" | "dark" | "highContrast" | "page";

/** Options of every chart. */
export interface ChartOptions {
  /** Language of the labels; `"en-US"` by default. */
  readonly language?: Language;
  /** `"light"` by default. */
  readonly theme?: ChartTheme;
  /** Replaces the chart's own title; `""` omits it. */
  readonly title?: string;
}
