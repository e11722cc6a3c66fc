import {
  customerFields,
  ratedAnalyses,
  type Consent,
  type Customer,
  type CustomerInput,
  type CustomerKind,
  type CustomerFieldName,
  type RatedAnalysis,
} from "@crm-functions/core";

/** A form as typed: a text per field, and per rating under `analysis/criterion`. */
export interface Draft {
  readonly fields: Readonly<Record<CustomerFieldName, string>>;
  readonly ratings: Readonly<Record<string, string>>;
}

export const ratingKey = (analysis: RatedAnalysis, criterion: string): string => `${analysis}/${criterion}`;

export function draftOf(customer: Customer | undefined): Draft {
  const fields = Object.fromEntries(
    customerFields.map(({ name }) => {
      const value = customer?.[name];
      return [
        name,
        value === null || value === undefined ? (name === "kind" ? "customer" : "") : String(value),
      ];
    }),
  ) as Record<CustomerFieldName, string>;
  const ratings: Record<string, string> = {};
  for (const analysis of ratedAnalyses) {
    for (const [criterion, rating] of Object.entries(customer?.ratings[analysis] ?? {})) {
      ratings[ratingKey(analysis, criterion)] = String(rating);
    }
  }
  return { fields, ratings };
}

/** A number as typed; text that is none stays text, so that validation can name it. */
export function typedNumber(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return null;
  const number = Number(plain);
  return (Number.isNaN(number) ? text : number) as number;
}

/** What was typed, as input for validation and the store. Fields left empty are left out. */
export function inputOf(draft: Draft): CustomerInput {
  const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
  for (const [key, text] of Object.entries(draft.ratings)) {
    const value = typedNumber(text);
    if (value === null) continue;
    const slash = key.indexOf("/");
    (ratings[key.slice(0, slash) as RatedAnalysis] ??= {})[key.slice(slash + 1)] = value;
  }
  const { marketingValue, id, created, kind, consent, ...texts } = draft.fields;
  return {
    ...texts,
    kind: kind as CustomerKind,
    consent: consent as Consent,
    ...(id === "" ? {} : { id }),
    ...(created === "" ? {} : { created }),
    marketingValue: typedNumber(marketingValue),
    ratings,
  };
}
