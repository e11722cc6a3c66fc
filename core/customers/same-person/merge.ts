import type { Language } from "../../locales/message";
import { headerOf, useOf } from "../columns";
import type { ChangeOptions, ChangeSet } from "../change-set";
import type { Customer } from "../customer";
import type { Interaction } from "../interaction";
import type { FieldValues } from "../cells";
import { cellOfUse, customerOf, valuesOf } from "../rows";
import { foldText } from "../search";

/** Merges records of one person: the first record's values stay, the others fill its gaps. */
export function mergedCustomer(records: readonly Customer[]): Customer {
  const [kept, ...others] = records;
  const values: Record<string, FieldValues[string]> = { ...valuesOf(kept) };
  for (const other of others) {
    for (const [key, value] of Object.entries(valuesOf(other))) {
      const here = Object.hasOwn(values, key) ? values[key] : null;
      if (here === "" || here === null) values[key] = value;
    }
  }
  const days = records.map((each) => each.created).filter((day) => day !== "");
  values.created = days.length === 0 ? "" : days.reduce((first, day) => (day < first ? day : first));
  // A "no" in any record is a "no".
  if (records.some((each) => each.consent === "no")) values.consent = "no";
  return customerOf(values).record;
}

/** A value of a merged record that the kept record could not take. */
export interface NotKept {
  /** The header of its column. */
  readonly column: string;
  readonly value: string;
}

/** Fields merged by rule: the kept record's id and kind stay, and the earliest day of creation counts. */
const byRule = ["id", "created", "kind"];

/** The values of the others that differ from the merged record, where the kept record's own value wins. */
export function notKept(
  merged: Customer,
  others: readonly Customer[],
  language: Language,
): readonly NotKept[] {
  const kept = valuesOf(merged);
  const lost = new Map<string, NotKept>();
  for (const other of others) {
    const values = valuesOf(other);
    for (const [key, value] of Object.entries(values)) {
      const use = useOf(key, "customer");
      if (use === undefined || byRule.includes(key) || value === "" || value === null || value === kept[key])
        continue;
      if (typeof value === "string" && foldText(value) === foldText(String(kept[key]))) continue;
      const column = headerOf(use, language);
      const shown = "name" in use && use.type === "choice" ? cellOfUse(values, use, { language }) : value;
      lost.set(`${column}/${String(shown)}`, { column, value: String(shown) });
    }
  }
  return [...lost.values()];
}

/**
 * Merges records of one person into the first, which also gets their interactions.
 *
 * @param moved the interactions of the others
 */
export function mergeOf(
  records: readonly Customer[],
  moved: readonly Interaction[],
  language: Language,
): { readonly changes: ChangeSet; readonly options: ChangeOptions; readonly notKept: readonly NotKept[] } {
  const [kept, ...others] = records;
  const merged = mergedCustomer(records);
  return {
    changes: {
      update: [merged],
      updateInteractions: moved.map(({ id }) => ({ id, customerId: kept.id })),
      remove: others.map((each) => each.id),
    },
    options: { seen: records, seenInteractions: moved },
    notKept: notKept(merged, others, language),
  };
}
