interface Annotation {
  readonly text?: string;
  readonly font?: object;
}

/** Below this width two words side by side meet, and every pixel of a margin counts. */
const narrowBelow = 420;

/** About what a name in the legend takes, its mark included, and a line of them. */
const entryWidth = 120;
const entryHeight = 20;

/**
 * The layout of a figure in the pane: margins, title above the legend above the drawing (below it, long names of
 * criteria stand on end), and in a narrow pane smaller words in shorter lines.
 *
 * @param entries How many names the legend has.
 */
export function narrowLayout(layout: object, width: number, entries: number): object {
  const {
    title,
    annotations,
    showlegend = entries > 1,
  } = layout as { title?: object; annotations?: readonly Annotation[]; showlegend?: boolean };
  const lines = showlegend ? Math.ceil(entries / Math.max(1, Math.floor((width - 60) / entryWidth))) : 0;
  const shared = {
    ...layout,
    autosize: true,
    title: title && { ...title, y: 1, yref: "container", yanchor: "top", pad: { t: 8, l: 8 } },
    margin: { l: 48, r: 12, t: 40 + entryHeight * lines, b: 48 },
  };
  if (width >= narrowBelow) return shared;
  return {
    ...shared,
    title: shared.title && { ...shared.title, font: { size: 13 } },
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
