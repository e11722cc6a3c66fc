import { ratedAnalyses, type Customer, type CustomerStore, type RatedAnalysis } from "@crm-functions/core";

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

/** Merges records of one person into the first; their interactions move to it. Gives what takes all of it back. */
export async function mergeCustomers(
  store: CustomerStore,
  records: readonly Customer[],
): Promise<() => Promise<void>> {
  const [kept, ...others] = records;
  const moved = (await Promise.all(others.map((each) => store.interactionsOf(each.id)))).flat();
  const merged = mergedCustomer(records);
  await store.change(
    {
      update: [merged],
      updateInteractions: moved.map(({ id }) => ({ id, customerId: kept.id })),
      remove: others.map((each) => each.id),
    },
    { seen: records, seenInteractions: moved },
  );
  const now = moved.map((each) => ({ ...each, customerId: kept.id }));
  const written = await store.get(kept.id);
  return () =>
    store.change(
      {
        add: others,
        update: [kept],
        updateInteractions: moved.map(({ id, customerId }) => ({ id, customerId })),
      },
      { seen: written === undefined ? [] : [written], seenInteractions: now },
    );
}
