import { driverFormats, labelsOf, modelFormats, type LiveBlock } from "./live-block";

/** Writes the drivers of satisfaction and their regression; false if no formula can refer to the ratings. */
export function liveDrivers({ lines, analyses, reference, names }: LiveBlock, title: string): boolean {
  const { feedback } = analyses;
  if (feedback?.result === undefined || feedback.answer.isMean) return false;
  const { criteria } = feedback.table;
  const answer = reference?.("feedback", [feedback.answer.name]);
  const explaining = reference?.(feedback.by, criteria);
  if (answer === undefined || explaining === undefined) return false;
  lines.heading(title);
  const p = criteria.length;
  const given = `(${answer},${explaining},${labelsOf(criteria)})`;
  const first = lines.spill(`CRM.FEEDBACKDRIVERS${given}`, p, driverFormats);
  const { share } = names.columns;
  lines.shade(lines.area(first, 2, p));
  lines.chart("bars", names.figures.drivers, [first, p], [[2, share]], { title: share, minimum: 0 });
  lines.spill(`CRM.FEEDBACK${given}`, p + 16, modelFormats);
  return true;
}
