import type { Customer, Interaction, Ratings } from "@crm-functions/core";

/** A cell of SQLite as `libsql` hands it over. */
export type SqlValue = string | number | null;

/** Columns of a customer in the order of `customerOf` and `customerValues`. */
export const customerColumns =
  "id, name, company, kind, phone, email, segment, owner, created, consent, marketing_value, marketing_date, service_date, ratings";

export function customerOf(row: readonly SqlValue[]): Customer {
  return {
    id: row[0] as string,
    name: row[1] as string,
    company: row[2] as string,
    kind: row[3] as Customer["kind"],
    phone: row[4] as string,
    email: row[5] as string,
    segment: row[6] as string,
    owner: row[7] as string,
    created: row[8] as string,
    consent: row[9] as Customer["consent"],
    marketingValue: row[10] as number | null,
    marketingDate: row[11] as string,
    serviceDate: row[12] as string,
    ratings: JSON.parse(row[13] as string) as Ratings,
  };
}

export function customerValues(customer: Customer): SqlValue[] {
  return [
    customer.id,
    customer.name,
    customer.company,
    customer.kind,
    customer.phone,
    customer.email,
    customer.segment,
    customer.owner,
    customer.created,
    customer.consent,
    customer.marketingValue,
    customer.marketingDate,
    customer.serviceDate,
    JSON.stringify(customer.ratings),
  ];
}

/** Columns of an interaction in the order of `interactionOf` and `interactionValues`. */
export const interactionColumns =
  "id, customer_id, happened, kind, channel, rating, amount, note, follow_up, done";

export function interactionOf(row: readonly SqlValue[]): Interaction {
  return {
    id: row[0] as string,
    customerId: row[1] as string,
    when: row[2] as string,
    kind: row[3] as Interaction["kind"],
    channel: row[4] as string,
    rating: row[5] as number | null,
    amount: row[6] as number | null,
    note: row[7] as string,
    followUp: row[8] as string,
    done: row[9] === 1,
  };
}

export function interactionValues(interaction: Interaction): SqlValue[] {
  return [
    interaction.id,
    interaction.customerId,
    interaction.when,
    interaction.kind,
    interaction.channel,
    interaction.rating,
    interaction.amount,
    interaction.note,
    interaction.followUp,
    interaction.done ? 1 : 0,
  ];
}
