import { compareTexts } from "@crm-functions/core";
import type { Database } from "./database";
import { firstTexts, textsIn, textsOf, type SqlValue } from "./records";

/** Fields sorted by the rules of the language, which SQLite does not know. */
export type TextOrderField = "name" | "company" | "segment" | "owner";

interface Entry {
  readonly row: number;
  readonly id: string;
  readonly text: string;
}

/**
 * The rows of all customers sorted by a text field, as the core sorts them. Kept in memory and updated with the changes
 * since: sorting 100,000 names again takes most of a second.
 */
export class TextOrder {
  private readonly field: TextOrderField;
  private version = -1;
  private entries: readonly Entry[] = [];

  constructor(field: TextOrderField) {
    this.field = field;
  }

  /** Rows in order; those without a value come last in either direction. */
  rows(database: Database, descending: boolean): number[] {
    this.refresh(database);
    const rows = this.entries.map((entry) => entry.row);
    if (!descending) return rows;
    const present = this.entries.filter((entry) => entry.text !== "").length;
    return [...rows.slice(0, present).reverse(), ...rows.slice(present)];
  }

  private refresh(database: Database): void {
    const now = database.version;
    if (now === this.version) return;
    const gone = firstTexts(
      database.all(
        `SELECT ${textsIn("id")} FROM removed WHERE kind = 'customer' AND version > ?`,
        this.version,
      ),
    );
    // An erased customer is noted with an empty id; all customers are then read again.
    const since = gone.includes("") ? -1 : this.version;
    const changed = database
      .all(`SELECT row, ${textsIn(`id, ${this.field}`)} FROM customers WHERE version > ?`, since)
      .map(entryOf);
    const out = new Set([...gone, ...changed.map((entry) => entry.id)]);
    const kept = since < 0 ? [] : this.entries.filter((entry) => !out.has(entry.id));
    // `sort` detects that the kept entries are in order and only merges the changed ones in.
    this.entries = [...kept, ...changed].sort(compare);
    this.version = now;
  }
}

function entryOf([row, blob]: readonly SqlValue[]): Entry {
  const [id, text] = textsOf(blob);
  return { row: row as number, id: id ?? "", text: text ?? "" };
}

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The core's order of customers by a text. */
const compare = (a: Entry, b: Entry): number =>
  Number(a.text === "") - Number(b.text === "") || compareTexts(a.text, b.text) || byId(a, b);
