import { describe, expect, test } from "@jest/globals";
import {
  dryRunSteps,
  finished,
  proposeImport,
  type DryRun,
  type ImportAnswers,
  type Proposal,
} from "@crm-functions/core";
import { importSource } from "../../../../../addin/workbook/file";

function read(text: string, answers: ImportAnswers = {}): { proposal: Proposal; run: DryRun } {
  const proposal = proposeImport(importSource("a.csv", new TextEncoder().encode(text)), answers);
  return { proposal, run: finished(dryRunSteps(proposal)) };
}
const fieldsOf = ({ columns }: Proposal): string[] => columns.map(({ field }) => field);
const kindsOf = ({ questions }: Proposal): string[] => questions.map(({ kind }) => kind);

describe("what columns are", () => {
  test("names in two columns, in Western and in Chinese order", () => {
    expect(read("First Name,Last Name\nAnn,Lee\n").run.customers[0].customer.name).toBe("Ann Lee");
    expect(read("姓,名\n王,伟\n").run.customers[0].customer.name).toBe("王伟");
  });

  test("ratings, overall satisfaction, a purchase, a yes or no, and the user's own", () => {
    const { proposal, run } = read(
      "Client,Price rating,Delivery,Satisfaction (1-5),Last order,Turnover,Churned,Town,Code\n" +
        "Ann,4,3,5,2024-01-05,1.5,Yes,Leeds,007\nBob,3,n/a,4,2024-02-05,20,No,York,1.10\n",
    );
    expect(fieldsOf(proposal)).toEqual([
      "name",
      "perceived: Price",
      "perceived: Delivery",
      "feedback: Overall satisfaction",
      "purchaseDate",
      "amount",
      "own: Churned",
      "own: Town",
      "own: Code",
    ]);
    expect(run.customers.map(({ customer }) => customer.own)).toEqual([
      { "Last order": "2024-01-05", Turnover: 1.5, Churned: true, Town: "Leeds", Code: "007" },
      { "Last order": "2024-02-05", Turnover: 20, Churned: false, Town: "York", Code: "1.10" },
    ]);
    expect(run.problems).toMatchObject([{ row: 3, column: "Delivery", kind: "cell", found: "n/a" }]);
  });

  test("German and Chinese words", () => {
    expect(
      fieldsOf(read("Kunde;Preis;Zufriedenheit;Letzte Bestellung;Umsatz\nA;4;5;24.01.2024;1,5\n").proposal),
    ).toEqual(["name", "perceived: Preis", "feedback: Overall satisfaction", "purchaseDate", "amount"]);
    expect(
      fieldsOf(read("客户名称,价格满意度,总体满意度,最近下单,金额\n王伟,4,5,2024/1/5,3\n").proposal),
    ).toEqual(["name", "perceived: 价格", "feedback: 总体满意度", "purchaseDate", "amount"]);
  });

  test("as told, one column for one thing", () => {
    const map = [
      { field: "Name", header: "Foo" },
      { field: "Perceived: Price", header: "Bar" },
      { field: "Ignore", header: "Baz" },
    ];
    const { proposal } = read("Foo,Bar,Baz\nAnn,3,x\n", { map, headerRow: 1 });
    expect(fieldsOf(proposal)).toEqual(["name", "perceived: Price", ""]);
    expect(proposal.leftOut).toMatchObject([{ column: "Baz", reason: "chosen" }]);
    const twice = [...map.slice(0, 1), { field: "name", header: "Bar" }];
    expect(() => read("Foo,Bar\nAnn,3\n", { map: twice })).toThrow("mapped to the same field");
    expect(() => read("Foo\nAnn\n", { map: [{ field: "Name", header: "No" }] })).toThrow(
      'No column is called "No"',
    );
    expect(() => read("Foo\nAnn\n", { map: [{ field: "Blood", header: "Foo" }] })).toThrow(
      '"Blood" is nothing',
    );
  });

  test("purchases and answers go into tables of their own", () => {
    const bought = read("Customer,Date,Amount\nAnn,2024-01-05,10\nAnn,2024-02-05,20\nBob,2024-02-06,5\n");
    expect(bought.proposal.table).toBe("purchases");
    expect(bought.run.purchases[1]).toEqual({ row: 3, customer: "Ann", date: "2024-02-05", amount: 20 });
    expect(bought.run.customers).toEqual([]);
    const answered = read("Date,Price (1-5),Overall satisfaction\n2024-01-05,4,5\n");
    expect(answered.proposal.table).toBe("answers");
    expect(answered.run.answers[0].ratings).toEqual({
      perceived: { Price: 4 },
      feedback: { "Overall satisfaction": 5 },
    });
  });
});

describe("what the data decide is decided, and what they do not is a question", () => {
  test("the order of day and month", () => {
    expect(read("Name,Created\nA,01/02/2024\nB,13/04/2024\n").proposal.dates).toBe("dmy");
    expect(read("Name,Created\nA,01/02/2024\nB,04/13/2024\n").proposal.dates).toBe("mdy");
    const open = "Name,Created\nA,12/1/2010\nB,12/9/2010\n";
    expect(read(open).proposal.questions).toEqual([
      {
        kind: "dates",
        column: "Created",
        choices: [
          { value: "dmy", preview: "12/1/2010 → 2010-01-12" },
          { value: "mdy", preview: "12/1/2010 → 2010-12-01" },
        ],
        option: "--dates dmy",
      },
    ]);
    const told = read(open, { dates: "mdy" });
    expect(kindsOf(told.proposal)).toEqual([]);
    expect(told.run.customers.map(({ customer }) => customer.created)).toEqual(["2010-12-01", "2010-12-09"]);
    expect(kindsOf(read("Name,Created\nA,25/03/2024\nB,03/25/2024\n").proposal)).toEqual(["dates"]);
    expect(kindsOf(read("Name,Created\nA,2024-03-05\nB,5-Mar-24\nC,20240305\n").proposal)).toEqual([]);
  });

  test("the mark before decimals, one rule a column", () => {
    const values = (text: string, answers?: ImportAnswers) =>
      read(text, answers).run.customers.map(({ customer }) => customer.marketingValue);
    const mixed = "Name;Marketing value\nA;1.234,56\nB;1.234\nC;1,234\nD;12,5\n";
    expect(values(mixed)).toEqual([1234.56, 1234, 1.234, 12.5]);
    const open = "Name;Marketing value\nA;1.234\nB;2.345\n";
    expect(kindsOf(read(open).proposal)).toEqual(["decimal"]);
    expect(values(open, { decimal: "," })).toEqual([1234, 2345]);
    expect(values(open, { decimal: "." })).toEqual([1.234, 2.345]);
  });

  test("where phone numbers without a country code are from", () => {
    expect(read("Name,Phone\nA,13800138000\n").proposal.region).toBe("CN");
    expect(read("Name,Phone\nA,(213) 373-4253\nB,650-253-0000\n").proposal.region).toBe("US");
    const open = "Name,Tel\nA,020 7946 0958\n";
    expect(kindsOf(read(open).proposal)).toEqual(["region"]);
    expect(read(open, { region: "GB" }).run.customers[0].customer.phone).toBe("+442079460958");
  });

  test("the row of headers, below titles, blank lines and with groups above", () => {
    expect(read("Kunden 2024\n\nvon Sue\n\nName;Firma\nA;B\n").proposal).toMatchObject({
      headerRow: 5,
      leftOut: [
        { row: 1, reason: "title" },
        { row: 3, reason: "title" },
      ],
    });
    expect(fieldsOf(read("Need,,Perceived,\nPrice,Quality,Price,Quality\n1,2,3,4\n").proposal)).toEqual([
      "need: Price",
      "need: Quality",
      "perceived: Price",
      "perceived: Quality",
    ]);
    expect(kindsOf(read("Foo,Bar\nAnn,Acme\n").proposal)).toEqual(["header", "name"]);
    const bare = "Ann,ann@x.org\nBob,bob@x.org\n";
    expect(read(bare).proposal.questions[0]).toMatchObject({
      kind: "header",
      choices: [{ value: "0" }, {}, {}],
    });
    const told = read(bare, { headerRow: 0, map: [{ field: "Name", header: "Column A" }] });
    expect(told.run.customers).toHaveLength(2);
    expect(() => read(bare, { headerRow: 9 })).toThrow("no row 9");
  });
});

describe("a row", () => {
  test("a bad cell costs that cell, a missing name the row", () => {
    const { run } = read("Name,Phone,Email,Created\nAnn,abc,xx,31.02.2026\n,+8613800138000,,\n");
    expect(run.problems.map(({ row, column, kind }) => [row, column, kind])).toEqual([
      [2, "Phone", "cell"],
      [2, "Email", "cell"],
      [2, "Created", "cell"],
      [3, "Name", "row"],
    ]);
    expect(run.customers[0].customer).toMatchObject({ name: "Ann", phone: "", email: "", created: "" });
  });

  test("with more cells than headers is refused", () => {
    const { run } = read("Name,Company,Segment\nAnn,Smith, Inc,Gold\nBob,Acme,,\n");
    expect(run.problems).toMatchObject([{ row: 2, kind: "row", key: "tooManyCells" }]);
    expect(run.customers).toHaveLength(1);
  });

  test.each(["Total", "Grand total:", "Total / average", "合计", "平均", "Summe", "Durchschnitt", "Ø"])(
    "that begins with %s sums up the others",
    (word) => {
      const { run } = read(`Name,Company,Marketing value\nAnn,Acme,10\n${word},,10\n`);
      expect(run.customers).toHaveLength(1);
      expect(run.leftOut).toMatchObject([{ row: 3, reason: "total" }]);
    },
  );

  test("a customer who is called Total has a phone", () => {
    expect(read("Name,Phone\nTotal,+8613800138000\n").run.customers).toHaveLength(1);
  });

  test("headers that come again and notes at the end are left out and told", () => {
    const { run } = read("Name,Company\nAnn,Acme\nName,Company\nBob,B\nSource: CRM,\n");
    expect(run.leftOut.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "header"],
      [5, "note"],
    ]);
  });

  test("digits that a spreadsheet has rounded away are not a phone number", () => {
    const { run } = read("Name,Phone\nAnn,8.61381E+12\nBob,1.38001E+10\n");
    expect(run.problems.map(({ key }) => key)).toEqual(["phoneDigitsLost", "phoneDigitsLost"]);
    expect(run.customers.map(({ customer }) => customer.phone)).toEqual(["", ""]);
  });

  test("text stays text", () => {
    const { run } = read("Customer ID,Name,Company,Segment\n12E4,True,1.10,2024-01-05\n1.0,Ann,TRUE,007\n");
    expect(
      run.customers.map(({ customer: { id, name, company, segment } }) => [id, name, company, segment]),
    ).toEqual([
      ["12E4", "True", "1.10", "2024-01-05"],
      ["1.0", "Ann", "TRUE", "007"],
    ]);
  });
});
