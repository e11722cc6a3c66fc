/** Font size and line height of small text, in pixels. */
export const small = 12;
export const lineHeight = 15;

/** SVG dash patterns for the plotly dashes that our charts use. */
const dashes: Readonly<Record<string, string>> = { dash: "5 3", dot: "2 3" };
const dashed = (dash: string | undefined): string =>
  dash === undefined ? "" : ` stroke-dasharray="${dashes[dash] ?? ""}"`;

/** Pixels, rounded to two decimals. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

/** Text without any markup; the three entities in texts for plotly are decoded first. */
export function escaped(text: string): string {
  return text
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name]!)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

export type Point = readonly [x: number, y: number];

/** Draws SVG elements one after another; `ink` is the default colour of text. */
export function svgPen(ink: string) {
  const elements: string[] = [];
  return {
    elements,
    text: (
      lines: readonly string[],
      x: number,
      y: number,
      anchor: "start" | "middle" | "end",
      fill = ink,
      more = "",
    ): void => {
      lines.forEach((line, i) => {
        if (line !== "")
          elements.push(
            `<text x="${px(x)}" y="${px(y + i * lineHeight)}" text-anchor="${anchor}" fill="${fill}"${more}>${escaped(line)}</text>`,
          );
      });
    },
    stroke: ([x1, y1]: Point, [x2, y2]: Point, colour: string, thick = 1, dash?: string): void =>
      void elements.push(
        `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}" stroke-width="${thick}"${dashed(dash)}/>`,
      ),
    rectangle: (x0: number, x1: number, y0: number, y1: number, fill: string): void =>
      void elements.push(
        `<rect x="${px(Math.min(x0, x1))}" y="${px(Math.min(y0, y1))}" width="${px(Math.abs(x1 - x0))}" height="${px(Math.abs(y1 - y0))}" fill="${fill}"/>`,
      ),
    /** A path through points, interrupted at missing ones; an area if `fill` is given, otherwise a line. */
    path: (
      points: readonly (Point | undefined)[],
      fill: string | undefined,
      colour: string,
      thick: number,
      dash: string | undefined,
    ): void => {
      const path = points.map((point, i) =>
        point === undefined
          ? ""
          : `${points[i - 1] === undefined ? "M" : "L"}${px(point[0])} ${px(point[1])}`,
      );
      elements.push(
        `<path d="${path.join("")}${fill === undefined ? "" : "Z"}" fill="${fill ?? "none"}" stroke="${fill === undefined ? colour : "none"}" stroke-width="${thick}"${dashed(dash)}/>`,
      );
    },
    symbol: (symbol: string | undefined, at: Point, radius: number, colour: string): void =>
      void elements.push(symbolOf(symbol, at, radius, colour)),
  };
}

function symbolOf(symbol: string | undefined, [x, y]: Point, radius: number, colour: string): string {
  const open = symbol?.endsWith("-open") === true;
  const paint = open ? `fill="none" stroke="${colour}" stroke-width="2"` : `fill="${colour}"`;
  if (symbol?.startsWith("diamond") === true) {
    const d = radius + 1.5;
    return `<path d="M${px(x)} ${px(y - d)}L${px(x + d)} ${px(y)}L${px(x)} ${px(y + d)}L${px(x - d)} ${px(y)}Z" ${paint}/>`;
  }
  if (symbol?.startsWith("square") === true)
    return `<rect x="${px(x - radius)}" y="${px(y - radius)}" width="${px(2 * radius)}" height="${px(2 * radius)}" ${paint}/>`;
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(open ? radius - 1 : radius)}" ${paint}/>`;
}
