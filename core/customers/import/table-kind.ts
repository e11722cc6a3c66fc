import { isRating, keyOf } from "../columns";
import { nameKeys } from "../customer-fields";
import type { Draft, Role } from "./column-draft";
import { saysLast } from "./purchase-words";
import { shownText } from "./source";

/** What the rows of the table represent. */
export type ProposedTable = "customers" | "purchases" | "answers";

/** Purchases if unnamed or recurring buyers have dates and amounts; answers if ratings lack names; else customers. */
export function kindOfTable(roles: readonly Role[], values: Draft["values"]): ProposedTable {
  const keys = roles.map(({ use }) => keyOf(use));
  const has = (...wanted: string[]): boolean => wanted.some((key) => keys.includes(key));
  // A column of names that nobody filled names nobody.
  const isEmpty = values.every(({ length }) => length === 0);
  const names = (...wanted: string[]): boolean =>
    keys.some((key, i) => wanted.includes(key) && (isEmpty || values[i].length > 0));
  const day = roles.find(({ role }) => role === "purchaseDate");
  const bought = day !== undefined && roles.some(({ role }) => role === "amount");
  const rated = roles.some(({ use }) => isRating(use));
  const isNamed = names(...nameKeys);
  const whose = ["name", "id", "email", "phone"].map((key) => keys.indexOf(key)).find((at) => at >= 0);
  if (bought && !rated && whose !== undefined) {
    const distinct = new Set(values[whose].map(shownText)).size;
    // What is told of customers too may be told of some of them twice.
    const most = has("created", "segment", "owner") ? 0.5 : 0.9;
    if (!isNamed || (distinct < values[whose].length * most && !saysLast(day.header))) return "purchases";
  }
  // Contracts kept or lost, of people without contact details.
  const decided = roles.some(({ role }) => role === "outcome") && !has("email", "phone");
  return (rated || decided) && !isNamed && !names("company") ? "answers" : "customers";
}
