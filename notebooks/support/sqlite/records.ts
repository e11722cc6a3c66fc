import type { Customer, Interaction, OwnValues, Ratings } from "@crm-functions/core";
import type { Database } from "./database";

/** A cell of SQLite as returned by `libsql`. */
export type SqlValue = string | number | null | Uint8Array;

/**
 * The texts of a row as one blob, for `textsOf`: the driver ends the whole process if a text is not UTF-8, which may
 * occur in a file written by another tool or damaged on disk.
 */
export const textsIn = (columns: string): string => `CAST(json_array(${columns}) AS BLOB)`;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @throws an error with the code `SQLITE_CORRUPT` if a text is not UTF-8 */
export function textsOf(blob: SqlValue): (string | null)[] {
  try {
    return JSON.parse(utf8.decode(blob as Uint8Array)) as (string | null)[];
  } catch (error) {
    throw Object.assign(new Error("A text is no UTF-8", { cause: error }), { code: "SQLITE_CORRUPT" });
  }
}

/** The only text of each row. */
export function firstTexts(rows: readonly (readonly SqlValue[])[]): string[] {
  return rows.map(([blob]) => textsOf(blob)[0] ?? "");
}

const customerTexts =
  "id, name, company, kind, phone, email, segment, owner, created, consent, marketing_date, service_date, ratings, own";
/** Columns of a customer in the order that `customerOf` reads, and in which `customerValues` returns them. */
const customerColumns = `${textsIn(customerTexts)}, marketing_value`;
export const customerNames = `${customerTexts}, marketing_value`;

function customerOf([blob, marketingValue]: readonly SqlValue[]): Customer {
  const texts = textsOf(blob);
  const text = (i: number): string => texts[i] ?? "";
  return {
    id: text(0),
    name: text(1),
    company: text(2),
    kind: text(3) as Customer["kind"],
    phone: text(4),
    email: text(5),
    segment: text(6),
    owner: text(7),
    created: text(8),
    consent: text(9) as Customer["consent"],
    marketingValue: marketingValue as number | null,
    marketingDate: text(10),
    serviceDate: text(11),
    ratings: JSON.parse(text(12)) as Ratings,
    ...ownOf(texts[13]),
  };
}

export function ownOf(json: string | null): { own?: OwnValues } {
  return json === null ? {} : { own: JSON.parse(json) as OwnValues };
}

const orNull = (text: string): string | null => (text === "" ? null : text);

export function jsonOf(own: OwnValues = {}): string | null {
  return Object.keys(own).length === 0 ? null : JSON.stringify(own);
}

export function customerValues(customer: Customer): SqlValue[] {
  return [
    customer.id,
    customer.name,
    orNull(customer.company),
    customer.kind,
    orNull(customer.phone),
    orNull(customer.email),
    orNull(customer.segment),
    orNull(customer.owner),
    orNull(customer.created),
    orNull(customer.consent),
    orNull(customer.marketingDate),
    orNull(customer.serviceDate),
    JSON.stringify(customer.ratings),
    jsonOf(customer.own),
    customer.marketingValue,
  ];
}

const interactionTexts = "id, customer_id, happened, kind, channel, note, follow_up, own";
/** Columns of an interaction in the order that `interactionOf` reads, and in which `interactionValues` returns them. */
const interactionColumns = `${textsIn(interactionTexts)}, rating, amount, done`;
export const interactionNames = `${interactionTexts}, rating, amount, done`;

function interactionOf([blob, rating, amount, done]: readonly SqlValue[]): Interaction {
  const texts = textsOf(blob);
  const text = (i: number): string => texts[i] ?? "";
  return {
    id: text(0),
    customerId: text(1),
    when: text(2),
    kind: text(3) as Interaction["kind"],
    channel: text(4),
    rating: rating as number | null,
    amount: amount as number | null,
    note: text(5),
    followUp: text(6),
    done: done === 1,
    ...ownOf(texts[7]),
  };
}

export function interactionValues(interaction: Interaction): SqlValue[] {
  return [
    interaction.id,
    interaction.customerId,
    interaction.when,
    interaction.kind,
    orNull(interaction.channel),
    orNull(interaction.note),
    orNull(interaction.followUp),
    jsonOf(interaction.own),
    interaction.rating,
    interaction.amount,
    interaction.done ? 1 : 0,
  ];
}

/** The customers selected by `rest`, the SQL that follows the table. */
export function customersIn(database: Database, rest: string, ...values: SqlValue[]): Customer[] {
  return database.all(`SELECT ${customerColumns} FROM customers ${rest}`, ...values).map(customerOf);
}

export function interactionsIn(database: Database, rest: string, ...values: SqlValue[]): Interaction[] {
  return database.all(`SELECT ${interactionColumns} FROM interactions ${rest}`, ...values).map(interactionOf);
}

/** `INSERT` of all columns, or an update if a row has the id already. */
export function upsert(table: string, names: string): string {
  const all = `${names}, version`;
  const places = all.split(", ").map(() => "?");
  const sets = all
    .split(", ")
    .slice(1)
    .map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${table} (${all}) VALUES (${places.join(", ")}) ON CONFLICT (id) DO UPDATE SET ${sets.join(", ")}`;
}
