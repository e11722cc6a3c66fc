import {
  customerFields,
  interactionFields,
  type Customer,
  type Interaction,
  type RatingTable,
} from "@crm-functions/core";
import { frameOf, type Frame } from "./frame";

/** One row per customer, one column per field; ratings have a frame of their own (`ratingsFrame`). */
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

/** One row per interaction, one column per field. */
export function interactionsFrame(interactions: readonly Interaction[]): Frame {
  return frameOf(
    Object.fromEntries(
      interactionFields.map(({ name }) => [name, interactions.map((each) => each[name] ?? NaN)]),
    ),
  );
}

/** One row per customer: the id, then one column per criterion; `NaN` if there is no rating. */
export function ratingsFrame(ratings: RatingTable): Frame {
  return frameOf({
    id: ratings.customers,
    ...Object.fromEntries(ratings.criteria.map((criterion, j) => [criterion, ratings.columns[j]])),
  });
}
