import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  isEmail,
  messageOf,
  validateCustomer,
  validateInteraction,
  type CustomerInput,
  type InteractionInput,
} from "@crm-functions/core";
import { anyCharacter } from "../../../any-character";

const problemsOf = (input: Partial<CustomerInput>, settings = { region: "CN" }) =>
  validateCustomer({ name: "A", ...input }, settings).problems.map(({ key, message }) => `${key} ${message}`);

describe("validateCustomer", () => {
  test("a name is all that it takes", () => {
    expect(validateCustomer({ name: " Alice " }).record.name).toBe("Alice");
    expect(problemsOf({})).toEqual([]);
  });

  test.each<[string, Partial<CustomerInput>, string[]]>([
    ["name missing", { name: " \t" }, ["name fieldRequired"]],
    ["name too long", { name: "x".repeat(501) }, ["name textTooLong"]],
    ["phone", { phone: "12345" }, ["phone phoneInvalid"]],
    ["phone with letters", { phone: "0800 FLOWERS x" }, ["phone phoneInvalid"]],
    ["e-mail", { email: "a@b" }, ["email emailInvalid"]],
    ["date that is none", { created: "2026-02-30" }, ["created dateInvalid"]],
    ["service date", { serviceDate: "yesterday" }, ["serviceDate dateInvalid"]],
    ["kind", { kind: "friend" as never }, ["kind kindInvalid"]],
    ["consent", { consent: "maybe" as never }, ["consent consentInvalid"]],
    ["amount", { marketingValue: "12" as never }, ["marketingValue notANumber"]],
    ["amount not finite", { marketingValue: Infinity }, ["marketingValue notANumber"]],
    ["rating above", { ratings: { need: { Price: 10.1 } } }, ["need: Price ratingOutOfRange"]],
    ["rating below", { ratings: { service: { Speed: -1 } } }, ["service: Speed ratingOutOfRange"]],
    [
      "all at once",
      { name: "", email: "x", phone: "y" },
      ["name fieldRequired", "phone phoneInvalid", "email emailInvalid"],
    ],
  ])("%s", (_, input, expected) => {
    expect(problemsOf(input)).toEqual(expected);
  });

  test("a rating's range is its criterion's, and the problem says which", () => {
    const { problems } = validateCustomer(
      { name: "A", ratings: { need: { Price: 50, Speed: 3 } } },
      {
        ratingRange: (_, criterion) =>
          criterion === "Price" ? { minimum: 0, maximum: 100 } : { minimum: 4, maximum: 5 },
      },
    );
    expect(problems).toEqual([
      {
        key: "need: Speed",
        message: "ratingOutOfRange",
        parameters: { found: 3, minimum: 4, maximum: 5, analysis: "need", criterion: "Speed" },
      },
    ]);
  });

  test("a criterion may have any name", () => {
    const ratings = JSON.parse('{"need":{"__proto__":1,"constructor":2,"=1+1":3}}');
    const { record } = validateCustomer({ name: "A", ratings });
    expect(Object.entries(record.ratings.need!)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
      ["=1+1", 3],
    ]);
  });

  // Numbers from the national numbering plans' own examples and fiction ranges, as E.164 has them.
  test.each([
    ["138 0013 8000", "CN", "+8613800138000"],
    ["(010) 8888-7777", "CN", "+861088887777"],
    ["１３８００１３８０００", "CN", "+8613800138000"],
    ["020 7946 0958", "GB", "+442079460958"],
    ["+44 (0)20 7946 0958", "CN", "+442079460958"],
    ["0044 20 7946 0958", "CN", "+442079460958"],
    ["(212) 555-2368", "US", "+12125552368"],
    ["+49 30 901820", undefined, "+4930901820"],
  ])("phone %s in %s", (phone, region, expected) => {
    expect(validateCustomer({ name: "A", phone }, { region })).toMatchObject({
      record: { phone: expected },
      problems: [],
    });
  });

  test("a national number without a region is refused", () => {
    expect(validateCustomer({ name: "A", phone: "13800138000" }).problems[0].message).toBe("phoneInvalid");
  });

  test("e-mail addresses", () => {
    for (const good of [
      "a@b.cn",
      "first.last+tag@sub.example.com",
      "用户@例子.中国",
      "o'neil@example.co.uk",
    ]) {
      expect([good, isEmail(good)]).toEqual([good, true]);
    }
    for (const bad of [
      "a",
      "@b.cn",
      "a@",
      "a@b",
      "a b@c.de",
      "a@b..de",
      ".a@b.de",
      "a.@b.de",
      "a@-b.de",
      "a@b.d",
      "a@b.de,c@d.ef",
      `${"x".repeat(65)}@b.de`,
    ]) {
      expect([bad, isEmail(bad)]).toEqual([bad, false]);
    }
  });

  test("the stored form is a fixed point: validating it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string({ unit: anyCharacter }),
          company: fc.string(),
          email: fc.emailAddress(),
          note: fc.string(),
        }),
        (input) => {
          const once = validateCustomer(input).record;
          expect(validateCustomer(once).record).toEqual(once);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("every message is there in both languages with its places filled", () => {
    const { problems } = validateCustomer({
      name: "",
      phone: "x",
      email: "x",
      created: "x",
      kind: "x" as never,
      consent: "x" as never,
      marketingValue: "x" as never,
      ratings: { need: { a: 99 } },
    });
    expect(problems.length).toBe(8);
    for (const { message, parameters } of problems) {
      expect(messageOf(message, parameters, "en-US")).not.toMatch(/[{}]/);
      expect(messageOf(message, parameters, "zh-CN")).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe("validateInteraction", () => {
  const good: InteractionInput = { customerId: "C-1", when: "2026-01-31 09:05", kind: "call" };
  test("a minute may be written with a space", () => {
    expect(validateInteraction(good)).toMatchObject({
      record: { when: "2026-01-31T09:05", done: false },
      problems: [],
    });
  });
  test.each<[string, Partial<InteractionInput>, string]>([
    ["no customer", { customerId: "" }, "customerId fieldRequired"],
    ["no time", { when: "" }, "when fieldRequired"],
    ["no such time", { when: "2026-01-31T24:00" }, "when dateTimeInvalid"],
    ["kind", { kind: "party" as never }, "kind interactionKindInvalid"],
    ["rating", { rating: 10.5 }, "rating ratingOutOfRange"],
    ["amount", { amount: NaN }, "amount notANumber"],
    ["note", { note: "x".repeat(32_001) }, "note textTooLong"],
    ["follow-up", { followUp: "soon" }, "followUp dateInvalid"],
    ["done", { done: "yes" as never }, "done yesNoInvalid"],
  ])("%s", (_, input, expected) => {
    const { problems } = validateInteraction({ ...good, ...input });
    expect(problems.map(({ key, message }) => `${key} ${message}`)).toEqual([expected]);
  });
  test("a note keeps its lines, without control characters", () => {
    expect(validateInteraction({ ...good, note: "a\r\nb\u0000\tc\u0007 " }).record.note).toBe("a\nb\tc");
  });
});
