import type { ChartOptions, ChartTheme, FigureLayout } from "./figure";
import { plotText } from "./plot-text";

interface Colours {
  readonly text: string;
  /** Behind text on top of marks. */
  readonly ground: string;
  readonly grid: string;
  readonly line: string;
  /** For series; distinguishable with red–green colour blindness (Okabe and Ito 2008). */
  readonly series: readonly string[];
  /** Text of first and second rank; `paper` is the background of a standalone picture. */
  readonly ink: string;
  readonly ink2: string;
  readonly paper: string;
  /** Grid lines of a picture, and the fill of a highlighted area. */
  readonly rule: string;
  readonly tint: string;
  /** Data in general, the one item that the title names, and data for context. */
  readonly data: string;
  readonly mark: string;
  readonly context: string;
  /** From low to high. */
  readonly scale: readonly (readonly [number, string])[];
}

/** The light colours as CSS variables that the style sheet of the surrounding page may set. */
function named(light: Colours): Colours {
  const roles = ["ink", "ink2", "paper", "rule", "tint", "data", "mark", "context"] as const;
  return {
    ...light,
    ...Object.fromEntries(roles.map((role) => [role, `var(--chart-${role}, ${light[role]})`])),
    line: `var(--chart-line, ${light.line})`,
  };
}

const colours: Readonly<Record<Exclude<ChartTheme, "page">, Colours>> = {
  light: {
    text: "#242424",
    ground: "rgba(255,255,255,0.85)",
    grid: "#e0e0e0",
    line: "#8a8a8a",
    series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"],
    ink: "#16201e",
    ink2: "#44524e",
    paper: "#ffffff",
    rule: "#dae1de",
    tint: "#e3f1ed",
    data: "#0b6b5b",
    mark: "#b54a15",
    context: "#81908b",
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
    ink: "#edf2f0",
    ink2: "#bdc8c4",
    paper: "#1b211f",
    rule: "#37423e",
    tint: "#1d3a34",
    data: "#5dcfb8",
    mark: "#f3a067",
    context: "#84938e",
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
    ink: "#ffffff",
    ink2: "#ffffff",
    paper: "#000000",
    rule: "#707070",
    tint: "#000000",
    data: "#1aebff",
    mark: "#ffd400",
    context: "#bfbfbf",
    scale: [
      [0, "#000000"],
      [0.5, "#008080"],
      [1, "#00ffff"],
    ],
  },
};

/** The colours of a theme. */
export function chartColours(options: ChartOptions): Colours {
  const theme = options.theme ?? "light";
  return theme === "page" ? named(colours.light) : colours[theme];
}

/** An axis in the colours of the theme; `extra` adds properties or overrides them. */
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

/** A line across the whole plot at a value of the horizontal axis. */
export function upright(at: number, line: Record<string, unknown>) {
  return { type: "line", x0: at, x1: at, y0: 0, y1: 1, yref: "paper", line };
}

/** The layout shared by all charts: transparent background, the theme's colours, legend on top, margins as needed. */
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
