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

/**
 * The rows of all customers in the order of a text field, as the core orders them. Kept in memory and brought up to date
 * by what has changed since: sorting 100,000 names again takes most of a second.
 */
export class TextOrder {
  private readonly field: TextOrderField;
  private version = -1;
  private entries: readonly Entry[] = [];

  constructor(field: TextOrderField) {
    this.field = field;
  }

  /** Rows from first to last, those without a value at the end in either direction. */
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
    // Whoever has been erased is called by no id.
    const since = gone.includes("") ? -1 : this.version;
    const changed = database
      .all(`SELECT row, ${textsIn(`id, ${this.field}`)} FROM customers WHERE version > ?`, since)
      .map(entryOf);
    const out = new Set([...gone, ...changed.map((entry) => entry.id)]);
    const kept = since < 0 ? [] : this.entries.filter((entry) => !out.has(entry.id));
    // `sort` finds that those who have stayed are in order, and only puts the changed ones among them.
    this.entries = [...kept, ...changed].sort(compare);
    this.version = now;
  }
}

function entryOf([row, blob]: readonly SqlValue[]): Entry {
  const [id, text] = textsOf(blob);
  return { row: row as number, id: id ?? "", text: text ?? "" };
}

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** As the core orders customers by a text. */
const compare = (a: Entry, b: Entry): number =>
  Number(a.text === "") - Number(b.text === "") || compareTexts(a.text, b.text) || byId(a, b);
