import { dayOf } from "../numbers/calendar";
import type { Customer } from "./customer";
import { isDue, type Interaction } from "./interaction";
import { customerRanking, type CustomerRanking, type RankedPlaces } from "./order";
import type { Region } from "./phone";
import { foldText, searchableText, searchTest } from "./search";
import { finished, stepSize, type LongWork } from "../long-work";
import type { Changes, CustomerOrder, CustomerQuery, InteractionQuery, Page } from "./store";

/** A change to records that has been checked: what is to be put in place of what, and what is to go. */
export interface Batch {
  readonly putCustomers: readonly Customer[];
  readonly removeCustomers: readonly string[];
  readonly putInteractions: readonly Interaction[];
  readonly removeInteractions: readonly string[];
}

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
  /** `apply` in steps. Whoever reads before the end sees a part of the change. */
  applySteps(batch: Batch): LongWork<void>;
  /** Gets ready for the first list by name and the first search; without it, the first ones wait a little. */
  prepare(): LongWork<void>;
  query(query: CustomerQuery, text?: string): Page<Customer>;
  queryInteractions(query: InteractionQuery): Page<Interaction>;
  changesSince(version: number): Changes;
}

// More than this many changes at once, and sorting again is quicker than putting each in its place.
const resortFrom = 200;
/** How many of the first customers by name stand in order before anybody asks. */
const preparedRanks = 100;

export function createRecords(region: () => Region | undefined = () => undefined): Records {
  // Each customer has a place in `all` as long as it is there; orders and search speak of places.
  const all: (Customer | undefined)[] = [];
  const places = new Map<string, number>();
  const freePlaces: number[] = [];
  const interactions = new Map<string, Interaction>();
  const byCustomer = new Map<string, Set<string>>();
  /** What can be searched of the customers, by place; put together when first asked for. */
  const searchable: (string | undefined)[] = [];
  const orders = new Map<CustomerOrder, CustomerRanking>();
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

  function* applySteps(batch: Batch): LongWork<void> {
    version++;
    let done = 0;
    const many = batch.putCustomers.length + batch.removeCustomers.length > resortFrom;
    if (many) orders.clear();
    for (const id of batch.removeInteractions) {
      if (++done % stepSize === 0) yield done;
      const interaction = interactions.get(id);
      if (interaction === undefined) continue;
      unlink(interaction);
      interactions.delete(id);
      interactionVersions.set(id, version);
    }
    for (const id of batch.removeCustomers) {
      if (++done % stepSize === 0) yield done;
      const place = places.get(id);
      if (place === undefined) continue;
      for (const ranking of orders.values()) ranking.takeOut(place);
      all[place] = undefined;
      places.delete(id);
      freePlaces.push(place);
      searchable[place] = undefined;
      customerVersions.set(id, version);
    }
    for (const customer of batch.putCustomers) {
      if (++done % stepSize === 0) yield done;
      let place = places.get(customer.id);
      if (place === undefined) {
        place = freePlaces.pop() ?? all.length;
        places.set(customer.id, place);
      } else for (const ranking of orders.values()) ranking.takeOut(place);
      all[place] = customer;
      for (const ranking of orders.values()) ranking.putIn(place);
      searchable[place] = undefined;
      customerVersions.set(customer.id, version);
    }
    for (const interaction of batch.putInteractions) {
      if (++done % stepSize === 0) yield done;
      const before = interactions.get(interaction.id);
      if (before !== undefined) unlink(before);
      interactions.set(interaction.id, interaction);
      const ids = byCustomer.get(interaction.customerId);
      if (ids === undefined) byCustomer.set(interaction.customerId, new Set([interaction.id]));
      else ids.add(interaction.id);
      interactionVersions.set(interaction.id, version);
    }
  }

  function rankingFor(order: CustomerOrder): CustomerRanking {
    let ranking = orders.get(order);
    if (ranking === undefined) {
      ranking = customerRanking(all, order);
      orders.set(order, ranking);
    }
    return ranking;
  }

  const searchableAt = (place: number): string => (searchable[place] ??= searchableText(all[place]!));

  /** The places that answer a search, 1 in `marks`; undefined where it has no words. */
  function answering(text: string): { readonly marks: Uint8Array; readonly count: number } | undefined {
    if (foldText(text) === "") return undefined;
    const answers = searchTest(text, region());
    const marks = new Uint8Array(all.length);
    let count = 0;
    for (let place = 0; place < all.length; place++) {
      if (all[place] === undefined || !answers(searchableAt(place))) continue;
      marks[place] = 1;
      count++;
    }
    return { marks, count };
  }

  function* prepare(): LongWork<void> {
    for (let place = 0; place < all.length; place++) {
      if (place % stepSize === 0) yield place;
      if (all[place] !== undefined) searchableAt(place);
    }
    // What a list shows first is put in order now.
    const ranking = rankingFor("name");
    yield all.length;
    const shown = Math.min(preparedRanks, ranking.present.length);
    for (let rank = 0; rank < shown; rank++) ranking.present.at(rank);
  }

  function query(asked: CustomerQuery, text = ""): Page<Customer> {
    const { kind, segment, owner } = asked;
    const found = answering(text);
    const ranking = rankingFor(asked.order ?? "name");
    const offset = asked.offset ?? 0;
    const end = offset + (asked.limit ?? Infinity);
    const backwards = asked.descending === true;
    const pageOf = (lists: RankedPlaces, total: number): Page<Customer> => ({
      items: ranksOf(lists, backwards, offset, Math.min(end, total)).map((place) => all[place]!),
      total,
    });
    if (kind === undefined && segment === undefined && owner === undefined) {
      if (found === undefined) return pageOf(ranking, places.size);
      const { marks, count } = found;
      // Many found: the first ones come soon in the order of all. Few: they are put in order by themselves.
      if (ranking.present.sorted || count * count > 4 * end * places.size) {
        const items: Customer[] = [];
        let passed = 0;
        for (const place of inOrder(ranking, backwards)) {
          if (passed >= Math.min(end, count)) break;
          if (marks[place] === 1 && passed++ >= offset) items.push(all[place]!);
        }
        return { items, total: count };
      }
      return pageOf(ranking.of(markedPlaces(marks)), count);
    }
    const matching: number[] = [];
    all.forEach((customer, place) => {
      if (
        customer !== undefined &&
        (found === undefined || found.marks[place] === 1) &&
        (kind === undefined || customer.kind === kind) &&
        (segment === undefined || customer.segment === segment) &&
        (owner === undefined || customer.owner === owner)
      ) {
        matching.push(place);
      }
    });
    return pageOf(ranking.of(matching), matching.length);
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

function* markedPlaces(marks: Uint8Array): Generator<number> {
  for (let place = 0; place < marks.length; place++) if (marks[place] === 1) yield place;
}

/** The places at the ranks from `first` up to `end`, those without a value in the field last in either direction. */
function ranksOf(
  { present, missing }: RankedPlaces,
  backwards: boolean,
  first: number,
  end: number,
): number[] {
  const places: number[] = [];
  for (let rank = first; rank < end; rank++) {
    if (rank >= present.length) places.push(missing.at(rank - present.length));
    else places.push(present.at(backwards ? present.length - 1 - rank : rank));
  }
  return places;
}

function* inOrder({ present, missing }: RankedPlaces, backwards: boolean): Generator<number> {
  for (let i = 0; i < present.length; i++) yield present.at(backwards ? present.length - 1 - i : i);
  for (let i = 0; i < missing.length; i++) yield missing.at(i);
}
