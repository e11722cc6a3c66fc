import {
  ratingOfHeader,
  type Customer,
  type CriterionWeight,
  type Interaction,
  type RatedAnalysis,
  type Team,
} from "@crm-functions/core";

/** A customer with these ratings and nothing else. */
export function customerOf(id: string, ratings: Customer["ratings"], more: Partial<Customer> = {}): Customer {
  return {
    id,
    name: id,
    company: "",
    kind: "customer",
    phone: "",
    email: "",
    segment: "",
    owner: "",
    created: "",
    consent: "",
    marketingValue: null,
    marketingDate: "",
    serviceDate: "",
    ratings,
    ...more,
  };
}

/** A team from a table: headers such as `Need: Price`, a row per customer, `null` where a rating is missing. */
export function teamOf(
  headers: readonly string[],
  rows: readonly (readonly (number | null)[])[],
  weights: readonly CriterionWeight[] = [],
  interactions: readonly Interaction[] = [],
): Team {
  const uses = headers.map((header) => ratingOfHeader(header)!);
  return {
    customers: rows.map((row, i) => {
      const ratings: Partial<Record<RatedAnalysis, Record<string, number>>> = {};
      uses.forEach(({ analysis, criterion }, j) => {
        const rating = row[j];
        if (rating !== null) (ratings[analysis] ??= {})[criterion] = rating;
      });
      return customerOf(`c${i + 1}`, ratings);
    }),
    interactions,
    weights,
  };
}

export const weight = (
  analysis: CriterionWeight["analysis"],
  criterion: string,
  value: number,
  range: Partial<CriterionWeight> = {},
): CriterionWeight => ({ analysis, criterion, weight: value, ...range });
