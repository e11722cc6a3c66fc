import { isDay } from "../../numbers/calendar";
import type { OwnValues, Ratings } from "../customer";
import type { FieldValues } from "../cells";
import { customerOf } from "../rows";

/** A purchase as given in a table of purchases. */
export interface Purchase {
  /** The buyer as the table gives it: a number, name, e-mail address or phone number. */
  readonly customer: string;
  /** ISO day. */
  readonly date: string;
  readonly amount: number | null;
  /** The values of the other columns, such as order number or product. */
  readonly own?: OwnValues;
}

/** An answer to a survey; `customer` is `""` if the table does not name one. */
export interface Answer {
  readonly customer: string;
  readonly ratings: Ratings;
  readonly own: OwnValues;
}

/** A purchase or an answer as values by key, as stored in its table. */
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

/** Rules by which ratings may be on any scale. */
export const anyRating = { ratingRange: () => ({ minimum: -Infinity, maximum: Infinity }) };

/** The answer that values represent; values that cannot be understood are dropped. */
export function answerOf({ customer, ...values }: FieldValues): Answer {
  const { ratings, own = {} } = customerOf({ ...values, name: "-" }, anyRating).record;
  return { customer: textOf(customer), ratings, own };
}

/** The purchase that values represent; undefined without a valid date. */
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

/** The text of a value; `""` for none and for an error. */
export const textOf = (value: FieldValues[string] | undefined): string =>
  value === undefined || value === null || typeof value === "object" ? "" : String(value).trim();

/** The same text for rows with the same content, whatever the order of columns. */
function contentOf(values: FieldValues): string {
  const filled = Object.entries(values).filter(([, value]) => value !== "" && value !== null);
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The positions of rows that the table does not contain yet. Purchases have no id, so rows with equal content are the
 * same purchase: if the file has one three times and the table twice, one is new.
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
