import { describe, expect, test } from "@jest/globals";
import {
  analysesOf,
  finished,
  proposeImport,
  reportOf,
  teamOfSourceSteps,
  type ImportSource,
  type SourceCell,
  type TeamOfTable,
} from "@crm-functions/core";

// Tables as people keep them. Expected coefficients are those of statsmodels 0.13 (OLS with a constant), sums those of
// pandas 1.5, of the same rows.

/** 36 customers: three ratings and the overall one, 1 to 5. */
const answers =
  "3433 3434 1442 3333 1242 4323 3434 3343 2232 1322 1221 4555 3332 5434 2512 3343 2533 2333 2422 4535 4313 4344 5445 2433 4424 4534 1543 4335 2332 3233 2112 1422 4455 3323 2453 2222"
    .split(" ")
    .map((digits) => [...digits].map(Number));
/** statsmodels: R² .810, and the effects of the three ratings on the overall one. */
const effects = [0.6446673, 0.26143865, 0.28209798];

const rowsOf = (cellsOf: (rating: number, i: number) => SourceCell): SourceCell[][] =>
  answers.map((ratings, i) => [`Person ${i}`, ...ratings.map((rating) => cellsOf(rating, i))]);
const plain = rowsOf((rating) => rating);

type Sheets = readonly (readonly [name: string, rows: SourceCell[][]])[];
const teamOf = (...sheets: Sheets): TeamOfTable => {
  const source: ImportSource = {
    name: "a.xlsx",
    kind: "workbook",
    sheets: sheets.map(([name, rows]) => ({ name, rows })),
  };
  return finished(teamOfSourceSteps(proposeImport(source, {}, "CN"), "en-US"));
};
const teamOfRows = (...rows: SourceCell[][]): TeamOfTable => teamOf(["Customers", rows]);

function effectsIn(team: TeamOfTable): Record<string, number> {
  const report = reportOf(analysesOf(team), { language: "en-US", asOf: "2026-11-30", source: "a" });
  const table = report.sections
    .find(({ id }) => id === "feedback")!
    .tables.find(({ id }) => id === "drivers");
  return Object.fromEntries(table?.rows.map((cells) => [cells[0], cells[1] as number]) ?? []);
}

function expectEffects(team: TeamOfTable, names: readonly string[], expected = effects): void {
  const found = effectsIn(team);
  expect(Object.keys(found).sort()).toEqual([...names].sort());
  names.forEach((name, i) => expect(found[name]).toBeCloseTo(expected[i], 6));
}

const criteria = ["Price", "Quality", "Delivery"];
const header = ["Client", ...criteria, "Overall satisfaction"];

describe("ratings in other forms", () => {
  test("marks in letters, where the overall one is in letters too; classes A, B and C are none", () => {
    const letters = rowsOf((rating) => " FDCBA"[rating]);
    expectEffects(teamOfRows(["Client", "Work", "Price", "Advice", "Overall grade"], ...letters), [
      "Work",
      "Price",
      "Advice",
    ]);
    const classes = plain.map((row, i) => [row[0], "ABC"[i % 3], ...row.slice(1)]);
    const team = teamOfRows(["Client", "ABC", ...header.slice(1)], ...classes);
    expectEffects(team, criteria);
    expect(team.notes.join()).toContain("“ABC” (texts that no analysis asks for)");
    const rated = (name: string) =>
      teamOfRows(["Client", name], ...plain.map(([who], i) => [who, "ABC"[i % 3]])).customers[0].ratings;
    expect([rated("Rating"), rated("Overall grade")]).toEqual([
      {},
      { feedback: { "Overall satisfaction (1-5)": 5 } },
    ]);
  });

  test("numbers with and without 分, a half of ten and the end of the scale", () => {
    const forms = [(n: number) => n, String, (n: number) => `${n}.0`, (n: number) => `${n}分`];
    expectEffects(teamOfRows(header, ...rowsOf((n, i) => forms[i % 4](n))), criteria);
    expectEffects(teamOfRows(header, ...rowsOf((n, i) => (i % 2 === 0 ? `${n}/5` : n))), criteria);
    expectEffects(teamOfRows(header, ...rowsOf((n) => `${15 * n + 20}分`)), criteria);
  });

  test("own words, by a list of their numbers beside the table or on another sheet", () => {
    const words = ["", "awful", "meh", "fine", "nice", "wow"];
    const rows = rowsOf((rating) => words[rating]);
    const line = ["1 = awful, 2 = meh, 3 = fine, 4 = nice, 5 = wow"];
    const list = words.slice(1);
    expectEffects(teamOfRows(line, header, ...rows), criteria);
    for (const legend of [
      list.map((word, i) => [`${i + 1} = ${word}`]),
      [["Value", "Meaning"], ...list.map((word, i) => [i + 1, word])],
    ])
      expectEffects(teamOf(["Answers", [header, ...rows]], ["Legend", legend]), criteria);
    // Beside an overall rating in numbers they may be codes.
    const kinds = plain.map((row, i) => [row[0], list[i % 3], ...row.slice(1)]);
    const codes = list.slice(0, 3).map((word, i) => [`${i + 1} = ${word}`]);
    const coded = [["Client", "Kind", ...header.slice(1)], ...kinds];
    expectEffects(teamOf(["Answers", coded], ["Codes", codes]), criteria);
    // One of the words has no number.
    expect(effectsIn(teamOfRows(["1 = awful, 2 = meh, 3 = fine, 4 = nice"], header, ...rows))).toEqual({});
  });

  test("French answers with “plutôt pas”", () => {
    const words = [
      "",
      "Pas du tout satisfait",
      "Plutôt pas satisfait",
      "Neutre",
      "Plutôt satisfait",
      "Très satisfait",
    ];
    const team = teamOfRows(
      ["Nom", "Accueil", "Délai", "Prix", "Satisfaction générale"],
      ...rowsOf((rating) => words[rating]),
    );
    expectEffects(team, ["Accueil", "Délai", "Prix"]);
  });

  test("a scale from the best to the worst that only the overall rating tells is that of all", () => {
    const marks = "Gesamturteil (1 = sehr gut, 6 = ungenügend)";
    expectEffects(
      teamOfRows(["Patient", "Termin", "Behandlung", "Empfang", marks], ...rowsOf((n) => 6 - n)),
      ["Termin", "Behandlung", "Empfang"],
    );
    // Another header tells its own scale, so that nothing is known of those without one.
    const mixed = teamOfRows(["Patient", "Termin (1-6)", "Behandlung", "Empfang", marks], ...plain);
    expect(mixed.customers[0].ratings.perceived).toMatchObject({ Behandlung: 4, Empfang: 3 });
  });
});

describe("which columns are ratings", () => {
  test("those beside a recommendation that end alike, but neither classes nor counts", () => {
    const recommend = "How likely are you to recommend us? (0-10)";
    const rows = plain.map(([name, ...ratings], i) => [
      name,
      (i % 5) + 1,
      ...ratings.slice(0, 3),
      Math.min(10, Math.max(0, 2 * (ratings[3] as number) + (i % 3) - 1)),
    ]);
    const team = teamOfRows(["Guest", "Adults", "Cleanliness", "Staff", "Location", recommend], ...rows);
    expectEffects(team, ["Cleanliness", "Staff", "Location"], [1.13884237, 0.61300095, 0.56461864]);
  });

  test("Gesamt is the overall rating beside others, unless it is their sum", () => {
    const names = ["Preis", "Qualität", "Lieferung"];
    expectEffects(teamOfRows(["Kunde", ...names, "Gesamt"], ...plain), names);
    const sums = answers.map(([a, b, c], i) => [`K${i}`, a, b, c, a + b + c]);
    expect(teamOfRows(["Kunde", ...names, "Gesamt"], ...sums).columns?.ignored).toEqual(["Gesamt"]);
  });

  test("总评分 is the overall rating beside others, and lines of a question in brackets are its criteria", () => {
    expectEffects(teamOfRows(["用户昵称", "口味", "环境", "服务", "总评分"], ...plain), [
      "口味",
      "环境",
      "服务",
    ]);
    const lines = ["2.请评价以下各项的满意度(价格)", "2.(质量)", "2.(物流)"];
    expectEffects(teamOfRows(["1.您的称呼", ...lines, "3.总体满意度"], ...plain), ["价格", "质量", "物流"]);
  });

  test("overall ratings and recommendations under the headers of forms and of HubSpot", () => {
    const ratings = (name: string) =>
      teamOfRows(["Client", name], ...plain.map(([who, , , , overall]) => [who, overall])).customers[0]
        .ratings;
    for (const name of ["Rating given", "Last CSAT survey rating", "Overall grade"])
      expect(ratings(name)).toEqual({ feedback: { "Overall satisfaction": 3 } });
    for (const name of ["Last Survey NPS Rating", "NPS survey response"])
      expect(ratings(name)).toEqual({ feedback: { Recommend: 3 } });
  });

  test("what is under Experience was received, and pairs with what is under Expectation", () => {
    const team = teamOfRows(
      ["Student", "Expectation (1-5)", null, "Experience (1-5)", null],
      [null, "Teachers", "Rooms", "Teachers", "Rooms"],
      ...plain,
    );
    expect(team.customers[0].ratings).toEqual({
      expectation: { Teachers: 3, Rooms: 4 },
      perceived: { Teachers: 3, Rooms: 3 },
    });
  });
});

test("lines right below a table that count it are no customers", () => {
  for (const line of ["Answers: 36", "36 answers", "Rücklauf 72 %", "n = 36"])
    expect(teamOfRows(header, ...plain, [line]).customers).toHaveLength(36);
});

test("an apostrophe before a phone number hides neither it nor its country", () => {
  expect(teamOfRows(["姓名", "手机"], ["王芳", "'13812340001"]).customers[0].phone).toBe("+8613812340001");
});

test("a number of eleven digits that ends in zeros may be a phone number", () => {
  const [ann, bob] = teamOfRows(["Name", "Phone"], ["Ann", 13800000000], ["Bob", 8613800000000]).customers;
  expect([ann.phone, bob.phone]).toEqual(["+8613800000000", ""]);
});

describe("purchases", () => {
  const paid = ({ interactions }: TeamOfTable) =>
    interactions.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const day = (text: string, number: number): SourceCell => ({ number, shown: text, isDate: true });
  const gifts: SourceCell[][] = Array.from({ length: 12 }, (_, i) => [
    ["Ann", "Bob", "Cem", "Dan"][i % 4],
    day(`2025-01-${i + 10}`, 45667 + i),
    10 * (i + 1),
  ]);

  test("gifts of donors, with a total whose word stands in the column of days", () => {
    const team = teamOfRows(["Donor", "Gift date", "Gift amount"], ...gifts, [null, "Total", 780]);
    expect([team.interactions.length, paid(team), team.customers.length]).toEqual([12, 780, 4]);
  });

  test("but how many calls there were is no money", () => {
    const team = teamOfRows(["Client", "Call date", "Amount of calls"], ...gifts);
    expect(team.interactions).toEqual([]);
  });

  test("customers in rows of their own above their purchases, as QuickBooks has them", () => {
    const grouped = ["Ann", "Bob", "Cem", "Dan"].flatMap((name): SourceCell[][] => {
      const its = gifts.filter(([who]) => who === name);
      const sum = its.reduce((total, [, , amount]) => total + (amount as number), 0);
      return [[name], ...its.map(([, ...cells]) => [null, ...cells]), [`Total for ${name}`, null, sum]];
    });
    const team = teamOfRows(
      ["Bakery"],
      [null, "Date", "Amount"],
      ...grouped,
      ["TOTAL", null, 780],
      [],
      ["Cash basis"],
    );
    expect([team.interactions.length, paid(team)]).toEqual([12, 780]);
    expect(team.customers.map(({ name }) => name)).toEqual(["Ann", "Bob", "Cem", "Dan"]);
    expect(team.notes[0]).toMatch(/^Ann, Bob, Cem …: a name alone in a row is the customer/);
  });

  test("two words for one column, parted by a slash", () => {
    const rows = gifts.map(([name, ...cells], i) => [name, `1381234000${i % 4}`, ...cells]);
    const team = teamOfRows(
      ["收货人/提货人", "收货人手机号/提货人手机号", "订单创建时间", "订单实付金额"],
      ...rows,
    );
    expect([paid(team), team.customers.length]).toEqual([780, 4]);
  });

  test("months without years have those of a line above, but not the day of printing", () => {
    const months = ["Client", "Jan", "Feb", "Mar"];
    const rows = Array.from({ length: 9 }, (_, i) => [`C${i}`, 100 + i, i % 2 === 0 ? 200 : null, 300]);
    const team = teamOfRows(["Sales 2025 (EUR)"], months, ...rows);
    expect([team.interactions[0].when, paid(team)]).toEqual(["2025-01-01", 4636]);
    expect(team.notes[0]).toMatch(/^Jan … Mar \(2025-01 … 2025-03\): /);
    const years = teamOfRows(
      [null, 2024, null, null, 2025],
      [...months, "Jan", "Feb", "Mar"],
      ...rows.map((row) => [...row, 500, 600, 700]),
    );
    expect(new Set(years.interactions.map(({ when }) => when.slice(0, 4)))).toEqual(
      new Set(["2024", "2025"]),
    );
    expect(teamOfRows(["Printed 3 Jan 2026"], months, ...rows).interactions).toEqual([]);
    expect(teamOfRows(["2024"], ["Sales 2025"], months, ...rows).interactions).toEqual([]);
  });

  test("of customers whose numbers have lost their zeros on one of two sheets", () => {
    const customers = [["ID", "Name"], ...["0001", "0002", "0003", "0004"].map((id) => [id, `N${id}`])];
    const rows = gifts.map(([, ...cells], i) => [(i % 4) + 1, ...cells]);
    const team = teamOf(
      ["Customers", customers],
      ["Orders", [["Customer ID", "Order date", "Amount"], ...rows]],
    );
    expect([team.customers.length, paid(team)]).toEqual([4, 780]);
  });
});

test("weights below a title, of criteria that say of which analysis they are", () => {
  const needs = plain.map((row) => row.slice(0, 4));
  const named = ["Client", "Need: Price", "Need: Quality", "Need: Service"];
  const weights: SourceCell[][] = [
    ["Ours 2025"],
    [],
    ["Criterion", "Weight"],
    ["Need: Service", "20%"],
    ["Need: Price", "50%"],
    ["Need: Quality", "30%"],
  ];
  const team = teamOf(["Clients", [named, ...needs]], ["Weights", weights]);
  expect(team.weights.map(({ analysis, criterion, weight }) => [analysis, criterion, weight])).toEqual([
    ["need", "Service", 0.2],
    ["need", "Price", 0.5],
    ["need", "Quality", 0.3],
  ]);
  // Beside the table, on its right, and of no more rows.
  const beside = [[...named, null, "Criterion", "Weight"], ...needs];
  weights.slice(3).forEach((cells, i) => (beside[i + 1] = [...needs[i], null, ...cells]));
  const right = teamOf(["Clients", beside]);
  expect(right.weights).toEqual(team.weights);
  expect(right.notes.join()).not.toContain("must not be empty");
});

describe("rows at the end that hold statistics, told by arithmetic", () => {
  const columns = [1, 2, 3, 4].map((j) => plain.map((row) => row[j] as number));
  // pandas: mean().round(2), std().round(2), median() of the four columns.
  const means = [2.75, 3.47, 2.97, 3.08];
  const spreads = [1.18, 1.03, 1.06, 1.08];
  const rows: readonly [string, SourceCell[]][] = [
    ["平均得分", means],
    ["Écart-type", spreads],
    ["Nombre de réponses", [36, 36, 36, 36]],
    ["最高分", columns.map((cells) => Math.max(...cells))],
    ["Punkte zusammen", columns.map((cells) => cells.reduce((sum, cell) => sum + cell, 0))],
  ];

  test("whatever they are called and in whatever order", () => {
    for (const order of [rows, [...rows].reverse()]) {
      const team = teamOfRows(header, ...plain, ...order.map(([word, cells]) => [word, ...cells]));
      expectEffects(team, criteria);
      expect(team.customers).toHaveLength(36);
      expect(team.notes.filter((note) => note.includes("is taken for a total"))).toHaveLength(5);
    }
  });

  test("also one of a single column, and titles above headers that come again are no customers either", () => {
    const overall = plain.map((row) => [row[0], row[4]]);
    // pandas: mean of the overall rating, 3.083.
    expect(teamOfRows(["Client", "Overall"], ...overall, ["Schnitt", 3.08]).customers).toHaveLength(36);
    const parts = [header, ...plain.slice(0, 18), ["Region South"], header, ...plain.slice(18)];
    const team = teamOfRows(["Region North"], ...parts);
    expectEffects(team, criteria);
    expect(team.customers).toHaveLength(36);
  });

  test("but not a customer who is like the mean, nor one among statistics that are none", () => {
    const ordinary = teamOfRows(header, ...plain, ["Zoe", 3, 3, 3, 3], ["Yan", 5, 5, 5, 5]);
    expect(ordinary.customers).toHaveLength(38);
    const other = teamOfRows(header, ...plain, ["平均得分", ...means], ["Zoe", 4, 2, 3, 3]);
    expect(other.customers.map(({ name }) => name)).toContain("Zoe");
    // Everybody has the same, which is their mean too.
    const fees = Array.from({ length: 9 }, (_, i) => [`C${i}`, 4.5, 3.5]);
    expect(teamOfRows(["Client", "Price rating", "Quality rating"], ...fees).customers).toHaveLength(9);
  });
});

test("a row of scales below the headers belongs to them", () => {
  const team = teamOfRows(header, [null, "(1-5)", "(1-5)", "1–5", "(1-7)"], ...plain);
  expectEffects(team, criteria);
  expect(team.customers).toHaveLength(36);
  expect(team.customers[0].ratings.feedback).toEqual({ "Overall satisfaction (1-7)": 3 });
});

test("a scale that a line above tells, and the latest of the years in which satisfaction was asked", () => {
  const team = teamOfRows(["Customer survey 2025 (scale 1–10)"], header, ...plain);
  expectEffects(team, criteria);
  expect(Object.keys(team.customers[0].ratings.perceived!)).toContain("Price (1-10)");
  const years = ["Client", "Satisfaction 2023", "Satisfaction 2024", "2025 satisfaction"];
  const asked = teamOfRows(years, ...plain.map((row) => row.slice(0, 4)));
  expect(asked.customers[0].ratings).toEqual({ feedback: { "Overall satisfaction": 3 } });
});

test("weights with a comma, and in a row below their criteria", () => {
  const named = ["Kunde", "Bedarf: Preis", "Bedarf: Service"];
  const needs = plain.map((row) => row.slice(0, 3));
  for (const weights of [
    [
      ["Kriterium", "Gewichtung"],
      ["Preis", "0,7"],
      ["Service", "0,3"],
    ],
    [["Unsere Gewichte"], [null, "Preis", "Service"], ["Gewicht", "70%", 0.3]],
  ])
    expect(
      teamOf(["Kunden", [named, ...needs]], ["Gewichte", weights]).weights.map(({ criterion, weight }) => [
        criterion,
        weight,
      ]),
    ).toEqual([
      ["Preis", 0.7],
      ["Service", 0.3],
    ]);
});
