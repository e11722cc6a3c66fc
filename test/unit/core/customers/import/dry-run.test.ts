import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  csvOf,
  customerTable,
  dryRunSteps,
  finished,
  proposeImport,
  validateCustomer,
  type Customer,
  type CustomerInput,
  type DryRun,
  type DryRunSettings,
} from "@crm-functions/core";
import { importSource } from "../../../../../addin/workbook/file";
import { createMemoryStore } from "../../../../doubles/memory-store";

function run(text: string, settings: DryRunSettings = {}, region?: string): DryRun {
  const source = importSource("a.csv", new TextEncoder().encode(text));
  return finished(dryRunSteps(proposeImport(source, { region }), settings));
}
const customerOf = (input: CustomerInput): Customer => validateCustomer(input).record;

const line = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .map((text) => validateCustomer({ name: text }).record.name)
  .filter((text) => !text.includes("\ufffd") && !/\p{Surrogate}/u.test(text));
const day = fc
  .date({ min: new Date("1900-03-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const word = fc.stringMatching(/^[A-Za-z\u4e00-\u4fff]{1,6}$/);
const criteria = fc.dictionary(
  word,
  fc.double({ min: 0, max: 10, noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  {
    maxKeys: 3,
    noNullPrototype: true,
  },
);
const ownValue = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== "" && !text.includes("\ufffd")),
  fc.constantFrom<string | number | boolean>(
    "007",
    "12",
    "'12",
    "-5",
    "TRUE",
    "yes",
    "1.10",
    "2024-01-05",
    12,
    -5,
    true,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
);
const customer = fc
  .record({
    name: line.filter((text) => text !== ""),
    company: line,
    kind: fc.constantFrom("customer" as const, "partner" as const),
    phone: fc.constantFrom("", "+8613800138000", "+442079460958", "+12133734253 ext. 12"),
    email: fc.constantFrom("", "ann@x.org", "王@例子.cn"),
    segment: line,
    owner: line,
    created: fc.oneof(fc.constant(""), day),
    consent: fc.constantFrom("" as const, "yes" as const, "no" as const),
    marketingValue: fc.oneof(
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((x) => x + 0),
    ),
    marketingDate: fc.oneof(fc.constant(""), day),
    serviceDate: fc.oneof(fc.constant(""), day),
    ratings: fc.record({ need: criteria, feedback: criteria }, { requiredKeys: [] }),
    own: fc.dictionary(fc.constantFrom("Town", "Price", "Code", "Last order"), ownValue, {
      noNullPrototype: true,
    }),
  })
  .map((each) => customerOf(each));
const customers = fc
  .array(customer, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((each, i): Customer => ({ ...each, id: `C-${i}` })));

test.each(["en-US", "zh-CN"] as const)("what we have exported comes back as it was, in %s", (language) => {
  fc.assert(
    fc.property(customers, (all) => {
      const result = run(csvOf(customerTable(all, language, true)));
      expect(result.problems).toEqual([]);
      expect(result.customers.map((each) => each.customer)).toEqual(all);
    }),
  );
});

test("imported a second time nothing changes", async () => {
  const store = createMemoryStore({ today: () => "2026-01-05" });
  const text =
    "Name,Company,Phone,Email,Town\nAnn,Acme,+8613800138000,a@x.org,Leeds\nBob,Acme,+8613800138000,,York\n" +
    "Meyer,,,,A\nMeyer,,,,B\nCat,,bad,,\n";
  const first = run(text);
  await store.change({ add: first.add });
  const { customers: existing } = await store.changesSince(0);
  const again = run(text, { existing, whenKnown: "update" });
  expect(again).toMatchObject({ add: [], update: [], unchanged: 5 });
});

test("so it is for whomever a file has, also for those who share what they are called by", async () => {
  const person = fc.record({
    name: fc.constantFrom("Ann Lee", "LEE, Ann", "Ann", "Bob", "Bob Lee", "王伟", "Meyer", "J. Meyer"),
    company: fc.constantFrom("", "Acme", "Acme Ltd", "Beta"),
    phone: fc.constantFrom("", "+8613800138000", "+442079460958"),
    email: fc.constantFrom("", "a@x.org", "info@x.org", "none@none.com"),
    segment: fc.constantFrom("", "Gold"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 7 }), async (people) => {
      const rows = people.map(({ name, company, phone, email, segment }) => [
        name,
        company,
        phone,
        email,
        segment,
      ]);
      const text = csvOf([["Name", "Company", "Phone", "E-mail", "Segment"], ...rows]);
      const store = createMemoryStore({ today: () => "2026-01-05" });
      await store.change({ add: run(text).add });
      const { customers: existing } = await store.changesSince(0);
      const again = run(text, { existing, whenKnown: "update" });
      expect([again.add, again.update, again.unchanged]).toEqual([[], [], people.length]);
    }),
  );
});

test("a mailbox or a telephone that people share does not make them one", () => {
  const there = [
    customerOf({ id: "1", name: "Ada King", email: "info@x.org" }),
    customerOf({ id: "2", name: "Bob", phone: "+442079460958" }),
  ];
  const text =
    "Name,Email,Phone\nBen,info@x.org,\nCat,,+442079460958\nADA  KING,info@x.org,\nBob Hope,,020 7946 0958\n";
  const result = run(text, { existing: there }, "GB");
  expect(result.known.map(({ row, by }) => [row, by])).toEqual([
    [4, "email"],
    [5, "phone"],
  ]);
  expect(result.add.map(({ name }) => name)).toEqual(["Ben", "Cat"]);
});

describe("who is there already", () => {
  const existing = [
    customerOf({ id: "1", name: "Ann", company: "Old", email: "ann@x.org", ratings: { need: { Price: 3 } } }),
    customerOf({ id: "2", name: "Bob", phone: "+8613800138000" }),
  ];
  const text =
    "Name,Company,Email,Phone,Need: Quality\nAnn,New,ANN@x.org,,4\nBob,,,+8613800138000,\nCat,,,,\n";

  test("is skipped and told", () => {
    const result = run(text, { existing });
    expect(result.add.map(({ name }) => name)).toEqual(["Cat"]);
    expect(result.update).toEqual([]);
    expect(result.leftOut).toMatchObject([{ row: 2, reason: "already" }]);
  });

  test("is updated by what the row tells; blanks take nothing away", () => {
    const result = run(text, { existing, whenKnown: "update" });
    expect(result.update).toEqual([
      { id: "1", company: "New", email: "ANN@x.org", ratings: { need: { Price: 3, Quality: 4 } } },
    ]);
    expect(result.known.map(({ row, by }) => [row, by])).toEqual([
      [2, "email"],
      [3, "phone"],
    ]);
    expect(result.unchanged).toBe(1);
  });

  test("is added again, but not under an ID that somebody has", () => {
    expect(run(text, { existing, whenKnown: "add" }).add).toHaveLength(3);
    const taken = run("ID,Name\n1,Zoe\n", { existing, whenKnown: "add" });
    expect(taken.problems).toMatchObject([
      { row: 2, kind: "row", key: "idTakenBy", parameters: { holder: "Ann" } },
    ]);
  });

  test("one row may be decided otherwise", () => {
    const rows = new Map([[2, "skip" as const]]);
    expect(run(text, { existing, whenKnown: "update", rows }).update).toEqual([]);
  });
});

test("doubles within the file are told, one ID twice is refused", () => {
  const result = run("ID,Name,Email\n1,Ann,a@x.org\n1,Bob,b@x.org\n2,Cat,a@x.org\n");
  expect(result.doubles).toEqual([{ row: 4, of: 2, by: "email" }]);
  expect(result.problems).toMatchObject([
    { row: 3, kind: "row", key: "idTwice", parameters: { firstRow: 2 } },
  ]);
});

test("a survey answered several times is told once: the first row of each ID is the customer", () => {
  const rows = Array.from({ length: 12 }, (_, i) => `${i % 4},Client ${i % 4},${1 + (i % 5)}\n`).join("");
  const result = run(`Customer ID,Name,Price rating\n${rows}`);
  expect(result.customers.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
  expect(result.problems).toMatchObject([{ row: 6, kind: "row", key: "idsAgain", parameters: { rows: 8 } }]);
  expect(result.leftOut.filter(({ reason }) => reason === "again")).toHaveLength(8);
  expect(run(`Customer ID,Name,Price rating\n${rows}`, { readOnly: true }).customers).toHaveLength(12);
  // The same rows twice are a mistake.
  const twice = "1,Ann,3\n2,Bob,4\n".repeat(2);
  expect(run(`Customer ID,Name,Price rating\n${twice}`).problems).toMatchObject([
    { row: 4, key: "idTwice" },
    { row: 5, key: "idTwice" },
  ]);
});

describe("rows without a name", () => {
  const text =
    "Name,Price rating,Quality rating\nAnn,3,5\n,4,2\n,5,4\nBob,2,2\n,1,3\n,,\n" + "Cat,4,1\n,3.17,2.83\n";

  test("are none for the import, and answers for a report unless they only sum up the others", () => {
    expect(run(text).problems.map(({ row, key }) => [row, key])).toEqual(
      [3, 4, 6, 9].map((row) => [row, "rowWithoutName"]),
    );
    const { customers, problems } = run(text, { readOnly: true });
    expect(customers.map(({ row, customer }) => [row, customer.name])).toEqual([
      [2, "Ann"],
      [3, ""],
      [4, ""],
      [5, "Bob"],
      [6, ""],
      [8, "Cat"],
    ]);
    expect(problems.map(({ row, key }) => [row, key])).toEqual([[9, "rowWithoutName"]]);
  });

  test("go by their company, ID or address in a report", () => {
    const named = "ID,Name,Company,E-mail,Price rating\n1,Ann,,,3\n2,,Lee Ltd,,4\n3,,,c@x.org,4\n";
    const { customers } = run(named, { readOnly: true });
    expect(customers.map(({ customer }) => customer.name)).toEqual(["Ann", "Lee Ltd", "3"]);
  });

  test("are answers of a survey whose names are all blank", () => {
    const rows = Array.from({ length: 6 }, (_, i) => `${i + 1},anonymous,,${1 + (i % 5)}\n`).join("");
    const result = run(`ID,Email,Name,Price rating\n${rows}`);
    expect(result.problems).toEqual([]);
    expect(result.addAnswers.map(({ customer }) => customer)).toEqual(["1", "2", "3", "4", "5", "6"]);
  });
});

describe("rows about the columns", () => {
  const rated = (...more: string[]): string =>
    [
      "Customer,Price rating,Quality rating",
      ...more,
      ...Array.from({ length: 8 }, (_, i) => `C${i},${1 + (i % 5)},4`),
    ].join("\n");
  const asides = (text: string) => run(text).leftOut.map(({ row, reason }) => [row, reason]);

  test.each([
    "Weight,0.5,0.3",
    "Gewichtung,50%,30%",
    "权重,0.5,0.3",
    "满分,5,5",
    "Response rate,38%,",
    "n = 8,8,8",
  ])("%s is no customer", (row) => {
    expect(asides(rated(row))).toEqual([[2, "aside"]]);
    expect(asides(`${rated()}\n${row}`)).toEqual([[10, "aside"]]);
  });

  test("a target is one by its fractions or beside another; a customer may be called so", () => {
    expect(asides(`${rated()}\nTarget,4.5,4.5`)).toEqual([[10, "aside"]]);
    expect(asides(`${rated()}\nTarget,4,5\nLast year,3,4`)).toEqual([
      [10, "aside"],
      [11, "aside"],
    ]);
    expect(asides(`${rated()}\nTarget,4,5`)).toEqual([]);
  });

  test("numbers of the columns are none either, but a customer with the number 1 is one", () => {
    expect(asides(rated("(1),(2),(3)"))).toEqual([[2, "aside"]]);
    expect(asides(rated("1,2,3"))).toEqual([[2, "aside"]]);
    expect(run("Customer ID,Price rating,Quality rating\n1,2,3\n2,5,4\n3,4,4\n").leftOut).toEqual([]);
  });
});

describe("phone numbers whose country is not known", () => {
  const text = "Name,Phone\nA,020 7946 0958\nB,+1 650 253 0000\nC,2.07946E+11\n";
  const phones = ({ customers }: DryRun) => customers.map(({ customer }) => customer.phone);

  test("stay as written in a report, without a country that nobody named", () => {
    const read = run(text, { readOnly: true });
    expect(phones(read)).toEqual(["020 7946 0958", "+16502530000", ""]);
    expect(read.problems.map(({ row, key }) => [row, key])).toEqual([[4, "phoneDigitsLost"]]);
  });

  test("have the country that was named", () => {
    expect(phones(run(text, { readOnly: true }, "GB"))).toEqual(["+442079460958", "+16502530000", ""]);
  });
});
