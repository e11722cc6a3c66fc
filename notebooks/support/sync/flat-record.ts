import {
  customerOf,
  headerOf,
  interactionOf,
  ratingOfKey,
  useOf,
  valuesOf,
  weightOf,
  type CriterionWeight,
  type Customer,
  type FieldValues,
  type Interaction,
  type Language,
} from "@crm-functions/core";

/** The kinds of records that are synchronised; the id of a weight is the key of the rating it weights. */
export type RecordKind = "customer" | "interaction" | "weight";

/** The values of a record without those that identify it. */
export function withoutId(record: Customer | Interaction | CriterionWeight): FieldValues {
  const { id: _, analysis: _analysis, criterion: _criterion, ...values } = valuesOf(record);
  return "id" in record ? values : { minimum: null, maximum: null, ...values };
}

/** A field's name for users: the header of its column. */
export function fieldTitle(kind: RecordKind, key: string, language: Language): string {
  const use = useOf(key, kind);
  return use === undefined ? key : headerOf(use, language, kind);
}

/** Turns values back into records, without validating them again. */
export const recordOf = {
  customer: (id: string, values: FieldValues): Customer => customerOf({ ...values, id }).record,
  interaction: (id: string, values: FieldValues): Interaction => interactionOf({ ...values, id }).record,
  weight: (id: string, values: FieldValues): CriterionWeight =>
    weightOf({ ...values, ...ratingOfKey(id) }).record,
};
