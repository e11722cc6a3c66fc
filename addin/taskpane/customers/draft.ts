import {
  customerFields,
  customerOf,
  useOf,
  valuesOf,
  type Checked,
  type Customer,
  type FieldValue,
  type ValidationSettings,
} from "@crm-functions/core";

/** Form input: a text for each field and each rating, by their keys (`phone`, `need: Price`). */
export type Draft = Readonly<Record<string, string>>;

export function draftOf(customer: Customer | undefined): Draft {
  const blank = Object.fromEntries(
    customerFields.map(({ name }) => [name, name === "kind" ? "customer" : ""]),
  );
  if (customer === undefined) return blank;
  const values = valuesOf({ ...customer, own: undefined });
  const texts = Object.entries(values).map(([key, value]) => [key, value === null ? "" : String(value)]);
  return { ...blank, ...Object.fromEntries(texts) };
}

/** A typed number; other text stays text, so that validation can name it. */
export function typedNumber(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return null;
  const number = Number(plain);
  return (Number.isNaN(number) ? text : number) as number;
}

/** The typed customer, with its problems. */
export function typedCustomer(draft: Draft, rules: ValidationSettings = {}): Checked<Customer> {
  const values = Object.entries(draft).map(([key, text]): [string, FieldValue] => {
    const use = useOf(key, "customer");
    const isNumber = use !== undefined && ("analysis" in use || ("name" in use && use.type === "number"));
    return [key, isNumber ? typedNumber(text) : text];
  });
  return customerOf(Object.fromEntries(values), rules);
}
