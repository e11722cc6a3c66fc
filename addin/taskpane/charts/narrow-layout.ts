interface Annotation {
  readonly text?: string;
  readonly font?: object;
}

/** Below this width two words side by side meet, and every pixel of a margin counts. */
const narrowBelow = 420;

/** The layout of a figure in the pane: its margins and legend, and in a narrow pane smaller words in shorter lines. */
export function narrowLayout(layout: object, width: number): object {
  const { title, annotations } = layout as { title?: object; annotations?: readonly Annotation[] };
  const shared = {
    ...layout,
    autosize: true,
    margin: { l: 48, r: 12, t: 48, b: 48 },
    legend: { orientation: "h", y: -0.28 },
  };
  if (width >= narrowBelow) return shared;
  return {
    ...shared,
    title: title && { ...title, font: { size: 13 } },
    annotations: annotations?.map((each) => ({
      ...each,
      text: inTwoLines(each.text ?? ""),
      font: { ...each.font, size: 10 },
    })),
  };
}

/** Broken at the space nearest to the middle, where it is long. */
function inTwoLines(text: string): string {
  const plain = text.trim();
  if (plain.length <= 12 || !plain.includes(" ")) return text;
  const middle = plain.length / 2;
  const spaces = [...plain].flatMap((character, i) => (character === " " ? [i] : []));
  const at = spaces.reduce((best, each) => (Math.abs(each - middle) < Math.abs(best - middle) ? each : best));
  return `${plain.slice(0, at)}<br>${plain.slice(at + 1)}`;
}
