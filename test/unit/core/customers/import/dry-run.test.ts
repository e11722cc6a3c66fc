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
