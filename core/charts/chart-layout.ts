import type { ChartOptions, ChartTheme, FigureLayout } from "./figure";
import { plotText } from "./plot-text";

interface Colours {
  readonly text: string;
  /** Behind words that stand on marks. */
  readonly ground: string;
  readonly grid: string;
  readonly line: string;
  /** For series, told apart by people who do not see red and green apart (Okabe and Ito 2008). */
  readonly series: readonly string[];
  /** From little to much. */
  readonly scale: readonly (readonly [number, string])[];
}

const colours: Readonly<Record<ChartTheme, Colours>> = {
  light: {
    text: "#242424",
    ground: "rgba(255,255,255,0.85)",
    grid: "#e0e0e0",
    line: "#8a8a8a",
    series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"],
    scale: [
      [0, "#f3f8fc"],
      [0.5, "#6fb1dc"],
      [1, "#004b78"],
    ],
  },
  dark: {
    text: "#f0f0f0",
    ground: "rgba(31,31,31,0.85)",
    grid: "#3d3d3d",
    line: "#8a8a8a",
    series: ["#56b4e9", "#e69f00", "#2bc49a", "#e59ac4", "#f0e442", "#4aa3df"],
    scale: [
      [0, "#1b2a36"],
      [0.5, "#2f7fb5"],
      [1, "#d3ecff"],
    ],
  },
  highContrast: {
    text: "#ffffff",
    ground: "#000000",
    grid: "#707070",
    line: "#ffffff",
    series: ["#00ffff", "#ffff00", "#00ff00", "#ff80ff", "#ffffff", "#ffa040"],
    scale: [
      [0, "#000000"],
      [0.5, "#008080"],
      [1, "#00ffff"],
    ],
  },
};

/** The colours of a theme. */
export function chartColours(options: ChartOptions): Colours {
  return colours[options.theme ?? "light"];
}

/** An axis in the colours of the theme; `extra` adds to it or overrides. */
export function chartAxis(title: string, options: ChartOptions, extra: Record<string, unknown> = {}) {
  const { grid, line } = chartColours(options);
  return {
    title: { text: title },
    gridcolor: grid,
    zerolinecolor: line,
    linecolor: line,
    automargin: true,
    ...extra,
  };
}

/** The layout that every chart shares: transparent ground, the theme's colours, a legend above, room as needed. */
export function chartLayout(
  title: string,
  options: ChartOptions,
  extra: Record<string, unknown> = {},
): FigureLayout {
  const { text, series } = chartColours(options);
  const shown = options.title === undefined ? title : plotText(options.title);
  return {
    ...(shown === ""
      ? {}
      : { title: { text: shown, font: { size: 16 }, x: 0, xanchor: "left", pad: { l: 8 } } }),
    font: {
      color: text,
      family: "Segoe UI, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif",
      size: 12,
    },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: series,
    margin: { l: 56, r: 16, t: shown === "" ? 32 : 76, b: 48 },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
    hoverlabel: { align: "left" },
    autosize: true,
    ...extra,
  };
}
