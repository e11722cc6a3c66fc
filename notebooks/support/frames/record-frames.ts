import {
  customerFields,
  interactionFields,
  type Customer,
  type Interaction,
  type RatingTable,
} from "@crm-functions/core";
import { frameOf, type Frame } from "./frame";

/** A row per customer, a column per field; ratings have frames of their own (`ratingsFrame`). */
export function customersFrame(customers: readonly Customer[]): Frame {
  return frameOf(
    Object.fromEntries(
      customerFields.map(({ name }) => [
        name,
        customers.map((each) => each[name] ?? (name === "marketingValue" ? NaN : "")),
      ]),
    ),
  );
}

/** A row per interaction, a column per field. */
export function interactionsFrame(interactions: readonly Interaction[]): Frame {
  return frameOf(
    Object.fromEntries(
      interactionFields.map(({ name }) => [name, interactions.map((each) => each[name] ?? NaN)]),
    ),
  );
}

/** A row per customer: the id, then a column per criterion; `NaN` where there is no rating. */
export function ratingsFrame(ratings: RatingTable): Frame {
  return frameOf({
    id: ratings.customers,
    ...Object.fromEntries(ratings.criteria.map((criterion, j) => [criterion, ratings.columns[j]])),
  });
}
