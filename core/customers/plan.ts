import { CrmError } from "../errors";
import type { ChangeOptions, ChangeSet, ValuesById } from "./change-set";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction } from "./interaction";
import { stampedFields } from "./inverse";
import type { Batch, Lookup } from "./records";
import type { FieldValues } from "./cells";
import { customerOf as customerOfValues, interactionOf as interactionOfValues, valuesOf } from "./rows";
import { sameRecord } from "./same";
import { stampedBy } from "./stamps";
import { finished, stepSize, type LongWork } from "../long-work";
import {
  problemError,
  validateCustomer,
  validateInteraction,
  type Checked,
  type ValidationSettings,
} from "./validation";

/** What a store needs to know in addition to its records. */
export interface StoreSettings extends ValidationSettings {
  /** Today as an ISO day; the core does not read the clock. */
  readonly today: () => string;
}

const idDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A new id such as `C-7K2M9QXA`: 40 random bits, so that two people who add customers to a shared workbook at the same
 * time get different ids. Contains no digits or letters that are easily confused.
 */
export function newId(of: "customer" | "interaction"): string {
  let id = of === "customer" ? "C-" : "I-";
  for (let i = 0; i < 8; i++) id += idDigits[Math.floor(Math.random() * idDigits.length)];
  return id;
}

/** A new id for which `isTaken` is false. */
function freeId(of: "customer" | "interaction", isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = newId(of);
    if (!isTaken(id)) return id;
  }
}

/** A change in the making: its differences so far, on top of the store. */
interface Planned {
  readonly lookup: Lookup;
  /** By id; undefined if removed. */
  readonly customers: Map<string, Customer | undefined>;
  readonly interactions: Map<string, Interaction | undefined>;
  readonly settings: StoreSettings;
  /** Whether this undoes a change, so that records are restored without validation. */
  readonly takesBack: boolean;
  /** Returns the checked record. @throws CrmError its first problem, with the row */
  readonly accept: <Item>(checked: Checked<Item>, row: number) => Item;
}

function idTaken(id: string, row: number, holder: string): CrmError {
  return new CrmError("value", "idTakenBy", { id, field: "id", row, holder });
}

function customerOf(lookup: Pick<Lookup, "customer">, id: string, row?: number): Customer {
  const customer = lookup.customer(id);
  if (customer !== undefined) return customer;
  throw new CrmError("value", "customerNotFound", row === undefined ? { id } : { id, row });
}

function interactionOf(lookup: Pick<Lookup, "interaction">, id: string, row: number): Interaction {
  const interaction = lookup.interaction(id);
  if (interaction !== undefined) return interaction;
  throw new CrmError("value", "interactionNotFound", { id, row });
}

function* addCustomers(plan: Planned, inputs: readonly CustomerInput[] = []): LongWork<void> {
  const { lookup, settings, accept, customers } = plan;
  const today = plan.takesBack ? "" : settings.today();
  const isTaken = (id: string) => lookup.customer(id) !== undefined;
  for (const [i, input] of inputs.entries()) {
    if (i % stepSize === 0) yield i;
    const record = accept(validateCustomer(input, settings), i + 1);
    if (record.id !== "" && isTaken(record.id)) {
      throw idTaken(record.id, i + 1, lookup.customer(record.id)!.name);
    }
    const id = record.id === "" ? freeId("customer", isTaken) : record.id;
    customers.set(id, { ...record, id, created: input.created === undefined ? today : record.created });
  }
}

function* updateCustomers(
  { lookup, settings, accept, customers }: Planned,
  changes: readonly CustomerChange[] = [],
): LongWork<void> {
  for (const [i, change] of changes.entries()) {
    if (i % stepSize === 0) yield i;
    const before = customerOf(lookup, change.id, i + 1);
    customers.set(change.id, accept(validateCustomer(merged(before, change), settings), i + 1));
  }
}

/** The record with the fields of a change; undefined fields are ignored. */
function merged<Record extends object>(before: Record, change: Partial<Record>): Record {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...before, ...given };
}

function* setCustomers(
  { lookup, settings, accept, customers }: Planned,
  set: ValuesById = new Map(),
): LongWork<void> {
  let i = 0;
  for (const [id, values] of set) {
    if (i++ % stepSize === 0) yield i;
    const before = customerOf(lookup, id, i);
    customers.set(id, accept(customerOfValues({ ...valuesOf(before), ...values, id }, settings), i));
  }
}

function* addInteractions(plan: Planned, { addInteractions = [], stamp }: ChangeSet): LongWork<void> {
  const { lookup, settings, accept, customers, interactions } = plan;
  const isTaken = (id: string) => lookup.interaction(id) !== undefined;
  for (const [i, input] of addInteractions.entries()) {
    if (i % stepSize === 0) yield i;
    const record = accept(validateInteraction(input, settings), i + 1);
    if (record.id !== "" && isTaken(record.id)) {
      const { customerId } = lookup.interaction(record.id)!;
      throw idTaken(record.id, i + 1, lookup.customer(customerId)?.name ?? customerId);
    }
    const id = record.id === "" ? freeId("interaction", isTaken) : record.id;
    const interaction = { ...record, id };
    const customer = customerOf(lookup, record.customerId, i + 1);
    interactions.set(id, interaction);
    const after = stamp === true ? stampedBy(customer, interaction) : customer;
    if (after !== customer) customers.set(after.id, after);
  }
}

function* updateInteractions(
  { lookup, settings, accept, interactions }: Planned,
  { updateInteractions = [], setInteractions = new Map() }: ChangeSet,
): LongWork<void> {
  const put = (id: string, checked: Checked<Interaction>, row: number): void => {
    const record = accept(checked, row);
    customerOf(lookup, record.customerId, row);
    interactions.set(id, record);
  };
  for (const [i, change] of updateInteractions.entries()) {
    if (i % stepSize === 0) yield i;
    const before = interactionOf(lookup, change.id, i + 1);
    put(change.id, validateInteraction(merged(before, change), settings), i + 1);
  }
  let i = 0;
  for (const [id, values] of setInteractions) {
    if (i++ % stepSize === 0) yield i;
    const before = valuesOf(interactionOf(lookup, id, i));
    put(id, interactionOfValues({ ...before, ...values, id }, settings), i);
  }
}

function* remove(
  { lookup, customers, interactions, takesBack }: Planned,
  { removeInteractions = [], remove = [] }: ChangeSet,
): LongWork<void> {
  for (const [i, id] of [...new Set(removeInteractions)].entries()) {
    if (i % stepSize === 0) yield i;
    interactionOf(lookup, id, i + 1);
    interactions.set(id, undefined);
  }
  for (const [i, id] of [...new Set(remove)].entries()) {
    if (i % stepSize === 0) yield i;
    const { name } = customerOf(lookup, id, i + 1);
    const theirs = [...lookup.interactionIds(id)];
    // Undoing an addition must not drop interactions recorded since.
    if (takesBack && theirs.length > 0) {
      throw new CrmError("value", "changedMeanwhile", { id, name, fields: theirs.join(", ") });
    }
    for (const each of theirs) interactions.set(each, undefined);
    customers.set(id, undefined);
  }
}

/** Plans changes as one batch, each on top of the previous ones. @throws CrmError as `CustomerStore.change` does */
export function planChange(
  lookup: Lookup,
  changes: ChangeSet,
  settings: StoreSettings,
  options: Pick<ChangeOptions, "seen" | "seenInteractions" | "takesBack" | "phones"> = {},
): Batch {
  return finished(planChangeSteps(lookup, changes, settings, options));
}

/** `planChange` in steps, yielding between records. */
export function* planChangeSteps(
  lookup: Lookup,
  changes: ChangeSet,
  settings: StoreSettings,
  {
    seen = [],
    seenInteractions = [],
    takesBack,
    phones = settings.phones,
  }: Pick<ChangeOptions, "seen" | "seenInteractions" | "takesBack" | "phones"> = {},
): LongWork<Batch> {
  for (let i = 0; i < seen.length; i += stepSize) {
    checkSeen(seen.slice(i, i + stepSize), (id) => customerOf(lookup, id));
    yield i;
  }
  checkSeen(seenInteractions, (id, row) => interactionOf(lookup, id, row));
  const asExpected =
    takesBack === undefined ? changes : yield* withoutChanged(lookup, changes, takesBack.expected);
  const customers = new Map<string, Customer | undefined>();
  const interactions = new Map<string, Interaction | undefined>();
  const byCustomer = new Map<string, Set<string>>();
  const planned: Planned = {
    customers,
    interactions,
    settings: { ...settings, phones },
    takesBack: takesBack !== undefined,
    accept({ record, problems }, row) {
      if (problems.length > 0 && takesBack === undefined) throw problemError(problems[0], row);
      return record;
    },
    lookup: {
      customer: (id) => (customers.has(id) ? customers.get(id) : lookup.customer(id)),
      interaction: (id) => (interactions.has(id) ? interactions.get(id) : lookup.interaction(id)),
      *interactionIds(customerId) {
        for (const id of lookup.interactionIds(customerId)) if (!interactions.has(id)) yield id;
        for (const id of byCustomer.get(customerId) ?? []) {
          if (interactions.get(id)?.customerId === customerId) yield id;
        }
      },
    },
  };
  yield* addCustomers(planned, asExpected.add);
  yield* updateCustomers(planned, asExpected.update);
  yield* setCustomers(planned, asExpected.set);
  yield* addInteractions(planned, asExpected);
  yield* updateInteractions(planned, asExpected);
  for (const [id, one] of interactions) {
    if (one === undefined) continue;
    const theirs = byCustomer.get(one.customerId);
    if (theirs === undefined) byCustomer.set(one.customerId, new Set([id]));
    else theirs.add(id);
  }
  yield* remove(planned, asExpected);
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

/** The changes of an inverse without stamps that were set again since. @throws CrmError `changedMeanwhile` */
function* withoutChanged(
  lookup: Lookup,
  changes: ChangeSet,
  expected: { readonly customers: ValuesById; readonly interactions: ValuesById },
): LongWork<ChangeSet> {
  const set = new Map(changes.set);
  let done = 0;
  const changedIn = (now: Customer | Interaction, values: FieldValues): string[] => {
    const current = valuesOf(now);
    return Object.keys(values).filter((key) => values[key] !== (current[key] ?? null));
  };
  for (const [id, values] of expected.customers) {
    if (done++ % stepSize === 0) yield done;
    const now = customerOf(lookup, id, done);
    const changed = changedIn(now, values);
    const others = changed.filter((key) => !stampedFields.includes(key) || !set.has(id));
    if (others.length > 0) throw changedFields(now, others);
    if (changed.length === 0) continue;
    set.set(id, Object.fromEntries(Object.entries(set.get(id)!).filter(([key]) => !changed.includes(key))));
  }
  for (const [id, values] of expected.interactions) {
    if (done++ % stepSize === 0) yield done;
    const now = interactionOf(lookup, id, done);
    const changed = changedIn(now, values);
    if (changed.length > 0) throw changedFields(now, changed);
  }
  return { ...changes, set };
}

function changedFields(now: Customer | Interaction, keys: readonly string[]): CrmError {
  const fields = keys.map((key) => (key.startsWith("own: ") ? key.slice(5) : key)).join(", ");
  const name = "name" in now ? now.name : now.kind;
  return new CrmError("value", "changedMeanwhile", { id: now.id, name, fields });
}

/** The batch that erases a customer. @throws CrmError `customerNotFound` */
export function planErasure(lookup: Lookup, id: string): Batch {
  customerOf(lookup, id);
  return {
    putCustomers: [],
    putInteractions: [],
    removeCustomers: [id],
    removeInteractions: [...lookup.interactionIds(id)],
  };
}

/** @throws CrmError `changedMeanwhile` if a stored record differs from what the caller saw */
function checkSeen<Item extends Customer | Interaction>(
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
