import { CrmError } from "../errors";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction, InteractionChange, InteractionInput } from "./interaction";
import { emptyBatch, type Batch, type Lookup } from "./records";
import { sameRecord } from "./same";
import { stampedBy } from "./stamps";
import { finished, stepSize, type Steps } from "./steps";
import type { ChangeOptions, ChangeSet } from "./store";
import { problemError, validateCustomer, validateInteraction, type ValidationSettings } from "./validation";

/** What a store needs to know beyond the records. */
export interface StoreSettings extends ValidationSettings {
  /** Today as an ISO day: the core reads no clock. */
  readonly today: () => string;
  /** A new id, unlike any other; default `newId`. */
  readonly newId?: (of: "customer" | "interaction") => string;
}

const idDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A new id such as `C-7K2M9QXA`: 40 random bits, so that two people who add customers to a shared workbook at the same
 * time do not hit upon the same. Digits and letters that cannot be mistaken for each other.
 */
export function newId(of: "customer" | "interaction"): string {
  let id = of === "customer" ? "C-" : "I-";
  for (let i = 0; i < 8; i++) id += idDigits[Math.floor(Math.random() * idDigits.length)];
  return id;
}

/** An id that neither the store nor `taken` has. */
function freeId(
  of: "customer" | "interaction",
  settings: StoreSettings,
  isTaken: (id: string) => boolean,
): string {
  for (;;) {
    const id = (settings.newId ?? newId)(of);
    if (!isTaken(id)) return id;
  }
}

/** The batch that adds customers. @throws CrmError as `CustomerStore.add` does */
export function planAdd(lookup: Lookup, inputs: readonly CustomerInput[], settings: StoreSettings): Batch {
  return finished(planAddSteps(lookup, inputs, settings));
}

/** `planAdd` with rests between the customers. */
export function* planAddSteps(
  lookup: Lookup,
  inputs: readonly CustomerInput[],
  settings: StoreSettings,
): Steps<Batch> {
  const today = settings.today();
  const taken = new Set<string>();
  const isTaken = (id: string) => taken.has(id) || lookup.customer(id) !== undefined;
  const putCustomers: Customer[] = [];
  for (const [i, input] of inputs.entries()) {
    if (i % stepSize === 0) yield i;
    const { record, problems } = validateCustomer(input, settings);
    if (problems.length > 0) throw problemError(problems[0], i + 1);
    if (record.id !== "" && isTaken(record.id)) throw idTaken(record.id, i + 1);
    const customer = {
      ...record,
      id: record.id === "" ? freeId("customer", settings, isTaken) : record.id,
      created: record.created === "" ? today : record.created,
    };
    taken.add(customer.id);
    putCustomers.push(customer);
  }
  return { ...emptyBatch, putCustomers };
}

function idTaken(id: string, row: number): CrmError {
  return new CrmError("value", "idTaken", { id, field: "id", row });
}

function customerOf(lookup: Lookup, id: string, row?: number): Customer {
  const customer = lookup.customer(id);
  if (customer !== undefined) return customer;
  throw new CrmError("value", "customerNotFound", row === undefined ? { id } : { id, row });
}

function interactionOf(lookup: Lookup, id: string, row: number): Interaction {
  const interaction = lookup.interaction(id);
  if (interaction !== undefined) return interaction;
  throw new CrmError("value", "interactionNotFound", { id, row });
}

/** The batch that updates customers. @throws CrmError as `CustomerStore.update` does */
export function planUpdate(
  lookup: Lookup,
  changes: readonly CustomerChange[],
  settings: StoreSettings,
  seen: readonly Customer[] = [],
): Batch {
  checkSeenCustomers(lookup, seen);
  const put = new Map<string, Customer>();
  changes.forEach((change, i) => {
    const before = put.get(change.id) ?? customerOf(lookup, change.id, i + 1);
    const { record, problems } = validateCustomer(merged(before, change), settings);
    if (problems.length > 0) throw problemError(problems[0], i + 1);
    put.set(record.id, record);
  });
  return { ...emptyBatch, putCustomers: [...put.values()] };
}

/** The record with the given fields of a change; a field given as undefined is not changed. */
function merged<Record extends object>(before: Record, change: Partial<Record>): Record {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...before, ...given };
}

/** The batch that removes customers with their interactions. @throws CrmError as `CustomerStore.remove` does */
export function planRemove(lookup: Lookup, ids: readonly string[], seen: readonly Customer[] = []): Batch {
  return finished(planRemoveSteps(lookup, ids, seen));
}

/** `planRemove` with rests between the customers. */
export function* planRemoveSteps(
  lookup: Lookup,
  ids: readonly string[],
  seen: readonly Customer[] = [],
): Steps<Batch> {
  for (let i = 0; i < seen.length; i += stepSize) {
    checkSeenCustomers(lookup, seen.slice(i, i + stepSize));
    yield i;
  }
  const removeCustomers = [...new Set(ids)];
  removeCustomers.forEach((id, i) => customerOf(lookup, id, i + 1));
  const removeInteractions = removeCustomers.flatMap((id) => [...lookup.interactionIds(id)]);
  return { ...emptyBatch, removeCustomers, removeInteractions };
}

/** The batch that adds interactions and stamps their customers. @throws CrmError as `addInteractions` does */
export function planAddInteractions(
  lookup: Lookup,
  inputs: readonly InteractionInput[],
  settings: StoreSettings,
  seen: readonly Interaction[] = [],
): Batch {
  checkSeenInteractions(lookup, seen);
  const taken = new Set<string>();
  const isTaken = (id: string) => taken.has(id) || lookup.interaction(id) !== undefined;
  const stamped = new Map<string, Customer>();
  const putInteractions = inputs.map((input, i) => {
    const { record, problems } = validateInteraction(input, settings);
    if (problems.length > 0) throw problemError(problems[0], i + 1);
    if (record.id !== "" && isTaken(record.id)) throw idTaken(record.id, i + 1);
    const interaction = {
      ...record,
      id: record.id === "" ? freeId("interaction", settings, isTaken) : record.id,
    };
    taken.add(interaction.id);
    const customer = stamped.get(record.customerId) ?? customerOf(lookup, record.customerId, i + 1);
    const after = stampedBy(customer, interaction);
    if (after !== customer) stamped.set(after.id, after);
    return interaction;
  });
  return { ...emptyBatch, putCustomers: [...stamped.values()], putInteractions };
}

/** The batch that updates interactions. @throws CrmError as `updateInteractions` does */
export function planUpdateInteractions(
  lookup: Lookup,
  changes: readonly InteractionChange[],
  settings: StoreSettings,
  seen: readonly Interaction[] = [],
): Batch {
  checkSeenInteractions(lookup, seen);
  const put = new Map<string, Interaction>();
  changes.forEach((change, i) => {
    const before = put.get(change.id) ?? interactionOf(lookup, change.id, i + 1);
    const { record, problems } = validateInteraction(merged(before, change), settings);
    if (problems.length > 0) throw problemError(problems[0], i + 1);
    customerOf(lookup, record.customerId, i + 1);
    put.set(record.id, record);
  });
  return { ...emptyBatch, putInteractions: [...put.values()] };
}

/** The batch that removes interactions. @throws CrmError as `removeInteractions` does */
export function planRemoveInteractions(
  lookup: Lookup,
  ids: readonly string[],
  seen: readonly Interaction[] = [],
): Batch {
  checkSeenInteractions(lookup, seen);
  const removeInteractions = [...new Set(ids)];
  removeInteractions.forEach((id, i) => interactionOf(lookup, id, i + 1));
  return { ...emptyBatch, removeInteractions };
}

/** The batch of several changes, each planned on what the ones before leave. @throws CrmError as `CustomerStore.change` does */
export function planChange(
  lookup: Lookup,
  changes: ChangeSet,
  settings: StoreSettings,
  { seen = [], seenInteractions = [] }: Pick<ChangeOptions, "seen" | "seenInteractions"> = {},
): Batch {
  checkSeenCustomers(lookup, seen);
  checkSeenInteractions(lookup, seenInteractions);
  // What differs from the store so far; undefined is gone.
  const customers = new Map<string, Customer | undefined>();
  const interactions = new Map<string, Interaction | undefined>();
  const planned: Lookup = {
    customer: (id) => (customers.has(id) ? customers.get(id) : lookup.customer(id)),
    interaction: (id) => (interactions.has(id) ? interactions.get(id) : lookup.interaction(id)),
    *interactionIds(customerId) {
      for (const id of lookup.interactionIds(customerId)) if (!interactions.has(id)) yield id;
      for (const [id, one] of interactions) if (one?.customerId === customerId) yield id;
    },
  };
  const take = (batch: Batch) => {
    for (const one of batch.putCustomers) customers.set(one.id, one);
    for (const one of batch.putInteractions) interactions.set(one.id, one);
    for (const id of batch.removeInteractions) interactions.set(id, undefined);
    for (const id of batch.removeCustomers) customers.set(id, undefined);
  };
  take(planAdd(planned, changes.add ?? [], settings));
  take(planUpdate(planned, changes.update ?? [], settings));
  take({ ...planAddInteractions(planned, changes.addInteractions ?? [], settings), putCustomers: [] });
  take(planUpdateInteractions(planned, changes.updateInteractions ?? [], settings));
  take(planRemoveInteractions(planned, changes.removeInteractions ?? []));
  take(planRemove(planned, changes.remove ?? []));
  const put = <Item>(all: Map<string, Item | undefined>) =>
    [...all.values()].flatMap((one) => (one === undefined ? [] : [one]));
  const removed = <Item>(all: Map<string, Item | undefined>, stored: (id: string) => Item | undefined) =>
    [...all].flatMap(([id, one]) => (one === undefined && stored(id) !== undefined ? [id] : []));
  return {
    putCustomers: put(customers),
    putInteractions: put(interactions),
    removeCustomers: removed(customers, lookup.customer),
    removeInteractions: removed(interactions, lookup.interaction),
  };
}

/** @throws CrmError `changedMeanwhile` where a stored customer differs from how the caller saw it */
export function checkSeenCustomers(lookup: Pick<Lookup, "customer">, seen: readonly Customer[]): void {
  for (const record of seen) {
    const now = customerOf(lookup as Lookup, record.id);
    if (!sameRecord(now, record)) throw changedMeanwhile(record.id, now.name, record, now);
  }
}

/** @throws CrmError `changedMeanwhile` where a stored interaction differs from how the caller saw it */
export function checkSeenInteractions(
  lookup: Pick<Lookup, "interaction">,
  seen: readonly Interaction[],
): void {
  seen.forEach((record, i) => {
    const now = interactionOf(lookup as Lookup, record.id, i + 1);
    if (!sameRecord(now, record)) throw changedMeanwhile(record.id, now.kind, record, now);
  });
}

function changedMeanwhile(id: string, name: string, seen: object, now: object): CrmError {
  const fields = Object.keys(now).filter(
    (key) => !sameRecord((seen as Record<string, unknown>)[key], (now as Record<string, unknown>)[key]),
  );
  return new CrmError("value", "changedMeanwhile", { id, name, fields: fields.join(", ") });
}
