import { scoredAnalyses } from "@crm-functions/core";
import { areaAddress } from "../../../workbook/file/address";
import type { LiveBlock } from "./live-block";

/** Writes the mean score of each analysis and its share of the scale; false if no formula can name the ratings. */
export function liveScores({ lines, analyses, reference, names }: LiveBlock, title: string): boolean {
  const { area, formula, look } = lines;
  const c = names.columns;
  const scored = scoredAnalyses.flatMap((analysis) => {
    const its = analyses.scores[analysis];
    const ratings = its && reference?.(analysis, its.table.criteria);
    return its === undefined || ratings === undefined || its.meanScore.count === 0
      ? []
      : [{ analysis, its, ratings }];
  });
  if (scored.length === 0) return false;
  lines.heading(title);
  lines.header([c.analysis, c.meanScore, c.n, c.meanShare]);
  const [first, rows] = [lines.next(), scored.length];
  for (const { analysis, its, ratings } of scored) {
    const scores = `CRM.${analysis.toUpperCase()}SCORE(${ratings},{${Array.from(its.table.weights).join(",")}})`;
    const row = lines.next();
    formula(row, 1, `AVERAGE(IFERROR(${scores},""))`);
    formula(row, 2, `COUNT(${scores})`);
    formula(row, 3, `(${areaAddress(row, 1, 1, 1)}-${its.lowest})/${its.highest - its.lowest}`);
    lines.line(names.names[analysis]);
  }
  look(area(first, 1, rows), { numberFormat: "0.00" });
  look(area(first, 3, rows), { numberFormat: "0%" });
  const axis = { title: c.meanShare, minimum: 0, maximum: 1 };
  lines.chart("bars", names.tables.scores, [first, rows], [[3, c.meanShare]], axis);
  return true;
}
