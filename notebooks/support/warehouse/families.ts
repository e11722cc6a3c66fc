import { join } from "node:path";
import { contradicts, disjointSets, groupsOfPersons, type PersonKeys } from "@crm-functions/core";
import { openSpool } from "./spool";

/** The keys are searched in this many shares, each of which fits into memory. */
const shares = 128;
/** Number of records that the core groups at once. */
const blockRows = 512;
/** Marks of a record: records of its name contradict one another; it shares a key with another record. */
const [noTie, shared] = [1, 2];
/** Numbers per entry: a key's hash in two, the record, and the hashes of the phone and e-mail beside a name. */
const entrySize = 5;

/**
 * Groups records of persons that share a key, one family at a time: records that share no key, not even via others, are
 * never compared. Keys and records are on disk in the meantime; only a few bytes per record are in memory.
 *
 * @param mostRows maximum number of records grouped together; `tooMany` creates the error for more connected ones
 */
export function families(folder: string, mostRows: number, tooMany: () => Error) {
  const open = (name: string) => openSpool(join(folder, name));
  const keysOf = Array.from({ length: shares }, (_, k) => open(`keys ${k}`));
  const [records, places] = [open("records"), open("places")];
  const place = new Float64Array(1);
  const entry = new Uint32Array(entrySize);
  let count = 0;
  const put = (kind: number, key: string, phone = 0, email = 0): void => {
    if (key === "") return;
    const low = hashOf(key, kind);
    entry.set([low, hashOf(key, ~kind), count, phone, email]);
    keysOf[low % shares].write(bytesOf(entry));
  };
  const recordAt = (row: number): [customer: string, keys: PersonKeys] => {
    const isLast = row + 1 === count;
    const [start, end = records.size()] = new Float64Array(places.read(8 * row, isLast ? 8 : 16).buffer);
    return JSON.parse(records.read(start, end - start).toString()) as [string, PersonKeys];
  };

  /** Marks the records of a name that contradict one another, and joins the records of any other key. */
  function lookThrough(share: number, join: (a: number, b: number) => void, marks: Uint8Array): void {
    const spool = keysOf[share];
    const entries = new Uint32Array(spool.read(0, spool.size()).buffer);
    const all = entries.length / entrySize;
    const slots = 2 ** Math.ceil(Math.log2(2 * all + 1));
    const heads = new Uint32Array(slots);
    const firsts = new Uint32Array(all);
    const differ = new Uint8Array(all);
    const beside = (at: number) => ({
      ...{ name: "", company: "" },
      phones: entries[at + 3] === 0 ? [] : [String(entries[at + 3])],
      email: entries[at + 4] === 0 ? "" : String(entries[at + 4]),
    });
    for (let k = 0; k < all; k++) {
      const at = k * entrySize;
      let slot = entries[at + 1] % slots;
      let head: number;
      for (; (head = heads[slot]) !== 0; slot = (slot + 1) % slots) {
        const first = (head - 1) * entrySize;
        if (entries[first] === entries[at] && entries[first + 1] === entries[at + 1]) break;
      }
      if (head === 0) heads[slot] = head = k + 1;
      firsts[k] = head - 1;
      if (firsts[k] === k) continue;
      const first = firsts[k] * entrySize;
      if (differ[firsts[k]] === 1) continue;
      if (contradicts([beside(first), beside(at)])) differ[firsts[k]] = 1;
      for (const more of [3, 4]) entries[first + more] ||= entries[at + more];
    }
    for (let k = 0; k < all; k++) {
      const [row, first] = [entries[k * entrySize + 2], entries[firsts[k] * entrySize + 2]];
      if (differ[firsts[k]] === 1) marks[row] = noTie;
      else join(first, row);
    }
  }

  /** The records tied to others, family by family. Frees what is held per record. */
  function* tied(): Generator<undefined, { order: Uint32Array; roots: Uint32Array; isNoTie: Uint32Array }> {
    const { rootOf, join } = disjointSets(count);
    const marks = new Uint8Array(count);
    for (let share = 0; share < shares; share++) {
      lookThrough(share, join, marks);
      yield;
    }
    let candidates = 0;
    for (let i = 0; i < count; i++) {
      const root = rootOf(i);
      if (root === i) continue;
      candidates += (marks[root] & shared) === 0 ? 2 : 1;
      marks[i] |= shared;
      marks[root] |= shared;
    }
    const order = new Uint32Array(candidates);
    for (let i = 0, at = 0; i < count; i++) if ((marks[i] & shared) !== 0) order[at++] = i;
    order.sort((a, b) => rootOf(a) - rootOf(b) || a - b);
    return {
      order,
      roots: order.map(rootOf),
      isNoTie: order.map((i) => marks[i] & noTie),
    };
  }

  return {
    add: (customer: string, keys: PersonKeys): void => {
      const { name, phones, email } = keys;
      const [first = ""] = phones;
      put(1, name, first === "" ? 0 : hashOf(first, 0), email === "" ? 0 : hashOf(email, 0));
      phones.forEach((phone) => put(2, phone));
      put(3, email);
      place[0] = records.size();
      places.write(bytesOf(place));
      records.write(Buffer.from(JSON.stringify([customer, keys])));
      count++;
    },
    /** The customers in groups, with their groups; yields between steps so that other work can run. */
    *groups(): Generator<undefined, { customers: string[]; groups: number[] }> {
      const { order, roots, isNoTie } = yield* tied();
      const found = { customers: [] as string[], groups: [] as number[] };
      let last = 0;
      for (let start = 0, end = 0; start < order.length; start = end) {
        // Whole families, so that a block contains all possible duplicates of its records.
        for (; end < order.length && (end - start < blockRows || roots[end] === roots[end - 1]); end++);
        if (end - start > mostRows) throw tooMany();
        const records = Array.from(order.subarray(start, end), recordAt);
        const groups = grouped(records, (i) => isNoTie[start + i] !== 0);
        const before = last;
        for (const [i, [customer]] of records.entries()) {
          if (groups[i] === 0) continue;
          found.customers.push(customer);
          found.groups.push(before + groups[i]);
          last = Math.max(last, before + groups[i]);
        }
        yield;
      }
      return found;
    },
    close: () => [...keysOf, records, places].forEach((spool) => spool.close()),
  };
}

/**
 * The groups of some records. Records of a name whose records contradict one another are not joined by it; since the
 * contradicting ones may be missing here, two made-up records of that name with unused addresses stand in for them.
 */
function grouped(
  records: readonly (readonly [customer: string, keys: PersonKeys])[],
  isNoTie: (record: number) => boolean,
): Uint32Array {
  const names = new Set(records.filter((_, i) => isNoTie(i)).map(([, { name }]) => name));
  const madeUp = [...names].flatMap((name) =>
    ["one", "other"].map((which) => ({ name, phones: [], email: `${name} ${which}`, company: "" })),
  );
  return groupsOfPersons([...records.map(([, keys]) => keys), ...madeUp]);
}

const bytesOf = (numbers: Float64Array | Uint32Array) => new Uint8Array(numbers.buffer);

/** 32-bit MurmurHash3 (Austin Appleby, public domain), with each character of a text as a block. */
function hashOf(text: string, seed: number): number {
  const turned = (bits: number, by: number) => (bits << by) | (bits >>> (32 - by));
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    const block = Math.imul(turned(Math.imul(text.charCodeAt(i), 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(turned(hash ^ block, 13), 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
