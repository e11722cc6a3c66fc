import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nameKey, namesAgree } from "../../../../../core/customers/same-person/name-key";

test.each([
  [
    "Acme Ltd",
    "ACME Limited",
    "Acme, Inc.",
    "acme",
    "Acme Corp.",
    "Acme Corporation",
    "Acme L.L.C.",
    "Acme Co., Ltd.",
  ],
  ["Müller GmbH", "Mueller", "MULLER AG", "Müller GmbH & Co. KG", "Mueller mbH"],
  ["华为技术有限公司", "华为技术", "华为技术股份有限公司", "华为技术 有限责任公司"],
  ["Jürgen Groß", "Juergen Gross", "Jurgen Gross", "GROSS, Jürgen", "Herr Dr. Jürgen Groß"],
  ["Søren Łuczak", "Soeren Luczak", "Soren Łuczak"],
  ["José Peña", "Jose Pena", "PEÑA, José"],
  ["Håkan Kjær", "Haakan Kjaer", "Hakan Kjaer"],
  ["José García", "GARCIA, Jose", "Mr. Jose  Garcia", "Ｊｏｓｅ Ｇａｒｃｉａ"],
  ["王 伟", "王伟先生", "\u3000王伟"],
])("%s and its other spellings have one key", (...spellings) => {
  expect(new Set(spellings.map(nameKey)).size).toBe(1);
});

test.each([
  ["Xue Feng", "Xu Feng"],
  ["Sue Li", "Su Li"],
  ["Hans Bauer", "Hans Baur"],
  ["Michael Novak", "Michal Novak"],
  ["华为技术有限公司", "华为软件有限公司"],
  ["Ltd", "GmbH"],
  ["王伟", "王芳"],
])("%s and %s have two", (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test("nothing has no key; a key is its own, whatever the order of the parts", () => {
  expect(nameKey(" , ")).toBe("");
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("Jürgen", "O’Brien", "Łukasz", "Ann", "de", "Dr."), {
        minLength: 1,
        maxLength: 4,
      }),
      (parts) => {
        const key = nameKey(parts.join(" "));
        expect(nameKey(key)).toBe(key);
        expect(nameKey([...parts].reverse().join(", "))).toBe(key);
      },
    ),
  );
});

describe("two keys may be one person's", () => {
  const agree = (one: string, other: string): boolean => {
    const [a, b] = [nameKey(one), nameKey(other)];
    expect(namesAgree(b, a)).toBe(namesAgree(a, b));
    return namesAgree(a, b);
  };
  test.each([
    ["Ann Lee", "A. Lee"],
    ["Ann Lee", "Ann Mary Lee"],
    ["王伟", "Wang Wei"],
    ["Meyer", "Mayer"],
    ["Katharina Schmidt", "Katarina Schmitt"],
    ["Anna Schmidt", "Anna Schmdit"],
    ["Unit 4", "4 unit"],
    ["A".repeat(200_000), "A".repeat(199_999) + "B"],
  ])("by parts, initials, script or a slip of the pen", (one, other) => {
    expect(agree(one, other)).toBe(true);
  });
  test.each([
    ["Ann Lee", "Bob Lee"],
    ["Meyer", "Bauer"],
    ["Ann", "Anne"],
    ["Unit 4", "Unit 5"],
    ["Apartment 12 Riverside", "Apartment 21 Riverside"],
    ["Shop 1", "Shop"],
    ["王伟", "王芳"],
  ])("%s and %s may not", (one, other) => expect(agree(one, other)).toBe(false));
});
