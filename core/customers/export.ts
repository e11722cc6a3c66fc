import type { Language } from "../locales/message";
import type { CsvCell } from "./csv";
import { ratedAnalyses, type Customer, type RatedAnalysis } from "./customer";
import { customerFields, interactionFields, type Field, type Label } from "./fields";
import { ratingHeader } from "./columns";
import type { Interaction } from "./interaction";
import type { CustomerStore } from "./store";

/** A cell as people read it in a file: dates stay ISO texts, choices in the language. */
function exportCell(value: unknown, field: Field, language: Language): CsvCell {
  if (value === "" || value === null || value === undefined) return null;
  if (field.type === "choice") {
    const label: Label | undefined = field.choices?.find((choice) => choice.value === value)?.label;
    return label?.[language] ?? String(value);
  }
  return value as CsvCell;
}

/** Every criterion that some customer is rated by, by analysis, in order of appearance. */
export function ratedCriteria(
  customers: readonly Customer[],
): { readonly analysis: RatedAnalysis; readonly criterion: string }[] {
  const found = new Map<RatedAnalysis, Set<string>>(ratedAnalyses.map((analysis) => [analysis, new Set()]));
  for (const { ratings } of customers) {
    for (const [analysis, criteria] of found) {
      for (const criterion of Object.keys(ratings[analysis] ?? {})) criteria.add(criterion);
    }
  }
  return [...found].flatMap(([analysis, criteria]) =>
    [...criteria].map((criterion) => ({ analysis, criterion })),
  );
}

/** Customers as a table with headers, for `csvOf` or a sheet. What `proposeMapping` and `planImport` read again. */
export function customerTable(customers: readonly Customer[], language: Language): CsvCell[][] {
  const rated = ratedCriteria(customers);
  const headers = [
    ...customerFields.map((field) => field.header[language]),
    ...rated.map(({ analysis, criterion }) => ratingHeader(analysis, criterion, language)),
  ];
  const rows = customers.map((customer) => [
    ...customerFields.map((field) => exportCell(customer[field.name], field, language)),
    ...rated.map(({ analysis, criterion }) => customer.ratings[analysis]?.[criterion] ?? null),
  ]);
  return [headers, ...rows];
}

/** Interactions as a table with headers. */
export function interactionTable(interactions: readonly Interaction[], language: Language): CsvCell[][] {
  return [
    interactionFields.map((field) => field.header[language]),
    ...interactions.map((interaction) =>
      interactionFields.map((field) => exportCell(interaction[field.name], field, language)),
    ),
  ];
}

/** Everything that a store keeps about one person (GDPR articles 15 and 20, PIPL article 45). */
export interface PersonData {
  readonly customer: Customer;
  readonly interactions: readonly Interaction[];
}

/** The data of one person; undefined where the store does not know them. */
export async function personData(store: CustomerStore, id: string): Promise<PersonData | undefined> {
  const customer = await store.get(id);
  return customer && { customer, interactions: await store.interactionsOf(id) };
}

/** The data of one person as a table of label and value, then their interactions. */
export function personTable({ customer, interactions }: PersonData, language: Language): CsvCell[][] {
  const [headers, values] = customerTable([customer], language);
  const width = interactionFields.length;
  const pairs = headers.map((header, i) => [header, values[i], ...Array<CsvCell>(width - 2).fill(null)]);
  return [...pairs, Array<CsvCell>(width).fill(null), ...interactionTable(interactions, language)];
}
