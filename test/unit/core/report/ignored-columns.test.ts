import { describe, expect, test } from "@jest/globals";
import {
  analysesOf,
  finished,
  proposeImport,
  reportWords,
  teamOfSourceSteps,
  type ImportAnswers,
  type SourceCell,
} from "@crm-functions/core";

/** The columns of a table of 40 rows; the values of each come again in turn. */
type Columns = Readonly<Record<string, readonly SourceCell[]>>;

function teamOf(columns: Columns, answers: ImportAnswers = {}, language: "en-US" | "zh-CN" = "en-US") {
  const headers = Object.keys(columns);
  const rows = Array.from({ length: 40 }, (_, i) =>
    headers.map((header) => columns[header][i % columns[header].length]),
  );
  const source = { name: "a.csv", kind: "text" as const, sheets: [{ name: "a", rows: [headers, ...rows] }] };
  return finished(teamOfSourceSteps(proposeImport(source, answers), language));
}

/** The sentence on what is not used. */
const told = (columns: Columns): string =>
  teamOf(columns).notes.find((note) => note.startsWith("Not used")) ?? "";

/** Follows the way out that a sentence names, and returns the columns used then. */
function followed(columns: Columns): readonly string[] {
  const [, field, header] = /--map "([^"=]+)=([^"]+)"/.exec(told(columns))!;
  return teamOf(columns, { map: [{ field, header }] }).columns.used;
}

const why = reportWords("en-US").whyIgnored;
const names = Array.from(
  { length: 40 },
  (_, i) => `Person ${"abcdefghijklmnopqrst"[i % 20]}${i < 20 ? "" : "b"}`,
);
const survey = {
  Name: names,
  "Overall satisfaction": ["5", "3", "1", "4", "2"],
  Price: ["1", "4", "2", "5"],
};
const buyers = { Customer: names.slice(0, 9) };
const days = names.slice(0, 28).map((_, i) => `2026-02-${String(i + 1).padStart(2, "0")}`);

describe("beside ratings", () => {
  test.each([
    ["Owner's cat", ["Tom", ""], why.same],
    ["Seen", days, why.date],
    ["Shoe size", ["38", "39", "41"], why.number],
    ["Drink", ["tea", "milk"], why.texts],
    ["Remark", names.map((name) => `Says ${name}`), why.different],
    ["Zip code", ["10115", "53111", "80331"], why.names],
    ["Quality", ["splendid", "meh", "3"], why.words],
    ["Quality", ["19.99", "210.5"], why.offScale],
    ["Price in euros", names.map((_, i) => `${19 + i}.95`), why.number],
    ["PRICE", names.map((_, i) => `${19 + i}.95`), why.offScale],
    ["Why this rating?", names.map((name) => `Says ${name}`), why.different],
    ["Last order", days, why.purchase],
  ] as [string, string[], string][])("%s, of %p, is not used: %s", (header, cells, text) => {
    expect(told({ ...survey, [header]: cells })).toBe(`Not used: “${header}” (${text}).`);
  });

  test.each(["Delivery time", "Waiting time", "等待时间", "Tickets"])(
    "numbers that may be ratings like those beside them can be chosen: %s",
    (header) => {
      const columns = { ...survey, Quality: ["1", "5", "3"], [header]: ["2", "4", "1", "5", "3"] };
      expect(told(columns)).toBe(`Not used: “${header}” (${why.perhaps}).`);
      const team = teamOf(columns, { map: [{ field: "rating", header }] });
      expect(team.columns.ignored).toEqual([]);
      expect(analysesOf(team).feedback!.table.criteria).toContain(header);
      // Minutes go further, and two sorts of numbers are codes.
      expect(told({ ...columns, [header]: ["2", "40", "15"] })).toContain(why.number);
      expect(told({ ...columns, [header]: ["2", "1"] })).toContain(why.number);
      expect(told({ ...survey, [header]: ["2", "4", "1"], Price: ["19.99"] })).toContain(why.number);
    },
  );

  test.each(["Shoe size", "Quality"])(
    "a column of numbers headed as the reason says is a rating: %s",
    (header) => {
      const team = teamOf({ ...survey, [`Perceived: ${header}`]: ["38", "39.5", "141"] });
      expect(analysesOf(team).feedback!.table.criteria).toEqual(["Price", header]);
      expect(team.columns.ignored).toEqual([]);
    },
  );

  test.each([
    ["Overall satisfaction 2024", "Overall satisfaction"],
    ["Price rating", "Price"],
    ["How satisfied are you with the price?", "Price"],
  ])("what is asked twice, %s, can be chosen instead of the other", (header, other) => {
    const columns = { ...survey, [header]: ["4", "2", "3"] };
    // What says more that it is a rating than the other's header does may come first itself.
    const [unused] = teamOf(columns).columns.ignored;
    expect([header, other]).toContain(unused);
    expect(told(columns)).toContain("is taken for the same");
    expect(followed(columns)).toContain(unused);
  });

  test("three columns of yes and no are explained; a fourth is, if one of them is left out", () => {
    const cells = ["yes", "no", "no"];
    const columns = { ...survey, A: cells, B: cells, C: cells, D: cells };
    expect(told(columns)).toBe(`Not used: “D” (${why.beyond}).`);
    const { used } = teamOf(columns, { map: [{ field: "Ignore", header: "B" }] }).columns;
    expect(used.slice(-3)).toEqual(["A", "C", "D"]);
  });

  test("what differs far down is not the same in every row", () => {
    const rows = Array.from({ length: 2500 }, (_, i): SourceCell[] => [
      `C${i}`,
      "4",
      i < 2400 ? "tea" : "milk",
    ]);
    const sheets = [{ name: "a", rows: [["Name", "Price rating", "Drink"], ...rows] }];
    const proposal = proposeImport({ name: "a.csv", kind: "text", sheets });
    expect(finished(teamOfSourceSteps(proposal, "en-US")).notes.at(-1)).toContain(why.texts);
  });

  test("a date beside an amount is no day of a purchase, as no purchases are told beside ratings", () => {
    expect(told({ ...survey, Seen: days, Amount: ["10", "25.5"] })).toBe(
      `Not used: “Seen” (${why.date}); “Amount” (${why.purchase}).`,
    );
  });

  test("a column that was left out is told as chosen", () => {
    const { notes } = teamOf(survey, { map: [{ field: "Ignore", header: "Price" }] });
    expect(notes).toContain(`Not used: “Price” (${why.chosen}).`);
  });
});

describe("whether somebody may be contacted", () => {
  const flags = ["yes", "no", "no"];

  test.each([
    "Email Opt Out",
    "HasOptedOutOfEmail",
    "SMS opt-in",
    "Do Not Call",
    "Do not allow Bulk Emails",
    "Unsubscribed from all email",
    "Accepts Email Marketing",
    "Werbesperre",
    "Ne pas appeler",
    "退订",
    "短信退訂",
    "免打扰",
    "是否接收营销短信",
  ])("is no outcome that ratings explain: %s", (header) => {
    const columns = { ...survey, [header]: flags };
    expect(told(columns)).toBe(`Not used: “${header}” (${why.permission}).`);
    expect(analysesOf(teamOf(columns)).outcomes).toEqual([]);
  });

  test.each(["Subscribed", "Do you recommend calls?", "是否退订", "Optics bought"])(
    "is not what %s says",
    (header) => {
      expect(teamOf({ ...survey, [header]: flags }).columns.ignored).toEqual([]);
    },
  );

  test("may explain why a customer left, but is not explained itself", () => {
    const left = ["yes", "no", "no", "yes", "no"];
    const columns = { Name: names, "Email Opt Out": flags, Balance: ["1", "5", "2", "7"] };
    expect(told(columns)).toContain(why.permission);
    expect(teamOf({ ...columns, Churned: left }).columns.used).toEqual([
      "Name",
      "Email Opt Out",
      "Balance",
      "Churned",
    ]);
  });
});

describe("in a table of purchases", () => {
  const amounts = ["10", "25.5", "7"];

  test.each([
    [{ ...buyers, "Order date": days, Amount: amounts, "Amount net": ["8", "20", "6"] }, "Amount net"],
    [{ ...buyers, "Order date": days, Amount: amounts, "Invoice date": days }, "Invoice date"],
    [{ ...buyers, Amount: amounts, "Handed over": days.slice(0, 5) }, "Handed over"],
    [{ ...buyers, "Order date": days, Charged: amounts }, "Charged"],
  ])("what may be its day or its amount can be chosen: %#", (columns, header) => {
    const team = teamOf(columns);
    expect(team.columns.ignored).toContain(header);
    expect(followed(columns)).toContain(header);
  });

  test("an owner or a segment beside them does not make a customer of each purchase", () => {
    const columns = { ...buyers, "Order date": days, Amount: amounts, Owner: ["Eve", "Max"] };
    expect(teamOf(columns).interactions).toHaveLength(40);
  });

  test("other columns are not needed, whatever they are", () => {
    const others = { Product: ["Tea", "Milk"], Quantity: ["1", "2"], Paid: ["yes", "no"] };
    expect(told({ ...buyers, "Order date": days, Amount: amounts, ...others })).toBe(
      `Not used: “Product”, “Quantity” and “Paid” (${why.none}).`,
    );
  });
});

describe("in a table of contracts", () => {
  const left = ["yes", "no", "no", "yes", "no"];

  test("what does not explain is told with the reason", () => {
    const columns = {
      Email: names.map((name) => `${name.replace(/ /g, ".")}@x.org`),
      Balance: ["1", "5", "2"],
      Line: names.map((_, i) => String(i + 1)),
      Town: names.map((name, i) => `${name}${i % 13}`),
      Reason: left.map((each) => (each === "yes" ? "price" : "")),
      State: left.map((each) => (each === "yes" ? "Closed" : "Open")),
      Churned: left,
    };
    const team = teamOf(columns);
    expect(team.columns.used).toEqual(["Email", "Balance", "Churned"]);
    expect(told(columns)).toBe(
      `Not used: “Line” (${why.counting}); “Town” (${why.categories}); “Reason” (${why.same}); “State” (${why.restates}).`,
    );
    expect(told({ ...columns, Reason: ["price", "", "", "service", ""] })).toContain(
      `“Reason” (${why.sparse})`,
    );
  });

  test("a yes or no that nothing explains, and two of which no header says which is meant", () => {
    expect(told({ Name: names, Agreed: left })).toBe(`Not used: “Agreed” (${why.outcome}).`);
    const two = { Name: names, Agreed: left, Asked: ["no", "yes"] };
    expect(told(two)).toBe(`Not used: “Agreed” and “Asked” (${why.outcomes}).`);
    const { Agreed, ...rest } = two;
    expect(teamOf({ ...rest, Churned: Agreed }).columns.used).toEqual(["Name", "Asked", "Churned"]);
  });
});

test("the reasons in Chinese", () => {
  const { notes } = teamOf({ ...survey, 鞋码: ["38", "40"], 饮料: ["茶", "牛奶"] }, {}, "zh-CN");
  expect(notes.at(-1)).toBe(
    "未使用：“鞋码”（没有分析用到的数字；评分列的标题应如“感知：价格”）；“饮料”（没有分析用到的文字）。",
  );
});
