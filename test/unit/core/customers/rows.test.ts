import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  columnsOf,
  csvOf,
  customerFields,
  customerOf,
  headerOf,
  interactionKinds,
  interactionOf,
  keyOf,
  missingColumns,
  problemAt,
  ratedAnalyses,
  readRow,
  rowOf,
  textOfCsv,
  useOf,
  validateCustomer,
  valuesOf,
  weightOf,
  type CellValue,
  type Customer,
  type Interaction,
} from "@crm-functions/core";

const word = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "12E4",
    "1.10",
    "True",
    "2024-01-05",
    "007",
    "=1+1",
    "'q",
    "__proto__",
    "Name",
    "需求：价格",
  ),
);
const line = word.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim());
const filled = line.filter((text) => text !== "");
const day = fc
  .date({ min: new Date("1900-03-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0);
const header = filled.filter((text) => !/[:：]$/.test(text));
const ownCell = fc.oneof(fc.string({ minLength: 1 }), number, fc.boolean());
const own = fc.option(fc.dictionary(header, ownCell, { minKeys: 1, maxKeys: 3 }), { nil: undefined });

const customers: fc.Arbitrary<Customer> = fc
  .record({
    id: filled,
    name: filled,
    company: line,
    kind: fc.constantFrom("customer" as const, "partner" as const),
    phone: fc.constantFrom("", "+8613800138000", "+442079460958 ext. 12"),
    email: fc.constantFrom("", "a@example.com"),
    segment: line,
    owner: line,
    created: fc.oneof(fc.constant(""), day),
    consent: fc.constantFrom("" as const, "yes" as const, "no" as const),
    marketingValue: fc.option(number),
    marketingDate: fc.oneof(fc.constant(""), day),
    serviceDate: fc.oneof(fc.constant(""), day),
    ratings: fc.dictionary(
      fc.constantFrom(...ratedAnalyses),
      fc.dictionary(header, fc.integer({ min: 0, max: 10 }), { minKeys: 1, maxKeys: 3 }),
    ) as fc.Arbitrary<Customer["ratings"]>,
    own,
  })
  .map(({ own: cells, ...rest }) => (cells === undefined ? rest : { ...rest, own: cells }));

const interactions: fc.Arbitrary<Interaction> = fc
  .record({
    id: filled,
    customerId: filled,
    when: fc.oneof(
      day,
      day.map((each) => `${each}T09:05`),
    ),
    kind: fc.constantFrom(...interactionKinds),
    channel: line,
    rating: fc.option(fc.integer({ min: 0, max: 10 })),
    amount: fc.option(number),
    note: line,
    followUp: fc.oneof(fc.constant(""), day),
    done: fc.boolean(),
    own,
  })
  .map(({ own: cells, ...rest }) => (cells === undefined ? rest : { ...rest, own: cells }));

/** A table that has a column for everything. */
function tableOf(records: readonly (Customer | Interaction)[], kind: "customer" | "interaction") {
  const values = records.map(valuesOf);
  const language = "en-US" as const;
  const missing = missingColumns(values, { kind, uses: [] });
  const headers = missing.map((use) => headerOf(use, language, kind));
  return { values, headers, columns: { kind, uses: missing, language } };
}

describe("rows", () => {
  test("a record is its values, and they the record", () => {
    fc.assert(
      fc.property(customers, (customer) => {
        expect(customerOf(valuesOf(customer))).toEqual({ record: customer, problems: [] });
      }),
    );
    fc.assert(
      fc.property(interactions, (interaction) => {
        expect(interactionOf(valuesOf(interaction))).toEqual({ record: interaction, problems: [] });
      }),
    );
  });

  test("customers written as a table are read again by its headers, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(customers, { minLength: 1, maxLength: 4 }), (records) => {
        const { values, headers, columns } = tableOf(records, "customer");
        const found = columnsOf(headers, "customer");
        expect(found.uses.map(keyOf)).toEqual(columns.uses.map(keyOf));
        values.forEach((each, i) => {
          expect(customerOf(readRow(rowOf(each, columns), found))).toEqual({
            record: records[i],
            problems: [],
          });
        });
      }),
    );
  });

  test("and so are interactions", () => {
    fc.assert(
      fc.property(fc.array(interactions, { minLength: 1, maxLength: 4 }), (records) => {
        const { values, headers, columns } = tableOf(records, "interaction");
        const found = columnsOf(headers, "interaction");
        values.forEach((each, i) => {
          expect(interactionOf(readRow(rowOf(each, columns), found))).toEqual({
            record: records[i],
            problems: [],
          });
        });
      }),
    );
  });

  test("a bad cell is a problem at its key, and the record does without it", () => {
    const headers = ["Name", "Phone", "Created", "Need: Price", "Kind", "Company", "Consent", "Mine"];
    const columns = columnsOf(headers, "customer");
    const cells: CellValue[] = [
      "A",
      "8.61E+12",
      "01/02/2026",
      "high",
      "friend",
      { error: "#N/A" },
      "perhaps",
      { error: "#REF!" },
    ];
    const { record, problems } = customerOf(readRow(cells, columns));
    expect(problems.map(({ key, message }) => `${key} ${message}`)).toEqual([
      "company cellHoldsError",
      "kind kindInvalid",
      "phone phoneDigitsLost",
      "created dateAmbiguous",
      "consent consentInvalid",
      "need: Price notANumber",
      "own: Mine cellHoldsError",
    ]);
    expect(record).toMatchObject({ name: "A", company: "", kind: "customer", consent: "", ratings: {} });
    expect(record.own).toBeUndefined();
    expect(problems.map((problem) => problemAt(problem, 7, columns, headers))[0]).toMatchObject({
      table: "customer",
      row: 7,
      header: "Company",
    });
  });

  test("single columns are read their own way", () => {
    const columns = {
      ...columnsOf(["Name", "Created", "Service date", "Campaign value", "Age"], "customer"),
      readings: [undefined, { dates: "mdy" as const }, undefined, { decimal: "," as const }],
    };
    const uses = columns.uses.map((use) =>
      keyOf(use) === "own: Age" ? { own: "Age", type: "number" as const } : use,
    );
    const values = readRow(
      ["A", "01/02/2026", "01/02/2026", "1.234,5", "41"],
      { ...columns, uses },
      { dates: "dmy" },
    );
    expect(values).toEqual({
      name: "A",
      created: "2026-01-02",
      serviceDate: "2026-02-01",
      marketingValue: 1234.5,
      "own: Age": 41,
    });
  });

  test("names in two columns", () => {
    const nameOf = (givenName: string, familyName: string, more = {}) =>
      customerOf({ givenName, familyName, ...more }).record.name;
    expect([
      nameOf("Mei", "Lin"),
      nameOf("小明", "王"),
      nameOf("", "Lin"),
      nameOf("A", "B", { name: "C" }),
    ]).toEqual(["Mei Lin", "王小明", "Lin", "C"]);
    expect(customerOf({ givenName: " ", familyName: "" }).problems[0]).toMatchObject({
      key: "name",
      message: "fieldRequired",
    });
  });

  test("a column without a value of the user's is left to the table", () => {
    const columns = columnsOf(["Name", "Phone", "Mine"], "customer");
    expect(rowOf({ name: "A" }, columns)).toEqual(["A", null, undefined]);
  });
});

test("weights: what is missing, and what is none", () => {
  const of = (values: Record<string, CellValue>) => {
    const { record, problems } = weightOf(values);
    return [record, problems.map(({ key, message }) => `${key} ${message}`)];
  };
  expect(of({ analysis: "need", criterion: "Price", weight: 0.5, minimum: null, maximum: 5 })).toEqual([
    { analysis: "need", criterion: "Price", weight: 0.5, maximum: 5 },
    [],
  ]);
  expect(of({ analysis: "mood", criterion: "", weight: "much" })[1]).toEqual([
    "analysis analysisInvalid",
    "criterion fieldRequired",
    "weight notANumber",
  ]);
  expect(of({ analysis: "need", criterion: "x", weight: null })[1]).toEqual(["weight fieldRequired"]);
  expect(of({ analysis: "need", criterion: "x", weight: { error: "#N/A" } })[1]).toEqual([
    "weight cellHoldsError",
  ]);
});

test("every field of a customer has a use, and texts of our CSV are read as they were", () => {
  for (const { name } of customerFields) expect(useOf(name, "customer")).toBeDefined();
  fc.assert(
    fc.property(line, (text) => {
      const csv = csvOf([[text]]);
      expect(csv.startsWith("\ufeff")).toBe(true);
      expect(textOfCsv(text.startsWith("'") ? `'${text}` : text)).toBe(text);
    }),
  );
  expect(validateCustomer({ name: "A", own: {} }).record.own).toBeUndefined();
});
