import { CrmError, keyOf, type CriterionWeight } from "@crm-functions/core";
import type { Database } from "./database";
import { textsIn, textsOf } from "./records";

/** All weights, in the order in which they were set. */
export function weightsIn(database: Database): CriterionWeight[] {
  return database
    .all(`SELECT ${textsIn("analysis, criterion")}, weight, minimum, maximum FROM weights ORDER BY rowid`)
    .map(([blob, weight, minimum, maximum]) => {
      const [analysis, criterion] = textsOf(blob);
      return {
        analysis: analysis as CriterionWeight["analysis"],
        criterion: criterion ?? "",
        weight: weight as number,
        ...(minimum !== null && { minimum: minimum as number }),
        ...(maximum !== null && { maximum: maximum as number }),
      };
    });
}

/** Replaces all weights. */
export function putWeights(database: Database, weights: readonly CriterionWeight[]): void {
  database.run("DELETE FROM weights");
  for (const { analysis, criterion, weight, minimum, maximum } of weights) {
    const values = [analysis, criterion, weight, minimum ?? null, maximum ?? null];
    database.run("INSERT INTO weights VALUES (?, ?, ?, ?, ?)", ...values);
  }
}

/** Adds the weights of criteria that have none yet. */
export function addWeights(database: Database, weights: readonly CriterionWeight[]): void {
  const kept = weightsIn(database);
  const ids = new Set(kept.map(keyOf));
  putWeights(database, [...kept, ...weights.filter((each) => !ids.has(keyOf(each)))]);
}

/** @throws CrmError `weightNotFinite`, `weightTwice` */
export function checkWeights(weights: readonly CriterionWeight[]): void {
  const taken = new Set<string>();
  weights.forEach((each, i) => {
    if (!Number.isFinite(each.weight)) {
      throw new CrmError("value", "weightNotFinite", { argument: "weights", position: i + 1 });
    }
    const { criterion } = each;
    if (taken.has(keyOf(each))) throw new CrmError("value", "weightTwice", { criterion });
    taken.add(keyOf(each));
  });
}
