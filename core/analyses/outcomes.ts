import { CrmError } from "../errors";
import { isOutcome, readYesNo, type OwnValues, type RatedAnalysis } from "../customers";
import { outcome, type OutcomeResult } from "../regression";
import type { RatingTable } from "./rating-table";
import type { OverallAnswer } from "./satisfaction";
import type { Team } from "./team";

/** A yes or no of every customer, such as whether they left, and what goes with it. */
export interface Outcome {
  /** Header of the column, or name of the question. */
  readonly name: string;
  /** 1 for yes, 0 for no, `NaN` where nobody says. */
  readonly values: Float64Array;
  readonly yes: number;
  readonly no: number;
  readonly by: Extract<RatedAnalysis, "perceived" | "service">;
  readonly table: RatingTable;
  readonly result: OutcomeResult | undefined;
  /** Why there is no regression. */
  readonly reason: CrmError | undefined;
}

/** Outcomes that are looked at: each costs a regression. */
const mostOutcomes = 3;

/**
 * The yes/no columns that a team keeps beside its ratings, and an overall answer of nothing but 0 and 1, each explained by
 * the perceived ratings, or by the service ratings where there are none (`outcome`). Zeros and ones are a yes or no only in a
 * column whose header says so (`Churned`), words (`yes`, `no`, `是`, `否`) and logical values in any.
 */
export function outcomesOf(
  team: Team,
  answer: OverallAnswer | undefined,
  perceived: RatingTable,
  service: RatingTable,
): Outcome[] {
  const [by, table] =
    perceived.criteria.length > 0 ? (["perceived", perceived] as const) : (["service", service] as const);
  if (table.criteria.length === 0) return [];
  const columns = [
    ...(answer !== undefined && isBinary(answer) ? [{ name: answer.name, values: answer.values }] : []),
    ...ownColumns(team),
  ];
  return columns.slice(0, mostOutcomes).map(({ name, values }): Outcome => {
    const count = (wanted: number) => values.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0);
    const its = { name, values, yes: count(1), no: count(0), by, table };
    try {
      return { ...its, result: outcome(values, table.columns), reason: undefined };
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      return { ...its, result: undefined, reason: error };
    }
  });
}

/** Whether an answer is nothing but 0 and 1, both of them: a yes or no that a straight line does not fit. */
export function isBinary({ values, isMean }: Pick<OverallAnswer, "values" | "isMean">): boolean {
  return (
    !isMean &&
    values.includes(0) &&
    values.includes(1) &&
    values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
  );
}

/** The user's own columns that hold yes and no and nothing else, both of them. */
function ownColumns({ customers }: Team): { readonly name: string; readonly values: Float64Array }[] {
  const names = new Set(customers.flatMap(({ own }) => Object.keys(own ?? {})));
  return [...names].flatMap((name) => {
    const values = new Float64Array(customers.length).fill(NaN);
    const asOutcome = isOutcome(name);
    for (const [i, { own }] of customers.entries()) {
      const value = own?.[name];
      if (value === undefined || value === null || value === "") continue;
      const read = yesOrNo(value, asOutcome);
      if (read === undefined) return [];
      values[i] = read ? 1 : 0;
    }
    return values.includes(0) && values.includes(1) ? [{ name, values }] : [];
  });
}

function yesOrNo(value: OwnValues[string], asOutcome: boolean): boolean | undefined {
  if (value === null || typeof value === "object") return undefined;
  if (typeof value === "boolean") return value;
  // A cross, a 1 or a letter may be anything.
  if (/^\s*[01xny]\s*$/i.test(String(value)) && !asOutcome) return undefined;
  return readYesNo(value);
}
