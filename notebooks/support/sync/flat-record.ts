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

/** The kinds of records that are synchronised; the id of a weight is the key of the rating that it weighs. */
export type RecordKind = "customer" | "interaction" | "weight";

/** What is told apart by its id has the rest of its values here. */
export function withoutId(record: Customer | Interaction | CriterionWeight): FieldValues {
  const { id: _, analysis: _analysis, criterion: _criterion, ...values } = valuesOf(record);
  return "id" in record ? values : { minimum: null, maximum: null, ...values };
}

/** What a user calls a field: the header of its column. */
export function fieldTitle(kind: RecordKind, key: string, language: Language): string {
  const use = useOf(key, kind);
  return use === undefined ? key : headerOf(use, language, kind);
}

/** The records again; nothing of them is validated again. */
export const recordOf = {
  customer: (id: string, values: FieldValues): Customer => customerOf({ ...values, id }).record,
  interaction: (id: string, values: FieldValues): Interaction => interactionOf({ ...values, id }).record,
  weight: (id: string, values: FieldValues): CriterionWeight =>
    weightOf({ ...values, ...ratingOfKey(id) }).record,
};
