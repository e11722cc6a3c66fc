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
      "feedback: Overall satisfaction (1-5)",
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
    // n/a is a blank.
    expect(run.problems).toEqual([]);
  });

  test.each([
    [
      "Account: Account Name,Contact: Full Name,Contact: Email,Price (1-5)",
      "Acme,Ann Lee,ann@x.org,4\nBest,Bob Ray,bob@y.org,2\n",
      ["company", "name", "email", "perceived: Price (1-5)"],
    ],
    [
      "Account.Name,Account.Phone,Contact.Id,Contact.FirstName,Contact.LastName,Contact.Phone",
      "Acme,+442079461000,17,Ann,Lee,+442079460900\nBest,+442079461000,18,Bob,Ray,+442079460901\n",
      ["company", "own: Account.Phone", "id", "givenName", "familyName", "phone"],
    ],
    [
      "Account: Account Name,Account: Phone,Account: Industry",
      "Acme,+442079461000,Food\nBest,+442079461001,Toys\n",
      ["name", "phone", "own: Account: Industry"],
    ],
    [
      "客户：客户名称,联系人：姓名,联系人：邮箱,联系人：电话",
      "大海公司,王伟,w@x.org,13800138000\n长江公司,李娜,l@y.org,13800138001\n",
      ["company", "name", "email", "phone"],
    ],
    ["客户：姓名,客户：电话", "王伟,13800138000\n李娜,13800138001\n", ["name", "phone"]],
    // What is no field of a person or a company is no more than a header with a colon.
    ["Name,Contact: by post", "Ann Lee,often\nBob Ray,never\n", ["name", "own: Contact: by post"]],
  ])("the record before a field: %s", (headers, rows, fields) => {
    const { proposal } = read(`${headers}\n${rows}`);
    expect(fieldsOf(proposal)).toEqual(fields);
    expect(kindsOf(proposal)).toEqual([]);
  });

  test("of several that are numbered the first counts", () => {
    expect(
      fieldsOf(read("Name,Phone 1,Phone 2,E-mail 1\nAnn,+442079460958,+442079460959,a@b.cn\n").proposal),
    ).toEqual(["name", "phone", "own: Phone 2", "email"]);
    expect(fieldsOf(read("客户名称,电话1,电话2\n王伟,+8613800138000,\n").proposal)).toEqual([
      "name",
      "phone",
      "own: 电话2",
    ]);
    expect(fieldsOf(read("Name,Phone 2,Phone\nAnn,1,+442079460958\n").proposal)).toEqual([
      "name",
      "own: Phone 2",
      "phone",
    ]);
  });

  test("German and Chinese words", () => {
    expect(
      fieldsOf(read("Kunde;Preis;Zufriedenheit;Letzte Bestellung;Umsatz\nA;4;5;24.01.2024;1,5\n").proposal),
    ).toEqual(["name", "perceived: Preis", "feedback: Overall satisfaction", "purchaseDate", "amount"]);
    expect(
      fieldsOf(read("客户名称,价格满意度,总体满意度,最近下单,金额\n王伟,4,5,2024/1/5,3\n").proposal),
    ).toEqual(["name", "perceived: 价格", "feedback: 总体满意度", "purchaseDate", "amount"]);
  });

  test("overall satisfaction and the last contact in other languages, and what stands beside is rated", () => {
    const rated = [1, 2, 3, 4, 5].map((mark) => `Zoé ${mark};${mark};${6 - mark};24/01/2024\n`).join("");
    expect(fieldsOf(read(`Nom;Satisfaction globale;Prix;Dernier achat;Montant\n${rated}`).proposal)).toEqual([
      "name",
      "feedback: Overall satisfaction",
      "perceived: Prix",
      "purchaseDate",
      "own: Montant",
    ]);
    expect(
      fieldsOf(read(`Cliente;Satisfacción general;Calidad;Fecha último contacto\n${rated}`).proposal),
    ).toEqual(["name", "feedback: Overall satisfaction", "perceived: Calidad", "serviceDate"]);
    expect(fieldsOf(read("客户名称,最近联系日期\n王伟,2026/1/5\n").proposal)).toEqual([
      "name",
      "serviceDate",
    ]);
  });

  test("a table of contracts that were kept or not is one of answers, unless somebody can be called", () => {
    const rows = "customerID,Contract,Churn\n7590-VH,One year,No\n5575-GN,Two year,Yes\n";
    expect(read(rows).proposal.table).toBe("answers");
    expect(kindsOf(read(rows).proposal)).toEqual([]);
    const callable = read("customerID,Phone,Active\n1,+442079460101,yes\n2,+442079460102,no\n").proposal;
    expect([callable.table, kindsOf(callable)]).toEqual(["customers", ["name"]]);
  });

  test("a name in two columns of which one is called Name", () => {
    expect(read("Name;Vorname\nMüller;Jürgen\n").run.customers[0].customer.name).toBe("Jürgen Müller");
    expect(read("Prénom;Nom\nZoé;Lefèvre\n").run.customers[0].customer.name).toBe("Zoé Lefèvre");
    expect(read("姓氏,名字\n王,小明\n").run.customers[0].customer.name).toBe("王小明");
    const whole = read("First name,Name\nAnn,Ann Lee\nBob,Bob Smith\n").run.customers[0].customer;
    expect(whole).toMatchObject({ name: "Ann Lee", own: { "First name": "Ann" } });
  });

  test("numbers of those who answered are no ratings, a recommendation is one", () => {
    const { proposal } = read(
      "Respondent ID,How satisfied are you with the price?,How likely are you to recommend us (0-10),Overall\n1,4,9,5\n2,3,6,4\n",
    );
    expect(fieldsOf(proposal)).toEqual([
      "id",
      "perceived: Price",
      "feedback: Recommend (0-10)",
      "feedback: Overall satisfaction",
    ]);
  });

  test("a service that is rated beside a yes or no", () => {
    const { proposal } = read("Respondent,Price,Service,Renewed\nR1,3,7,1\nR2,2,1,0\nR3,5,6,1\n");
    expect(fieldsOf(proposal)).toEqual(["id", "perceived: Price", "perceived: Service", "own: Renewed"]);
    expect(proposal.columns[3].role).toBe("outcome");
    expect(fieldsOf(read("Name,Service\nAnn,Repair\nBob,Lease\n").proposal)[1]).toBe("own: Service");
  });

  test("ratings of a scale to 100 where the header says that they are ratings", () => {
    const { run } = read("Name,Price rating,Satisfaction\nA,85,90\nB,70,60\n");
    expect(run.customers[0].customer.ratings).toEqual({
      perceived: { Price: 85 },
      feedback: { "Overall satisfaction": 90 },
    });
  });

  test("without headers, e-mails and phones by what they hold", () => {
    const { proposal } = read("Ann,ann@x.org,+442079460958\nBob,bob@x.org,+442079460959\n");
    expect(fieldsOf(proposal)).toEqual(["own: Column A", "email", "phone"]);
  });

  test("e-mails by what they hold, unless a few come again and again, as those of our own people do", () => {
    const rows = Array.from({ length: 20 }, (_, i) => `Anna B${"o".repeat(i)}n,us${i % 3}@x.org,p${i}@y.org`);
    const { proposal } = read(`Participant,Agent,Where to write\n${rows.join("\n")}\n`);
    expect(fieldsOf(proposal)).toEqual(["name", "own: Agent", "email"]);
    expect(fieldsOf(read("Participant,Price rating\nR1,4\nR2,5\n").proposal)[0]).toBe("id");
  });

  test.each([
    ["Name des Kunden", "name", "Ann Lee"],
    ["Nome cliente", "name", "Ann Lee"],
    ["ФИО", "name", "Ann Lee"],
    ["用户名", "name", "Ann Lee"],
    ["WhatsApp", "phone", "+44 20 7946 0958"],
    ["N° de téléphone", "phone", "+44 20 7946 0958"],
    ["Billing Phone", "phone", "+44 20 7946 0958"],
    ["전화번호", "phone", "+44 20 7946 0958"],
  ])("%s is a %s", (header, field, cell) => {
    const first = field === "name" ? ["Town", "Leeds"] : ["Name", "Ann Lee"];
    expect(fieldsOf(read(`${first[0]},${header}\n${first[1]},${cell}\n`).proposal)[1]).toBe(field);
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
    const orders = read(
      "Email,Paid at,Total,Product\na@x.org,2024-01-05,10,Tea\na@x.org,2024-02-05,20,Pot\n",
    );
    expect(orders.proposal.table).toBe("purchases");
    expect(orders.run.purchases[1]).toEqual({
      row: 3,
      customer: "a@x.org",
      date: "2024-02-05",
      amount: 20,
      own: { Product: "Pot" },
    });
    const bad = read("Customer ID,Order date,Amount\n1,2024-01-05,ten\n1,soon,20\n,2024-01-07,5\n1,,6\n").run;
    expect(bad.purchases).toEqual([{ row: 2, customer: "1", date: "2024-01-05", amount: null }]);
    expect(bad.problems.map(({ row, kind, key }) => [row, kind, key])).toEqual([
      [2, "cell", "notANumber"],
      [3, "row", "dateInvalid"],
      [4, "row", "purchaseWithoutCustomer"],
      [5, "row", "purchaseWithoutDay"],
    ]);
    const answered = read("Date,Price (1-5),Overall satisfaction\n2024-01-05,4,5\n");
    expect(answered.proposal.table).toBe("answers");
    expect(answered.run.answers[0].ratings).toEqual({
      perceived: { "Price (1-5)": 4 },
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
    const years = read("Name,Created\nA,24/07/02\nB,24/12/31\nC,99/01/05\n");
    expect(years.run.customers.map(({ customer }) => customer.created)).toEqual([
      "2024-07-02",
      "2024-12-31",
      "1999-01-05",
    ]);
    const mayBeYears = read("Name,Created\nA,24/07/02\nB,24/12/31\n").proposal;
    expect(mayBeYears.questions[0].choices.map(({ value }) => value)).toContain("ymd");
    expect(kindsOf(read("Name,Created\nA,05.03.24\nB,13.02.98\n").proposal)).toEqual([]);
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

  test("three digits after every mark: of money the mark parts thousands, else the rest of the file suggests it", () => {
    const likeliest = (text: string) => read(text).proposal.questions.map(({ choices }) => choices[0].value);
    const mixed =
      'Customer,Order date,Amount\nA,2024-01-05,"1.948,20"\nA,2024-02-05,"1,501.30"\nB,2024-01-07,1.148\n';
    expect(likeliest(mixed)).toEqual(["."]);
    const sold = "Customer,Order date,Amount\nA,2024-01-05,1.948\nA,2024-02-05,501\nB,2024-01-07,1.148\n";
    expect(likeliest(sold)).toEqual([","]);
    expect(read(sold).run.purchases.map(({ amount }) => amount)).toEqual([1948, 501, 1148]);
    expect(likeliest(sold.replace(/(\d\.\d{3})/g, '"$1"').replaceAll(".", ","))).toEqual(["."]);
    // Before 万 no mark parts thousands.
    const inTenThousands = "Customer,Order date,Amount\nA,2024-01-05,1.234万\nA,2024-02-05,5\n";
    expect(read(inTenThousands).run.purchases.map(({ amount }) => amount)).toEqual([12340, 5]);
    expect(likeliest("Name,Marketing value\nA,1.234\nB,2.345\n")).toEqual(["."]);
    expect(likeliest("Name;Marketing value\nA;1.234\nB;2.345\n")).toEqual([","]);
    expect(likeliest("Name,Since,Marketing value\nA,13.02.2024,1.234\nB,14.02.2024,2.345\n")).toEqual([","]);
    expect(likeliest('Name,Weight,Marketing value\nA,"2,5",1.234\nB,"3,5",2.345\n')).toEqual([","]);
  });

  test("where phone numbers without a country code are from", () => {
    expect(read("Name,Phone\nA,13800138000\n").proposal.region).toBe("CN");
    expect(read("Name,Phone\nA,(213) 373-4253\nB,650-253-0000\n").proposal.region).toBe("US");
    expect(read("氏名,電話番号\n山田太郎,090-1234-5678\n").run.customers[0].customer.phone).toBe(
      "+819012345678",
    );
    expect(read("姓名,電話\n陳大文,0912345678\n").run.customers[0].customer.phone).toBe("+886912345678");
    const open = "Name,Tel\nA,020 7946 0958\n";
    expect(kindsOf(read(open).proposal)).toEqual(["region"]);
    const french = read("Nom;Téléphone\nA;06 12 34 56 78\nB;06 98 76 54 32\n").proposal;
    expect([french.region, kindsOf(french)]).toEqual(["FR", ["region"]]);
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

test.each(["Would you recommend us? (0-10)", "NPS", "推荐意愿", "How likely are you to recommend us"])(
  "%s is an answer, and no rating that explains satisfaction",
  (header) => {
    const { proposal } = read(
      `Name,Overall satisfaction,Price,${header}\nAnn,3,4,9\nBob,2,5,10\nCid,4,1,0\n`,
    );
    expect(proposal.columns[3].field).toMatch(/^feedback: (?:Recommend|推荐意愿)(?: \(0-10\))?$/);
    expect(proposal.columns[2].field).toBe("perceived: Price");
  },
);

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

  test.each([
    "Total",
    "Grand total:",
    "Total / average",
    "合计",
    "平均",
    "Summe",
    "Durchschnitt",
    "Ø",
    "合 计",
    "Total: 2 customers",
    "Std. dev.",
  ])("that begins with %s sums up the others", (word) => {
    const { run } = read(`Name,Company,Marketing value\nAnn,Acme,10\n${word},,10\n`);
    expect(run.customers).toHaveLength(1);
    expect(run.leftOut).toMatchObject([{ row: 3, reason: "total" }]);
  });

  test("a customer who is called Total has a phone, and Max is one unless he stands beside a total", () => {
    expect(read("Name,Phone\nTotal,+8613800138000\n").run.customers).toHaveLength(1);
    expect(read("Name,Phone\nAnn,+8613800138000\nTotal,1\n").run.customers).toHaveLength(1);
    expect(read("Name,Price (1-5)\nMax,4\nMin,3\n").run.customers).toHaveLength(2);
    expect(read("Name,Price (1-5)\nAnn,4\nMin,3\nMax,3\nMean,4\nn,2\n").run.leftOut).toHaveLength(4);
    const grouped =
      "Company,Name,Marketing value\nNorth,Ann,1\nNorth,Bob,2\nNorth Total,,3\nGrand Total,,3\n";
    expect(read(grouped).run.leftOut.map(({ row }) => row)).toEqual([4, 5]);
    const beside = grouped.replace("North Total,,3", ",Subtotal North,3");
    expect(read(beside).run.leftOut.map(({ row }) => row)).toEqual([4, 5]);
    expect(read("Company,Name,Phone\nNorth,Ann,\n,Subtotal South,\n").run.customers).toHaveLength(2);
    expect(read("Code,Name\n1,Ann\nTotal,160 subscribers\n").run.leftOut.map(({ row }) => row)).toEqual([3]);
  });

  test("headers that come again and notes at the end are left out and told", () => {
    const { run } = read("Name,Company\nAnn,Acme\nname , COMPANY\nBob,B\nPage 2 of 3,\n");
    expect(run.leftOut.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "header"],
      [5, "note"],
    ]);
  });

  test("notes right below a total are none of its customers", () => {
    const { run } = read(
      "Name,Price,Delivery\nAnn,4,5\nBob,3,2\nCarl\nMean,3.5,3.5\nForms handed out: 120\n",
    );
    expect(run.leftOut.map(({ row, reason }) => [row, reason])).toEqual([
      [5, "total"],
      [6, "note"],
    ]);
    // Formulas of a total may have no value in the file.
    expect(read("Name,Price,Delivery\nAnn,4,5\nMean,,\nThank you\n").run.leftOut).toHaveLength(2);
    // Groups with totals of their own go on below them.
    const groups = read("Name,Price,Delivery\nAnn,4,5\nTotal,4,5\nBob\nCarl,3,2\nTotal,3,2\n");
    expect(groups.run.leftOut.map(({ row }) => row)).toEqual([3, 6]);
  });

  test("a row of percentages below answers in words is about them", () => {
    const answers = "非常满意,满意\n王芳,满意,一般\n李敏,不满意,满意\n张伟,满意,满意\n";
    const { proposal, run } = read(`姓名,环境卫生,总体满意度\n刘洋,${answers}满意率,75%,75.5%\n`);
    expect(fieldsOf(proposal)).toEqual(["name", "perceived: 环境卫生 (1-5)", "feedback: 总体满意度 (1-5)"]);
    expect(run.leftOut.map(({ row, reason }) => [row, reason])).toEqual([[6, "total"]]);
    expect(run.problems).toEqual([]);
    // Where others have percentages too, it is a customer.
    const shares = "Name,Price (%),Delivery (%)\nAnn,80%,70%\nBob,60%,75%\nCarl,90%,85%\nDan,80%,80%\n";
    expect(read(shares).run.customers).toHaveLength(4);
  });

  test("k. A. is no answer, and no word that is none is told as one", () => {
    const { proposal, run } = read(
      "Name,Zufriedenheit (Schulnote 1-6),Preis (1-6)\nAnn,1,k. A.\nBob,k.A.,2\nCarl,weiß ich,3\n",
    );
    expect(run.problems.map(({ found }) => found)).toEqual(["weiß ich"]);
    expect(proposal.notes.map(({ text }) => text)).toEqual([
      "“Zufriedenheit (Schulnote 1-6)” → 1 = 6 · k.A. = –",
    ]);
  });

  test("digits that a spreadsheet has rounded away are not a phone number", () => {
    const { run } = read("Name,Phone\nAnn,8.61381E+12\nBob,1.38001E+10\nCat,1E+11\n");
    expect(run.problems.map(({ key }) => key)).toEqual(Array(3).fill("phoneDigitsLost"));
    expect(run.customers.map(({ customer }) => customer.phone)).toEqual(["", "", ""]);
  });

  test("what is written as a formula so that Excel keeps its zeros is that text", () => {
    const { run } = read('Customer ID,Name,Phone\n="007",Ann,="+442079460958"\n"=""0012""",Bob,\n');
    expect(run.customers.map(({ customer: { id, phone } }) => [id, phone])).toEqual([
      ["007", "+442079460958"],
      ["0012", ""],
    ]);
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

describe("tables as programs write them", () => {
  test("a row of No and Customer is none of headers", () => {
    const rows = ["Male,No,Monthly,Customer,No", "Female,Yes,Yearly,Lead,No", "Male,No,Yearly,Customer,Yes"];
    const { proposal } = read(
      `gender,Partner,Contract,Stage,Churn\n${[...rows, ...rows, ...rows].join("\n")}\n`,
    );
    expect(proposal.headerRow).toBe(1);
    expect(kindsOf(proposal)).toEqual([]);
  });

  test("another table below is left out, from its headers on", () => {
    const { proposal, run } = read(
      "Name,Satisfaction (1-5),Speed (1-5)\nAnn,4,5\nBob,2,1\n,,\nMonth,Revenue,Orders\n2026-01,9000,70\n",
    );
    expect(run.customers.map(({ customer }) => customer.name)).toEqual(["Ann", "Bob"]);
    expect(proposal.leftOut).toEqual([{ row: 5, reason: "table", text: "Month · Revenue · Orders" }]);
    // Groups of one table with a blank row between them, and the headers again, are one.
    const grouped = read("Name,Satisfaction\nAnn,4\nBob,2\n,\nName,Satisfaction\nCem,5\n");
    expect(grouped.run.customers).toHaveLength(3);
  });

  test("questions with their numbers, in grids, and on a scale that they tell first", () => {
    expect(
      fieldsOf(
        read(
          "Q1. Overall satisfaction,2) Satisfaction with delivery,Please rate the following [Price],Remarks [short],On a scale of 0 to 10 how likely are you to recommend us?\n" +
            "5,4,3,x,9\n4,4,2,y,8\n",
        ).proposal,
      ),
    ).toEqual([
      "feedback: Overall satisfaction",
      "perceived: Delivery",
      "perceived: Price",
      "own: Remarks [short]",
      "feedback: Recommend",
    ]);
    expect(
      fieldsOf(
        read(
          "1、您对我们的总体满意度是？,2、价格满意度,3．您有多大可能把我们推荐给朋友（0-10分）\n5,4,9\n4,3,8\n",
        ).proposal,
      ),
    ).toEqual(["feedback: 总体满意度", "perceived: 价格", "feedback: 推荐意愿 (0-10)"]);
    expect(
      fieldsOf(
        read("1、您对我们的满意度,2、您对价格的满意度,3、对我们的服务的满意度\n5,4,3\n4,3,5\n").proposal,
      ),
    ).toEqual(["feedback: 总体满意度", "perceived: 价格", "perceived: 服务"]);
  });

  test("members of a shop are called by their nicknames, unless by a name", () => {
    expect(fieldsOf(read("会员昵称,手机号\n小王,13812345678\n").proposal)).toEqual(["name", "phone"]);
    expect(fieldsOf(read("昵称,姓名\n小王,王伟\n").proposal)).toEqual(["own: 昵称", "name"]);
    // Owners of dogs, each once, are the customers; those who look after customers come again and again.
    const owners = (name: (i: number) => string): string =>
      `Owner,Dog\n${Array.from({ length: 20 }, (_, i) => `${name(i)},Rex ${i}\n`).join("")}`;
    expect(fieldsOf(read(owners((i) => `Ann ${i}`)).proposal)[0]).toBe("name");
    expect(fieldsOf(read(owners((i) => `Ann ${i % 3}`)).proposal)[0]).toBe("owner");
  });

  test("numbers of a few alone are no ratings because others are", () => {
    const rows = Array.from(
      { length: 10 },
      (_, i) => `C${i},${1 + (i % 5)},${5 - (i % 5)},${i < 2 ? 5 + i : ""}`,
    );
    const { proposal } = read(`Name,Overall satisfaction,Speed,Quota\n${rows.join("\n")}\n`);
    expect(fieldsOf(proposal).slice(2)).toEqual(["perceived: Speed", "own: Quota"]);
  });
});

test("headers that all begin alike are known by what follows", () => {
  const { proposal } = read(
    "Person - ID,Person - Name,Person - Email - Work,Person - Email - Home\n1,Ann Lee,a@b.cn,c@b.cn\n",
  );
  expect(fieldsOf(proposal)).toEqual(["id", "name", "email", "own: Email - Home"]);
  expect(proposal.columns.map(({ header }) => header)[1]).toBe("Person - Name");
  expect(kindsOf(proposal)).toEqual([]);
});

test("answers in words are shown with what they count as, and stay words where somebody says so", () => {
  const text = "Name,Price,Comment\nAnn,Good,Good\nBob,Poor,late\nCid,Excellent,-\n";
  expect(read(text).proposal.columns[1].samples).toEqual(["Poor = 1", "Good = 3", "Excellent = 4"]);
  const kept = read(text, { map: [{ field: "Own", header: "Price" }] });
  expect(kept.run.customers[0].customer).toMatchObject({ ratings: {}, own: { Price: "Good" } });
  expect(kept.proposal.notes).toEqual([]);
});

test("a row of texts below a column without a header is one of data", () => {
  expect(read(",Name,Town\nx,Ann,Leeds\ny,Bob,York\n").run.customers).toHaveLength(2);
});

test("a header that is not there is answered with the nearest; of columns that may hold names the likeliest comes first", () => {
  const text = "Row,Writer,Town\n1,Ann Lee,Leeds\n2,Bob Ray,Leeds\n";
  expect(() => read(text, { map: [{ field: "Name", header: "Wrter" }] })).toThrow('The nearest is "Writer"');
  expect(read(text).proposal.questions.find(({ kind }) => kind === "name")!.option).toBe(
    '--map "Name=Writer"',
  );
});

test.each([
  "Status,Town,Level\nOpen,Leeds,1\nOpen,York,2\nClosed,Leeds,1\nOpen,York,3\n",
  "状态,价位\n开,1\n关,2\n开,3\n开,1\n",
])("no category is proposed as the names: %s", (text) => {
  const { option, choices } = read(text).proposal.questions.find(({ kind }) => kind === "name")!;
  expect([option, choices.length > 1]).toEqual(['--map "Name=…"', true]);
});

describe("which tables hold purchases", () => {
  const rows = (date: string, amount: string) =>
    read(`Customer,${date},${amount}\nAnn,2024-01-05,10\nAnn,2024-02-05,20\nBob,2024-02-06,5\n`).run;

  test.each([
    "Payment date",
    "Order created",
    "Auftragsdatum",
    "Fecha",
    "Date de vente",
    "Fecha de pago",
    "Data do pedido",
    "销售时间",
    "订单付款时间",
    "売上日",
    "Created at",
    "Booking date",
    "Datum aankoop",
    "Дата",
  ])("%s is the date of a purchase", (header) => {
    expect(rows(header, "Amount").purchases.map(({ date }) => date)).toEqual([
      "2024-01-05",
      "2024-02-05",
      "2024-02-06",
    ]);
  });

  test.each([
    "Amount EUR",
    "Betrag in €",
    "Total_USD",
    "Grand total",
    "Gesamtbetrag",
    "Nettobetrag",
    "Total TTC",
    "Importo totale",
    "item-price",
    "实付款",
    "实收金额",
    "売上金額",
    "Amount paid",
    "Invoice total",
    "买家实际支付金额",
    "Monto",
    "Сумма",
  ])("%s is its amount", (header) => {
    expect(rows("Order date", header).purchases.map(({ amount }) => amount)).toEqual([10, 20, 5]);
  });

  test("an id of its own in every row is that of the payment if another column has the customer's", () => {
    const { proposal, run } = read(
      "id,Created (UTC),Amount,Customer ID\nch_1,2024-01-05 17:17,10,c1\nch_2,2024-02-05 06:42,20,c1\nch_3,2024-02-06 06:42,5,c2\n",
    );
    expect(proposal.columns.map(({ field }) => field)).toEqual(["own: id", "purchaseDate", "amount", "id"]);
    expect(run.purchases.map(({ customer, date, amount }) => [customer, date, amount])).toEqual([
      ["c1", "2024-01-05", 10],
      ["c1", "2024-02-05", 20],
      ["c2", "2024-02-06", 5],
    ]);
    // Customers who come once each, as in a list of customers.
    const once = read("id,Created,Amount,Customer ID\n1,2024-01-05,10,c1\n2,2024-02-05,20,c2\n");
    expect(once.proposal.columns.map(({ field }) => field)).toEqual([
      "id",
      "created",
      "amount",
      "own: Customer ID",
    ]);
  });

  test("several currencies beside the amounts are kept in a column, one is not", () => {
    const own = (...amounts: string[]) =>
      read(
        `Customer,Order date,Amount\n${amounts.map((each, i) => `A,2024-01-0${i + 1},${each}\n`).join("")}`,
      ).run.purchases.map((each) => each.own);
    expect(own("€5", "$7", "3")).toEqual([{ Currency: "EUR" }, { Currency: "$" }, undefined]);
    expect(own("€5", "7 EUR")).toEqual([undefined, undefined]);
  });
});

test("a merged group of headers ends with its cells", () => {
  const sheet = {
    name: "a",
    rows: [
      [null, "Need", null, "Expectation", null, null],
      ["Customer", "Price", "Quality", "Price", "Quality", "Overall"],
      ["Ann", 3, 4, 5, 4, 5],
      ["Bob", 2, 4, 3, 4, 1],
    ],
    merges: [1, 3].map((column) => ({ row: 0, column, rows: 1, columns: 2 })),
  };
  const { columns } = proposeImport({ name: "a.xlsx", kind: "workbook", sheets: [sheet] });
  expect(columns.map(({ field }) => field)).toEqual([
    "name",
    "need: Price",
    "need: Quality",
    "expectation: Price",
    "expectation: Quality",
    "feedback: Overall satisfaction",
  ]);
});

test("rows typed below a table of Excel that did not grow are told, its totals and a note are not", () => {
  const table = { name: "Table1", row: 0, column: 0, rows: 3, columns: 2 };
  const rows = [
    ["Name", "Price rating"],
    ["Ann", "3"],
    ["Bob", "5"],
    ["Total", "8"],
    ["as of May"],
    ["Cat", "4"],
  ];
  const leftOut = (count: number) => {
    const sheets = [{ name: "Clients", rows: rows.slice(0, count), tables: [table] }];
    return proposeImport({ name: "a.xlsx", kind: "workbook", sheets }).leftOut;
  };
  expect(leftOut(5)).toEqual([]);
  expect(leftOut(6)).toEqual([{ row: 6, reason: "below", text: "Cat · 4" }]);
});
