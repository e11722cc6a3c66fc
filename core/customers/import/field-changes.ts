import type { FieldValue, FieldValues } from "../cells";
import type { Customer, CustomerChange } from "../customer";
import { customerOf, valuesOf } from "../rows";
import { anyRating } from "./own-rows";

/** A field that a row would change. */
export interface FieldChange {
  readonly key: string;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue;
}

/** The fields of a row that differ from the customer. A blank cell does not delete a value. */
export function changesOf(existing: Customer, customer: Customer, values: FieldValues): FieldChange[] {
  const before = valuesOf(existing);
  const after = valuesOf(customer);
  const changes: FieldChange[] = [];
  for (const [key, value] of Object.entries(after)) {
    if (key === "id" || value === "" || value === null) continue;
    // Fields absent from the row have defaults, which do not count.
    if (!Object.hasOwn(values, key) && key !== "name") continue;
    if (key === "kind" && (values.kind === "" || values.kind === null)) continue;
    if (before[key] !== value) changes.push({ key, before: before[key], after: value });
  }
  return changes;
}

/** The changes in the form that the store accepts. */
export function changeOf(existing: Customer, changes: readonly FieldChange[]): CustomerChange {
  const values: Record<string, FieldValue> = { ...valuesOf(existing) };
  for (const { key, after } of changes) values[key] = after;
  const { record } = customerOf(values, anyRating);
  const parts = changes.map(({ key }) =>
    key.startsWith("own: ") ? "own" : key.includes(": ") ? "ratings" : (key as keyof Customer),
  );
  const changed = Object.fromEntries(parts.map((part) => [part, record[part]])) as Partial<Customer>;
  return { ...changed, id: existing.id };
}
