import { chartColours } from "./chart-layout";
import type { ChartOptions, Figure, FigureTrace } from "./figure";
import { inLines, textWidth } from "./text-width";

export interface PictureOptions extends ChartOptions {
  /** Pixels; the figure is drawn for this width, never shrunk. */
  readonly width: number;
  /** Pixels of the drawing without caption; by default that of the figure. */
  readonly height?: number;
  /** What the picture shows, for those who hear it; with `withWords` also written above it. */
  readonly alternative: string;
  /** What stands below: n, what was left out, units. Written with `withWords` only. */
  readonly caption?: string;
  /** True for a picture that goes away from its page: title, caption and ground are drawn too. */
  readonly withWords?: boolean;
}

interface Axis {
  readonly range: readonly [number, number];
  readonly tickvals: readonly number[];
  readonly ticktext?: readonly string[];
  readonly title?: { readonly text: string };
  readonly domain?: readonly [number, number];
  readonly showgrid?: boolean;
}

interface Annotation {
  readonly x: number;
  readonly y: number;
  readonly xref?: string;
  readonly yref?: string;
  readonly xanchor?: "left" | "center" | "right";
  readonly yanchor?: "top" | "middle" | "bottom";
  /** Pixels to the right. */
  readonly xshift?: number;
  readonly text: string;
  readonly font?: { readonly color?: string; readonly size?: number; readonly weight?: number };
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

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const small = 12;
const lineHeight = 15;
const dashes: Readonly<Record<string, string>> = { dash: "5 3", dot: "2 3" };

function escaped(text: string): string {
  return text
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name]!)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

const linesOf = (text: string): string[] => text.split("<br>");

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

/**
 * A figure as SVG text: what a page, a print or a file shows without plotly. It draws what our own charts are made of
 * (bars, lines, areas, points with names and error bars, straight shapes, words) on axes whose range and ticks the figure
 * tells. Ticks that would run into each other are thinned; names of points are moved apart.
 *
 * Text in it is escaped; the answer has no script, no style sheet and no address.
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

  const axes = (letter: "x" | "y") =>
    Object.keys(layout)
      .filter((key) => key.startsWith(`${letter}axis`))
      .map((key) => [key.slice(5), layout[key] as Axis] as const);
  const xs = new Map(axes("x"));
  const ys = new Map(axes("y"));
  const legend =
    layout.showlegend === true
      ? data.filter((trace) => trace.name !== undefined && trace.showlegend !== false)
      : [];

  const tickTexts = (axis: Axis): string[] =>
    axis.tickvals.map((value, i) => axis.ticktext?.[i] ?? String(value));
  const mostLeft = Math.min(width * 0.42, 150);
  const yLines = (axis: Axis) =>
    tickTexts(axis).map((text) => linesOf(text).flatMap((line) => inLines(line, mostLeft - 12, small)));
  const left = Math.max(
    18,
    Math.min(
      mostLeft,
      12 +
        Math.max(
          0,
          ...[...ys.values()].flatMap((axis) =>
            yLines(axis)
              .flat()
              .map((line) => textWidth(line, small)),
          ),
        ),
    ),
  );
  // Names that take more lines than a figure has room for get it.
  const crowded = Math.max(
    0,
    ...[...ys.values()].map((axis) => {
      const lines = yLines(axis);
      return lines.length * (lineHeight * Math.max(0, ...lines.map((each) => each.length)) - 27);
    }),
  );
  const height = options.height ?? (typeof layout.height === "number" ? layout.height + crowded : 220);

  const lastTick = Math.max(
    0,
    ...[...xs.values()].map((axis) => textWidth(linesOf(tickTexts(axis).at(-1) ?? "")[0], small) / 2),
  );
  const right = Math.max(10, lastTick + 2);
  const yTitle = ys.get("")?.title?.text ?? "";
  const legendHeight = legend.length > 0 ? 20 : 0;
  const top = head + 8 + (yTitle === "" ? 0 : 18) + legendHeight;
  const tickLineCount = Math.max(
    1,
    ...[...xs.values()].flatMap((axis) => tickTexts(axis).map((text) => linesOf(text).length)),
  );
  const hasXTicks = [...xs.values()].some((axis) => axis.tickvals.length > 0);
  const xTitle = xs.get("")?.title?.text ?? "";
  const bottom = 4 + (hasXTicks ? tickLineCount * lineHeight : 0) + (xTitle === "" ? 0 : lineHeight);
  const annotations = (layout.annotations ?? []) as readonly Annotation[];
  // What stands to the right of its place has room there.
  const roomFor = ({ x, xref, xanchor, xshift = 0, text: words, font }: Annotation): number => {
    const { range } = xs.get("") ?? { range: [0, 1] };
    const share = (x - range[0]) / (range[1] - range[0]);
    const across = Math.max(...linesOf(words).map((line) => textWidth(line, font?.size ?? small)));
    return xanchor !== "left" || xref !== undefined || !(share > 0)
      ? Infinity
      : (width - left - xshift - across - 2) / share;
  };
  const plotWidth = Math.max(10, Math.min(width - left - right, ...annotations.map(roomFor)));
  const plotHeight = Math.max(10, head + height - top - bottom);

  const onX = (suffix: string, value: number): number => {
    const { range, domain = [0, 1] } = xs.get(suffix)!;
    const share = (value - range[0]) / (range[1] - range[0]);
    return left + plotWidth * (domain[0] + share * (domain[1] - domain[0]));
  };
  const onY = (suffix: string, value: number): number => {
    const { range, domain = [0, 1] } = ys.get(suffix)!;
    const share = (value - range[0]) / (range[1] - range[0]);
    return top + plotHeight * (1 - (domain[0] + share * (domain[1] - domain[0])));
  };
  /** `paper` runs over the whole plot, `x2` and `y2` over their axes, `x domain` from end to end of one. */
  const place = (letter: "x" | "y", ref: string | undefined, value: number): number => {
    const whole = letter === "x" ? left + plotWidth * value : top + plotHeight * (1 - value);
    if (ref === "paper") return whole;
    const [axis, domain] = (ref ?? letter).split(" ");
    const suffix = axis.slice(1);
    const { range } = (letter === "x" ? xs : ys).get(suffix)!;
    const at = domain === "domain" ? range[0] + value * (range[1] - range[0]) : value;
    return letter === "x" ? onX(suffix, at) : onY(suffix, at);
  };

  const out: string[] = [];
  const n = (value: number): string => String(Math.round(value * 100) / 100);
  const text = (
    lines: readonly string[],
    x: number,
    y: number,
    anchor: "start" | "middle" | "end",
    fill = colours.ink2,
    more = "",
  ): void => {
    lines.forEach((line, i) => {
      if (line !== "")
        out.push(
          `<text x="${n(x)}" y="${n(y + i * lineHeight)}" text-anchor="${anchor}" fill="${fill}"${more}>${escaped(line)}</text>`,
        );
    });
  };
  const stroke = (
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    colour: string,
    thick = 1,
    dash = "",
  ): void =>
    void out.push(
      `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}" stroke-width="${thick}"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`,
    );

  const rectangle = (x0: number, x1: number, y0: number, y1: number, fill: string): void =>
    void out.push(
      `<rect x="${n(Math.min(x0, x1))}" y="${n(Math.min(y0, y1))}" width="${n(Math.abs(x1 - x0))}" height="${n(Math.abs(y1 - y0))}" fill="${fill}"/>`,
    );

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
        stroke(onX(suffix, x.range[0]), y, onX(suffix, x.range[1]), y, colours.rule);
      const lines = yLines(axis)[i];
      text(lines, onX(suffix, x.range[0]) - 6, y + 4 - ((lines.length - 1) * lineHeight) / 2, "end");
    }
  }
  for (const [suffix, axis] of xs) {
    const base = onY(suffix, ys.get(suffix)!.range[0]);
    const head = onY(suffix, ys.get(suffix)!.range[1]);
    const low = Math.max(base, head);
    const texts = tickTexts(axis).map(linesOf);
    const widest = Math.max(0, ...texts.flat().map((line) => textWidth(line, small)));
    const step =
      axis.tickvals.length < 2
        ? Infinity
        : Math.abs(onX(suffix, axis.tickvals[1]) - onX(suffix, axis.tickvals[0]));
    const every = Math.max(1, Math.ceil((widest + 6) / step));
    axis.tickvals.forEach((value, i) => {
      const x = onX(suffix, value);
      if (axis.showgrid === true) stroke(x, Math.min(base, head), x, low, colours.rule);
      if (i % every === 0) text(texts[i], x, low + lineHeight, "middle");
    });
    stroke(onX(suffix, axis.range[0]), low, onX(suffix, axis.range[1]), low, colours.line);
  }
  if (yTitle !== "")
    text([yTitle], Math.min(left, width - textWidth(yTitle, small) - 4), head + 14 + legendHeight, "start");
  if (xTitle !== "") {
    const across = textWidth(xTitle, small);
    const middle = Math.max(across / 2 + 2, Math.min(width - across / 2 - 2, left + plotWidth / 2));
    text([xTitle], middle, head + height - 4, "middle");
  }
  let at = left;
  for (const trace of legend) {
    const { color, symbol } = (trace.marker ?? {}) as { color?: unknown; symbol?: string };
    out.push(
      symbolOf(
        symbol,
        at + 6,
        head + 13,
        5,
        typeof color === "string" ? color : (lineOf(trace).color ?? colours.data),
      ),
    );
    text([trace.name!], at + 16, head + 17, "start");
    at += 32 + textWidth(trace.name!, small);
  }

  const bars = data.filter((trace) => trace.type === "bar");
  for (const trace of bars) {
    const [sx, sy] = suffixesOf(trace);
    const sideways = trace.orientation === "h";
    const widths = (trace.width ?? 0.7) as number | readonly number[];
    const bases = (trace.base ?? 0) as number | readonly number[];
    const fills = (trace.marker as { color?: string | readonly string[] } | undefined)?.color ?? colours.data;
    trace.x?.forEach((_, i) => {
      const [x, y] = [trace.x![i], trace.y![i]];
      if (typeof x !== "number" || typeof y !== "number") return;
      const thick = (typeof widths === "number" ? widths : widths[i]) / 2;
      const base = typeof bases === "number" ? bases : bases[i];
      const [x0, x1, y0, y1] = sideways
        ? [onX(sx, base), onX(sx, base + x), onY(sy, y - thick), onY(sy, y + thick)]
        : [onX(sx, x - thick) + 0.5, onX(sx, x + thick) - 0.5, onY(sy, base), onY(sy, base + y)];
      rectangle(x0, x1, y0, y1, typeof fills === "string" ? fills : fills[i]);
    });
  }

  for (const shape of shapes.filter(({ type }) => type === "line")) {
    stroke(
      place("x", shape.xref, shape.x0),
      place("y", shape.yref, shape.y0),
      place("x", shape.xref, shape.x1),
      place("y", shape.yref, shape.y1),
      shape.line?.color ?? colours.line,
      shape.line?.width ?? 1,
      dashes[shape.line?.dash ?? ""] ?? "",
    );
  }

  const taken: Box[] = [];
  const labels: { x: number; y: number; text: string; colour: string; bold: boolean }[] = [];
  for (const trace of data.filter(({ type }) => type === "scatter")) {
    const [sx, sy] = suffixesOf(trace);
    const mode = typeof trace.mode === "string" ? trace.mode : "lines";
    const { color = colours.data, dash, width: thick = 2 } = lineOf(trace);
    const points = (trace.x ?? []).map((x, i) => {
      const y = trace.y![i];
      return typeof x === "number" && typeof y === "number" ? ([onX(sx, x), onY(sy, y)] as const) : undefined;
    });
    if (mode.includes("lines")) {
      let path = "";
      points.forEach((point, i) => {
        if (point !== undefined)
          path += `${points[i - 1] === undefined ? "M" : "L"}${n(point[0])} ${n(point[1])}`;
      });
      const fill = trace.fill === "toself" ? String(trace.fillcolor ?? colours.tint) : "none";
      out.push(
        `<path d="${path}${fill === "none" ? "" : "Z"}" fill="${fill}" stroke="${fill === "none" ? color : "none"}" stroke-width="${thick}"${dash === undefined ? "" : ` stroke-dasharray="${dashes[dash] ?? ""}"`}/>`,
      );
    }
    if (!mode.includes("markers")) continue;
    const marker = (trace.marker ?? {}) as {
      color?: string | readonly string[];
      symbol?: string | readonly string[];
      size?: number;
    };
    const reach = trace.error_x as { array: readonly number[]; arrayminus: readonly number[] } | undefined;
    points.forEach((point, i) => {
      if (point === undefined) return;
      const colour = typeof marker.color === "object" ? marker.color[i] : (marker.color ?? colours.data);
      const symbol = typeof marker.symbol === "object" ? marker.symbol[i] : marker.symbol;
      const value = trace.x![i] as number;
      if (reach !== undefined) {
        stroke(
          onX(sx, value - reach.arrayminus[i]),
          point[1],
          onX(sx, value + reach.array[i]),
          point[1],
          colour,
          2,
        );
      }
      const radius = (marker.size ?? 9) / 2;
      out.push(symbolOf(symbol, point[0], point[1], radius, colour));
      taken.push({ x: point[0] - radius, y: point[1] - radius, width: 2 * radius, height: 2 * radius });
      const name = mode.includes("text") ? (trace.text as readonly string[])[i] : "";
      if (name !== "")
        labels.push({ x: point[0], y: point[1], text: name, colour, bold: colour === colours.mark });
    });
  }

  for (const each of annotations) {
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

  // What the picture is about is named first, so that its name stands where it should.
  for (const label of labels.sort((a, b) => Number(b.bold) - Number(a.bold))) {
    const across = textWidth(label.text, small) * (label.bold ? 1.08 : 1);
    const spots = [0, 14, -14, 28, -28].flatMap((dy) => [
      { x: label.x + 8, y: label.y + dy - 8 },
      { x: label.x - 8 - across, y: label.y + dy - 8 },
      ...(dy === 0 ? [] : [{ x: label.x - across / 2, y: label.y + dy - 8 }]),
    ]);
    const boxes = spots.map(({ x, y }) => ({ x, y, width: across, height: 16 }));
    const others = labels.filter((other) => other !== label);
    const cost = (box: Box) =>
      taken.reduce((sum, other) => sum + overlap(box, other), 0) +
      away(box, label) +
      // A name nearer to another point would be read as its name.
      (others.some((other) => away(box, other) < away(box, label)) ? 400 : 0) +
      (box.x < left || box.x + box.width > width || box.y < top - 8 || box.y + 16 > top + plotHeight
        ? 1e4
        : 0);
    const best = boxes.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    if (away(best, label) > 12) {
      const x = Math.min(best.x + best.width, Math.max(best.x, label.x));
      const y = Math.min(best.y + 14, Math.max(best.y + 3, label.y));
      stroke(label.x, label.y, x, y, colours.line, 1);
    }
    text(
      [label.text],
      best.x,
      best.y + 12,
      "start",
      label.colour === colours.mark ? colours.mark : colours.ink,
      label.bold ? ' font-weight="600"' : "",
    );
    taken.push(best);
  }

  const whole = head + height + foot;
  const frame = words ? `<rect width="${width}" height="${n(whole)}" fill="${colours.paper}"/>` : "";
  const above = titleLines
    .map(
      (line, i) =>
        `<text x="8" y="${20 + i * 20}" font-size="15" font-weight="600" fill="${colours.ink}">${escaped(line)}</text>`,
    )
    .join("");
  const below = captionLines
    .map(
      (line, i) =>
        `<text x="8" y="${n(head + height + 12 + i * lineHeight)}" fill="${colours.ink2}">${escaped(line)}</text>`,
    )
    .join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(options.alternative)}" width="${width}" height="${n(whole)}" viewBox="0 0 ${width} ${n(whole)}"` +
    ` font-family="Segoe UI, system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" font-size="${small}">` +
    `${frame}${above}${out.join("")}${below}</svg>`
  );
}

/** How far a box is from a point, 0 within it. */
function away({ x, y, width, height }: Box, point: { readonly x: number; readonly y: number }): number {
  return Math.hypot(
    Math.max(x - point.x, 0, point.x - x - width),
    Math.max(y - point.y, 0, point.y - y - height),
  );
}

function suffixesOf(trace: FigureTrace): [string, string] {
  return [String(trace.xaxis ?? "x").slice(1), String(trace.yaxis ?? "y").slice(1)];
}

function lineOf(trace: FigureTrace): { color?: string; dash?: string; width?: number } {
  return (trace.line ?? {}) as { color?: string; dash?: string; width?: number };
}

function symbolOf(symbol: string | undefined, x: number, y: number, radius: number, colour: string): string {
  const r = (value: number): string => String(Math.round(value * 100) / 100);
  const open = symbol?.endsWith("-open") === true;
  const paint = open ? `fill="none" stroke="${colour}" stroke-width="2"` : `fill="${colour}"`;
  if (symbol?.startsWith("diamond") === true) {
    const d = radius + 1.5;
    return `<path d="M${r(x)} ${r(y - d)}L${r(x + d)} ${r(y)}L${r(x)} ${r(y + d)}L${r(x - d)} ${r(y)}Z" ${paint}/>`;
  }
  if (symbol?.startsWith("square") === true)
    return `<rect x="${r(x - radius)}" y="${r(y - radius)}" width="${r(2 * radius)}" height="${r(2 * radius)}" ${paint}/>`;
  return `<circle cx="${r(x)}" cy="${r(y)}" r="${r(open ? radius - 1 : radius)}" ${paint}/>`;
}
