import { dayOf } from "../numbers/calendar";
import type { Customer } from "./customer";
import { isDue, type Interaction } from "./interaction";
import { isMissing, rankIn, sortedSteps } from "./order";
import type { Region } from "./phone";
import { foldText, searchableText, searchTest } from "./search";
import { takeOut, valueAt } from "./value-at";
import { eachInSteps, finished, type LongWork } from "../long-work";
import type { Changes, CustomerOrder, CustomerQuery, InteractionQuery, Page } from "./queries";

/** A validated change to records: the records to add or replace, and the ids to remove. */
export interface Batch {
  readonly putCustomers: readonly Customer[];
  readonly removeCustomers: readonly string[];
  readonly putInteractions: readonly Interaction[];
  readonly removeInteractions: readonly string[];
}

/** The number of records in a batch. */
export function batchSize(batch: Batch): number {
  const { putCustomers, removeCustomers, putInteractions, removeInteractions } = batch;
  return putCustomers.length + removeCustomers.length + putInteractions.length + removeInteractions.length;
}

/** What planning a change needs to look up. */
export interface Lookup {
  customer(id: string): Customer | undefined;
  interaction(id: string): Interaction | undefined;
  /** Ids of a customer's interactions. */
  interactionIds(customerId: string): Iterable<string>;
}

/** Customers and interactions in memory, indexed for reading; only `apply` changes them. */
export interface Records extends Lookup {
  allCustomers(): Iterable<Customer>;
  allInteractions(): Iterable<Interaction>;
  apply(batch: Batch): void;
  /** `apply` in steps. A read before the end sees part of the change. */
  applySteps(batch: Batch): LongWork<void>;
  /** Prepares the first list by name and the first search, which otherwise take a moment longer. */
  prepare(): LongWork<void>;
  query(query: CustomerQuery, text?: string): Page<Customer>;
  queryInteractions(query: InteractionQuery): Page<Interaction>;
  changesSince(version: number): Changes;
}

/** From this many changes on, sorting again is faster than inserting each record. */
const resortFrom = 200;

/** Records in memory, initially none; `region` is that of phone numbers without a country code. */
export function createRecords(region: () => Region | undefined = () => undefined): Records {
  const customers = new Map<string, Customer>();
  const interactions = new Map<string, Interaction>();
  const byCustomer = new Map<string, Set<string>>();
  /** The searchable text of each customer; made when first needed. */
  const searchable = new WeakMap<Customer, string>();
  /** All customers in each order that has been requested. */
  const orders = new Map<CustomerOrder, Customer[]>();
  let version = 0;
  // The version in which each record last changed. A removed id stays here, without its data.
  const customerVersions = new Map<string, number>();
  const interactionVersions = new Map<string, number>();

  const unlink = ({ customerId, id }: Interaction): void => takeOut(byCustomer, customerId, id);

  function* applySteps(batch: Batch): LongWork<void> {
    version++;
    if (batch.putCustomers.length + batch.removeCustomers.length > resortFrom) orders.clear();
    yield* eachInSteps(batch.removeInteractions, (id) => {
      const interaction = interactions.get(id);
      if (interaction === undefined) return;
      unlink(interaction);
      interactions.delete(id);
      interactionVersions.set(id, version);
    });
    yield* eachInSteps(batch.removeCustomers, (id) => {
      const customer = customers.get(id);
      if (customer === undefined) return;
      for (const [order, all] of orders) all.splice(rankIn(all, customer, order), 1);
      customers.delete(id);
      customerVersions.set(id, version);
    });
    yield* eachInSteps(batch.putCustomers, (customer) => {
      const before = customers.get(customer.id);
      for (const [order, all] of orders) {
        if (before !== undefined) all.splice(rankIn(all, before, order), 1);
        all.splice(rankIn(all, customer, order), 0, customer);
      }
      customers.set(customer.id, customer);
      customerVersions.set(customer.id, version);
    });
    yield* eachInSteps(batch.putInteractions, (interaction) => {
      const before = interactions.get(interaction.id);
      if (before !== undefined) unlink(before);
      interactions.set(interaction.id, interaction);
      valueAt(byCustomer, interaction.customerId, () => new Set<string>()).add(interaction.id);
      interactionVersions.set(interaction.id, version);
    });
  }

  function* orderedSteps(order: CustomerOrder): LongWork<readonly Customer[]> {
    let all = orders.get(order);
    if (all === undefined) orders.set(order, (all = yield* sortedSteps([...customers.values()], order)));
    return all;
  }

  const searchableOf = (customer: Customer): string =>
    valueAt(searchable, customer, () => searchableText(customer));

  function* prepare(): LongWork<void> {
    yield* eachInSteps(customers.values(), searchableOf);
    yield* orderedSteps("name");
  }

  function query(asked: CustomerQuery, text = ""): Page<Customer> {
    const { kind, segment, owner, order = "name", descending, offset = 0, limit = Infinity } = asked;
    let found = finished(orderedSteps(order));
    if (descending === true) {
      const hasValue = (customer: Customer): boolean => !isMissing(customer, order);
      found = [...found.filter(hasValue).reverse(), ...found.filter((each) => !hasValue(each))];
    }
    if (kind !== undefined) found = found.filter((each) => each.kind === kind);
    if (segment !== undefined) found = found.filter((each) => each.segment === segment);
    if (owner !== undefined) found = found.filter((each) => each.owner === owner);
    if (foldText(text) !== "") {
      const answers = searchTest(text, region());
      found = found.filter((each) => answers(searchableOf(each)));
    }
    return { items: found.slice(offset, offset + limit), total: found.length };
  }

  function queryInteractions(asked: InteractionQuery): Page<Interaction> {
    const { customerId, kinds, from, to, dueBy } = asked;
    const found: Interaction[] = [];
    const consider = (interaction: Interaction) => {
      const day = dayOf(interaction.when);
      if (
        (kinds === undefined || kinds.includes(interaction.kind)) &&
        (from === undefined || day >= from) &&
        (to === undefined || day <= to) &&
        (dueBy === undefined || isDue(interaction, dueBy))
      ) {
        found.push(interaction);
      }
    };
    if (customerId === undefined) for (const interaction of interactions.values()) consider(interaction);
    else for (const id of byCustomer.get(customerId) ?? []) consider(interactions.get(id)!);
    found.sort(dueBy === undefined ? newestFirst : earliestDueFirst);
    const offset = asked.offset ?? 0;
    return { items: found.slice(offset, offset + (asked.limit ?? found.length)), total: found.length };
  }

  /** The records of a kind changed since a version, and the ids of those removed. */
  function changedIn<Item>(
    versions: ReadonlyMap<string, number>,
    records: ReadonlyMap<string, Item>,
    since: number,
  ): { readonly changed: Item[]; readonly removed: string[] } {
    const ids = [...versions].flatMap(([id, version]) => (version > since ? [id] : []));
    return {
      changed: ids.flatMap((id) => records.get(id) ?? []),
      removed: since > 0 ? ids.filter((id) => !records.has(id)) : [],
    };
  }

  function changesSince(since: number): Changes {
    const ofCustomers = changedIn(customerVersions, customers, since);
    const ofInteractions = changedIn(interactionVersions, interactions, since);
    return {
      version,
      customers: ofCustomers.changed,
      removedCustomers: ofCustomers.removed,
      interactions: ofInteractions.changed,
      removedInteractions: ofInteractions.removed,
    };
  }

  return {
    customer: (id) => customers.get(id),
    interaction: (id) => interactions.get(id),
    interactionIds: (customerId) => byCustomer.get(customerId) ?? [],
    allCustomers: () => customers.values(),
    allInteractions: () => interactions.values(),
    apply: (batch) => finished(applySteps(batch)),
    applySteps,
    prepare,
    query,
    queryInteractions,
    changesSince,
  };
}

function newestFirst(a: Interaction, b: Interaction): number {
  return a.when > b.when ? -1 : a.when < b.when ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function earliestDueFirst(a: Interaction, b: Interaction): number {
  return a.followUp < b.followUp ? -1 : a.followUp > b.followUp ? 1 : newestFirst(a, b);
}
