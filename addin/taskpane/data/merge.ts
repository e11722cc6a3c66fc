import {
  customerFields,
  foldText,
  ratedAnalyses,
  ratingHeader,
  type Customer,
  type CustomerStore,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import type { WorkbookCustomerStore } from "../../workbook/store/workbook-store";

/** One record of several for the same person: what the first has stays, the others fill what it lacks. */
export function mergedCustomer(records: readonly Customer[]): Customer {
  const [kept, ...others] = records;
  const merged: Record<string, unknown> = { ...kept };
  for (const other of others) {
    for (const [field, value] of Object.entries(other)) {
      const here = merged[field];
      if (field !== "ratings" && (here === "" || here === null)) merged[field] = value;
    }
  }
  const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
  for (const analysis of ratedAnalyses) {
    // The kept record comes last, so that its ratings win.
    const all = Object.assign({}, ...[...records].reverse().map((each) => each.ratings[analysis] ?? {}));
    if (Object.keys(all).length > 0) ratings[analysis] = all as Record<string, number>;
  }
  const days = records.map((each) => each.created).filter((day) => day !== "");
  const created = days.length === 0 ? "" : days.reduce((first, day) => (day < first ? day : first));
  // Who has said no anywhere has said no.
  const consent = records.some((each) => each.consent === "no") ? "no" : merged.consent;
  return { ...(merged as unknown as Customer), created, consent: consent as Customer["consent"], ratings };
}

/** Something of a record merged away that the kept one had no room for. */
export interface NotKept {
  /** The header of its column. */
  readonly column: string;
  readonly value: string;
}

/** What of the others differs from what the merged record has: the kept record's own value has won. */
export function notKept(
  merged: Customer,
  others: readonly Customer[],
  language: Language,
): readonly NotKept[] {
  const lost = new Map<string, NotKept>();
  const note = (column: string, value: unknown) => {
    lost.set(`${column}/${String(value)}`, { column, value: String(value) });
  };
  for (const other of others) {
    for (const { name, header, choices } of customerFields) {
      const value = other[name];
      // The number goes with its row, the earlier of two days is kept by rule, and a kind is always there.
      if (["id", "created", "kind"].includes(name) || value === "" || value === null) continue;
      if (typeof value === "string" && foldText(value) === foldText(String(merged[name]))) continue;
      if (value === merged[name]) continue;
      note(header[language], choices?.find((choice) => choice.value === value)?.label[language] ?? value);
    }
    for (const analysis of ratedAnalyses) {
      for (const [criterion, rating] of Object.entries(other.ratings[analysis] ?? {})) {
        if (merged.ratings[analysis]?.[criterion] === rating) continue;
        note(ratingHeader(analysis, criterion, language), rating);
      }
    }
  }
  return [...lost.values()];
}

/** A merge that has been made. */
export interface Merge {
  /** Takes all of it back. */
  undo(): Promise<void>;
  readonly notKept: readonly NotKept[];
}

/**
 * Merges records of one person into the first; their interactions move to it. Cells in columns that are the user's own
 * fill what is blank there in the row that is kept.
 */
export async function mergeCustomers(
  store: CustomerStore & Partial<Pick<WorkbookCustomerStore, "ownCells">>,
  records: readonly Customer[],
  language: Language,
): Promise<Merge> {
  const [kept, ...others] = records;
  const moved = (await Promise.all(others.map((each) => store.interactionsOf(each.id)))).flat();
  const merged = mergedCustomer(records);
  const lost = [...notKept(merged, others, language)];
  const own = await store.ownCells?.(records.map((each) => each.id));
  const before = own?.get(kept.id) ?? {};
  const after = { ...before };
  for (const { id } of others) {
    for (const [column, value] of Object.entries(own?.get(id) ?? {})) {
      if (!Object.hasOwn(after, column)) after[column] = value;
      else if (after[column] !== value) lost.push({ column, value: String(value) });
    }
  }
  await store.change(
    {
      update: [merged],
      updateInteractions: moved.map(({ id }) => ({ id, customerId: kept.id })),
      remove: others.map((each) => each.id),
    },
    { seen: records, seenInteractions: moved, ownCells: [{ id: kept.id, before, after }] },
  );
  const now = moved.map((each) => ({ ...each, customerId: kept.id }));
  const written = await store.get(kept.id);
  return {
    notKept: lost,
    undo: () =>
      store.change(
        {
          add: others,
          update: [kept],
          updateInteractions: moved.map(({ id, customerId }) => ({ id, customerId })),
        },
        {
          seen: written === undefined ? [] : [written],
          seenInteractions: now,
          ownCells: [{ id: kept.id, before: after, after: before }],
        },
      ),
  };
}
