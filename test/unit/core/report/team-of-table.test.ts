import { describe, expect, test } from "@jest/globals";
import {
  analysesOf,
  finished,
  howMany,
  proposeImport,
  reportOf,
  reportWords,
  teamOfSourceSteps,
  teamOfTableSteps,
  type ImportSource,
  type Proposal,
  type SourceCell,
} from "@crm-functions/core";

const sheet = (name: string, table: string, rows: SourceCell[][]) => ({
  name,
  rows,
  tables: [{ name: table, row: 0, column: 0, rows: rows.length, columns: rows[0].length }],
});
const source: ImportSource = {
  name: "a.xlsx",
  kind: "workbook",
  sheets: [
    sheet("客户", "Customers", [
      ["Customer ID", "Name", "E-mail"],
      ["1", "Ann", "ann@x.org"],
    ]),
    sheet("购买", "Purchases", [
      ["客户", "日期", "金额", "Product"],
      ["ann@x.org", { number: 46027, shown: "2026-01-05", isDate: true }, 3, "Tea"],
      ["1", "2026-01-06", 4, null],
      ["1", "soon", 5, null],
      ["1", "2026-01-07", "five", null],
      ["1", "2026-01-08", null, null],
    ]),
    sheet("Answers", "Answers", [
      ["Customer", "Perceived: Price"],
      ["1", 4],
      [null, 2],
    ]),
  ],
};

test("purchases and answers in tables of their own belong to the customers of the file", () => {
  const team = finished(teamOfSourceSteps(proposeImport(source, { sheet: "客户" }), "en-US"));
  expect(team.interactions.map(({ customerId, when, amount }) => [customerId, when, amount])).toEqual([
    ["1", "2026-01-05", 3],
    ["1", "2026-01-06", 4],
    ["1", "2026-01-07", null],
    ["1", "2026-01-08", null],
  ]);
  // One day and one amount cannot be read; one row has no amount.
  expect([team.purchasesUnread, team.purchasesAside?.unpriced]).toEqual([2, 1]);
  expect(team.customers.map(({ id, ratings }) => [id, ratings.perceived])).toEqual([
    ["1", { Price: 4 }],
    ["answer-2", { Price: 2 }],
  ]);
  expect(team.notes).toEqual([
    expect.stringContaining('Purchases, row 4, 日期: "soon" is not a date'),
    'Purchases, row 5, 金额: "five" is not a number.',
  ]);
});

const csv = (rows: SourceCell[][]): ImportSource => ({
  name: "a.csv",
  kind: "text",
  sheets: [{ name: "a", rows }],
});
const teamOfRows = (rows: SourceCell[][]) =>
  finished(teamOfSourceSteps(proposeImport(csv(rows), {}), "en-US"));

test("a scale that a header tells goes with its ratings, and a slip beyond it costs its cell", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `C${i}`,
    String(1 + (i % 5)),
    String(1 + (i % 10)),
    i === 7 ? "33" : "3",
  ]);
  const team = teamOfRows([["Name", "Price (1-5)", "Satisfaction (1-10)", "Delivery [-3 to +3]"], ...rows]);
  expect(team.customers[4].ratings).toEqual({
    perceived: { "Price (1-5)": 5, "Delivery (-3-3)": 3 },
    feedback: { "Overall satisfaction (1-10)": 5 },
  });
  const { feedback } = analysesOf(team);
  expect(feedback!.table.ranges).toEqual([
    { minimum: 1, maximum: 5 },
    { minimum: -3, maximum: 3 },
  ]);
  expect(feedback!.table.isGuessed).toEqual([false, false]);
  expect(feedback!.answer.range).toEqual({ minimum: 1, maximum: 10 });
  expect(team.notes).toEqual(["Customers, row 9, Delivery [-3 to +3]: 33 is not between -3 and 3."]);
});

test("of two spellings each has the scale of its own header, and Recommend is a question of the feedback", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] =>
    i % 2 === 0 ? [`C${i}`, "3", "", "9"] : [`C${i}`, "", "10", "6"],
  );
  const team = teamOfRows([["Name", "Price (1-5)", "price (1-10)", "Recommend (0-10)"], ...rows]);
  const { feedback, recommendations } = analysesOf(team);
  // 10 of 1 to 10 is 5 of 1 to 5.
  expect(feedback!.table).toMatchObject({ criteria: ["Price"], ranges: [{ minimum: 1, maximum: 5 }] });
  expect(Array.from(feedback!.table.columns[0].slice(0, 2))).toEqual([3, 5]);
  expect(Array.from(recommendations!.slice(0, 2))).toEqual([9, 6]);
});

test("a code for no answer beyond all other ratings is no rating", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `C${i}`,
    i % 10 === 3 ? "99" : String(1 + (i % 5)),
  ]);
  const team = teamOfRows([["Name", "Need: Price"], ...rows]);
  const { need } = analysesOf(team).scores;
  expect(need).toMatchObject({ leftOut: { unrated: 2, incomplete: 0 }, highest: 5 });
  expect(team.notes.join()).toContain("99 is not between 0 and 10.");
});

test("ratings on both sides of 0 are no codes, though one column has but few below it", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `C${i}`,
    String((i % 5) - 2),
    i === 3 ? "-1" : String(i % 3),
  ]);
  const team = teamOfRows([["Name", "Need: Price", "Need: Speed"], ...rows]);
  const { need } = analysesOf(team).scores;
  expect(need!.table.ranges).toEqual([
    { minimum: -2, maximum: 2 },
    { minimum: -2, maximum: 2 },
  ]);
  expect(need).toMatchObject({ leftOut: { unrated: 0, incomplete: 0 } });
  expect(team.notes).toEqual([]);
});

test("somebody who stands in a file twice is said to", () => {
  const team = teamOfRows([
    ["Name", "E-mail", "Need: A"],
    ["Ann", "ann@x.org", "3"],
    ["ann ", "ANN@x.org", "4"],
    ["Ann", "", "5"],
    ["Ann", "", "5"],
  ]);
  expect(team.customers).toHaveLength(4);
  expect(team.notes).toEqual([
    "1 row has the name and the contact of an earlier one; it counts as a customer all the same.",
  ]);
});

test("purchases that cannot be read or are none are left out of the value, and counted", () => {
  const team = teamOfRows([
    ["Customer ID", "Order date", "Amount"],
    ["a", "2026-01-05", "10"],
    ["a", "2026-02-05", "20"],
    ["b", "2026-02-06", "5"],
    ["b", "2026-02-07", "-5"],
    ["b", "2026-12-31", "7"],
    ["c", "soon", "5"],
    ["c", "2026-02-08", "much"],
    ["", "2026-02-09", "5"],
  ]);
  // Two have bought; the third has no row that counts; three rows cannot be read, one is later. A return is taken off.
  const report = reportOf(team, { asOf: "2026-06-30" });
  const [value] = report.sections.find(({ id }) => id === "value")!.findings;
  expect(value).toMatchObject({ n: 2, leftOut: 1 + 3 + 1 });
  expect(value.evidence.slice(-2)).toEqual([
    "3 purchases could not be read",
    "1 purchase after the day of the report",
  ]);
  expect(value.evidence.slice(0, 2)).toEqual(["30 in all", "1 return taken off, 5 in all"]);
});

describe("rows of purchases that are no purchases of their own", () => {
  const reportOn = (rows: SourceCell[][], language: "en-US" | "zh-CN" = "en-US") => {
    const team = finished(teamOfSourceSteps(proposeImport(csv(rows), {}), language));
    const { notes, columns, sections } = reportOf(team, { ...team, language, asOf: "2026-06-30" });
    return { notes, columns, value: sections.find(({ id }) => id === "value")!.findings[0] };
  };
  const lines: SourceCell[][] = [
    ["Invoice number", "Customer", "Invoice date", "Total"],
    ["R1", "Ann", "2026-01-05", "30"],
    ["R1", "Ann", "2026-01-05", "30"],
    ["R2", "Bob", "2026-01-06", "20"],
    ["R3", "Ann", "2026-02-06", "50"],
    ["R3", "Ann", "2026-02-06", "50"],
    ["R3", "Ann", "2026-02-06", "50"],
  ];

  test("a total on every line of its invoice counts once, and the report says so", () => {
    // By hand: 30 + 20 + 50.
    const { notes, columns, value } = reportOn(lines);
    expect(value.evidence[0]).toBe("100 in all");
    expect(columns.used).toContain("Invoice number");
    expect(notes).toContain(
      "2 orders of “Invoice number” stand on 5 rows with the same amount on each: it is taken for the total of the order and counted once.",
    );
    expect(reportOn(lines, "zh-CN").notes.join()).toContain(
      "“Invoice number”中有 2 个订单占 5 行，每行金额相同：视为订单总额，只计一次。",
    );
  });

  test("amounts of lines are added up: they differ within an invoice, or the header says so", () => {
    const differing = lines.map((row, i) => (i === 6 ? [...row.slice(0, 3), "9"] : row));
    expect(reportOn(differing).value.evidence[0]).toBe("189 in all");
    const ofLines = lines.map((row, i) => (i === 0 ? [...row.slice(0, 3), "Line amount"] : row));
    expect(reportOn(ofLines).value.evidence[0]).toBe("230 in all");
  });

  test("orders whose money was not kept are left out, by status with their sum", () => {
    // By hand: 10 + 20 + 40 of the orders that were kept.
    const { notes, columns, value } = reportOn([
      ["Customer", "Order date", "Amount", "Order status"],
      ["Ann", "2026-01-05", "10", "Completed"],
      ["Ann", "2026-02-05", "20", "Processing"],
      ["Bob", "2026-01-06", "5.5", "Cancelled by customer"],
      ["Bob", "2026-02-06", "40", "partially refunded"],
      ["Bob", "2026-02-07", "1000", "wc-failed"],
      ["Bob", "2026-02-08", "2000", "wc-failed"],
    ]);
    expect(value.evidence).toEqual([
      "70 in all",
      "50% of those who bought came back",
      "3 orders whose money was not kept",
    ]);
    expect(value.leftOut).toBe(3);
    expect(columns.used).toContain("Order status");
    expect(notes).toContain(
      "Left out, since no money was kept: “wc-failed” (2 orders, 3,000.00), “Cancelled by customer” (1 order, 5.50).",
    );
  });

  test("amounts in several currencies, in a column or beside the number, are not added up", () => {
    const inColumn = reportOn([
      ["Customer", "Order date", "Amount", "Currency"],
      ["Ann", "2026-01-05", "10", "EUR"],
      ["Ann", "2026-02-05", "2000", "JPY"],
      ["Bob", "2026-01-06", "20", "eur"],
    ]).value;
    expect(inColumn).toMatchObject({ n: 0, verdict: "unknown" });
    expect(inColumn.text).toContain("several currencies, EUR (2) and JPY (1)");
    const beside = (amounts: string[]) =>
      reportOn([
        ["Customer", "Order date", "Amount"],
        ...amounts.map((amount, i): SourceCell[] => [i < 2 ? "Ann" : "Bob", `2026-0${1 + i}-05`, amount]),
      ]).value;
    expect(beside(["€10.50", "2,000 JPY", "(€3)"]).text).toContain("EUR (2) and JPY (1)");
    expect(beside(["€10.50", "20 EUR", "7"]).evidence[0]).toBe("38 in all");
  });

  test.each([
    ["Refunded", "en-US", "“Refunded” is taken off the amounts: 1,205.50 in 2 rows."],
    ["退款金额", "zh-CN", "已从金额中扣除“退款金额”：2 行，共 1,205.50。"],
  ] as const)("refunds of a column of their own, %s, are taken off and told", (header, language, text) => {
    const { value, notes, columns } = reportOn(
      [
        ["Customer", "Order date", "Amount", header],
        ["Ann", "2026-01-05", "10,50", "5,50"],
        ["Ann", "2026-02-05", "2.500,00", "1.200,00"],
        ["Bob", "2026-01-06", "20,00", ""],
      ],
      language,
    );
    // By hand: 10.5 + 2500 + 20 less 5.5 and 1200.
    expect(value.evidence[0]).toMatch("1,325");
    expect(notes).toContain(text);
    expect(columns.used).toContain(header);
  });

  test("an amount of money in another column stays a number, and a number with leading zeros a code", () => {
    const team = teamOfRows([
      ["Name", "Price rating", "Tip", "Code"],
      ["Ann", 4, { number: 5, shown: "5 €" }, { number: 7, shown: "007" }],
    ]);
    expect(team.customers[0].own).toEqual({ Tip: 5, Code: "007" });
  });

  test("currencies that only the format of the cells shows are not added up", () => {
    const paid = (number: number, sign: string): SourceCell => ({ number, shown: `${number} ${sign}` });
    const rows = (sign: string): SourceCell[][] => [
      ["Customer", "Order date", "Amount"],
      ["Ann", "2026-01-05", paid(10.5, "€")],
      ["Ann", "2026-02-05", paid(1200, sign)],
      ["Bob", "2026-01-06", paid(20, "€")],
    ];
    expect(reportOn(rows("$")).value.text).toContain("several currencies, EUR (2) and $ (1)");
    expect(reportOn(rows("€")).value.evidence[0]).toBe("1,231 in all");
  });

  test("rows whose amount stands in another column are named by it, not as unreadable", () => {
    const { value } = reportOn([
      ["Kunde", "Belegdatum", "Betrag Soll", "Betrag Haben"],
      ["Ann", "2026-01-05", "10,50", ""],
      ["Ann", "2026-02-05", "", "1.000,00"],
      ["Bob", "2026-01-06", "20,00", ""],
    ]);
    expect(value.evidence.at(-1)).toBe(
      "1 row with an amount in “Betrag Haben” alone, such as credits or payments, not counted",
    );
    expect(value.leftOut).toBe(1);
  });
});

describe("contracts without a rating", () => {
  // Of a balance of 0 or 1000 the odds are those of the table of four, 10·10 / 30·30, and a tenth of their logarithm for 100.
  const counts = [
    ["0", "yes", 30],
    ["0", "no", 10],
    ["1000", "yes", 10],
    ["1000", "no", 30],
  ] as const;
  const pairs = counts.flatMap(([balance, kept, n]) =>
    Array.from({ length: n }, () => [balance, kept] as const),
  );
  const outcomeIn = (rows: SourceCell[][], language: "en-US" | "zh-CN" = "en-US") => {
    const team = teamOfRows(rows);
    const made = reportOf(team, { language, asOf: "2026-01-31", columns: team.columns, notes: team.notes });
    const { findings, tables } = made.sections.find(({ id }) => id === "loyalty")!;
    return { finding: findings[0], rows: tables[0]?.rows, team, ignored: made.columns.ignored };
  };

  test("the odds for one more of large numbers are told for as many as show", () => {
    const rows = pairs.map(([balance, kept]): SourceCell[] => [balance, kept]);
    const { finding, rows: told } = outcomeIn([["Balance", "Cancelled"], ...rows]);
    expect(finding.text).toBe("“Cancelled” is less often yes with higher Balance.");
    expect(finding.evidence[1]).toBe("100 more of Balance: odds × 0.80, between 0.73 and 0.89");
    expect(told![0][0]).toBe("Balance (per 100)");
    expect(told![0][1]).toBeCloseTo((1 / 9) ** 0.1, 10);
    expect(outcomeIn([["Balance", "Cancelled"], ...rows], "zh-CN").rows![0][0]).toBe("Balance（每 100）");
  });

  test("what only names, what only the ones have, the outcome in other words and numbers of rows explain nothing; n/a costs its row", () => {
    const rows = pairs.map(([balance, kept], i): SourceCell[] => [
      i === 5 ? "n/a" : balance,
      kept === "yes" ? "Closed" : "Open",
      kept === "yes" ? String(i % 7) : "",
      String(10000 + ((i * 37) % 83)),
      String(i + 1 + Math.floor(i / 9)),
      kept,
    ]);
    const { finding, ignored } = outcomeIn([
      ["Balance", "State", "Reason code", "Zip", "Line", "Cancelled"],
      ...rows,
    ]);
    expect(finding).toMatchObject({ n: 79, leftOut: 1, verdict: "clear" });
    expect(ignored).toEqual(["State", "Reason code", "Zip", "Line"]);
  });

  test("days explain nothing, written 20260131 or with a dash for none, and the reason is that they are days", () => {
    const rows = pairs.map(([balance, kept], i): SourceCell[] => [
      balance,
      { number: 20230101 + (i % 28), shown: String(20230101 + (i % 28)) },
      i % 3 === 0 ? "-" : `2024-02-${10 + (i % 19)}`,
      kept,
    ]);
    const { rows: explained, team } = outcomeIn([["Balance", "Joined", "Ended", "Cancelled"], ...rows]);
    expect(explained).toHaveLength(1);
    expect(team.notes).toEqual(["Not used: “Joined” and “Ended” (a date that no analysis asks for)."]);
  });

  test("of 续了 and 没续 the first is the yes", () => {
    const rows = pairs.map(([balance, kept]): SourceCell[] => [balance, kept === "yes" ? "续了" : "没续"]);
    const { finding } = outcomeIn([["余额", "续了没"], ...rows], "zh-CN");
    expect(finding.evidence[0]).toBe("40 个是（续了），40 个否（没续）");
  });

  test("of two words that of the header is the yes", () => {
    const rows = pairs.map(([balance, kept]): SourceCell[] => [balance, kept === "yes" ? "流失" : "留存"]);
    const { finding, team } = outcomeIn([["余额", "是否流失"], ...rows], "zh-CN");
    expect(team.notes).toEqual([]);
    expect(finding.text).toBe("“是否流失”为“是”的情况：余额较高时更少。");
    expect(finding.evidence[0]).toBe("40 个是（流失），40 个否（留存）");
    expect(howMany({ ...finding, leftOut: 2 }, reportWords("zh-CN"))).toBe("80 位客户，2 份未计入");
    expect(howMany({ ...finding, id: "driver" }, reportWords("en-US"))).toBe("80 answers");
  });

  test.each(["sí,no", "oui,non", "sim,não", "да,нет", "はい,いいえ"])("yes and no as %s", (words) => {
    const [yes, no] = words.split(",");
    const rows = pairs.map(([balance, kept]): SourceCell[] => [balance, kept === "yes" ? yes : no]);
    const { finding } = outcomeIn([["Balance", "Cancelled"], ...rows]);
    expect(finding.evidence[0]).toBe("40 yes, 40 no");
  });

  test("where most have something missing, that is what is said", () => {
    const rows = pairs.map(([balance, kept], i): SourceCell[] => [
      i % 2 === 0 ? balance : "",
      i % 4 === 0 || i % 2 === 1 ? String((i * 7) % 5) : "",
      kept,
    ]);
    const { finding } = outcomeIn([["Balance", "Calls", "Cancelled"], ...rows]);
    expect(finding.text).toBe(
      "What goes with “Cancelled” cannot be told: of what is to explain it, only 11 yeses and 9 noes have nothing missing; about 20 of each would do.",
    );
  });
});

test("the same answer of the few whose ratings are complete is not that of all", () => {
  const rows = Array.from({ length: 30 }, (_, i): SourceCell[] => [
    `C${i}`,
    String(1 + (i % 5)),
    i === 4 || i === 9 ? "3" : "",
  ]);
  const made = reportOf(teamOfRows([["Name", "Overall satisfaction", "Price (1-5)"], ...rows]), {
    asOf: "2026-01-31",
  });
  const { findings } = made.sections.find(({ id }) => id === "feedback")!;
  expect(findings[0].text).toContain("2 full answers are too few");
});

// pandas and statsmodels, OLS of o on p and d of the same 60 rows without every tenth: 54 answers, R² 0.9009523,
// effects 0.63806108 and 0.30581277.
test.each([
  [
    "SurveyMonkey's two rows of headers",
    [
      [
        "Respondent ID",
        "Overall, how satisfied are you with our company?",
        "Please rate the following:",
        null,
      ],
      [null, "Response", "Price", "Delivery"],
    ],
    ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
    ["Poor", "Fair", "Good", "Very good", "Excellent"],
    ["Price", "Delivery"],
  ],
  [
    "Qualtrics' three",
    [
      ["ResponseId", "Q1", "Q2_1", "Q2_2"],
      [
        "Response ID",
        "How satisfied are you overall?",
        "Satisfied with …? - Price",
        "Satisfied with …? - Delivery",
      ],
      ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_1"}', '{"ImportId":"QID2_2"}'],
    ],
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    [
      "Extremely dissatisfied",
      "Somewhat dissatisfied",
      "Neutral",
      "Somewhat satisfied",
      "Extremely satisfied",
    ],
    ["Price", "Delivery"],
  ],
  [
    "the grid of 问卷星",
    [
      [
        "序号",
        "1、您对我们的总体满意度：",
        "2、您对以下方面的满意度：—价格",
        "2、您对以下方面的满意度：—物流",
      ],
    ],
    ["很不满意", "不满意", "一般", "满意", "很满意"],
    ["非常不满意", "不满意", "一般", "满意", "非常满意"],
    ["价格", "物流"],
  ],
])(
  "answers in words count from 1 to 5, and the report says so: %s",
  (_, headers, overall, words, criteria) => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const p = ((i * 7 + Math.floor(i / 9)) % 5) + 1;
      const d = ((i * i + Math.floor(i / 7)) % 5) + 1;
      const o = Math.min(5, Math.max(1, Math.floor((2 * p + d + (i % 3) + 1) / 3)));
      return [`R-${i}`, overall[o - 1], i % 10 === 4 ? "Don't know" : words[p - 1], words[d - 1]];
    });
    const team = teamOfRows([...headers, ...rows] as SourceCell[][]);
    const { result, table } = analysesOf(team).feedback!;
    expect([team.customers.length, result!.rowsUsed, table.criteria]).toEqual([60, 54, criteria]);
    expect(table.ranges).toEqual([
      { minimum: 1, maximum: 5 },
      { minimum: 1, maximum: 5 },
    ]);
    expect(result!.rSquared).toBeCloseTo(0.9009523, 6);
    expect(result!.coefficients[1]).toBeCloseTo(0.63806108, 7);
    expect(result!.coefficients[2]).toBeCloseTo(0.30581277, 7);
    expect(team.notes[0]).toMatch(new RegExp(`${overall[0]} = 1 · .*${overall[4]} = 5`));
  },
);

// statsmodels, OLS of the same 60 rows on the two columns that all have rated: R² 0.90104256, effects 0.6609736 and 0.28990598.
test("a rating that few gave takes no part in what explains satisfaction, and the report says so", () => {
  const rows = Array.from({ length: 60 }, (_, i): SourceCell[] => {
    const p = ((i * 7 + Math.floor(i / 9)) % 5) + 1;
    const d = ((i * i + Math.floor(i / 7)) % 5) + 1;
    const o = Math.min(5, Math.max(1, Math.floor((2 * p + d + (i % 3) + 1) / 3)));
    return [`C${i}`, o, p, d, i % 10 === 0 ? 3 : null];
  });
  const headers = ["Name", "Overall satisfaction", "Price rating", "Delivery rating", "Complaints rating"];
  const analyses = analysesOf(teamOfRows([headers, ...rows]));
  const { result, table, sparse } = analyses.feedback!;
  expect([result!.rowsUsed, table.criteria, sparse]).toEqual([60, ["Price", "Delivery"], ["Complaints"]]);
  expect(result!.rSquared).toBeCloseTo(0.90104256, 7);
  expect(result!.coefficients[1]).toBeCloseTo(0.6609736, 7);
  expect(reportOf(analyses, { asOf: "2026-11-29" }).notes.join(" ")).toContain("half of those who answer");
});

// statsmodels, Logit of the same 80 rows: odds ratios 0.91754481 a month and 2.70897266 a ticket; 40 yeses.
test.each([
  ["Status", "Active", "Churned", "Status: Churned"],
  ["Churn", "Active", "Churned", "Churn"],
  ["Customer status", "Stayed", "Left", "Customer status: Left"],
  ["Stage", "Closed Lost", "Closed Won", "Stage: Closed Won"],
  ["Renewed", "Cancelled", "Kept", "Renewed"],
  ["状态", "留存", "流失", "状态: 流失"],
])("%s of %s and %s is an outcome, and what its yes is is said", (header, no, yes, name) => {
  const rows = Array.from({ length: 80 }, (_, i): SourceCell[] => {
    const [m, t] = [(i * 13) % 37, (i * 7) % 5];
    return [`C-${i}`, m, t, ((i * i * 3 + i * 5) % 11) + t * 2 - m / 6 > 5 ? yes : no];
  });
  const analyses = analysesOf(teamOfRows([["Customer ID", "Months", "Tickets", header], ...rows]));
  const { outcomes } = analyses;
  expect(outcomes.map(({ name, yes, no }) => [name, yes, no])).toEqual([[name, 40, 40]]);
  expect(outcomes[0].result!.oddsRatios[1]).toBeCloseTo(0.91754481, 6);
  expect(outcomes[0].result!.oddsRatios[2]).toBeCloseTo(2.70897266, 6);
  const { sections, notes } = reportOf(analyses, { asOf: "2026-11-29" });
  const [{ evidence }] = sections.find(({ id }) => id === "loyalty")!.findings;
  expect(evidence[0]).toBe(`40 yes (${yes}), 40 no (${no})`);
  // CRM.OUTCOME takes the later of two words that are none for yes and no.
  expect(notes.some((note) => note.includes("CRM.OUTCOME takes"))).toBe(yes < no);
});

test("an order in several rows is one purchase of whoever has its e-mail, whatever its number", () => {
  const order = (id: number, email: string, day: string | null, total: number | null): SourceCell[] => [
    `#${id}`,
    email,
    day,
    total,
    id * 7,
  ];
  const team = teamOfRows(
    [
      ["Name", "Email", "Paid at", "Total", "Id"],
      order(1, "a@x.org", "2026-01-05 10:00:00 +0100", 30),
      order(1, "a@x.org", null, null),
      order(2, "b@x.org", "2026-01-06 10:00:00 +0100", 20),
      order(3, "a@x.org", "2026-02-06 10:00:00 +0100", 50),
    ].map((row, i) => (i === 2 ? [...row.slice(0, 4), 1007] : row)),
  );
  expect(team.customers.map(({ id }) => id)).toEqual(["a@x.org", "b@x.org"]);
  expect(team.interactions.map(({ customerId, amount }) => [customerId, amount])).toEqual([
    ["a@x.org", 30],
    ["b@x.org", 20],
    ["a@x.org", 50],
  ]);
  expect([team.purchasesUnread, team.notes[0]]).toEqual([
    0,
    expect.stringContaining("line of the purchase above"),
  ]);
});

test("columns that nothing is made of are told with the reason; who has no name goes by an address", () => {
  const rows = [1, 2, 3, 4].map((i): SourceCell[] => [
    `a${i}@x.org`,
    "EUR",
    `2026-01-0${i}`,
    `Text ${i}`,
    i % 2,
  ]);
  const team = teamOfRows([["Email", "Currency", "Seen", "Remark", "Level"], ...rows]);
  expect(team.customers[0].name).toBe("a1@x.org");
  expect(team.notes).toEqual([
    "Not used: “Currency” (blank, or the same wherever it is filled in); “Seen” (a date that no analysis asks for); “Remark” (different in most rows); “Level” (numbers that no analysis asks for; a rating would be headed as in “Perceived: Price”).",
  ]);
});

test("answers of no one scale say so, and a list of addresses without names is one of people", () => {
  const rows = ["Satisfied", "Very satisfied", "It depends", "Satisfied"].map((word, i): SourceCell[] => [
    `a${i}@x.org`,
    null,
    word,
  ]);
  const team = teamOfRows([["Email Address", "First Name", "How satisfied are you?"], ...rows]);
  expect(team.customers.map(({ name }) => name)).toEqual(["a0@x.org", "a1@x.org", "a2@x.org", "a3@x.org"]);
  expect(team.notes).toEqual([
    "Not used: “How satisfied are you?” (ratings cannot be read from it: not all cells are numbers, nor all words of one scale that is known).",
  ]);
});

test("invoices with net and gross amounts are purchases", () => {
  const rows = [1, 2, 3, 4].map((i) => [
    `RE-${i}`,
    `0${i}.02.2026`,
    i < 3 ? "A AG" : "B AG",
    `1.00${i},50`,
    "9,99",
  ]);
  const headers = ["Rechnungsnummer", "Rechnungsdatum", "Kunde", "Betrag netto", "Betrag brutto"];
  const team = teamOfRows([headers, ...rows]);
  expect(team.interactions.map(({ customerId, when, amount }) => [customerId, when, amount])).toEqual([
    ["A AG", "2026-02-01", 1001.5],
    ["A AG", "2026-02-02", 1002.5],
    ["B AG", "2026-02-03", 1003.5],
    ["B AG", "2026-02-04", 1004.5],
  ]);
});

// statsmodels, Logit of the 108 rows that are not Paused: 51 yeses, odds ratio 0.77309382.
test.each([
  ["Status", "Active", "Paused", "Cancelled", "Status: Cancelled"],
  ["Vertragsstatus", "aktiv", "ruhend", "gekündigt", "Vertragsstatus: gekündigt"],
  ["状态", "活跃", "暂停", "流失", "状态: 流失"],
  ["Stage", "Closed Lost", "Negotiation", "Closed Won", "Stage: Closed Won"],
])("of %s with %s, %s and %s what is neither is left out and told", (header, no, open, yes, name) => {
  const rows = Array.from({ length: 120 }, (_, i): SourceCell[] => {
    const visits = (i * 7) % 13;
    return [`C-${i}`, visits, i % 10 === 0 ? open : (i * 11) % 17 > visits + 2 ? yes : no];
  });
  const made = reportOf(teamOfRows([["Customer ID", "Visits", header], ...rows]), { asOf: "2026-01-31" });
  const { findings, tables } = made.sections.find(({ id }) => id === "loyalty")!;
  expect(findings[0]).toMatchObject({
    text: `“${name}” is less often yes with higher Visits.`,
    n: 108,
    leftOut: 12,
  });
  expect(findings[0].evidence.slice(0, 2)).toEqual([
    `51 yes (${yes}), 57 no (${no})`,
    `“${open}” counted as neither`,
  ]);
  expect(tables[0].rows[0][1]).toBeCloseTo(0.77309382, 6);
});

test.each([
  ["成交状态", "已成交", "未成交", "成交状态: 已成交"],
  ["Letter", "Y", "N", "Letter"],
  ["Reminder", "Not sent", "Sent", "Reminder: Sent"],
])("of two texts under %s, %s and %s, one is the yes", (header, one, other, name) => {
  const rows = Array.from({ length: 40 }, (_, i): SourceCell[] => [
    `C-${i}`,
    i % 7,
    i % 3 === 0 ? one : other,
  ]);
  const { outcomes } = analysesOf(teamOfRows([["Customer ID", "Visits", header], ...rows]));
  expect(outcomes.map((each) => each.name)).toEqual([name]);
});

test("a yes that everybody has is not used, and the satisfaction alone explains an outcome", () => {
  const rows = Array.from({ length: 40 }, (_, i): SourceCell[] => [
    `C-${i}`,
    "yes",
    String(1 + (i % 5)),
    i % 3 === 0 ? "yes" : "no",
  ]);
  const team = teamOfRows([["Name", "Agreed", "Overall satisfaction", "Renewed"], ...rows]);
  expect(team.columns.ignored).toEqual(["Agreed"]);
  const { outcomes } = analysesOf(team);
  expect(outcomes.map(({ name, table }) => [name, table.criteria])).toEqual([
    ["Renewed", ["Overall satisfaction"]],
  ]);
});

test("a school's marks, of which 1 is the best, are turned round and told; per cent are of a hundred", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `C${i}`,
    1 + (i % 6),
    { number: (50 + i) / 100, shown: `${50 + i}%` },
  ]);
  const header = "Essen (1 = sehr gut, 6 = ungenügend)";
  const team = teamOfRows([["Name", header, "Overall satisfaction"], ...rows]);
  expect(team.customers[0].ratings).toEqual({
    perceived: { "Essen (1-6)": 6 },
    feedback: { "Overall satisfaction (0-100)": 50 },
  });
  expect(team.notes.join(" ")).toContain(`“${header}” → 6 = 1 · 5 = 2 · 4 = 3 · 3 = 4 · 2 = 5 · 1 = 6`);
  expect(analysesOf(team).answer!.range).toEqual({ minimum: 0, maximum: 100 });
  // Low ones are of a hundred as well, and one on another scale is told as it stands.
  const low = Array.from({ length: 20 }, (_, i) => [
    `C${i}`,
    `${i % 9}%`,
    i === 6 ? "38%" : `${1 + (i % 5)}`,
  ]);
  const other = teamOfRows([["Name", "Overall satisfaction", "Price (1-5)"], ...low]);
  expect(analysesOf(other).answer!.range).toEqual({ minimum: 0, maximum: 100 });
  expect(other.notes).toEqual(["Customers, row 8, Price (1-5): 38% is not between 1 and 5."]);
});

test("what is asked to be important is needed; how often something is so is a rating beside one of the whole", () => {
  const words = [
    "Not important",
    "Slightly important",
    "Moderately important",
    "Important",
    "Very important",
  ];
  const often = ["Never", "Rarely", "Sometimes", "Often", "Always"];
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `Guest ${String.fromCharCode(97 + i)}`,
    words[i % 5],
    String(1 + ((i * 3) % 5)),
    often[i % 5],
    "8.5/10",
    often[i % 5],
  ]);
  const headers = [
    "Guest name",
    "How important is price?",
    "Wichtigkeit Service (1-5)",
    "Staff are friendly",
  ];
  const team = teamOfRows([[...headers, "Overall score", "How often do you come?"], ...rows]);
  expect(team.customers[1]).toMatchObject({
    name: "Guest b",
    ratings: {
      need: { "Price (1-5)": 2, "Service (1-5)": 4 },
      perceived: { "Staff are friendly (1-5)": 2 },
      feedback: { "Overall satisfaction (1-10)": 8.5 },
    },
  });
  expect(team.columns.ignored).toEqual(["How often do you come?"]);
});

test("notes below the table and a line that sums up what one cell above says for it are no customers", () => {
  const team = teamOfRows([
    ["Kunde", "Preis", "Service", "Gesamtzufriedenheit"],
    ["Ann", "4", "5", "4"],
    ["Bob", "3", "4", "4"],
    ["Total Bob", "", "", "8"],
    [],
    ["Rücklauf: 2 von 12", "", "", ""],
    ["Frau Weber, Tel. 0711 12345", "", "", ""],
  ]);
  expect(team.customers.map(({ name }) => name)).toEqual(["Ann", "Bob"]);
  expect(team.notes.slice(0, 3)).toEqual([
    "Row 4, “Total Bob”, is taken for a total and left out.",
    "Row 6, “Rücklauf: 2 von 12”, is taken for a note and left out.",
    "Row 7, “Frau Weber, Tel. 0711 12345”, is taken for a note and left out.",
  ]);
});

// By hand: without the addresses one Ann would have 60 of 100.
test("buyers of one name who are reached in two ways are two, and that is told", () => {
  const team = teamOfRows([
    ["Kunde", "E-Mail", "Kaufdatum", "Betrag"],
    ["Ann", "ann@a.org", "2026-01-02", "20"],
    ["Ann", "ann@b.org", "2026-01-03", "10"],
    ["Ann", "ann@b.org", "2026-01-04", "30"],
    ["Bob", "bob@a.org", "2026-01-05", "40"],
  ]);
  expect(team.customers.map(({ name }) => name)).toEqual(["ann@a.org", "ann@b.org", "Bob"]);
  expect(team.notes).toEqual(["“Ann”: each e-mail address or phone number counts as a buyer of that name."]);
});

test.each([
  ["客户代码", "单据日期", "销售金额", "2025年7月2日"],
  ["客戶編號", "訂單日期", "總金額", "2025/7/2"],
  ["Customer ID", "Order date", "Amount", "45840"],
  ["Customer ID", "Order date", "Amount", 45840],
])("purchases under %s, %s and %s, of the day %s", (id, day, amount, cell) => {
  const team = teamOfRows([
    [id, day, amount],
    ["C1", cell, "10"],
    ["C1", cell, "5"],
    ["C2", cell, "5"],
  ]);
  expect(team.interactions.map(({ when, amount }) => [when, amount])).toEqual([
    ["2025-07-02", 10],
    ["2025-07-02", 5],
    ["2025-07-02", 5],
  ]);
});

// pandas and scipy, of the same 40 answers: mean 3.3, t interval 2.8408 to 3.7592, 24 from 4 on, 12 up to 2.
test.each([
  [
    "en-US",
    "Satisfaction is 3.3 on a scale of 1–5: 60% are satisfied, 30% are dissatisfied.",
    ["between 2.8 and 3.8", "satisfied from 4 on, dissatisfied up to 2"],
  ],
  [
    "zh-CN",
    "满意度平均 3.3（分制 1–5）：60% 的客户满意，30% 不满意。",
    ["区间 2.8 至 3.8", "4 分及以上为满意，2 分及以下为不满意"],
  ],
] as const)(
  "satisfaction that nothing explains has a sentence of its own, %s",
  (language, text, evidence) => {
    const rows = Array.from({ length: 40 }, (_, i): SourceCell[] => [
      `C${i}`,
      [5, 4, 4, i % 10 === 3 ? 3 : 2, 1][i % 5],
    ]);
    const team = teamOfRows([["Name", "Overall satisfaction (1-5)"], ...rows, ["D", null]]);
    const { sections } = reportOf(team, { language, asOf: "2026-01-31" });
    expect(sections[0].findings).toMatchObject([{ id: "satisfaction", text, n: 40, leftOut: 1, evidence }]);
  },
);

/** The summary of a table of texts, and its notes. */
function told(rows: readonly string[][]): {
  readonly summary: readonly string[];
  readonly notes: readonly string[];
} {
  const only: ImportSource = { name: "a.csv", kind: "text", sheets: [{ name: "a", rows }] };
  const team = finished(teamOfSourceSteps(proposeImport(only), "en-US"));
  const report = reportOf(team, { asOf: "2026-11-29", source: "a.csv" });
  return { summary: report.sections[0].findings.map(({ text }) => text), notes: team.notes };
}

test("a scale may be told by its upper end alone, and the satisfaction is on it", () => {
  // 12, 16, 18 and 20 of 20, five times each: the mean is 16.5 by hand.
  const marks = ["12", "16", "18", "20"].flatMap((mark) => Array<string>(5).fill(mark));
  for (const header of [
    "Note globale (/20)",
    "Note globale /20",
    "Note globale (sur 20)",
    "Note globale (out of 20)",
  ]) {
    const { summary } = told([["Client", header], ...marks.map((mark, i) => [`Client ${i}`, mark])]);
    expect(summary[0]).toMatch(/^Satisfaction is 16\.5 on a scale of 0–20: /);
  }
});

test("good and bad are the outcome that the other columns explain", () => {
  // Odds 3.0 to 1 where quick and 1 to 3.0 where slow: of a table of four, ad / bc = 9.
  const rows = [
    ["quick", "Good", 45],
    ["quick", "Bad", 15],
    ["slow", "Good", 15],
    ["slow", "Bad", 45],
  ].flatMap(([reply, said, n]) => Array.from({ length: Number(n) }, () => [String(reply), String(said)]));
  const { summary } = told([
    ["Requester", "Reply", "Satisfaction"],
    ...rows.map((row, i) => [`User ${i % 50}`, ...row]),
  ]);
  expect(summary).toEqual([expect.stringContaining("“Satisfaction: Good”")]);
});

test("names that stand in many rows are told: each row counts as a customer", () => {
  const rows = Array.from({ length: 40 }, (_, i) => [`Guest ${i % 10}`, `Room ${i}`]);
  expect(told([["Guest", "Room"], ...rows]).notes[0]).toBe(
    "10 names stand in 40 rows; each row counts as a customer of its own.",
  );
  expect(told([["Guest", "Room"], ...rows.slice(0, 10)]).notes.join()).not.toContain("stand in");
  const spelled = rows.map(([name, room], i) => [i % 2 === 0 ? name : name.toUpperCase(), room]);
  expect(told([["Guest", "Room"], ...spelled, ["ＧＵＥＳＴ 1", "Room 41"]]).notes[0]).toBe(
    "10 names stand in 41 rows; each row counts as a customer of its own.",
  );
});

test("whoever left the name blank counts, called by the row", () => {
  // 30 of 40 names are blank: the mean of all is 3, that of the named alone 1.
  const rows = Array.from({ length: 40 }, (_, i) => [
    i % 4 === 0 ? `Client ${i}` : "",
    ["1", "5", "3", "3"][i % 4],
  ]);
  const { summary } = told([["Name (optional)", "Overall satisfaction (1-5)"], ...rows]);
  expect(summary[0]).toMatch(/^Satisfaction is 3\.0 on a scale of 1–5/);
  const { customers } = teamOfRows([["Name (optional)", "Overall satisfaction (1-5)"], ...rows]);
  expect(customers.slice(0, 3).map(({ id, name }) => [id, name])).toEqual([
    ["row-2", "Client 0"],
    ["row-3", "row 3"],
    ["row-4", "row 4"],
  ]);
});

test("a survey answered several times by the same customers counts every answer", () => {
  const rows = Array.from({ length: 30 }, (_, i) => [`${i % 10}`, `Client ${i % 10}`, `${1 + (i % 4)}`]);
  const { customers, notes } = teamOfRows([["Customer ID", "Name", "Overall satisfaction (1-5)"], ...rows]);
  expect(customers).toHaveLength(30);
  expect(new Set(customers.map(({ id }) => id)).size).toBe(30);
  expect(notes).toEqual(["10 names stand in 30 rows; each row counts as a customer of its own."]);
});

describe("sheets beside the customers", () => {
  const day = (n: number) => ({
    number: 46027 + n,
    shown: `2026-01-${String(5 + n).padStart(2, "0")}`,
    isDate: true,
  });
  const plain = (name: string, rows: SourceCell[][]) => ({ name, rows });
  const clients: SourceCell[][] = [
    ["Customer ID", "Name", "Need: Price", "Need: Quality"],
    ["001", "Ann", 8, 4],
    ["002", "Bob", 6, 4],
    ["003", "Cat", 4, 10],
  ];
  const teamOf = (...sheets: { name: string; rows: SourceCell[][] }[]) =>
    finished(
      teamOfSourceSteps(proposeImport({ name: "a.xlsx", kind: "workbook", sheets: [...sheets] }), "en-US"),
    );

  test.each([
    ["Criterion", "Weight", 0.5, 0.3],
    ["Kriterium", "Gewicht", "50%", "30%"],
    ["指标", "权重", 0.5, 0.3],
  ])("weights without an analysis weigh those with their criteria: %s, %s", (criterion, weight, a, b) => {
    const team = teamOf(
      plain("Clients", clients),
      plain("W", [
        [criterion, weight],
        ["Price", a],
        ["quality", b],
        ["Total", 0.8],
      ]),
    );
    // (5.2 + 4.2 + 5.0) / 3 by hand.
    expect(analysesOf(team).scores.need!.meanScore.mean).toBeCloseTo(4.8, 12);
    expect(team.notes).toEqual([]);
  });

  test("weights of other criteria are told", () => {
    const weights: SourceCell[][] = [
      ["Criterion", "Weight"],
      ["Speed", 0.5],
      ["Charm", 0.5],
    ];
    const team = teamOf(plain("Clients", clients), plain("W", weights));
    expect(team.weights).toEqual([]);
    expect(team.notes).toEqual([
      "The weights of the sheet “W” are not used: no rating is about their criteria.",
    ]);
  });

  test("orders that name the customers are their purchases", () => {
    const orders: SourceCell[][] = [
      ["Order No", "Customer ID", "Order date", "Amount"],
      ...["001", "001", "002", "003", "003", "002", "001", "003", "001", "009"].map((id, i): SourceCell[] => [
        i,
        id,
        day(i),
        10 + i,
      ]),
    ];
    const team = teamOf(plain("Clients", clients), plain("Orders", orders));
    expect(team.interactions).toHaveLength(9);
    expect(team.interactions[2]).toMatchObject({ customerId: "002", when: "2026-01-07", amount: 12 });
    expect(team.customers).toHaveLength(3);
    expect(team.notes.slice(0, 2)).toEqual([
      "The purchases of the sheet “Orders” are those of the customers.",
      "1 interaction of customers who are not in the table is left out.",
    ]);
  });

  test("orders of others are told as not used", () => {
    const orders: SourceCell[][] = [
      ["Customer ID", "Order date", "Amount"],
      ["7", day(1), 5],
      ["8", day(2), 6],
    ];
    const team = teamOf(plain("Clients", clients), plain("Orders", orders), plain("Notes", [["As of May"]]));
    expect(team.interactions).toEqual([]);
    expect(team.notes).toEqual([
      'Not used: the sheet “Orders”. Choose a sheet for a report on it (--sheet "Orders").',
    ]);
  });

  test("answers by customer number belong to customers without ratings", () => {
    const team = teamOf(
      plain("Kunden", [
        ["Kundennummer", "Name", "Ort"],
        [1000, "Ann", "Bonn"],
        [1001, "Bob", "Köln"],
      ]),
      plain("Umfrage", [
        ["Kundennummer", "Preis", "Gesamtzufriedenheit"],
        [1001, 2, 4],
        [1000, 5, 3],
      ]),
    );
    expect(team.customers.map(({ name, ratings }) => [name, ratings.perceived])).toEqual([
      ["Ann", { Preis: 5 }],
      ["Bob", { Preis: 2 }],
    ]);
    expect(team.notes).toContain("The answers of the sheet “Umfrage” are those of the customers.");
  });
});

test("the yeses and noes of an outcome are those of the rows that explain it", () => {
  // 60 rows, 30 of them yes; of the five without a rating three are yes (0, 24, 48) and two no (13, 37).
  const blank = new Set([0, 24, 48, 13, 37]);
  const rows = Array.from({ length: 60 }, (_, i): SourceCell[] => [
    `C${i}`,
    blank.has(i) ? "" : `${1 + ((i * 7 + (i % 2)) % 5)}`,
    i % 2 === 0 ? "Yes" : "No",
  ]);
  const team = teamOfRows([["Name", "Price rating", "Churned"], ...rows]);
  const findings = reportOf(team, { asOf: "2026-01-31" }).sections.flatMap(({ findings }) => findings);
  const outcome = findings.find(({ id }) => id === "outcome")!;
  expect([outcome.n, outcome.leftOut, outcome.evidence[0]]).toEqual([55, 5, "27 yes, 28 no"]);
});

describe("a row of weights", () => {
  const rows = Array.from({ length: 20 }, (_, i): SourceCell[] => [
    `C${i}`,
    String(1 + (i % 5)),
    String(1 + (((i * 3) % 7) % 5)),
    String(1 + ((i * 2) % 5)),
  ]);
  const headers = ["Name", "Need: Price", "Need: Delivery", "Need: Advice"];

  // pandas, of the same 20 rows: the mean of the ratings @ (.5, .3, .2) is 2.835, with equal weights 2.816667.
  test.each([
    ["Weight", ["0.5", "0.3", "0.2"], 2.835],
    ["Gewichtung", ["0,5", "0,3", "0,2"], 2.835],
    ["权重", ["50%", "30%", "20%"], 2.835],
    ["Weights", [0.5, { number: 0.3, shown: "30%" }, 0.2], 2.835],
    ["Weight", ["50", "30", "20"], 283.5],
  ] as [string, SourceCell[], number][])("%s, %p, weighs the criteria and is told", (word, cells, mean) => {
    const [first, ...others] = rows;
    for (const table of [
      [headers, [word, ...cells], ...rows],
      [headers, first, ...others, [word, ...cells]],
    ]) {
      const team = teamOfRows(table);
      expect(team.customers).toHaveLength(20);
      expect(analysesOf(team).scores.need!.meanScore.mean).toBeCloseTo(mean, 9);
      expect(team.notes[0]).toMatch(
        `“${word}”, is taken for the weights: Need: Price ${mean > 9 ? 50 : 0.5}; Need`,
      );
    }
  });

  test("that lacks one, is negative or is told elsewhere too, is only left out; expected weights are those of both sides", () => {
    for (const cells of [
      ["0.5", "", "0.5"],
      ["1", "-1", "1"],
      ["0", "0", "0"],
    ]) {
      const team = teamOfRows([headers, ...rows, ["Weight", ...cells]]);
      expect(team.weights).toEqual([]);
      expect(team.notes).toEqual(["Row 22, “Weight”, is no customer and left out."]);
    }
    const weights = [{ analysis: "need" as const, criterion: "Price", weight: 1 }];
    const source = csv([headers, ...rows, ["Weight", "0.5", "0.3", "0.2"]]);
    const given = finished(teamOfTableSteps(proposeImport(source), { language: "zh-CN", weights }));
    expect([given.weights, given.notes]).toEqual([weights, ["第 22 行“Weight”不是客户，未计入。"]]);
    const sides = ["Name", "Expectation: Price", "Expectation: Delivery", "Perceived: Price"];
    expect(teamOfRows([sides, ...rows, ["Weight", "0.6", "0.4", ""]]).weights).toEqual([
      { analysis: "expectation", criterion: "Price", weight: 0.6 },
      { analysis: "expectation", criterion: "Delivery", weight: 0.4 },
    ]);
  });
});

describe("dates of which a spreadsheet may have taken the day for the month", () => {
  // Days 1 to 28, written with the day first; where the month comes first, 2026-02-05 of 05/02 is made of 02/05.
  const days = Array.from({ length: 28 }, (_, i) => [
    String(i + 1).padStart(2, "0"),
    i % 2 === 0 ? "02" : "05",
  ]);
  const written = days.map(([day, month]) => `${day}/${month}/2026`);
  const opened = days.map(([day, month], i): SourceCell =>
    Number(day) > 12 ? written[i] : { number: 46000, shown: `2026-${day}-${month}`, isDate: true },
  );
  const teamOn = (
    cells: readonly SourceCell[],
    [who, when, amount]: string[],
    language: "en-US" | "zh-CN",
  ) => {
    const rows = cells.map((cell, i): SourceCell[] => [`C${i % 5}`, cell, String(10 + i)]);
    return finished(teamOfSourceSteps(proposeImport(csv([[who, when, amount], ...rows])), language));
  };
  const headers = ["Customer", "Order date", "Amount"];

  test.each([
    [headers, "en-US", "Order date: dates up to the 12th are dates and all later ones are texts"],
    [["客户", "下单日期", "金额"], "zh-CN", "下单日期：12 日及以前的是日期，之后的都是文本"],
  ] as const)("are told, and the file that it was given has them right: %#", (names, language, text) => {
    expect(teamOn(opened, [...names], language).notes[0]).toContain(text);
    const { notes, interactions } = teamOn(written, [...names], language);
    expect(notes).toEqual([]);
    expect(interactions[2].when).toBe("2026-02-03");
  });

  test("are not where some dates are later, some texts are earlier, or there are few", () => {
    const later = [{ number: 46000, shown: "2026-02-13", isDate: true }, ...opened.slice(1)];
    expect(teamOn(later, headers, "en-US").notes).toEqual([]);
    expect(teamOn(["03/02/2026", ...opened.slice(1)], headers, "en-US").notes).toEqual([]);
    expect(teamOn(opened.slice(9, 14), headers, "en-US").notes.join()).not.toContain("12th");
  });
});

const scores: Record<string, [question: string, score: string][]> = {
  Ann: [
    ["Price", "4"],
    ["Delivery", "2"],
    ["Cleanliness", "5"],
    ["How likely are you to recommend us?", "9"],
  ],
  Bob: [
    ["Delivery", "3"],
    ["Price", "1"],
    ["How likely are you to recommend us?", "3"],
  ],
  Cy: [
    ["Price", "2"],
    ["Delivery", "5"],
  ],
};

test.each([
  ["a name in every row", ["Customer", "Question", "Answer"], false],
  ["a name in the first row of each", ["Kunde", "Frage", "Bewertung"], true],
])("a survey with a row for each answer counts a customer once: %s", (_, headers, isOnce) => {
  const rows = Object.entries(scores).flatMap(([name, answers]) =>
    answers.map((answer, i): SourceCell[] => [isOnce && i > 0 ? "" : name, ...answer]),
  );
  const team = teamOfRows([headers, ...rows]);
  expect(team.customers.map(({ name, ratings }) => [name, ratings])).toEqual([
    ["Ann", { perceived: { Price: 4, Delivery: 2, Cleanliness: 5 }, feedback: { Recommend: 9 } }],
    ["Bob", { perceived: { Price: 1, Delivery: 3 }, feedback: { Recommend: 3 } }],
    ["Cy", { perceived: { Price: 2, Delivery: 5 } }],
  ]);
  expect(team.notes).toEqual([expect.stringContaining("each question counts as a column of its own")]);
  // No formula can refer to cells that the sheet does not have.
  expect(team.rows).toBeUndefined();
  const kept = proposeImport(csv([headers, ...rows]), { map: [{ field: "own", header: headers[1] }] });
  expect(finished(teamOfSourceSteps(kept, "en-US")).customers).toHaveLength(isOnce ? 3 : 9);
});

test("both scores of each question count, and an answer that comes again is another row", () => {
  const rows = ["2024", "2025"].flatMap((year) =>
    ["Ann", "Bob"].flatMap((name) =>
      ["价格", "质量"].map((item): SourceCell[] => [name, item, "5", "3", year]),
    ),
  );
  const team = teamOfRows([["客户", "评价项目", "期望值", "感知值", "年份"], ...rows]);
  const ratings = { expectation: { 价格: 5, 质量: 5 }, perceived: { 价格: 3, 质量: 3 } };
  expect(team.customers.map(({ name, ratings }) => [name, ratings])).toEqual(
    ["Ann", "Bob", "Ann", "Bob"].map((name) => [name, ratings]),
  );
});

test("of values by attribute only those that may be ratings are some", () => {
  const told: [string, string[]][] = [
    ["Age", ["34", "51", "28"]],
    ["Visits", ["3", "1", "2"]],
    ["Freshness", ["4", "2", "5"]],
  ];
  const rows = [0, 1, 2].flatMap((i) => told.map(([text, cells]): SourceCell[] => [`C${i}`, text, cells[i]]));
  const { customers, columns } = teamOfRows([["Customer", "Attribute", "Value"], ...rows]);
  expect(customers.map(({ ratings }) => ratings)).toEqual(
    [4, 2, 5].map((mark) => ({ perceived: { Freshness: mark } })),
  );
  expect(columns.ignored).toEqual(["Age", "Visits"]);
});

test("topics of tickets are no questions that everybody was asked", () => {
  const topics = ["Login", "Bill", "Crash", "Export", "Other"];
  const rows = topics.map((topic, i): SourceCell[] => [`C${i}`, topic, "4"]);
  const team = teamOfRows([
    ["Customer", "Topic", "Score"],
    ...rows,
    ...rows.map(([, b, c], i) => [`D${i}`, b, c]),
  ]);
  expect(team.customers).toHaveLength(10);
  // Nor are those of which some customers have several, and others none.
  const points = [0, 1, 1, 2, 3, 3, 4].map((i, k): SourceCell[] => [`C${i}`, "AB"[k % 2], String(90 + k)]);
  expect(teamOfRows([["Customer", "Category", "Points"], ...points]).customers).toHaveLength(7);
});

const lines: SourceCell[][] = [
  ["Ann", "01.02.2025", "Tea", "3", "2,50"],
  ["Bob", "02.02.2025", "Tea", "1", "2,50"],
  ["Ann", "03.03.2025", "Cup", "2", "9,90 €"],
  ["Ann", "04.03.2025", "Cup", "-1", "9,90"],
];

test.each([
  [["Kunde", "Datum", "Artikel", "Menge", "Einzelpreis"]],
  [["Customer", "Order date", "Item", "Quantity", "Price"]],
  [["客户", "日期", "商品", "数量", "单价（元）"]],
])("a line's amount is its quantity times the price of one: %j", (headers) => {
  const { interactions, notes, columns } = teamOfRows([headers, ...lines]);
  // By hand: 3 × 2.50, 1 × 2.50, 2 × 9.90, −1 × 9.90.
  expect(interactions.map(({ amount }) => amount)).toEqual([7.5, 2.5, 19.8, -9.9]);
  expect(notes[0]).toContain(`What was paid is ${headers[3]} × ${headers[4]}`);
  expect(columns.used).toEqual(expect.arrayContaining([headers[3], headers[4]]));
});

test("a price of whole numbers beside quantities and days is no rating", () => {
  const rows = lines.map(([name, day], i): SourceCell[] => [
    name,
    day,
    String(1 + i),
    "2",
    String(2 + 2 * i),
  ]);
  const headers = ["Customer", "Order date", "Quantity", "Price", "Net"];
  expect(teamOfRows([headers, ...rows]).interactions.map(({ amount }) => amount)).toEqual([2, 4, 6, 8]);
});

test("amounts that stand in a column are no price times a quantity, whatever comes first", () => {
  const rows = lines.map((cells, i): SourceCell[] => [...cells, String(10 + i), i === 0 ? "5" : ""]);
  const of = (...last: string[]) =>
    teamOfRows([
      ["Kunde", "Datum", "Artikel", "Menge", "Preis", ...last],
      ...rows.map((cells) => cells.slice(0, 5 + last.length)),
    ]);
  expect(of("Gesamt").interactions.map(({ amount }) => amount)).toEqual([10, 11, 12, 13]);
  const both = rows.map((cells): SourceCell[] => [...cells.slice(0, 2), "1", "2"]);
  const shop = teamOfRows([["Kunde", "Paid at", "Subtotal", "Total"], ...both]);
  expect(shop.interactions.map(({ amount }) => amount)).toEqual([2, 2, 2, 2]);
  expect(teamOfRows([["Kunde", "Paid at", "Subtotal", "Fees"], ...both]).interactions[0].amount).toBe(1);
  const { interactions, notes } = of("Lager", "Rabatt %");
  expect(interactions.map(({ amount }) => amount)).toEqual([7.5, 2.5, 19.8, -9.9]);
  expect(notes).toContain("The discounts of “Rabatt %” are not taken off.");
  const told = { map: [{ field: "amount", header: "Preis" }] };
  const source = csv([["Kunde", "Datum", "Artikel", "Menge", "Preis"], ...lines]);
  const amountsOf = (proposal: Proposal) =>
    finished(teamOfSourceSteps(proposal, "en-US")).interactions.map(({ amount }) => amount);
  expect(amountsOf(proposeImport(source, told))).toEqual([2.5, 2.5, 9.9, 9.9]);
  // What the pane remembers of a sheet's columns, the one that was worked out among them.
  const columns = { 0: "name", 1: "purchaseDate", 2: "own", 3: "own", 4: "own", 5: "amount" };
  expect(amountsOf(proposeImport(source, { columns }))).toEqual([7.5, 2.5, 19.8, -9.9]);
});

test("a day and an amount that only say so are purchases where nothing is rated", () => {
  const rows = Array.from({ length: 9 }, (_, i): SourceCell[] => [
    `2025-01-0${i + 1}`,
    `C${i % 3}`,
    String(9 + i),
  ]);
  expect(teamOfRows([["Fecha", "Cliente", "Total"], ...rows]).interactions).toHaveLength(9);
  const rated = rows.map((cells, i): SourceCell[] => [...cells, String(1 + (i % 5))]);
  expect(teamOfRows([["Fecha", "Cliente", "Total", "Satisfacción"], ...rated]).interactions).toHaveLength(0);
});

test.each([
  ["3、您对以下方面的满意度—客服态度", "客服态度"],
  ["1.您对门店环境的满意程度:非常不满意-非常满意", "门店环境"],
  ["How would you rate our *customer support*?", "Customer support"],
])("what a survey's header rates stands alone as its criterion: %s", (header, criterion) => {
  const team = teamOfRows([
    ["Name", header],
    ...["4", "2", "5"].map((mark, i): SourceCell[] => [`C${i}`, mark]),
  ]);
  expect(team.customers[0].ratings).toEqual({ perceived: { [criterion]: 4 } });
});

test.each([
  ["Survey Type", ["nps", "nps", "nps", "nps"], "Recommend"],
  ["Category", ["Promoter", "Passive", "Detractor", "Promoter"], "Recommend"],
  ["Survey Type", ["CSAT", "CSAT", "CSAT", "CSAT"], "Overall satisfaction"],
  ["Plan", ["Pro", "Basic", "Pro", "Pro"], undefined],
])("a bare score is what another column says: %s %j", (header, kinds, criterion) => {
  const rows = kinds.map((kind, i): SourceCell[] => [
    `p${i}@x.org`,
    `P ${"abcd"[i]}`,
    String(10 - 2 * i),
    kind,
  ]);
  const { customers } = teamOfRows([["Person Email", "Person Name", "Score", header], ...rows]);
  expect(customers.map(({ name, email }) => [name, email])[1]).toEqual(["P b", "p1@x.org"]);
  expect(customers[1].ratings).toEqual(criterion === undefined ? {} : { feedback: { [criterion]: 8 } });
});

test("what helpdesks write where nobody answered is no answer", () => {
  const of = (header: string, words: readonly string[]) =>
    teamOfRows([
      ["Requester name", header, "Customer interactions"],
      ...words.map((word, i): SourceCell[] => [`C${i}`, word, String(1 + (i % 4))]),
    ]);
  const ratings = Array.from({ length: 5 }, () => ["Good", "Bad", "Offered", "Good", "Unoffered"]).flat();
  const { outcomes } = analysesOf(of("Satisfaction rating", ratings));
  expect(outcomes.map(({ yes, no }) => [yes, no])).toEqual([[10, 5]]);
  const words = ["Extremely Happy", "Happy", "Neutral", "Unhappy", "Not Taken"];
  expect(of("Survey results", words).customers.map(({ ratings }) => ratings)).toEqual([
    ...[7, 5, 4, 3].map((mark) => ({ feedback: { "Overall satisfaction (1-7)": mark } })),
    {},
  ]);
});

test("what Chinese shops say was paid and given back counts, and an apostrophe is none of a number", () => {
  const { interactions, customers, purchasesAside } = teamOfRows([
    ["订单编号", "买家实际支付金额", "订单退款金额", "订单付款时间", "收货人姓名", "联系手机"],
    ["1", "58", "0", "2025-01-02 10:00:00", "张伟", "'13800130001"],
    ["2", "99", "40", "2025-02-02 10:00:00", "张伟", "'13800130001"],
    ["3", "20", "0", "2025-03-02 10:00:00", "王芳", "'13800130002"],
  ]);
  expect([customers.length, interactions.map(({ amount }) => amount)]).toEqual([2, [58, 59, 20]]);
  expect(purchasesAside?.refunded?.amount).toBe(40);
});

const across: SourceCell[][] = [
  ["Frage", "Ann", "Bob", "Cy"],
  ["Preis", 4, 2, 3],
  ["Lieferung", 5, "x", 1],
  ["Gesamtzufriedenheit (1-5)", 5, 2, 3],
  ["Summe", 14, 4, 7],
];

test("customers that are columns are rows of the table turned, and the report says so", () => {
  const workbook: ImportSource = {
    name: "a.xlsx",
    kind: "workbook",
    sheets: [{ name: "a", rows: [["Umfrage 2025"], [], ...across] }],
  };
  const proposal = proposeImport(workbook, {});
  const team = finished(teamOfSourceSteps(proposal, "en-US"));
  expect(team.customers.map(({ name, ratings }) => [name, ratings])).toEqual([
    ["Ann", { perceived: { Preis: 4, Lieferung: 5 }, feedback: { "Overall satisfaction (1-5)": 5 } }],
    ["Bob", { perceived: { Preis: 2 }, feedback: { "Overall satisfaction (1-5)": 2 } }],
    ["Cy", { perceived: { Preis: 3, Lieferung: 1 }, feedback: { "Overall satisfaction (1-5)": 3 } }],
  ]);
  expect([team.notes[0], team.rows, proposal.questions]).toEqual([
    expect.stringContaining("what is said here of row 2 stands in column B"),
    undefined,
    [],
  ]);
  // Bob is column C.
  expect(team.notes).toContain('Customers, row 3, Lieferung: "x" is not a number.');
  // What the pane remembers of the sheet gives the same table.
  const columns = Object.fromEntries(proposal.columns.map(({ column, field }) => [column, field]));
  const again = proposeImport(workbook, { headerRow: proposal.headerRow, columns });
  expect(finished(teamOfSourceSteps(again, "en-US")).customers).toEqual(team.customers);
});

test("a table of customers whose names are criteria, or of means by group, is not turned", () => {
  const means: SourceCell[][] = [
    ["Criterion", "Price", "Quality", "Support"],
    ["Price", 1, 0.4, 0.2],
    ["Quality", 0.4, 1, 0.3],
  ];
  expect(proposeImport(csv(means)).notes).toEqual([]);
  const customers: SourceCell[][] = [
    ["Name", "Price", "Quality", "Zone"],
    ["Price", 1, 2, 3],
    ["Service", 2, 3, 4],
  ];
  expect(proposeImport(csv(customers)).notes).toEqual([]);
});

test.each([
  [
    "en-US",
    ["Customer ID", "Survey date", "Price (1-5)"],
    ["C1", "C2", "C1", "C1"],
    "4 rows are answers of 2 customers",
  ],
  [
    "en-US",
    ["E-mail", "Survey date", "Price (1-5)"],
    ["a@x.org", "b@x.org", "A@x.org", "c@x.org"],
    "4 rows are answers of 3 customers",
  ],
  ["zh-CN", ["客户编号", "调查日期", "价格满意度"], ["C1", "C2", "C1", "C1"], "4 行是 2 位客户的回答"],
  [
    "zh-CN",
    ["手机", "调查日期", "价格满意度"],
    ["13800138000", "13800138001", "13800138000", "13800138002"],
    "4 行是 3 位客户的回答",
  ],
] as ["en-US" | "zh-CN", string[], string[], string][])(
  "that customers answered again is told, also where they are numbers or addresses: %s %j",
  (language, headers, whose, note) => {
    const rows = whose.map((each, i): SourceCell[] => [each, `2026-0${i + 1}-05`, String(1 + i)]);
    const team = finished(teamOfSourceSteps(proposeImport(csv([headers, ...rows])), language));
    expect(team.customers).toHaveLength(4);
    expect(team.notes).toContainEqual(expect.stringContaining(note));
    const once = finished(teamOfSourceSteps(proposeImport(csv([headers, ...rows.slice(0, 2)])), language));
    expect(once.notes).not.toContainEqual(expect.stringMatching(/answers of|位客户的回答/));
  },
);

/** What two customers paid in three months, the last of them nothing or a word for that. */
const paid: SourceCell[][] = [
  ["Ann", "North", "1200", "0", "80.5"],
  ["Bob", "South", "", "300", "-"],
];

test.each([
  ["bare months", ["Customer", "Region", "2026-01", "2026-02", "2026-03"], paid],
  ["months with names", ["Customer", "Region", "Jan 2026", "February 2026", "Mar-26"], paid],
  ["revenue by month", ["Customer", "Region", "Sales 1/2026", "Sales 2/2026", "Sales 3/2026"], paid],
  ["Umsatz je Monat", ["Kunde", "Region", "Umsatz Jan. 2026", "Umsatz Feb. 2026", "Umsatz März 2026"], paid],
  ["months in Chinese", ["客户", "地区", "2026年1月", "2026年2月", "2026年3月"], paid],
  ["amounts in Chinese", ["客户", "地区", "2026年1月销售额", "2026年2月销售额", "2026年3月销售额"], paid],
  [
    "a total beside the months and below the customers",
    ["Customer", "Region", "2026-01", "2026-02", "2026-03", "Total revenue"],
    [
      [...paid[0], "1280.5"],
      [...paid[1], "300"],
      ["Total", "", "1200", "300", "80.5", "1580.5"],
    ],
  ],
] as [string, string[], SourceCell[][]][])(
  "what is paid by month is a purchase a month: %s",
  (_, headers, rows) => {
    const team = teamOfRows([headers, ...rows]);
    expect(team.interactions.map(({ customerId, when, amount }) => [customerId, when, amount])).toEqual([
      ["Ann", "2026-01-01", 1200],
      ["Bob", "2026-02-01", 300],
      ["Ann", "2026-03-01", 80.5],
    ]);
    expect(team.notes[0]).toContain("counts as one purchase on its first day");
    expect(team.rows).toBeUndefined();
    // The way out that the note names.
    const map = [{ field: "own", header: headers[2] }];
    expect(
      finished(teamOfSourceSteps(proposeImport(csv([headers, ...rows]), { map }), "zh-CN")).interactions,
    ).toEqual([]);
  },
);

test.each([
  ["Customer", "Q1 2025", "Q2 2025", "4th quarter 2025"],
  ["Kunde", "1. Quartal 2025", "2. Quartal 2025", "4. Quartal 2025"],
  ["Client", "T1 2025", "T2 2025", "T4 2025"],
  ["Customer", "2025-Q1", "2025 Q2", "2025Q4"],
  ["客户", "2025年第一季度", "2025年二季度", "2025年第4季度"],
])("what is paid by quarter is a purchase on its first day: %s, %s", (...headers) => {
  const rows = paid.map(([name, , ...amounts]) => [name, ...amounts]);
  expect(teamOfRows([headers, ...rows]).interactions.map(({ when, amount }) => [when, amount])).toEqual([
    ["2025-01-01", 1200],
    ["2025-04-01", 300],
    ["2025-10-01", 80.5],
  ]);
});

/** Twelve rows of three customers: 10 + 20 + … + 120 = 780, of which 20 comes back: 740 in all. */
const rowsOf = (whose: readonly string[], day: (i: number) => string, money: (n: number) => string) =>
  Array.from({ length: 12 }, (_, i): SourceCell[] => [
    `00${100 + i}`,
    whose[i % 3],
    day(i),
    String(1 + (i % 4)),
    money(i === 1 ? -20 : 10 * (i + 1)),
  ]);

test.each([
  [
    "en-US",
    ["Inv #", "Customer", "Inv day", "Items", "Charged"],
    rowsOf(
      ["Ann", "Bob", "Cy"],
      (i) => `${14 + i}/03/2025`,
      (n) => (n < 0 ? `(£${-n}.00)` : `£${n}.00`),
    ),
    "“Inv day” · “Charged”: as customers come again, each row counts as a purchase",
  ],
  [
    "en-US",
    ["Nr", "Kunde", "Geliefert", "Teile", "Positionswert (€)"],
    rowsOf(
      ["Öttl", "Groß", "Weiß"],
      (i) => `${14 + i}.03.25`,
      (n) => `${n},00`,
    ),
    "“Geliefert” · “Positionswert (€)”: as customers come again",
  ],
  [
    "zh-CN",
    ["序号", "客户", "下单", "件", "货款"],
    rowsOf(
      ["张三", "李四", "王五"],
      (i) => `2025年3月${14 + i}日`,
      (n) => `${n}元`,
    ),
    "“下单” · “货款”：客户多次出现，因此每行算作一笔购买",
  ],
] as ["en-US" | "zh-CN", string[], SourceCell[][], string][])(
  "where customers come again, days and money are purchases under any header, and the report says so: %#",
  (language, headers, rows, note) => {
    const team = finished(teamOfSourceSteps(proposeImport(csv([headers, ...rows])), language));
    expect(team.customers).toHaveLength(3);
    expect(team.interactions.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(740);
    expect(team.notes[0]).toContain(note);
    // Chosen by the user, that is nothing to be told; with a column that decides, rows are customers.
    const map = [
      { field: "purchaseDate", header: headers[2] },
      { field: "amount", header: headers[4] },
    ];
    const told = proposeImport(csv([headers, ...rows]), { map });
    expect(finished(teamOfSourceSteps(told, language)).notes.join()).not.toContain(note);
    const decided = rows.map((row, i) => [...row, i % 2 ? "yes" : "no"]);
    expect(proposeImport(csv([[...headers, "Churned"], ...decided])).table).toBe("customers");
  },
);

test.each(["Each", "Unit price"])(
  "of several columns of money that of the greatest sum is what was paid, not %s",
  (price) => {
    const rows = rowsOf(
      ["Ann", "Bob", "Cy"],
      (i) => `2025-03-${14 + i}`,
      (n) => `$${n}`,
    );
    const withPrice = rows.map((row) => [...row.slice(0, 4), "$3", ...row.slice(4)]);
    const { columns } = proposeImport(
      csv([["Inv #", "Customer", "Served", "Items", price, "All"], ...withPrice]),
    );
    expect(columns.find(({ role }) => role === "amount")?.header).toBe("All");
  },
);

test("what an account comes to after each row is not what was paid, and 1.620 € are thousands", () => {
  let balance = 1000;
  const rows = rowsOf(
    ["Ann", "Bob", "Cy"],
    (i) => `${14 + i}.03.2025`,
    (n) => String(n),
  ).map(([no, name, day, , n]): SourceCell[] => {
    balance += 10 * Number(n);
    return [
      no,
      name,
      day,
      `${Number(n)}0,00 €`,
      `${Math.floor(balance / 1000)}.${String(balance % 1000).padStart(3, "0")} €`,
    ];
  });
  const roleOf = (headers: string[], cells: SourceCell[][]) =>
    proposeImport(csv([headers, ...cells])).columns.find(({ role }) => role === "amount")?.header;
  expect(roleOf(["Nr", "Kunde", "Buchung", "Eingang", "Stand"], rows)).toBe("Eingang");
  const paid = rows.map(([no, name, day, , amount], i) => [no, name, day, `${300 + 7 * i},00 €`, amount]);
  expect(roleOf(["Nr", "Kunde", "Buchung", "Stück zu", "Zusammen"], paid)).toBe("Zusammen");
});

test("one birthday a customer is no day of purchases", () => {
  const born = ["1980-01-02", "1990-03-04", "1975-05-06"];
  const rows = rowsOf(
    ["Ann", "Bob", "Cy"],
    (i) => born[i % 3],
    (n) => `$${n}`,
  );
  expect(proposeImport(csv([["No", "Customer", "Born", "Items", "Charged"], ...rows])).table).toBe(
    "customers",
  );
});

test.each([
  [
    "Expectation",
    "Perception",
    "Name",
    ["Price", "Empathy"],
    "en-US",
    "The answers of the sheet “Perception” are",
  ],
  ["期望", "感知", "姓名", ["价格", "关怀"], "zh-CN", "工作表“感知”中的回答"],
] as const)(
  "sheets %s and %s of the same customers are one table",
  (one, other, name, criteria, language, told) => {
    const sheet = (called: string, first: number) => ({
      name: called,
      rows: [
        [name, "E-mail", ...criteria],
        ...["Ann", "Bob", "Cy", "Ann"].map((each, i) => [each, `${i}@example.com`, first + (i % 2), first]),
      ],
    });
    const book = (...sheets: ImportSource["sheets"]): ImportSource => ({
      name: "a.xlsx",
      kind: "workbook",
      sheets,
    });
    const proposal = proposeImport(book(sheet(one, 4), sheet(other, 2)));
    expect([proposal.sheet.name, proposal.questions]).toEqual([one, []]);
    const team = finished(teamOfSourceSteps(proposal, language));
    const both = (i: number) => ({
      expectation: { [criteria[0]]: 4 + i, [criteria[1]]: 4 },
      perceived: { [criteria[0]]: 2 + i, [criteria[1]]: 2 },
    });
    expect(team.customers.map(({ ratings }) => ratings)).toEqual([both(0), both(1), both(0), both(1)]);
    expect(team.notes.join()).toContain(told);
    // Of other customers each is a table of its own.
    const others = {
      ...sheet(other, 2),
      rows: [
        [name, ...criteria],
        ["Dee", 1, 2],
        ["Eve", 2, 1],
      ],
    };
    const apart = finished(teamOfSourceSteps(proposeImport(book(sheet(one, 4), others)), language));
    expect(apart.customers.map((each) => each.ratings.perceived)).toEqual(
      [{}, {}, {}, {}].map(() => undefined),
    );
    expect(apart.notes.join()).toContain(other);
  },
);

test("a customer's name merged over his purchases counts on each of their rows", () => {
  const rows = rowsOf(
    ["Ann", "", ""],
    (i) => `2025-03-${14 + i}`,
    (n) => String(n),
  );
  const names = rows.map((row, i) =>
    i === 6 ? [row[0], "Bob", ...row.slice(2)] : i === 0 ? row : [row[0], null, ...row.slice(2)],
  );
  const merged = (row: number) => ({ row, column: 1, rows: 6, columns: 1 });
  const proposal = proposeImport({
    name: "a.xlsx",
    kind: "workbook",
    sheets: [
      {
        name: "a",
        rows: [["No", "Customer", "Order date", "Items", "Amount"], ...names],
        merges: [merged(1), merged(7)],
      },
    ],
  });
  const team = finished(teamOfSourceSteps(proposal, "en-US"));
  expect(team.customers.map(({ name }) => name)).toEqual(["Ann", "Bob"]);
  expect(team.interactions.filter(({ customerId }) => customerId === "Bob")).toHaveLength(6);
});

test("months in a workbook may be dates, and what the pane remembers of them gives the same table", () => {
  const month = (number: number, shown: string): SourceCell => ({ number, shown, isDate: true });
  const headers = [
    null,
    "客户",
    month(46023, "2026-01-01"),
    month(46054, "2026-02-01"),
    month(46082, "2026-03-01"),
  ];
  const rows: SourceCell[][] = [
    headers,
    [null, "王伟", 120, 0, 45],
    [null, "李娜", 0, 0, 0],
    [null, "张敏", 30, 40, 500],
  ];
  const workbook: ImportSource = { name: "a.xlsx", kind: "workbook", sheets: [{ name: "a", rows }] };
  const proposal = proposeImport(workbook);
  expect(proposal.columns.map(({ header, field }) => [header, field])).toEqual([
    ["客户", "name"],
    ["购买日期", "purchaseDate"],
    ["金额", "amount"],
  ]);
  expect(proposal.leftOut.map(({ column }) => column)).toEqual(["A"]);
  const team = finished(teamOfSourceSteps(proposal, "zh-CN"));
  expect(team.notes).toEqual([expect.stringContaining("算作其第一天的一笔购买")]);
  expect(team.interactions.map(({ amount }) => amount)).toEqual([120, 30, 45, 40, 500]);
  const columns = Object.fromEntries(proposal.columns.map(({ column, field }) => [column, field]));
  const again = proposeImport(workbook, { headerRow: proposal.headerRow, columns });
  expect(finished(teamOfSourceSteps(again, "zh-CN")).interactions).toEqual(team.interactions);
});

test.each([
  [
    "ratings beside them",
    ["Customer", "Satisfaction (1-5)", "2026-01", "2026-02", "2026-03"],
    ["4", "100", "900", "20"],
  ],
  [
    "who left beside them",
    ["客户", "流失", "2026年1月", "2026年2月", "2026年3月"],
    ["是", "100", "900", "20"],
  ],
  ["no year", ["Customer", "Region", "Jan", "Feb", "Mar"], ["North", "100", "900", "20"]],
  ["no year, in Chinese", ["客户", "地区", "1月", "2月", "3月"], ["北", "100", "900", "20"]],
  ["visits", ["Customer", "Region", "2026-01", "2026-02", "2026-03"], ["North", "12", "9", "2"]],
  [
    "no amounts",
    ["Customer", "Region", "Units 2026-01", "Units 2026-02", "Units 2026-03"],
    ["North", "100", "900", "20"],
  ],
  ["days", ["Customer", "Region", "2026-01-01", "2026-01-02", "2026-01-03"], ["North", "100", "900", "20"]],
  [
    "years",
    ["Customer", "Region", "Revenue 2023", "Revenue 2024", "Revenue 2025"],
    ["North", "100", "900", "20"],
  ],
  ["words", ["Customer", "Region", "2026-01", "2026-02", "2026-03"], ["North", "100", "900", "paid"]],
])(
  "a table with months is left as it is where they are not all of what is told or not surely money: %s",
  (_, headers, row) => {
    const team = teamOfRows([
      headers,
      ["Ann", ...row],
      ["Bob", ...row],
      ["Cy", row[0] === "是" ? "否" : row[0], "7", "800", "3"],
    ]);
    expect([team.customers.length, team.interactions]).toEqual([3, []]);
  },
);

test("months that are not used are told with the reason", () => {
  const rows = ["Ann", "Bob", "Cy"].map((name, i): SourceCell[] => [name, 1 + i, 500 * i, 20, 300 + i]);
  const { notes } = teamOfRows([["Name", "Price (1-5)", "Jan", "Feb", "Mar"], ...rows]);
  expect(notes.at(-1)).toContain("“Jan” and “Mar” (a month’s figures; what was paid counts in a table");
});

test("of deals only those won are paid for, and each is its company's", () => {
  const stages = ["Closed won", "Contract sent", "Closed lost", "Closed won"];
  const deals = [...stages, ...stages].map((stage, i): SourceCell[] => [
    String(100 + i),
    stage,
    `2025-0${i + 1}-01`,
    "100",
    i % 2 === 0 ? "Acme" : "Hooli",
  ]);
  const headers = ["Record ID", "Deal Stage", "Close Date", "Amount", "Associated Company"];
  const map = [{ field: "purchaseDate", header: "Close Date" }];
  const team = finished(teamOfSourceSteps(proposeImport(csv([headers, ...deals]), { map }), "en-US"));
  expect(team.interactions.map(({ customerId }) => customerId)).toEqual(["Acme", "Hooli", "Acme", "Hooli"]);
  expect(team.purchasesAside?.notKept.map(({ status, rows }) => [status, rows])).toEqual([
    ["Contract sent", 2],
    ["Closed lost", 2],
  ]);
});
