import type { Language } from "../locales/message";
import { ownForExport, type CsvCell } from "./csv";
import { columnsFor, headerOf } from "./columns";
import type { Customer } from "./customer";
import { interactionFields } from "./interaction-fields";
import type { Interaction } from "./interaction";
import { cellOfUse, valuesOf } from "./rows";
import type { CustomerStore } from "./store";

/** Records as a table with headers for human readers: dates stay ISO texts, choices are in the language. */
function recordTable(
  records: readonly (Customer | Interaction)[],
  kind: "customer" | "interaction",
  language: Language,
  forCsv = false,
): CsvCell[][] {
  const values = records.map(valuesOf);
  const columns = columnsFor(values, kind, language);
  const rows = values.map((each) =>
    columns.uses.map((use): CsvCell => {
      const isDate = "name" in use && (use.type === "date" || use.type === "dateTime");
      const cell = isDate ? each[use.name] : cellOfUse(each, use, columns);
      if (cell === undefined || cell === "" || typeof cell === "object") return null;
      return forCsv && "own" in use ? ownForExport(cell) : cell;
    }),
  );
  return [columns.uses.map((use) => headerOf(use, language, kind)), ...rows];
}

/**
 * Customers as a table with headers that an import can read.
 * @param forCsv guards texts of own columns that would be read back as numbers (`ownForExport`)
 */
export function customerTable(
  customers: readonly Customer[],
  language: Language,
  forCsv = false,
): CsvCell[][] {
  return recordTable(customers, "customer", language, forCsv);
}

/** Interactions as a table with headers. */
export function interactionTable(interactions: readonly Interaction[], language: Language): CsvCell[][] {
  return recordTable(interactions, "interaction", language);
}

/** Everything that a store holds about one person (GDPR articles 15 and 20, PIPL article 45). */
export interface PersonData {
  readonly customer: Customer;
  readonly interactions: readonly Interaction[];
}

/** The data of one person; undefined if the store does not contain them. */
export async function personData(store: CustomerStore, id: string): Promise<PersonData | undefined> {
  const customer = await store.get(id);
  return customer && { customer, interactions: await store.interactionsOf(id) };
}

/** The data of one person as a table of labels and values, followed by their interactions. */
export function personTable({ customer, interactions }: PersonData, language: Language): CsvCell[][] {
  const [headers, values] = customerTable([customer], language);
  const theirs = interactionTable(interactions, language);
  const width = Math.max(interactionFields.length, theirs[0].length);
  const pairs = headers.map((header, i) => [header, values[i], ...Array<CsvCell>(width - 2).fill(null)]);
  return [...pairs, Array<CsvCell>(width).fill(null), ...theirs];
}
