import type { Customer } from "../customer";
import type { FieldValues } from "../cells";
import { blocksOf, contradicts, isPersonal, mayShare, type PersonKeys } from "../same-person/person-keys";
import { valueAt } from "../value-at";
import { changesOf, type FieldChange } from "./field-changes";

/** What a row and a customer have in common. */
export type SameBy = "id" | "email" | "phone" | "name";

/** A row whose customer already exists. */
export interface KnownRow {
  readonly row: number;
  readonly by: SameBy;
  readonly existing: Customer;
  /** The fields an update would write; empty if nothing differs. */
  readonly changes: readonly FieldChange[];
}

interface Entry {
  readonly customer: Customer;
  readonly keys: PersonKeys;
}

/** Existing customers, indexed by everything a row may name them by; each matches at most one row. */
export class Directory {
  private readonly byId = new Map<string, Entry>();
  private readonly byBlock = new Map<string, Entry[]>();
  private readonly claimed = new Set<string>();
  /** Names shared by different people, in the store or in the file. */
  private readonly shared = new Set<string>();

  constructor(
    existing: readonly Customer[],
    keysOf: (customer: Customer) => PersonKeys,
    rows: readonly PersonKeys[],
  ) {
    for (const customer of existing) {
      const keys = keysOf(customer);
      const entry = { customer, keys };
      this.byId.set(customer.id, entry);
      for (const block of blocksOf(keys)) valueAt(this.byBlock, block, (): Entry[] => []).push(entry);
    }
    if (existing.length === 0) return;
    // A name that no existing customer has cannot match.
    const named = new Map<string, PersonKeys[]>();
    for (const keys of rows) {
      const here = this.byBlock.get(`name ${keys.name}`);
      if (here !== undefined) valueAt(named, keys.name, () => here.map((each) => each.keys)).push(keys);
    }
    for (const [name, all] of named) if (contradicts(all)) this.shared.add(name);
  }

  /** The customer that a row matches by the rules of `duplicates`; of several, the one with the fewest differences. */
  meet(customer: Customer, keys: PersonKeys, values: FieldValues): Omit<KnownRow, "row"> | undefined {
    for (const [by, entries] of this.candidates(customer.id, keys)) {
      let best: Omit<KnownRow, "row"> | undefined;
      for (const { customer: existing } of entries.slice(0, 50)) {
        if (this.claimed.has(existing.id)) continue;
        if (by !== "id" && customer.id !== "" && customer.id !== existing.id) continue;
        const changes = changesOf(existing, customer, values);
        if (best === undefined || changes.length < best.changes.length) best = { by, existing, changes };
        if (changes.length === 0) break;
      }
      if (best === undefined) continue;
      this.claimed.add(best.existing.id);
      return best;
    }
    return undefined;
  }

  /** Candidate matches, the most certain first. */
  private *candidates(id: string, keys: PersonKeys): Generator<[SameBy, readonly Entry[]]> {
    const own = id === "" ? undefined : this.byId.get(id);
    if (own !== undefined) yield ["id", [own]];
    const sharing = (entries: readonly Entry[] = []): readonly Entry[] =>
      entries.filter((each) => mayShare(each.keys, keys));
    if (keys.email !== "") {
      const entries = this.byBlock.get(`email ${keys.email}`);
      yield ["email", isPersonal(keys.email) ? (entries ?? []) : sharing(entries)];
    }
    for (const phone of keys.phones) yield ["phone", sharing(this.byBlock.get(`phone ${phone}`))];
    if (keys.name === "") return;
    const named = this.byBlock.get(`name ${keys.name}`) ?? [];
    // If different people share the name, a row without contacts matches only customers of its company without any.
    const isBare = (each: PersonKeys): boolean => each.email === "" && each.phones.length === 0;
    if (!this.shared.has(keys.name)) yield ["name", named];
    else if (isBare(keys)) {
      yield ["name", named.filter((each) => isBare(each.keys) && each.keys.company === keys.company)];
    }
  }
}
