import type { Figure } from "./figure";
import { lineHeight, small } from "./svg-pen";
import { inLines, textWidth } from "./text-width";

export interface Axis {
  readonly range: readonly [number, number];
  readonly tickvals: readonly number[];
  readonly ticktext?: readonly string[];
  readonly title?: { readonly text: string };
  readonly domain?: readonly [number, number];
  readonly showgrid?: boolean;
}

export interface Annotation {
  readonly x: number;
  readonly y: number;
  readonly xref?: string;
  readonly yref?: string;
  readonly xanchor?: "left" | "center" | "right";
  readonly yanchor?: "top" | "middle" | "bottom";
  /** Pixels; positive is to the right. */
  readonly xshift?: number;
  readonly text: string;
  readonly font?: { readonly color?: string; readonly size?: number; readonly weight?: number };
}

type Letter = "x" | "y";

export const linesOf = (text: string): string[] => text.split("<br>");

/** The axes of a letter by their suffix: `x` has suffix `""`, `x2` has `"2"` …. */
function axesOf(layout: Figure["layout"], letter: Letter): Map<string, Axis> {
  const keys = Object.keys(layout).filter((key) => key.startsWith(`${letter}axis`));
  return new Map(keys.map((key) => [key.slice(5), layout[key] as Axis]));
}

/**
 * Position of the plot of a figure in a picture, beside and below the texts it needs: `left`, `top`, `width` and
 * `height` of the plot, `end`, the bottom of the figure, its axes and the lines of their tick texts, all in pixels; and
 * functions for the position of a value on an axis, which is given by its suffix.
 *
 * @param head pixels of the text above the figure
 * @param legendHeight pixels of the legend between that text and the plot
 * @param wanted pixels of the figure; by default its own height, or more if names take more lines
 */
export function plotRoom(
  { layout }: Figure,
  width: number,
  head: number,
  legendHeight: number,
  wanted: number | undefined,
) {
  const [xs, ys] = [axesOf(layout, "x"), axesOf(layout, "y")];
  const xLines = ({ tickvals, ticktext }: Axis) =>
    tickvals.map((value, i) => linesOf(ticktext?.[i] ?? String(value)));
  const mostLeft = Math.min(width * 0.42, 150);
  const yLines = (axis: Axis) =>
    xLines(axis).map((lines) => lines.flatMap((line) => inLines(line, mostLeft - 12, small)));
  const namesOfY = [...ys.values()].map(yLines);
  const widest = Math.max(0, ...namesOfY.flat(2).map((line) => textWidth(line, small)));
  const left = Math.max(18, Math.min(mostLeft, 12 + widest));
  // Adds height if names take more lines than the figure has room for.
  const crowded = namesOfY.map(
    (names) => names.length * (lineHeight * Math.max(0, ...names.map(({ length }) => length)) - 27),
  );
  const own = typeof layout.height === "number" ? layout.height + Math.max(0, ...crowded) : 220;
  const end = head + (wanted ?? own);

  const namesOfX = [...xs.values()].map(xLines);
  const lastTick = Math.max(0, ...namesOfX.map((names) => textWidth(names.at(-1)?.[0] ?? "", small) / 2));
  const right = Math.max(10, lastTick + 2);
  const isTitled = (axes: Map<string, Axis>) => (axes.get("")?.title?.text ?? "") !== "";
  const top = head + 8 + (isTitled(ys) ? 18 : 0) + legendHeight;
  const tickLines = Math.max(1, ...namesOfX.flat().map(({ length }) => length));
  const hasXTicks = namesOfX.some(({ length }) => length > 0);
  const bottom = 4 + (hasXTicks ? tickLines * lineHeight : 0) + (isTitled(xs) ? lineHeight : 0);
  // Text to the right of its position needs room there.
  const roomFor = ({ x, xref, xanchor, xshift = 0, text, font }: Annotation): number => {
    const { range } = xs.get("") ?? { range: [0, 1] };
    const share = (x - range[0]) / (range[1] - range[0]);
    const across = Math.max(...linesOf(text).map((line) => textWidth(line, font?.size ?? small)));
    return xanchor !== "left" || xref !== undefined || !(share > 0)
      ? Infinity
      : (width - left - xshift - across - 2) / share;
  };
  const annotations = (layout.annotations ?? []) as readonly Annotation[];
  const plotWidth = Math.max(10, Math.min(width - left - right, ...annotations.map(roomFor)));
  const plotHeight = Math.max(10, end - top - bottom);

  /** Position of a share of the whole plot, from the left or from below. */
  const at = (letter: Letter, share: number): number =>
    letter === "x" ? left + plotWidth * share : top + plotHeight * (1 - share);
  const on = (letter: Letter, suffix: string, value: number): number => {
    const { range, domain = [0, 1] } = (letter === "x" ? xs : ys).get(suffix)!;
    const share = (value - range[0]) / (range[1] - range[0]);
    return at(letter, domain[0] + share * (domain[1] - domain[0]));
  };
  return {
    ...{ xs, ys, left, top, end, xLines, yLines },
    width: plotWidth,
    height: plotHeight,
    onX: (suffix: string, value: number) => on("x", suffix, value),
    onY: (suffix: string, value: number) => on("y", suffix, value),
    /** `paper` spans the whole plot, `x domain` a single axis from end to end; `x2` and `y2` are values on an axis. */
    place: (letter: Letter, ref: string | undefined, value: number): number => {
      if (ref === "paper") return at(letter, value);
      const [axis, domain] = (ref ?? letter).split(" ");
      const suffix = axis.slice(1);
      const [first, last] = (letter === "x" ? xs : ys).get(suffix)!.range;
      return on(letter, suffix, domain === "domain" ? first + value * (last - first) : value);
    },
  };
}
