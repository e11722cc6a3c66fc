import { describe, expect, test } from "@jest/globals";
import {
  columnsOf,
  fieldsOf,
  headerKey,
  headerOf,
  isTableOf,
  keyOf,
  missingColumns,
  nameParts,
  ratedAnalyses,
  ratingHeader,
  ratingOfHeader,
  useOf,
  useOfHeader,
  valuesOf,
  type Field,
  type FieldValues,
  type RecordKind,
} from "@crm-functions/core";
import { overallOfHeader } from "../../../../core/customers/feedback-questions";

const keys = (headers: string[], kind: RecordKind = "customer") => columnsOf(headers, kind).uses.map(keyOf);

describe("headers", () => {
  test.each<[RecordKind, readonly Field[]]>([
    ["customer", [...fieldsOf.customer, ...nameParts]],
    ["interaction", fieldsOf.interaction],
    ["weight", fieldsOf.weight],
    ["erasure", fieldsOf.erasure],
  ])("of a %s mean their field in every language, and no word means two", (kind, fields) => {
    for (const field of fields) {
      for (const word of [field.header["en-US"], field.header["zh-CN"], field.name, ...field.aliases]) {
        expect([word, keyOf(useOfHeader(word, kind))]).toEqual([word, field.name]);
      }
    }
  });

  test("are known in any width, case, spacing and with marks", () => {
    expect(keys([" ＰＨＯＮＥ ", "e mail*", "Kunden-Nr.:", "Client", "Company (legal)"])).toEqual([
      "phone",
      "email",
      "id",
      "name",
      "company",
    ]);
  });

  test("of ratings are read in either language", () => {
    for (const analysis of ratedAnalyses) {
      for (const language of ["en-US", "zh-CN"] as const) {
        for (const criterion of ["Price", "价格", "Price: net", "__proto__"]) {
          expect(ratingOfHeader(ratingHeader(analysis, criterion, language))).toEqual({
            analysis,
            criterion,
          });
        }
      }
    }
    expect(ratingOfHeader("Erwartung: Preis")).toEqual({ analysis: "expectation", criterion: "Preis" });
    for (const header of ["Need", "Need:", ": x", "Note: x", "12:30"]) {
      expect(ratingOfHeader(header)).toBeUndefined();
    }
  });

  test("of 32,767 spaces, colons or brackets are read in no time", () => {
    for (const header of [" ", ":", "(", ": ", " :x", "a "].map((each) => each.repeat(32_767))) {
      expect(columnsOf([header], "customer").uses.length).toBe(1);
    }
  });

  test("that ask for satisfaction on the whole", () => {
    expect(overallOfHeader("Overall satisfaction (1-5)")).toEqual({
      analysis: "feedback",
      criterion: "Overall satisfaction",
    });
    expect(overallOfHeader("Price")).toBeUndefined();
    const onTheWhole = [
      "Overall",
      "Satisfaction",
      "CSAT",
      "Star rating /5",
      "满意度",
      "Overall experience",
      "overall_impression",
      "Gesamtnote (1-6)",
      "Gesamt-Zufriedenheit",
      "Satisfaction globale",
      "Valoración general",
      "整体 满意度",
      "總體評價",
      "您對我們的體驗整體滿意嗎",
      "How happy are you overall? (1 = awful, 10 = great)",
      "How happy are you with us?",
      "Overall, how would you rate us?",
      "How do you rate us overall (1-10)?",
      "Rate your overall experience (1-5)",
      "How was your stay overall?",
      "How would you rate your experience?",
      "Please rate your visit today",
      "General satisfaction",
      "Kundenzufriedenheit",
      "总满意度",
      "¿Qué tan satisfecho está?",
      "Nöjdhet totalt",
      "Общая удовлетворенность",
      "Your overall rating of our service",
      "Wie zufrieden sind Sie mit uns?",
      "Wie bewerten Sie uns insgesamt?",
      "Etes-vous satisfait de nos services ?",
      "¿Cómo valora su experiencia en general?",
      "您对本次服务的总体评价",
      "总体来说，您满意吗",
      "综合评分",
      "客户满意度评分",
      "Customer satisfaction score",
    ];
    expect(onTheWhole.filter((header) => overallOfHeader(header) === undefined)).toEqual([]);
    const ofOneThing = [
      "Overall quality",
      "Overall rating of delivery",
      "How satisfied are you with our delivery?",
      "How content are you with the price",
      "How was your delivery?",
      "Experience level",
      "您对整体环境满意吗",
      "综合素质评分",
    ];
    expect(ofOneThing.filter((header) => overallOfHeader(header) !== undefined)).toEqual([]);
  });
});

describe("columnsOf", () => {
  test("of two columns for one thing the first counts; the other and unknown ones are the user's own", () => {
    expect(keys(["Name", "姓名", "", "Shoe size", "Shoe size", "需求：价格", "Own: Name"])).toEqual([
      "name",
      "own: 姓名",
      "",
      "own: Shoe size",
      "own: Shoe size 2",
      "need: 价格",
      "own: Name",
    ]);
    expect(keys(["Analysis", "Mine"], "weight")).toEqual(["analysis", ""]);
  });

  test("first and last names stand for the name, and companies alone are the customers", () => {
    expect(keys(["Vorname", "Nachname", "Firma"])).toEqual(["givenName", "familyName", "company"]);
    expect(keys(["Account", "Telefon"])).toEqual(["name", "phone"]);
    expect(keys(["Account", "Contact"])).toEqual(["company", "name"]);
  });

  test("a mapping comes first, by key", () => {
    const columns = columnsOf(["Wer", "Name", "Preis", "Phone"], "customer", {
      name: "wer",
      "need: Price": "Preis",
      "own: Phone": "Phone",
    });
    expect(columns.uses.map(keyOf)).toEqual(["name", "own: Name", "need: Price", "own: Phone"]);
  });

  test("the language is that of most headers", () => {
    expect(columnsOf(["姓名", "电话", "Note"], "customer").language).toBe("zh-CN");
    expect(columnsOf(["姓名", "Note"], "customer").language).toBe("en-US");
  });

  test("3,000 columns", () => {
    const headers = Array.from({ length: 3000 }, (_, i) => `Column ${i}`);
    expect(new Set(keys(headers)).size).toBe(3000);
  });
});

test("keys name what they are of, and back", () => {
  for (const kind of ["customer", "interaction", "weight", "erasure"] as const) {
    for (const field of fieldsOf[kind]) expect(useOf(field.name, kind)).toBe(field);
  }
  for (const use of [{ analysis: "need", criterion: "a: b" }, { own: "x: y" }] as const) {
    expect(useOf(keyOf(use), "customer")).toEqual(use);
  }
  expect(useOf("nobody", "customer")).toBeUndefined();
});

test("a header of the user's own that would mean something else says that it is one", () => {
  for (const own of ["Shoe size", "Name", "Need: Price", "Own: x", "自有：x"]) {
    for (const language of ["en-US", "zh-CN"] as const) {
      expect(
        useOfHeader(headerOf({ own }, language), "customer") ?? { own: headerOf({ own }, language) },
      ).toEqual({
        own,
      });
    }
  }
  expect(headerOf({ own: "Shoe size" }, "en-US")).toBe("Shoe size");
});

test.each<[RecordKind, string[], boolean]>([
  ["customer", ["Kunde"], true],
  ["customer", ["Firma"], true],
  ["customer", ["Vorname", "Nachname"], true],
  ["customer", ["Phone"], false],
  ["interaction", ["Customer ID", "When", "Kind"], true],
  ["interaction", ["Customer", "Date", "Amount"], false],
  ["weight", ["分析", "指标", "权重"], true],
  ["erasure", ["ID hash (SHA-256)"], true],
])("is a table of %s: %j %s", (kind, headers, is) => {
  expect(isTableOf(kind, headers)).toBe(is);
});

test("what no column keeps is missing, once, in the order of columns", () => {
  const values: FieldValues[] = [
    { name: "A", "own: b": 1, "feedback: x": 2, "need: y": 3, owner: "" },
    { name: "B", "own: b": 1, email: "b@example.com" },
  ];
  expect(missingColumns(values, columnsOf(["Name"], "customer")).map(keyOf)).toEqual([
    "email",
    "need: y",
    "feedback: x",
    "own: b",
  ]);
  expect(headerKey("Own: b")).toBe("own:b");
  expect(valuesOf({ analysis: "need", criterion: "x", weight: 1 })).toEqual({
    analysis: "need",
    criterion: "x",
    weight: 1,
  });
});

test.each([
  [
    "name",
    "1、您的姓名 | 您的姓名： | 请填写您的姓名 | 顾客姓名 | What is your name? | Name, Vorname | Nom et prénom",
  ],
  ["name", "Nombre y apellidos | Reviewer | 1. Name (optional) | ¿Cuál es su nombre? | Quel est votre nom ?"],
  // A company alone names the customer.
  ["name", "Raison sociale | Razón social | Ragione sociale | Company"],
  ["phone", "2、您的手机号码 | 请输入您的联系电话 | Your phone number"],
  ["email", "Your email | Ihre E-Mail-Adresse | Please enter your e-mail address"],
  ["id", "Mitgliedsnummer | Member ID | Patient ID | Customer # | User ID | 会员编号 | Codice cliente"],
])("surveys ask for the %s: %s", (key, headers) => {
  for (const header of headers.split(" | ")) expect(keyOf(columnsOf([header], "customer").uses[0])).toBe(key);
});

test("a numbered question about contact is none about a name", () => {
  expect(keyOf(columnsOf(["3. Contact"], "customer").uses[0])).toBe("own: 3. Contact");
});
