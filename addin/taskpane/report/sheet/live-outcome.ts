import { yesNoOf, type Analyses, type Outcome, type YesNo } from "@crm-functions/core";
import { driverFormats, labelsOf, modelFormats, type LiveBlock } from "./live-block";

/** `OUTCOMEDRIVERS` takes no more ratings. */
const mostDrivers = 10;

/** What goes with a yes; false where no formula can name the ratings or reads the column as the report did. */
export function liveOutcome({ lines, analyses, reference, names }: LiveBlock, outcome: Outcome): boolean {
  const { criteria } = outcome.table;
  const yesNo = reference?.("own", [outcome.name]) ?? reference?.("feedback", [outcome.name]);
  const ratings = reference?.(outcome.by, criteria);
  if (outcome.result === undefined || yesNo === undefined || ratings === undefined) return false;
  if (!isRead(outcome, analyses)) return false;
  lines.heading(names.tables.odds(outcome.name));
  const given = `(${yesNo},${ratings},${labelsOf(criteria)})`;
  if (criteria.length <= mostDrivers)
    lines.spill(`CRM.OUTCOMEDRIVERS${given}`, criteria.length, driverFormats);
  lines.spill(`CRM.OUTCOME${given}`, criteria.length + 19, modelFormats);
  return true;
}

/** Whether `OUTCOME` reads the column as the report did, which knows words of outcomes, such as left and stayed, besides. */
function isRead({ name, values }: Outcome, { team }: Analyses): boolean {
  const cells = team.customers.map(({ own, ratings }) => own?.[name] ?? ratings.feedback?.[name] ?? null);
  if (cells.some((cell) => typeof cell === "object" && cell !== null)) return false;
  try {
    return yesNoOf(cells as YesNo[]).values.every((value, i) => Object.is(value, values[i]));
  } catch {
    return false;
  }
}
