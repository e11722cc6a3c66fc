import { CrmError } from "../errors";
import { eachInSteps, type LongWork } from "../long-work";
import type { FieldValues } from "./cells";
import type { ChangeSet, ValuesById } from "./change-set";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import { stampedFields } from "./inverse";
import type { Lookup } from "./records";
import { valuesOf } from "./rows";
import { sameRecord } from "./same";
import { storedCustomer, storedInteraction } from "./stored-record";

/** @throws CrmError `changedMeanwhile` if a stored record differs from what the caller saw */
export function checkSeen<Item extends Customer | Interaction>(
  seen: readonly Item[],
  stored: (id: string, row: number) => Item,
): void {
  seen.forEach((record, i) => {
    const now = stored(record.id, i + 1);
    const keys = (Object.keys(now) as (keyof Item & string)[]).filter(
      (key) => !sameRecord(record[key], now[key]),
    );
    if (!sameRecord(now, record)) throw changedFields(now, keys);
  });
}

/** The changes of an inverse without stamps that were set again since. @throws CrmError `changedMeanwhile` */
export function* withoutChanged(
  lookup: Lookup,
  changes: ChangeSet,
  expected: { readonly customers: ValuesById; readonly interactions: ValuesById },
): LongWork<ChangeSet> {
  const set = new Map(changes.set);
  const changedIn = (now: Customer | Interaction, values: FieldValues): string[] => {
    const current = valuesOf(now);
    return Object.keys(values).filter((key) => values[key] !== (current[key] ?? null));
  };
  yield* eachInSteps(expected.customers, ([id, values], row) => {
    const now = storedCustomer(lookup, id, row);
    const changed = changedIn(now, values);
    const others = changed.filter((key) => !stampedFields.includes(key) || !set.has(id));
    if (others.length > 0) throw changedFields(now, others);
    if (changed.length === 0) return;
    set.set(id, Object.fromEntries(Object.entries(set.get(id)!).filter(([key]) => !changed.includes(key))));
  });
  yield* eachInSteps(expected.interactions, ([id, values], row) => {
    const now = storedInteraction(lookup, id, row);
    const changed = changedIn(now, values);
    if (changed.length > 0) throw changedFields(now, changed);
  });
  return { ...changes, set };
}

function changedFields(now: Customer | Interaction, keys: readonly string[]): CrmError {
  const fields = keys.map((key) => (key.startsWith("own: ") ? key.slice(5) : key)).join(", ");
  const name = "name" in now ? now.name : now.kind;
  return new CrmError("value", "changedMeanwhile", { id: now.id, name, fields });
}
