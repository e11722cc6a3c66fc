import { CrmError } from "../errors";
import type { ChangeOptions, ChangeSet } from "./change-set";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import { checkSeen, withoutChanged } from "./changed-meanwhile";
import { freeId } from "./new-id";
import type { Batch, Lookup } from "./records";
import { customerOf, interactionOf, valuesOf } from "./rows";
import { storedCustomer, storedInteraction } from "./stored-record";
import { stampedBy } from "./stamps";
import { valueAt } from "./value-at";
import { eachInSteps, finished, stepSize, type LongWork } from "../long-work";
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

function* changeCustomers(
  { lookup, settings, accept, customers, takesBack }: Planned,
  { add = [], update = [], set = new Map() }: ChangeSet,
): LongWork<void> {
  const today = takesBack ? "" : settings.today();
  const isTaken = (id: string) => lookup.customer(id) !== undefined;
  yield* eachInSteps(add, (input, row) => {
    const record = accept(validateCustomer(input, settings), row);
    if (record.id !== "" && isTaken(record.id)) {
      throw idTaken(record.id, row, lookup.customer(record.id)!.name);
    }
    const id = record.id === "" ? freeId("customer", isTaken) : record.id;
    customers.set(id, { ...record, id, created: input.created === undefined ? today : record.created });
  });
  yield* eachInSteps(update, (change, row) => {
    const before = storedCustomer(lookup, change.id, row);
    customers.set(change.id, accept(validateCustomer(merged(before, change), settings), row));
  });
  yield* eachInSteps(set, ([id, values], row) => {
    const before = storedCustomer(lookup, id, row);
    customers.set(id, accept(customerOf({ ...valuesOf(before), ...values, id }, settings), row));
  });
}

/** The record with the fields of a change; undefined fields are ignored. */
function merged<Record extends object>(before: Record, change: Partial<Record>): Record {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...before, ...given };
}

function* changeInteractions(
  { lookup, settings, accept, customers, interactions }: Planned,
  { addInteractions = [], stamp, updateInteractions = [], setInteractions = new Map() }: ChangeSet,
): LongWork<void> {
  const isTaken = (id: string) => lookup.interaction(id) !== undefined;
  yield* eachInSteps(addInteractions, (input, row) => {
    const record = accept(validateInteraction(input, settings), row);
    if (record.id !== "" && isTaken(record.id)) {
      const { customerId } = lookup.interaction(record.id)!;
      throw idTaken(record.id, row, lookup.customer(customerId)?.name ?? customerId);
    }
    const id = record.id === "" ? freeId("interaction", isTaken) : record.id;
    const interaction = { ...record, id };
    const customer = storedCustomer(lookup, record.customerId, row);
    interactions.set(id, interaction);
    const after = stamp === true ? stampedBy(customer, interaction) : customer;
    if (after !== customer) customers.set(after.id, after);
  });
  const put = (id: string, checked: Checked<Interaction>, row: number): void => {
    const record = accept(checked, row);
    storedCustomer(lookup, record.customerId, row);
    interactions.set(id, record);
  };
  yield* eachInSteps(updateInteractions, (change, row) => {
    const before = storedInteraction(lookup, change.id, row);
    put(change.id, validateInteraction(merged(before, change), settings), row);
  });
  yield* eachInSteps(setInteractions, ([id, values], row) => {
    const before = valuesOf(storedInteraction(lookup, id, row));
    put(id, interactionOf({ ...before, ...values, id }, settings), row);
  });
}

function* remove(
  { lookup, customers, interactions, takesBack }: Planned,
  { removeInteractions = [], remove = [] }: ChangeSet,
): LongWork<void> {
  yield* eachInSteps(new Set(removeInteractions), (id, row) => {
    storedInteraction(lookup, id, row);
    interactions.set(id, undefined);
  });
  yield* eachInSteps(new Set(remove), (id, row) => {
    const { name } = storedCustomer(lookup, id, row);
    const theirs = [...lookup.interactionIds(id)];
    // Undoing an addition must not drop interactions recorded since.
    if (takesBack && theirs.length > 0) {
      throw new CrmError("value", "changedMeanwhile", { id, name, fields: theirs.join(", ") });
    }
    for (const each of theirs) interactions.set(each, undefined);
    customers.set(id, undefined);
  });
}

type PlanOptions = Pick<ChangeOptions, "seen" | "seenInteractions" | "takesBack" | "phones">;

/** Plans changes as one batch, each on top of the previous ones. @throws CrmError as `CustomerStore.change` does */
export function planChange(
  lookup: Lookup,
  changes: ChangeSet,
  settings: StoreSettings,
  options: PlanOptions = {},
): Batch {
  return finished(planChangeSteps(lookup, changes, settings, options));
}

/** `planChange` in steps, yielding between records. */
export function* planChangeSteps(
  lookup: Lookup,
  changes: ChangeSet,
  settings: StoreSettings,
  { seen = [], seenInteractions = [], takesBack, phones = settings.phones }: PlanOptions = {},
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
  yield* changeCustomers(planned, asExpected);
  yield* changeInteractions(planned, asExpected);
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
