import type { ChangeOptions, Inverse, Written } from "./change-set";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import type { Batch, Lookup } from "./records";
import type { FieldValues } from "./cells";
import { valuesOf } from "./rows";
import type { CustomerStore } from "./store";

/** Fields stamped by interactions; if one has changed since, it stays as it is. */
export const stampedFields: readonly string[] = ["serviceDate", "marketingDate", "marketingValue"];

/** The inverse of a batch that is about to be applied. */
export function inverseOf(batch: Batch, before: Lookup): Inverse {
  const set = new Map<string, FieldValues>();
  const setInteractions = new Map<string, FieldValues>();
  const expected = {
    customers: new Map<string, FieldValues>(),
    interactions: new Map<string, FieldValues>(),
  };
  const about = new Set<string>();
  const owners = new Map<string, string>();
  /** Records how to restore a record that is about to be put; returns its id if it is new, to be removed. */
  function takeIn<Item extends Customer | Interaction>(
    item: Item,
    stored: Item | undefined,
    setBack: Map<string, FieldValues>,
    expect: Map<string, FieldValues>,
  ): string[] {
    const touched = stored && touchedValues(stored, item);
    if (touched !== undefined) setBack.set(item.id, touched.before);
    if (stored === undefined || touched !== undefined) expect.set(item.id, touched?.after ?? valuesOf(item));
    return stored === undefined ? [item.id] : [];
  }
  const remove = batch.putCustomers.flatMap((customer) => {
    about.add(customer.id);
    return takeIn(customer, before.customer(customer.id), set, expected.customers);
  });
  const removeInteractions = batch.putInteractions.flatMap((interaction) => {
    about.add(interaction.customerId);
    owners.set(interaction.id, interaction.customerId);
    const stored = before.interaction(interaction.id);
    if (stored !== undefined) about.add(stored.customerId);
    return takeIn(interaction, stored, setInteractions, expected.interactions);
  });
  const add = batch.removeCustomers.flatMap((id) => before.customer(id) ?? []);
  const addInteractions = batch.removeInteractions.flatMap((id) => before.interaction(id) ?? []);
  for (const { id } of add) about.add(id);
  for (const { customerId } of addInteractions) about.add(customerId);
  return {
    changes: { add, set, addInteractions, setInteractions, removeInteractions, remove },
    expected,
    about: [...about],
    owners,
  };
}

/** The differing fields before and after; `null` if a record lacks the field. */
function touchedValues<Item extends Customer | Interaction>(
  before: Item,
  after: Item,
): { readonly before: FieldValues; readonly after: FieldValues } | undefined {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => was[key] !== is[key]);
  const only = (values: FieldValues): FieldValues =>
    Object.fromEntries(keys.map((key) => [key, Object.hasOwn(values, key) ? values[key] : null]));
  return keys.length === 0 ? undefined : { before: only(was), after: only(is) };
}

/** True if nothing is left to undo. */
export function isNothing({ changes }: Inverse): boolean {
  const { add, set, remove, addInteractions, setInteractions, removeInteractions } = changes;
  return (
    [add, remove, addInteractions, removeInteractions].every((each) => (each ?? []).length === 0) &&
    [set, setInteractions].every((each) => (each?.size ?? 0) === 0)
  );
}

/** The inverse without any data of one customer, who has been erased. */
export function inverseWithout(inverse: Inverse, customerId: string): Inverse {
  const { changes, expected, places, about, owners } = inverse;
  const isTheirs = (id: string): boolean => owners.get(id) === customerId;
  const gone = new Set(
    (changes.addInteractions ?? []).flatMap((each) => (each.customerId === customerId ? [each.id] : [])),
  );
  const without = <Value>(map: ReadonlyMap<string, Value> = new Map(), leaves: (id: string) => boolean) =>
    new Map([...map].filter(([id]) => !leaves(id)));
  const isThem = (id: string): boolean => id === customerId;
  return {
    changes: {
      add: changes.add?.filter(({ id }) => id !== customerId),
      set: without(changes.set, isThem),
      remove: changes.remove?.filter((id) => id !== customerId),
      addInteractions: changes.addInteractions?.filter((each) => each.customerId !== customerId),
      setInteractions: without(changes.setInteractions, isTheirs),
      removeInteractions: changes.removeInteractions?.filter((id) => !isTheirs(id)),
    },
    expected: {
      customers: without(expected.customers, isThem),
      interactions: without(expected.interactions, isTheirs),
    },
    ...(places && {
      places: {
        customers: without(places.customers, isThem),
        interactions: without(places.interactions, (id) => gone.has(id)),
      },
    }),
    about: about.filter((id) => id !== customerId),
    owners: new Map([...owners].filter(([, owner]) => owner !== customerId)),
  };
}

/**
 * Undoes a change, all or nothing. The returned inverse repeats the change.
 *
 * @throws CrmError `changedMeanwhile` if anything that the change touched has been changed since
 */
export function takeBack(
  store: Pick<CustomerStore, "change">,
  inverse: Inverse,
  options: Pick<ChangeOptions, "onProgress" | "signal"> = {},
): Promise<Written> {
  return store.change(inverse.changes, { ...options, takesBack: inverse });
}
