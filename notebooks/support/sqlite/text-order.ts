import { compareTexts } from "@crm-functions/core";
import type { Database } from "./database";
import { firstTexts, textsIn, textsOf, type SqlValue } from "./records";

/** Fields whose order is a matter of language, which SQLite does not know. */
export type TextOrderField = "name" | "company" | "segment" | "owner";

interface Entry {
  readonly row: number;
  readonly id: string;
  readonly text: string;
}

/** More changes than this at once, and sorting again is quicker than putting each in its place. */
const resortFrom = 200;

/**
 * The rows of all customers in the order of a text field, as the core orders them. Kept in memory and brought up to date
 * by what has changed since: sorting 100,000 names again takes most of a second.
 */
export class TextOrder {
  private readonly field: TextOrderField;
  private version = -1;
  private present: Entry[] = [];
  private missing: Entry[] = [];

  constructor(field: TextOrderField) {
    this.field = field;
  }

  /** Rows from first to last, those without a value at the end in either direction. */
  rows(database: Database, descending: boolean): number[] {
    this.refresh(database);
    const present = this.present.map((entry) => entry.row);
    if (descending) present.reverse();
    return present.concat(this.missing.map((entry) => entry.row));
  }

  private refresh(database: Database): void {
    const now = database.number("SELECT version FROM counter");
    if (now === this.version) return;
    const columns = `row, ${textsIn(`id, ${this.field}`)}`;
    const changed = database
      .all(`SELECT ${columns} FROM customers WHERE version > ?`, this.version)
      .map(entryOf);
    const gone = firstTexts(
      database.all(
        `SELECT ${textsIn("id")} FROM removed WHERE kind = 'customer' AND version > ?`,
        this.version,
      ),
    );
    // Whoever has been erased is called by no id.
    if (this.version < 0 || changed.length + gone.length > resortFrom || gone.includes("")) {
      const all = this.version < 0 ? changed : database.all(`SELECT ${columns} FROM customers`).map(entryOf);
      this.present = all.filter((entry) => entry.text !== "").sort(compare);
      this.missing = all.filter((entry) => entry.text === "").sort(byId);
    } else {
      const out = new Set([...gone, ...changed.map((entry) => entry.id)]);
      this.present = this.present.filter((entry) => !out.has(entry.id));
      this.missing = this.missing.filter((entry) => !out.has(entry.id));
      for (const entry of changed) {
        if (entry.text === "") insert(this.missing, entry, byId);
        else insert(this.present, entry, compare);
      }
    }
    this.version = now;
  }
}

function entryOf([row, blob]: readonly SqlValue[]): Entry {
  const [id, text] = textsOf(blob);
  return { row: row as number, id: id ?? "", text: text ?? "" };
}

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** As the core orders customers by a text. */
const compare = (a: Entry, b: Entry): number => compareTexts(a.text, b.text) || byId(a, b);

function insert(list: Entry[], entry: Entry, compare: (a: Entry, b: Entry) => number): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle], entry) < 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, entry);
}
