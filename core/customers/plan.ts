import { CrmError } from "../errors";
import type { ChangeOptions, ChangeSet, ValuesById } from "./change-set";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction } from "./interaction";
import { checkSeen, withoutChanged } from "./changed-meanwhile";
import { freeId } from "./new-id";
import type { Batch, Lookup } from "./records";
import { customerOf, interactionOf, valuesOf } from "./rows";
import { storedCustomer, storedInteraction } from "./stored-record";
import { stampedBy } from "./stamps";
import { valueAt } from "./value-at";
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
    const before = storedCustomer(lookup, change.id, i + 1);
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
    const before = storedCustomer(lookup, id, i);
    customers.set(id, accept(customerOf({ ...valuesOf(before), ...values, id }, settings), i));
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
    const customer = storedCustomer(lookup, record.customerId, i + 1);
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
    storedCustomer(lookup, record.customerId, row);
    interactions.set(id, record);
  };
  for (const [i, change] of updateInteractions.entries()) {
    if (i % stepSize === 0) yield i;
    const before = storedInteraction(lookup, change.id, i + 1);
    put(change.id, validateInteraction(merged(before, change), settings), i + 1);
  }
  let i = 0;
  for (const [id, values] of setInteractions) {
    if (i++ % stepSize === 0) yield i;
    const before = valuesOf(storedInteraction(lookup, id, i));
    put(id, interactionOf({ ...before, ...values, id }, settings), i);
  }
}

function* remove(
  { lookup, customers, interactions, takesBack }: Planned,
  { removeInteractions = [], remove = [] }: ChangeSet,
): LongWork<void> {
  for (const [i, id] of [...new Set(removeInteractions)].entries()) {
    if (i % stepSize === 0) yield i;
    storedInteraction(lookup, id, i + 1);
    interactions.set(id, undefined);
  }
  for (const [i, id] of [...new Set(remove)].entries()) {
    if (i % stepSize === 0) yield i;
    const { name } = storedCustomer(lookup, id, i + 1);
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
    checkSeen(seen.slice(i, i + stepSize), (id) => storedCustomer(lookup, id));
    yield i;
  }
  checkSeen(seenInteractions, (id, row) => storedInteraction(lookup, id, row));
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
    valueAt(byCustomer, one.customerId, () => new Set<string>()).add(id);
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

/** The batch that erases a customer. @throws CrmError `customerNotFound` */
export function planErasure(lookup: Lookup, id: string): Batch {
  storedCustomer(lookup, id);
  return {
    putCustomers: [],
    putInteractions: [],
    removeCustomers: [id],
    removeInteractions: [...lookup.interactionIds(id)],
  };
}
