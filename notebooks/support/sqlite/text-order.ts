import { compareBy, type Customer } from "@crm-functions/core";
import type { Database } from "./database";

/** Fields whose order is a matter of language, which SQLite does not know. */
export type TextOrderField = "name" | "company" | "segment" | "owner";

interface Entry {
  readonly row: number;
  readonly id: string;
  readonly text: string;
}

/** More changes than this at once, and sorting anew is quicker than putting each in its place. */
const resortFrom = 200;

/**
 * The rows of all customers in the order of a text field, as the core orders them. Kept in memory and brought up to date
 * by what has changed since: sorting 100,000 names anew takes most of a second.
 */
export class TextOrder {
  private readonly field: TextOrderField;
  private readonly compare: (a: Entry, b: Entry) => number;
  private version = -1;
  private present: Entry[] = [];
  private missing: Entry[] = [];

  constructor(field: TextOrderField) {
    this.field = field;
    const byField = compareBy(field);
    // The core's comparison looks at nothing but the field and the id.
    const asCustomer = (entry: Entry) => ({ id: entry.id, [field]: entry.text }) as unknown as Customer;
    this.compare = (a, b) => byField(asCustomer(a), asCustomer(b));
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
    const changed = database
      .all(`SELECT row, id, ${this.field} FROM customers WHERE version > ?`, this.version)
      .map(([row, id, text]) => ({ row, id, text }) as Entry);
    const gone = database
      .all("SELECT id FROM removed WHERE kind = 'customer' AND version > ?", this.version)
      .map(([id]) => id as string);
    const byId = (a: Entry, b: Entry) => (a.id < b.id ? -1 : 1);
    if (this.version < 0 || changed.length + gone.length > resortFrom) {
      const all =
        this.version < 0
          ? changed
          : database
              .all(`SELECT row, id, ${this.field} FROM customers`)
              .map(([row, id, text]) => ({ row, id, text }) as Entry);
      this.present = all.filter((entry) => entry.text !== "").sort(this.compare);
      this.missing = all.filter((entry) => entry.text === "").sort(byId);
    } else {
      const out = new Set([...gone, ...changed.map((entry) => entry.id)]);
      this.present = this.present.filter((entry) => !out.has(entry.id));
      this.missing = this.missing.filter((entry) => !out.has(entry.id));
      for (const entry of changed) {
        if (entry.text === "") insert(this.missing, entry, byId);
        else insert(this.present, entry, this.compare);
      }
    }
    this.version = now;
  }
}

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
