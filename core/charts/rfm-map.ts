import { meanOfPresent } from "../numbers/present";
import { chartAxis, chartColours, chartLayout } from "./chart-layout";
import type { ChartOptions, Figure } from "./figure";
import { shortNumber } from "./numbers";
import { plotText } from "./plot-text";
import { chartText } from "./texts";

export interface RfmScores {
  /** Recency score per customer, 1 … bins. */
  readonly recency: ArrayLike<number>;
  /** Frequency score per customer, 1 … bins. */
  readonly frequency: ArrayLike<number>;
  /** Total amount per customer. */
  readonly monetary: ArrayLike<number>;
  /** Name of each customer's segment; shown in the cells if given. */
  readonly segments?: readonly string[];
  /** Highest score; 5 by default. */
  readonly bins?: number;
}

/** RFM map: recency score across, frequency score up; colour and number show the customers in each cell. */
export function rfmMap(results: RfmScores, options: ChartOptions = {}): Figure {
  const language = options.language;
  const bins = results.bins ?? 5;
  const scores = Array.from({ length: bins }, (_, k) => k + 1);
  const members = scores.map(() => scores.map(() => [] as number[]));
  for (let i = 0; i < results.recency.length; i++) {
    members[results.frequency[i] - 1]?.[results.recency[i] - 1]?.push(i);
  }
  const segmentOf = (cell: readonly number[]) =>
    plotText(cell.length === 0 ? "" : (results.segments?.[cell[0]] ?? ""));
  return {
    data: [
      {
        type: "heatmap",
        x: scores,
        y: scores,
        z: members.map((row) => row.map((cell) => cell.length)),
        text: members.map((row) => row.map((cell) => `${segmentOf(cell)}<br>${cell.length}`)),
        texttemplate: "%{text}",
        customdata: members.map((row) =>
          row.map((cell) => shortNumber(meanOfPresent(cell.map((i) => results.monetary[i])).mean)),
        ),
        colorscale: chartColours(options).scale,
        xgap: 2,
        ygap: 2,
        colorbar: { title: { text: chartText("customers", language) } },
        hovertemplate: `%{text}<br>${chartText("meanMonetary", language)}: %{customdata}<extra></extra>`,
      },
    ],
    layout: chartLayout(chartText("rfm", language), options, {
      xaxis: chartAxis(chartText("recencyScore", language), options, { dtick: 1, showgrid: false }),
      yaxis: chartAxis(chartText("frequencyScore", language), options, { dtick: 1, showgrid: false }),
    }),
  };
}
