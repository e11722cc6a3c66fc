import { isSameScale } from "@crm-functions/core";
import { areaAddress } from "../../../workbook/file/address";
import { context } from "./lines";
import type { LiveBlock } from "./live-block";

/** Writes expectation and perception for each criterion; false if no formula can refer to the ratings. */
export function liveGaps({ lines, analyses, reference, names }: LiveBlock, title: string): boolean {
  const { area, formula, look } = lines;
  const c = names.columns;
  const criteria = analyses.gap?.byCriterion ?? [];
  const compared = criteria.flatMap(({ criterion, range, receivedRange: from }) => {
    const expected = reference?.("expectation", [criterion]);
    const rated = reference?.("perceived", [criterion]);
    if (expected === undefined || rated === undefined) return [];
    const ratio = `${range.maximum - range.minimum}/${from.maximum - from.minimum}`;
    const received = isSameScale(from, range)
      ? rated
      : `${range.minimum}+(${rated}-${from.minimum})*${ratio}`;
    return [{ criterion, expected, rated, received }];
  });
  if (compared.length === 0) return false;
  lines.heading(title);
  lines.header([c.criterion, c.expected, c.received, c.gap, c.n]);
  const [first, rows] = [lines.next(), compared.length];
  for (const { criterion, expected, rated, received } of compared) {
    const both = `ISNUMBER(${expected})*ISNUMBER(${rated})`;
    const row = lines.next();
    formula(row, 1, `AVERAGE(IF(${both},${expected}))`);
    formula(row, 2, `AVERAGE(IF(${both},${received}))`);
    formula(row, 3, `${areaAddress(row, 2, 1, 1)}-${areaAddress(row, 1, 1, 1)}`);
    formula(row, 4, `SUM(${both})`);
    lines.line(criterion);
  }
  const gaps = area(first, 3, rows);
  look(area(first, 1, rows, 2), { numberFormat: "0.0" });
  look(gaps, { numberFormat: "+0.0;−0.0;0.0", bold: true });
  lines.shade(gaps, "#e6bfae", "#ffffff");
  const [{ range }, ...others] = criteria;
  // Ratings on different scales cannot share an axis.
  if (others.every((each) => isSameScale(each.range, range))) {
    const series = [[1, c.expected, context] as const, [2, c.received] as const];
    lines.chart("points", names.figures.gap, [first, rows], series, { title: c.meanRating, ...range });
  }
  return true;
}
