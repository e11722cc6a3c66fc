import {
  customerFields,
  interactionFields,
  ratedAnalyses,
  ratingHeader,
  weightFields,
  type Customer,
  type Field,
  type FieldValue,
  type Interaction,
  type Language,
  type RatedAnalysis,
  type Ratings,
} from "@crm-functions/core";
import type { CriterionWeight } from "../workbook/team-workbook";

/** A record as its fields by name; a rating is the field `need: Price`. The id is not among them. */
export type FlatRecord = Readonly<Record<string, FieldValue>>;

/** The id of a weight is the name of the rating that it weighs. */
export type RecordKind = "customer" | "interaction" | "weight";

const fieldsOf: Readonly<Record<RecordKind, readonly Field[]>> = {
  customer: customerFields,
  interaction: interactionFields,
  weight: weightFields,
};

/** The field of that name; undefined for a rating. */
export function fieldNamed(kind: RecordKind, name: string): Field | undefined {
  return fieldsOf[kind].find((field) => field.name === name);
}

/** The name of a rating's field. */
export function ratingName(analysis: RatedAnalysis, criterion: string): string {
  return `${analysis}: ${criterion}`;
}

/** Which rating a field is; undefined where it is none. */
export function ratingNamed(
  name: string,
): { readonly analysis: RatedAnalysis; readonly criterion: string } | undefined {
  const analysis = ratedAnalyses.find((each) => name.startsWith(`${each}: `));
  return analysis && { analysis, criterion: name.slice(analysis.length + 2) };
}

/** What a user calls a field: the header of its column. */
export function fieldTitle(kind: RecordKind, name: string, language: Language): string {
  const rating = kind === "customer" ? ratingNamed(name) : undefined;
  if (rating !== undefined) return ratingHeader(rating.analysis, rating.criterion, language);
  return fieldNamed(kind, name)?.header[language] ?? name;
}

export function flatCustomer({ id: _, ratings, own: _own, ...fields }: Customer): FlatRecord {
  const rated = ratedAnalyses.flatMap((analysis) =>
    Object.entries(ratings[analysis] ?? {}).map(([criterion, value]): [string, number] => [
      ratingName(analysis, criterion),
      value,
    ]),
  );
  return { ...fields, ...Object.fromEntries(rated) };
}

export function flatInteraction({ id: _, own: _own, ...fields }: Interaction): FlatRecord {
  return fields;
}

export function flatWeight({ weight, minimum, maximum }: CriterionWeight): FlatRecord {
  return { weight, minimum: minimum ?? null, maximum: maximum ?? null };
}

export function weightOfFlat(id: string, flat: FlatRecord): CriterionWeight {
  const { weight, minimum, maximum } = flat;
  return {
    ...ratingNamed(id)!,
    weight: weight as number,
    ...(typeof minimum === "number" && { minimum }),
    ...(typeof maximum === "number" && { maximum }),
  };
}

/** The record again; `before` gives the fields that `flat` does not have. */
export function customerOfFlat(id: string, flat: FlatRecord, before: Customer): Customer {
  const ratings: Partial<Record<RatedAnalysis, [string, number][]>> = {};
  const fields: Record<string, FieldValue> = {};
  const all = { ...flatCustomer(before), ...flat };
  for (const [name, value] of Object.entries(all)) {
    const rating = ratingNamed(name);
    if (rating === undefined) fields[name] = value;
    else if (typeof value === "number") (ratings[rating.analysis] ??= []).push([rating.criterion, value]);
  }
  return {
    ...before,
    ...(fields as unknown as Customer),
    id,
    ratings: Object.fromEntries(
      Object.entries(ratings).map(([analysis, entries]) => [analysis, Object.fromEntries(entries)]),
    ) as Ratings,
  };
}

export function interactionOfFlat(id: string, flat: FlatRecord, before: Interaction): Interaction {
  return { ...before, ...(flat as unknown as Interaction), id };
}
