import { chartColours } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { away, labelPlaces, type Box, type NamedPoint } from "./label-places";
import { linesOf, plotRoom, type Annotation } from "./plot-room";
import { escaped, lineHeight, px, small, svgPen } from "./svg-pen";
import { inLines, textWidth } from "./text-width";

export interface PictureOptions extends ChartOptions {
  /** Pixels; the figure is drawn for this width, not scaled to it. */
  readonly width: number;
  /** Height in pixels, without the caption; by default the figure's own. */
  readonly height?: number;
  /** Text alternative for screen readers; with `withWords` also written above the picture. */
  readonly alternative: string;
  /** Text below the picture: n, what was left out, units. Written with `withWords` only. */
  readonly caption?: string;
  /** True for a picture that leaves its page: title, caption and background are drawn as well. */
  readonly withWords?: boolean;
}

interface Shape {
  readonly type: "line" | "rect";
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly xref?: string;
  readonly yref?: string;
  readonly fillcolor?: string;
  readonly line?: { readonly color?: string; readonly dash?: string; readonly width?: number };
}

/**
 * A figure as SVG text, for pages, prints and files without plotly. It draws what our own charts consist of (bars,
 * lines, areas, points with names and error bars, straight shapes, text) on axes whose range and ticks the figure
 * gives. Ticks that would overlap are thinned, and names of points are moved apart.
 *
 * Text is escaped; the result contains no script, no style sheet and no address.
 */
export function svgOf(figure: Figure, options: PictureOptions): string {
  const { layout, data } = figure;
  const colours = chartColours(options);
  const { width } = options;
  const words = options.withWords === true;
  const titleLines = words ? inLines(options.alternative, width - 16, 15) : [];
  const captionLines =
    words && options.caption !== undefined ? inLines(options.caption, width - 16, small) : [];
  const head = titleLines.length * 20 + (words ? 8 : 0);
  const foot = captionLines.length * lineHeight + (words ? 8 : 0);

  const legend =
    layout.showlegend === true
      ? data.filter((trace) => trace.name !== undefined && trace.showlegend !== false)
      : [];
  const legendHeight = legend.length > 0 ? 20 : 0;
  const room = plotRoom(figure, width, head, legendHeight, options.height);
  const { xs, ys, left, top, end, onX, onY, place } = room;
  const { elements, text, stroke, rectangle, path, symbol } = svgPen(colours.ink2);

  const shapes = (layout.shapes ?? []) as readonly Shape[];
  for (const shape of shapes.filter(({ type }) => type === "rect")) {
    const [x0, x1] = [place("x", shape.xref, shape.x0), place("x", shape.xref, shape.x1)];
    const [y0, y1] = [place("y", shape.yref, shape.y0), place("y", shape.yref, shape.y1)];
    rectangle(x0, x1, y0, y1, shape.fillcolor ?? colours.tint);
  }

  for (const [suffix, axis] of ys) {
    const x = xs.get(suffix)!;
    for (const [i, value] of axis.tickvals.entries()) {
      const y = onY(suffix, value);
      if (axis.showgrid !== false)
        stroke([onX(suffix, x.range[0]), y], [onX(suffix, x.range[1]), y], colours.rule);
      const lines = room.yLines(axis)[i];
      text(lines, onX(suffix, x.range[0]) - 6, y + 4 - ((lines.length - 1) * lineHeight) / 2, "end");
    }
  }
  for (const [suffix, axis] of xs) {
    const base = onY(suffix, ys.get(suffix)!.range[0]);
    const head = onY(suffix, ys.get(suffix)!.range[1]);
    const low = Math.max(base, head);
    const texts = room.xLines(axis);
    const widest = Math.max(0, ...texts.flat().map((line) => textWidth(line, small)));
    const step =
      axis.tickvals.length < 2
        ? Infinity
        : Math.abs(onX(suffix, axis.tickvals[1]) - onX(suffix, axis.tickvals[0]));
    const every = Math.max(1, Math.ceil((widest + 6) / step));
    axis.tickvals.forEach((value, i) => {
      const x = onX(suffix, value);
      if (axis.showgrid === true) stroke([x, Math.min(base, head)], [x, low], colours.rule);
      if (i % every === 0) text(texts[i], x, low + lineHeight, "middle");
    });
    stroke([onX(suffix, axis.range[0]), low], [onX(suffix, axis.range[1]), low], colours.line);
  }
  const yTitle = ys.get("")?.title?.text ?? "";
  if (yTitle !== "")
    text([yTitle], Math.min(left, width - textWidth(yTitle, small) - 4), head + 14 + legendHeight, "start");
  const xTitle = xs.get("")?.title?.text ?? "";
  if (xTitle !== "") {
    const across = textWidth(xTitle, small);
    const middle = Math.max(across / 2 + 2, Math.min(width - across / 2 - 2, left + room.width / 2));
    text([xTitle], middle, end - 4, "middle");
  }
  let at = left;
  for (const trace of legend) {
    const { color, symbol: shape } = markerOf(trace);
    const colour = typeof color === "string" ? color : (lineOf(trace).color ?? colours.data);
    symbol(ofMark(shape, 0), [at + 6, head + 13], 5, colour);
    text([trace.name!], at + 16, head + 17, "start");
    at += 32 + textWidth(trace.name!, small);
  }

  const bars = data.filter((trace) => trace.type === "bar");
  for (const trace of bars) {
    const [sx, sy] = suffixesOf(trace);
    const sideways = trace.orientation === "h";
    const { color: fill = colours.data } = markerOf(trace);
    trace.x?.forEach((x, i) => {
      const y = trace.y![i];
      if (typeof x !== "number" || typeof y !== "number") return;
      const thick = ofMark((trace.width ?? 0.7) as OfMarks<number>, i) / 2;
      const [x0, x1, y0, y1] = sideways
        ? [onX(sx, 0), onX(sx, x), onY(sy, y - thick), onY(sy, y + thick)]
        : [onX(sx, x - thick) + 0.5, onX(sx, x + thick) - 0.5, onY(sy, 0), onY(sy, y)];
      rectangle(x0, x1, y0, y1, ofMark(fill, i));
    });
  }

  for (const shape of shapes.filter(({ type }) => type === "line")) {
    stroke(
      [place("x", shape.xref, shape.x0), place("y", shape.yref, shape.y0)],
      [place("x", shape.xref, shape.x1), place("y", shape.yref, shape.y1)],
      shape.line?.color ?? colours.line,
      shape.line?.width,
      shape.line?.dash,
    );
  }

  const taken: Box[] = [];
  const labels: (NamedPoint & { readonly colour: string })[] = [];
  for (const trace of data.filter(({ type }) => type === "scatter")) {
    const [sx, sy] = suffixesOf(trace);
    const mode = typeof trace.mode === "string" ? trace.mode : "lines";
    const { color = colours.data, dash, width: thick = 2 } = lineOf(trace);
    const points = (trace.x ?? []).map((x, i) => {
      const y = trace.y![i];
      return typeof x === "number" && typeof y === "number" ? ([onX(sx, x), onY(sy, y)] as const) : undefined;
    });
    const fill = trace.fill === "toself" ? String(trace.fillcolor ?? colours.tint) : undefined;
    if (mode.includes("lines")) path(points, fill, color, thick, dash);
    if (!mode.includes("markers")) continue;
    const marker = markerOf(trace);
    const reach = trace.error_x as { array: readonly number[]; arrayminus: readonly number[] } | undefined;
    points.forEach((point, i) => {
      if (point === undefined) return;
      const colour = ofMark(marker.color ?? colours.data, i);
      const value = trace.x![i] as number;
      if (reach !== undefined) {
        const [from, to] = [value - reach.arrayminus[i], value + reach.array[i]];
        stroke([onX(sx, from), point[1]], [onX(sx, to), point[1]], colour, 2);
      }
      const radius = (marker.size ?? 9) / 2;
      symbol(ofMark(marker.symbol, i), point, radius, colour);
      taken.push({ x: point[0] - radius, y: point[1] - radius, width: 2 * radius, height: 2 * radius });
      const name = mode.includes("text") ? (trace.text as readonly string[])[i] : "";
      if (name !== "")
        labels.push({ x: point[0], y: point[1], text: name, colour, bold: colour === colours.mark });
    });
  }

  for (const each of (layout.annotations ?? []) as readonly Annotation[]) {
    const size = each.font?.size ?? small;
    const lines = linesOf(each.text);
    const [x, y] = [place("x", each.xref, each.x) + (each.xshift ?? 0), place("y", each.yref, each.y)];
    const anchor = each.xanchor === "right" ? "end" : each.xanchor === "left" ? "start" : "middle";
    const drop =
      each.yanchor === "top" ? size : each.yanchor === "bottom" ? -4 - (lines.length - 1) * lineHeight : 4;
    text(
      lines,
      x,
      y + drop,
      anchor,
      each.font?.color ?? colours.ink2,
      each.font?.weight === undefined ? "" : ` font-weight="${each.font.weight}"`,
    );
    const across = Math.max(...lines.map((line) => textWidth(line, size)));
    taken.push({
      x: anchor === "end" ? x - across : anchor === "start" ? x : x - across / 2,
      y: y + drop - size,
      width: across,
      height: lines.length * lineHeight,
    });
  }

  // The marked point is named first, so that its name gets the best place.
  labels.sort((a, b) => Number(b.bold) - Number(a.bold));
  const within = { x: left, y: top - 8, width: width - left, height: room.height + 8 };
  for (const [i, best] of labelPlaces(labels, taken, within).entries()) {
    const label = labels[i];
    if (away(best, label) > 12) {
      const x = Math.min(best.x + best.width, Math.max(best.x, label.x));
      const y = Math.min(best.y + 14, Math.max(best.y + 3, label.y));
      stroke([label.x, label.y], [x, y], colours.line);
    }
    text(
      [label.text],
      best.x,
      best.y + 12,
      "start",
      label.colour === colours.mark ? colours.mark : colours.ink,
      label.bold ? ' font-weight="600"' : "",
    );
  }

  const whole = end + foot;
  const frame = words ? `<rect width="${width}" height="${px(whole)}" fill="${colours.paper}"/>` : "";
  const written = (lines: readonly string[], y: number, height: number, look: string): string =>
    lines.map((line, i) => `<text x="8" y="${px(y + i * height)}" ${look}>${escaped(line)}</text>`).join("");
  const above = written(titleLines, 20, 20, `font-size="15" font-weight="600" fill="${colours.ink}"`);
  const below = written(captionLines, end + 12, lineHeight, `fill="${colours.ink2}"`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(options.alternative)}" width="${width}" height="${px(whole)}" viewBox="0 0 ${width} ${px(whole)}"` +
    ` font-family="Segoe UI, system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" font-size="${small}">` +
    `${frame}${above}${elements.join("")}${below}</svg>`
  );
}

function suffixesOf(trace: FigureTrace): [string, string] {
  return [String(trace.xaxis ?? "x").slice(1), String(trace.yaxis ?? "y").slice(1)];
}

function lineOf(trace: FigureTrace): { color?: string; dash?: string; width?: number } {
  return (trace.line ?? {}) as { color?: string; dash?: string; width?: number };
}

/** A property of all marks of a trace, or of each. */
type OfMarks<Value> = Value | readonly Value[];

function markerOf(trace: FigureTrace): { color?: OfMarks<string>; symbol?: OfMarks<string>; size?: number } {
  return (trace.marker ?? {}) as ReturnType<typeof markerOf>;
}

const ofMark = <Value extends string | number | undefined>(all: OfMarks<Value>, i: number): Value =>
  typeof all === "object" ? all[i] : all;
