import { duplicates } from "@crm-functions/core";
import type { Batch } from "./engine";

/** Rows that the core looks at together. */
const blockRows = 512;
const keyColumns = 4;
const pageBytes = 2 ** 20;

/**
 * Rows that may be doubles, as they come from a query of customer, name, phone, email, the hashes of the name's, both
 * telephone numbers' and the address's keys (0 where there is none), and 1 where the name alone may join rows. The core
 * groups them block by block: rows that share no key, not even by way of others, never meet. Texts are held as bytes.
 */
export interface Candidates {
  readonly add: (batch: Batch) => void;
  /** The customers of each group. */
  readonly groups: () => string[][];
}

/** For so many rows. */
export function candidateGroups(count: number): Candidates {
  // The texts of a row as JSON, on a page and up to where on it.
  const pages: Buffer[] = [];
  const places = new Uint32Array(3 * count);
  const keys = new Float64Array(keyColumns * count);
  const joins = new Uint8Array(count);
  let held = 0;
  let used = Infinity;
  const textsOf = (row: number): string[] => {
    const [page, start, end] = places.subarray(3 * row, 3 * row + 3);
    return JSON.parse(pages[page].toString("utf8", start, end)) as string[];
  };
  return {
    add: ({ rows, columns }) => {
      for (let i = 0; i < rows; i++) {
        const row = JSON.stringify([0, 1, 2, 3].map((c) => columns[c][i]));
        const size = Buffer.byteLength(row);
        if (used + size > pageBytes) {
          pages.push(Buffer.alloc(Math.max(pageBytes, size)));
          used = 0;
        }
        pages[pages.length - 1].write(row, used);
        places.set([pages.length - 1, used, used + size], 3 * held);
        used += size;
        for (let k = 0; k < keyColumns; k++) keys[held * keyColumns + k] = columns[4 + k][i] as number;
        joins[held++] = columns[8][i] as number;
      }
    },
    groups: () => {
      const found: string[][] = [];
      const root = connected(keys, joins, count);
      const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
        (a, b) => root[a] - root[b] || a - b,
      );
      for (let start = 0; start < count;) {
        let end = start;
        // Whole families, so that a block holds all that its rows may be doubles of.
        while (end < count && (end - start < blockRows || root[order[end]] === root[order[end - 1]])) end++;
        const rows = Array.from(order.subarray(start, end));
        found.push(...grouped(rows.map(textsOf), namesKnownToDiffer(rows, keys, joins)));
        start = end;
      }
      return found;
    },
  };
}

/** For each row the first row of its family: rows that share a key, or are joined by way of others. */
function connected(keys: Float64Array, joins: Uint8Array, count: number): Uint32Array {
  const parent = Uint32Array.from({ length: count }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const size = 2 ** Math.ceil(Math.log2(4 * count + 2));
  const seen = new Float64Array(size);
  const firstWith = new Uint32Array(size);
  const meet = (key: number, i: number): void => {
    if (key === 0) return;
    let at = key % size; // keys are hashes, and whole numbers
    while (seen[at] !== 0 && seen[at] !== key) at = (at + 1) % size;
    if (seen[at] === 0) {
      seen[at] = key;
      firstWith[at] = i;
      return;
    }
    const [a, b] = [rootOf(firstWith[at]), rootOf(i)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  // Both keys of a telephone number are numbers of one kind.
  for (const columns of [[0], [1, 2], [3]]) {
    seen.fill(0);
    for (let i = 0; i < count; i++) {
      for (const k of columns) if (k !== 0 || joins[i] === 1) meet(keys[i * keyColumns + k], i);
    }
  }
  for (let i = 0; i < count; i++) parent[i] = rootOf(i);
  return parent;
}

/** Positions in the block of rows whose names must not join them, one for each such name that is there twice. */
function namesKnownToDiffer(rows: readonly number[], keys: Float64Array, joins: Uint8Array): number[] {
  const seen = new Map<number, number>();
  rows.forEach((row, i) => {
    const name = keys[row * keyColumns];
    if (name === 0 || joins[row] === 1) return;
    seen.set(name, seen.has(name) ? i : -1);
  });
  return [...seen.values()].filter((i) => i >= 0);
}

/**
 * Groups of some candidates. Rows of one name that contradict one another are not joined by it; where those that do so
 * stayed behind, two made-up rows of that name, with addresses that nobody has, say it in their place.
 */
function grouped(rows: readonly string[][], contradicted: readonly number[]): string[][] {
  const column = (k: number): string[] => rows.map((row) => row[k]);
  const madeUp = contradicted.flatMap((i) => [
    { name: rows[i][1], email: `crm-functions ${i} one` },
    { name: rows[i][1], email: `crm-functions ${i} other` },
  ]);
  const groups = duplicates(
    [...column(1), ...madeUp.map(({ name }) => name)],
    [...column(2), ...madeUp.map(() => "")],
    [...column(3), ...madeUp.map(({ email }) => email)],
  );
  return membersOf(column(0), groups);
}

/** The customers of each group of the core's `duplicates`. */
export function membersOf(customers: readonly string[], groups: ArrayLike<number>): string[][] {
  const members: string[][] = [];
  customers.forEach((customer, i) => {
    if (groups[i] > 0) (members[groups[i] - 1] ??= []).push(customer);
  });
  return members;
}
