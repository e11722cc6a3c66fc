import { dayOf } from "./calendar";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import { ordered, replaceOrdered, type OrderedCustomers } from "./order";
import type { Region } from "./phone";
import { searchableText } from "./search";
import { createSearchIndex } from "./search-index";
import type { Changes, CustomerOrder, CustomerQuery, InteractionQuery, Page } from "./store";

/** A change to records that has been checked: what is to be put in place of what, and what is to go. */
export interface Batch {
  readonly putCustomers: readonly Customer[];
  readonly removeCustomers: readonly string[];
  readonly putInteractions: readonly Interaction[];
  readonly removeInteractions: readonly string[];
}

export const emptyBatch: Batch = {
  putCustomers: [],
  removeCustomers: [],
  putInteractions: [],
  removeInteractions: [],
};

/** What planning a change needs to look up. */
export interface Lookup {
  customer(id: string): Customer | undefined;
  interaction(id: string): Interaction | undefined;
  /** Ids of the interactions of a customer. */
  interactionIds(customerId: string): Iterable<string>;
}

/** Customers and interactions in memory, indexed for reading; `apply` is the only way to change them. */
export interface Records extends Lookup {
  readonly customerCount: number;
  allCustomers(): Iterable<Customer>;
  allInteractions(): Iterable<Interaction>;
  apply(batch: Batch): void;
  query(query: CustomerQuery, text?: string): Page<Customer>;
  queryInteractions(query: InteractionQuery): Page<Interaction>;
  changesSince(version: number): Changes;
}

// More than this many changes at once, and sorting anew is quicker than putting each in its place.
const resortFrom = 200;
/** Up to this many found ones are sorted by themselves. */
const sortUpTo = 500;

export function createRecords(region?: Region): Records {
  const customers = new Map<string, Customer>();
  const interactions = new Map<string, Interaction>();
  const byCustomer = new Map<string, Set<string>>();
  const searchable = createSearchIndex();
  const orders = new Map<CustomerOrder, OrderedCustomers>();
  let version = 0;
  // The version at which each record changed last. A removed id stays here without its data.
  const customerVersions = new Map<string, number>();
  const interactionVersions = new Map<string, number>();

  function unlink(interaction: Interaction): void {
    const ids = byCustomer.get(interaction.customerId);
    ids?.delete(interaction.id);
    if (ids?.size === 0) byCustomer.delete(interaction.customerId);
  }

  function place(before: Customer | undefined, after: Customer | undefined): void {
    for (const [order, lists] of orders) replaceOrdered(lists, order, before, after);
  }

  function apply(batch: Batch): void {
    version++;
    if (batch.putCustomers.length + batch.removeCustomers.length > resortFrom) orders.clear();
    for (const id of batch.removeInteractions) {
      const interaction = interactions.get(id);
      if (interaction === undefined) continue;
      unlink(interaction);
      interactions.delete(id);
      interactionVersions.set(id, version);
    }
    for (const id of batch.removeCustomers) {
      const customer = customers.get(id);
      if (customer === undefined) continue;
      place(customer, undefined);
      customers.delete(id);
      searchable.remove(id);
      customerVersions.set(id, version);
    }
    for (const customer of batch.putCustomers) {
      const before = customers.get(customer.id);
      place(before, customer);
      customers.set(customer.id, customer);
      searchable.put(customer.id, searchableText(customer));
      customerVersions.set(customer.id, version);
    }
    for (const interaction of batch.putInteractions) {
      const before = interactions.get(interaction.id);
      if (before !== undefined) unlink(before);
      interactions.set(interaction.id, interaction);
      const ids = byCustomer.get(interaction.customerId);
      if (ids === undefined) byCustomer.set(interaction.customerId, new Set([interaction.id]));
      else ids.add(interaction.id);
      interactionVersions.set(interaction.id, version);
    }
  }

  function listsFor(order: CustomerOrder): OrderedCustomers {
    let lists = orders.get(order);
    if (lists === undefined) {
      lists = ordered(customers.values(), order);
      orders.set(order, lists);
    }
    return lists;
  }

  function query(asked: CustomerQuery, text = ""): Page<Customer> {
    const { kind, segment, owner } = asked;
    const order = asked.order ?? "name";
    const found = text.trim() === "" ? undefined : searchable.find(text, region);
    const matches = (customer: Customer) =>
      (kind === undefined || customer.kind === kind) &&
      (segment === undefined || customer.segment === segment) &&
      (owner === undefined || customer.owner === owner) &&
      (found === undefined || found.has(customer.id));
    const offset = asked.offset ?? 0;
    const end = offset + (asked.limit ?? Infinity);
    // A few are quicker put in order than looked for among all.
    const lists =
      found !== undefined && found.size <= sortUpTo
        ? ordered(
            Array.from(found, (id) => customers.get(id)!),
            order,
          )
        : listsFor(order);
    const all = found === undefined && kind === undefined && segment === undefined && owner === undefined;
    const items: Customer[] = [];
    let total = 0;
    const walk = (list: readonly Customer[], backwards: boolean) => {
      if (all) {
        // Nothing is left out: jump to the part that is asked for.
        const first = Math.max(0, offset - total);
        const last = Math.min(list.length, end - total);
        for (let i = first; i < last; i++) items.push(list[backwards ? list.length - 1 - i : i]);
        total += list.length;
        return;
      }
      for (let i = 0; i < list.length; i++) {
        const customer = list[backwards ? list.length - 1 - i : i];
        if (!matches(customer)) continue;
        if (total >= offset && total < end) items.push(customer);
        total++;
      }
    };
    walk(lists.present, asked.descending === true);
    walk(lists.missing, false);
    return { items, total };
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
        (dueBy === undefined ||
          (!interaction.done && interaction.followUp !== "" && interaction.followUp <= dueBy))
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

  function changesSince(since: number): Changes {
    const changedCustomers: Customer[] = [];
    const removedCustomers: string[] = [];
    for (const [id, changed] of customerVersions) {
      if (changed <= since) continue;
      const customer = customers.get(id);
      if (customer !== undefined) changedCustomers.push(customer);
      else if (since > 0) removedCustomers.push(id);
    }
    const changedInteractions: Interaction[] = [];
    const removedInteractions: string[] = [];
    for (const [id, changed] of interactionVersions) {
      if (changed <= since) continue;
      const interaction = interactions.get(id);
      if (interaction !== undefined) changedInteractions.push(interaction);
      else if (since > 0) removedInteractions.push(id);
    }
    return {
      version,
      customers: changedCustomers,
      removedCustomers,
      interactions: changedInteractions,
      removedInteractions,
    };
  }

  return {
    get customerCount() {
      return customers.size;
    },
    customer: (id) => customers.get(id),
    interaction: (id) => interactions.get(id),
    interactionIds: (customerId) => byCustomer.get(customerId) ?? [],
    allCustomers: () => customers.values(),
    allInteractions: () => interactions.values(),
    apply,
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
