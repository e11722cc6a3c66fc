import { dayOf } from "./calendar";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import { movePlace, orderedPlaces, type OrderedPlaces } from "./order";
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

/** How many records a batch concerns. */
export function batchSize(batch: Batch): number {
  const { putCustomers, removeCustomers, putInteractions, removeInteractions } = batch;
  return putCustomers.length + removeCustomers.length + putInteractions.length + removeInteractions.length;
}

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
/** Up to this many found ones are sorted by themselves where the order of all is not known yet. */
const sortUpTo = 500;

export function createRecords(region?: Region): Records {
  // Each customer has a place in `all` as long as it is there; orders and search speak of places.
  const all: (Customer | undefined)[] = [];
  const places = new Map<string, number>();
  const freePlaces: number[] = [];
  const interactions = new Map<string, Interaction>();
  const byCustomer = new Map<string, Set<string>>();
  const searchable = createSearchIndex();
  const orders = new Map<CustomerOrder, OrderedPlaces>();
  let version = 0;
  // The version at which each record changed last. A removed id stays here without its data.
  const customerVersions = new Map<string, number>();
  const interactionVersions = new Map<string, number>();

  function customerOf(id: string): Customer | undefined {
    const place = places.get(id);
    return place === undefined ? undefined : all[place];
  }

  function* allCustomers(): Generator<Customer> {
    for (const customer of all) if (customer !== undefined) yield customer;
  }

  function unlink(interaction: Interaction): void {
    const ids = byCustomer.get(interaction.customerId);
    ids?.delete(interaction.id);
    if (ids?.size === 0) byCustomer.delete(interaction.customerId);
  }

  function move(place: number, before: Customer | undefined, after: Customer | undefined): void {
    for (const [order, lists] of orders) movePlace(lists, all, order, place, before, after);
  }

  function apply(batch: Batch): void {
    version++;
    const many = batch.putCustomers.length + batch.removeCustomers.length > resortFrom;
    if (many) orders.clear();
    for (const id of batch.removeInteractions) {
      const interaction = interactions.get(id);
      if (interaction === undefined) continue;
      unlink(interaction);
      interactions.delete(id);
      interactionVersions.set(id, version);
    }
    for (const id of batch.removeCustomers) {
      const place = places.get(id);
      if (place === undefined) continue;
      move(place, all[place], undefined);
      all[place] = undefined;
      places.delete(id);
      freePlaces.push(place);
      searchable.remove(place);
      customerVersions.set(id, version);
    }
    for (const customer of batch.putCustomers) {
      let place = places.get(customer.id);
      const before = place === undefined ? undefined : all[place];
      if (place === undefined) {
        place = freePlaces.pop() ?? all.length;
        places.set(customer.id, place);
      }
      move(place, before, customer);
      all[place] = customer;
      searchable.put(place, searchableText(customer));
      customerVersions.set(customer.id, version);
    }
    if (many) searchable.prepare();
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

  function listsFor(order: CustomerOrder): OrderedPlaces {
    let lists = orders.get(order);
    if (lists === undefined) {
      lists = orderedPlaces(all, all.keys(), order);
      orders.set(order, lists);
    }
    return lists;
  }

  function query(asked: CustomerQuery, text = ""): Page<Customer> {
    const { kind, segment, owner } = asked;
    const order = asked.order ?? "name";
    const found = searchable.find(text, region);
    const plain = kind === undefined && segment === undefined && owner === undefined;
    const matches = (place: number) => {
      const customer = all[place]!;
      return (
        (kind === undefined || customer.kind === kind) &&
        (segment === undefined || customer.segment === segment) &&
        (owner === undefined || customer.owner === owner)
      );
    };
    const offset = asked.offset ?? 0;
    const end = offset + (asked.limit ?? Infinity);
    const lists =
      found !== undefined && found.count <= sortUpTo && !orders.has(order)
        ? orderedPlaces(all, markedPlaces(found.marks), order)
        : listsFor(order);
    const items: Customer[] = [];
    // How many there are is known beforehand where nothing but the search leaves any out.
    const known = !plain ? undefined : found === undefined ? places.size : found.count;
    let total = 0;
    const walk = (list: readonly number[], backwards: boolean) => {
      if (plain && found === undefined) {
        // Nothing is left out: jump to the part that is asked for.
        const first = Math.max(0, offset - total);
        const last = Math.min(list.length, end - total);
        for (let i = first; i < last; i++) items.push(all[list[backwards ? list.length - 1 - i : i]]!);
        total += list.length;
        return;
      }
      for (let i = 0; i < list.length; i++) {
        if (known !== undefined && total >= end) return;
        const place = list[backwards ? list.length - 1 - i : i];
        if ((found !== undefined && found.marks[place] === 0) || !(plain || matches(place))) continue;
        if (total >= offset && total < end) items.push(all[place]!);
        total++;
      }
    };
    walk(lists.present, asked.descending === true);
    walk(lists.missing, false);
    return { items, total: known ?? total };
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
      const customer = customerOf(id);
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
      return places.size;
    },
    customer: customerOf,
    interaction: (id) => interactions.get(id),
    interactionIds: (customerId) => byCustomer.get(customerId) ?? [],
    allCustomers,
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

function* markedPlaces(marks: Uint8Array): Generator<number> {
  for (let place = 0; place < marks.length; place++) if (marks[place] === 1) yield place;
}
