import { isDay } from "../../numbers/calendar";
import type { OwnValues, Ratings } from "../customer";
import type { FieldValues } from "../cells";
import { customerOf } from "../rows";

/** A purchase as a table of purchases tells of it. */
export interface Purchase {
  /** Whose it is, as the table says it: by number, name, e-mail or phone. */
  readonly customer: string;
  /** ISO day. */
  readonly date: string;
  readonly amount: number | null;
  /** What the other columns hold: the order's number, the product. */
  readonly own?: OwnValues;
}

/** An answer to a survey; `customer` is `""` where the table names nobody. */
export interface Answer {
  readonly customer: string;
  readonly ratings: Ratings;
  readonly own: OwnValues;
}

/** What a purchase or an answer holds, by key, as its table keeps it. */
export function valuesOfRow(row: Purchase | Answer): FieldValues {
  const values: Record<string, FieldValues[string]> = { customer: row.customer };
  if ("date" in row) {
    values.date = row.date;
    values.amount = row.amount;
  } else {
    for (const [analysis, ratings] of Object.entries(row.ratings)) {
      for (const [criterion, rating] of Object.entries(ratings)) values[`${analysis}: ${criterion}`] = rating;
    }
  }
  for (const [header, value] of Object.entries(row.own ?? {})) values[`own: ${header}`] = value;
  return values;
}

const anyRating = { ratingRange: () => ({ minimum: -Infinity, maximum: Infinity }) };

/** The answer that values make; what cannot be understood in them costs that cell. */
export function answerOf({ customer, ...values }: FieldValues): Answer {
  const { ratings, own = {} } = customerOf({ ...values, name: "-" }, anyRating).record;
  return { customer: textOf(customer), ratings, own };
}

/** The purchase that values make; undefined where they name no day. */
export function purchaseOf({ customer, date, amount, ...values }: FieldValues): Purchase | undefined {
  if (typeof date !== "string" || !isDay(date)) return undefined;
  const { own } = answerOf(values);
  return {
    customer: textOf(customer),
    date,
    amount: typeof amount === "number" ? amount : null,
    ...(Object.keys(own).length > 0 && { own }),
  };
}

const textOf = (value: FieldValues[string] | undefined): string =>
  value === undefined || value === null || typeof value === "object" ? "" : String(value).trim();

/** The same text for rows that hold the same, in whatever order their columns stand. */
function contentOf(values: FieldValues): string {
  const filled = Object.entries(values).filter(([, value]) => value !== "" && value !== null);
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The positions of those rows that a table has not yet. Purchases have no number of their own: a row that holds what one
 * of the table holds is that one, and where a file has it three times and the table twice, one is new.
 */
export function rowsNotIn(rows: readonly FieldValues[], there: Iterable<FieldValues>): number[] {
  const counts = new Map<string, number>();
  for (const values of there) {
    const content = contentOf(values);
    counts.set(content, (counts.get(content) ?? 0) + 1);
  }
  return rows.flatMap((values, i) => {
    const content = contentOf(values);
    const left = counts.get(content) ?? 0;
    if (left === 0) return [i];
    counts.set(content, left - 1);
    return [];
  });
}
