import { yesNoOf, type Analyses, type Outcome, type YesNo } from "@crm-functions/core";
import { driverFormats, labelsOf, modelFormats, type LiveBlock } from "./live-block";

/** Maximum number of ratings that `OUTCOMEDRIVERS` takes. */
const mostDrivers = 10;

/** Writes the drivers of a yes/no outcome; false if no formula names the ratings or it reads the column otherwise. */
export function liveOutcome({ lines, analyses, reference, names }: LiveBlock, outcome: Outcome): boolean {
  const { criteria } = outcome.table;
  const column = reference?.("own", [outcome.header]) ?? reference?.("feedback", [outcome.header]);
  const ratings = reference?.(outcome.by, criteria);
  if (outcome.result === undefined || column === undefined || ratings === undefined) return false;
  if (!isRead(outcome, analyses)) return false;
  lines.heading(names.tables.odds(outcome.name));
  const given = `(${asFormula(outcome, column)},${ratings},${labelsOf(criteria)})`;
  if (criteria.length <= mostDrivers)
    lines.spill(`CRM.OUTCOMEDRIVERS${given}`, criteria.length, driverFormats);
  lines.spill(`CRM.OUTCOME${given}`, criteria.length + 19, modelFormats);
  return true;
}

/** The column itself, or 1 and 0 if `OUTCOME` would take the other word for yes, as Stayed instead of Churned. */
function asFormula({ said }: Outcome, column: string): string {
  if (!said?.isOtherwiseRead) return column;
  const is = (text: string) => `TRIM(${column})="${text.replaceAll('"', '""')}"`;
  return `IF(${is(said.yes)},1,IF(${is(said.no)},0,""))`;
}

/** True if the formula reads the column as the report did. */
function isRead({ header, said, values }: Outcome, { team }: Analyses): boolean {
  const cells = team.customers.map(({ own, ratings }) => own?.[header] ?? ratings.feedback?.[header] ?? null);
  if (cells.some((cell) => typeof cell === "object" && cell !== null)) return false;
  const given = said?.isOtherwiseRead
    ? cells.map((cell) => (cell === said.yes ? 1 : cell === said.no ? 0 : null))
    : (cells as YesNo[]);
  try {
    return yesNoOf(given).values.every((value, i) => Object.is(value, values[i]));
  } catch {
    return false;
  }
}
