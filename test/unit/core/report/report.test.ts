import { describe, expect, test } from "@jest/globals";
import {
  cellText,
  pageOf,
  reportOf,
  type Interaction,
  type Language,
  type Report,
  type Team,
} from "@crm-functions/core";
import { customerOf, teamOf } from "../analyses/team-of";

const asOf = "2026-06-30";
const report = (team: Team, language: Language = "en-US"): Report => reportOf(team, { asOf, language });
const findings = (made: Report, section: string) => made.sections.find(({ id }) => id === section)!.findings;

/** A generator of numbers from 0 to 1 that gives the same everywhere (Knuth, The Art of Computer Programming 2, 3.3.4). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Perceived ratings A, B, C from 1 to 10 around the means, and an overall answer made of them. */
function survey(
  n: number,
  answer: (a: number, b: number, c: number, chance: () => number) => number,
  means: readonly [number, number, number] = [6, 6, 6],
  seed = 7,
): Team {
  const chance = chanceFrom(seed);
  const rating = (mean: number) => Math.min(10, Math.max(1, Math.round(mean + 6 * (chance() - 0.5))));
  return teamOf(
    ["Perceived: A", "Perceived: B", "Perceived: C", "Feedback: Overall"],
    Array.from({ length: n }, () => {
      const [a, b, c] = means.map(rating);
      return [a, b, c, answer(a, b, c, chance)];
    }),
  );
}

describe("what drives satisfaction", () => {
  test("is named with n, what was left out and how sure it is", () => {
    const team = survey(60, (a, _b, c, chance) => 1 + 0.6 * a + 0.1 * c + chance());
    const [first] = findings(report(team), "feedback");
    expect(first).toMatchObject({ verdict: "clear", n: 60, leftOut: 0 });
    expect(first.text).toMatch(/^A matters most for satisfaction/);
    expect(first.evidence[0]).toMatch(/^R² 0\.\d\d$/);
  });

  test("what matters and is rated below the rest is where to start", () => {
    const team = survey(60, (a, _b, c, chance) => 1 + 0.6 * a + 0.05 * c + chance(), [4, 7, 7]);
    const made = report(team);
    expect(made.sections[0].findings[0]).toMatchObject({
      id: "start",
      text: "A matters most and is rated below the rest. Start there.",
    });
    expect(report(team, "zh-CN").sections[0].findings[0].text).toBe(
      "A最重要，评分却低于其他方面。请从这里着手。",
    );
  });

  test("what goes well already is no action", () => {
    const team = survey(60, (a, _b, _c, chance) => 1 + 0.6 * a + chance(), [8, 5, 5]);
    expect(findings(report(team), "feedback").some(({ id }) => id === "start")).toBe(false);
    expect(findings(report(team), "feedback")[0].text).toBe(
      "A matters most for satisfaction, and is not rated below the rest.",
    );
  });

  test("is not named from noise: at most about one in twenty", () => {
    let named = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const team = survey(60, (_a, _b, _c, chance) => Math.round(1 + 9 * chance()), [6, 6, 6], seed * 7919);
      if (findings(report(team), "feedback")[0].verdict === "clear") named++;
    }
    // 10 are expected of 200; more than 22 by chance once in ten thousand (binomial).
    expect(named).toBeLessThanOrEqual(22);
  });

  test("is not told from few answers, whatever their fit", () => {
    const team = survey(12, (a) => a);
    expect(findings(report(team), "feedback")).toEqual([
      expect.objectContaining({
        verdict: "unknown",
        n: 12,
        text: "12 full answers are too few to tell what drives satisfaction; about 30 would do.",
      }),
    ]);
  });

  test("in many answers that nothing explains, no difference is found", () => {
    const team = survey(4000, (_a, _b, _c, chance) => 5 + chance(), [6, 6, 6], 99);
    expect(findings(report(team), "feedback")[0].verdict).not.toBe("clear");
    expect(findings(report(team), "feedback")[0].text).toBe("None of the ratings goes with satisfaction.");
  });

  test("where nothing is established nothing has a place on a map", () => {
    const noise = report(survey(60, (_a, _b, _c, chance) => Math.round(1 + 9 * chance())));
    const section = noise.sections.find(({ id }) => id === "feedback")!;
    expect(section.findings[0].verdict).toBe("unknown");
    expect(section.figures.map(({ id }) => id)).toEqual(["drivers", "coefficients"]);
    expect(section.tables[0].rows.map((row) => row[8])).toEqual([null, null, null]);
    const signal = report(survey(60, (a, _b, _c, chance) => 1 + 0.6 * a + chance()));
    expect(signal.sections.find(({ id }) => id === "feedback")!.figures[1].id).toBe("map");
  });

  test("a rating that is the same from all is said to explain nothing, and not to be like another", () => {
    const team = teamOf(
      ["Perceived: A", "Perceived: B", "Feedback: Overall"],
      Array.from({ length: 40 }, (_, i) => [4, 1 + (i % 10), 1 + (i % 10) + (i % 3)]),
    );
    const evidence = findings(report(team), "feedback").flatMap((each) => each.evidence);
    expect(evidence).toContain("everybody rates A the same, so it explains nothing");
    expect(evidence.join()).not.toContain("told apart");
  });

  test("criteria of several scales are told as shares of them", () => {
    const team = teamOf(
      ["Perceived: A (1-5)", "Perceived: B (0-10)"],
      Array.from({ length: 30 }, (_, i) => [4 + (i % 2), 5 + (i % 3)]),
    );
    // (4.5 − 1) ÷ 4 and 6 ÷ 10: in points B would be the higher.
    expect(findings(report(team), "feedback")[0].text).toBe("B is rated lowest: 60%, the others 88%.");
  });

  test("criteria whose scales differ and are only guessed are not held against each other", () => {
    const team = teamOf(
      ["Perceived: A", "Perceived: B", "Feedback: Overall"],
      Array.from({ length: 60 }, (_, i) => [1 + (i % 5), 40 + 7 * (i % 8), 1 + (i % 5) + (i % 3)]),
    );
    const [driver] = findings(report(team), "feedback");
    expect(driver).toMatchObject({ id: "driver", text: "A matters most for satisfaction." });
    expect(driver.evidence).toContain(
      "the scales are not all the same, and those of A and B can only be guessed: a header such as “Price (1-5)” would say it",
    );
    const own = {
      ...team,
      customers: team.customers.map((each) => ({ ...each, ratings: { need: each.ratings.perceived } })),
    };
    expect(findings(report(own), "need").find(({ id }) => id === "strongest")).toMatchObject({
      verdict: "unknown",
    });
    expect(report(own).notes).toContain(
      "The scales are taken from the ratings: Need: A 1–5, B 0–100. A header such as “Price (1-5)”, or the Weights table, can say others.",
    );
    expect(report(own, "zh-CN").notes.join()).toContain("分制按评分推断：需求：A 1–5、B 0–100。");
  });

  test("ratings in the lower part of a guessed scale are said to be there", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [1 + (i % 4), i % 11]);
    expect(report(teamOf(["Need: A", "Need: B"], rows)).notes).toContain(
      "Rated in the lower part of the scale alone: Need: A. If the scale ends there, the header can say so, as in “Price (1-5)”.",
    );
    expect(report(teamOf(["Need: A (0-10)", "Need: B"], rows)).notes.join()).not.toContain("lower part");
  });

  test("without an overall answer what is rated lowest is told", () => {
    const team = teamOf(
      ["Perceived: A", "Perceived: B"],
      Array.from({ length: 30 }, (_, i) => [2 + (i % 2), 7 + (i % 3)]),
    );
    const made = report(team);
    expect(findings(made, "feedback")[0]).toMatchObject({
      text: "A is rated lowest: 2.5, the others 8.0.",
      verdict: "clear",
      n: 30,
    });
    expect(made.sections.every(({ tables }) => tables.every(({ rows }) => rows.length > 0))).toBe(true);
  });

  test("a criterion has one name, however its two sides are spelt", () => {
    const made = report(
      teamOf(
        ["Expectation: Delivery time", "Perceived: ＤELIVERY TIME ", "Feedback: Overall"],
        Array.from({ length: 30 }, (_, i) => [9, 1 + (i % 9), 1 + (i % 9)]),
      ),
    );
    const of = (id: string) => made.sections.flatMap(({ tables }) => tables).find((each) => each.id === id)!;
    expect([of("gaps").rows[0][0], of("drivers").rows[0][0]]).toEqual(["Delivery time", "Delivery time"]);
  });

  test("a tie is told", () => {
    const rows = Array.from({ length: 64 }, (_, i) => {
      const [a, b] = [1 + (i % 8), 1 + (Math.floor(i / 8) % 8)];
      return [a, b, 0.5 * a + 0.5 * b + (i % 3) / 10];
    });
    const team = teamOf(["Perceived: A", "Perceived: B", "Feedback: Overall"], rows);
    expect(findings(report(team), "feedback")[0].text).toMatch(
      /^[AB] and [AB] matter most for satisfaction, about equally\.$/,
    );
  });

  test("the same answer from all explains nothing; an answer without error is explained", () => {
    expect(findings(report(survey(60, () => 7)), "feedback")[0].verdict).toBe("unknown");
    expect(findings(report(survey(60, (a) => a)), "feedback")[0]).toMatchObject({ verdict: "clear" });
  });
});

describe("a yes or no", () => {
  // Of a rating with two values the odds ratio is that of the table of four: 10·10 / 30·30.
  const counts = [
    [1, 1, 30],
    [1, 0, 10],
    [2, 1, 10],
    [2, 0, 30],
  ] as const;
  const rows = counts.flatMap(([rating, yes, n]) => Array.from({ length: n }, () => [rating, yes] as const));
  const reach = 1.959963984540054 * Math.sqrt(1 / 30 + 1 / 10 + 1 / 10 + 1 / 30);

  test.each([
    ["words", (yes: number) => (yes === 1 ? "yes" : "no")],
    ["zeros and ones under a header that says so", (yes: number) => yes],
    ["logical values", (yes: number) => yes === 1],
  ])("kept in a column of one's own is explained by its odds: %s", (_, cell) => {
    const team = teamOf(
      ["Perceived: Speed"],
      rows.map(([rating]) => [rating]),
    );
    const customers = team.customers.map((each, i) => ({
      ...each,
      own: { Churned: cell(rows[i][1]), Note: "x" },
    }));
    const made = report({ ...team, customers });
    const loyalty = made.sections.find(({ id }) => id === "loyalty")!;
    expect(loyalty.findings).toEqual([
      expect.objectContaining({
        id: "outcome",
        text: "Higher ratings of Speed go with fewer yeses of “Churned”.",
        verdict: "clear",
        n: 80,
      }),
    ]);
    const [, ratio, lower, upper] = loyalty.tables[0].rows[0].map(Number);
    expect(ratio).toBeCloseTo(1 / 9, 12);
    expect(lower).toBeCloseTo(Math.exp(-Math.log(9) - reach), 10);
    expect(upper).toBeCloseTo(Math.exp(-Math.log(9) + reach), 10);
    expect(loyalty.figures.map(({ id }) => id)).toEqual(["odds Churned", "gains Churned"]);
  });

  test("as the overall answer is told to be one, in both languages", () => {
    const team = teamOf(
      ["Perceived: Speed", "Feedback: Overall"],
      rows.map(([rating, yes]) => [rating, yes]),
    );
    expect(report(team).notes.join()).toContain("CRM.OUTCOME");
    expect(report(team, "zh-CN").notes.join()).toContain("CRM.OUTCOME");
    expect(findings(report(team), "feedback")[0].evidence.join()).toContain("answers of 0 and 1");
    expect(findings(report(team), "loyalty")[0].text).toContain("Speed");
  });

  test("of too few is not told, and zeros and ones under any header are no outcome", () => {
    const team = teamOf(
      ["Perceived: Speed"],
      rows.slice(26, 44).map(([rating]) => [rating]),
    );
    const own = (name: string) => ({
      ...team,
      customers: team.customers.map((each, i) => ({ ...each, own: { [name]: rows[26 + i][1] } })),
    });
    expect(findings(report(own("Churned")), "loyalty")[0]).toMatchObject({ verdict: "unknown" });
    expect(report(own("Children")).sections.some(({ id }) => id === "loyalty")).toBe(false);
  });
});

describe("two sides in one picture", () => {
  const figureOf = (made: Report, section: string, id: string) =>
    made.sections.find((each) => each.id === section)!.figures.find((each) => each.id === id);
  const axis = (made: Report, section: string, id: string) =>
    figureOf(made, section, id)!.draw({}).layout["xaxis"] as { range: number[]; title: { text: string } };

  test("need stands beside expectation for the criteria that both have, each as a share of its own scale", () => {
    const headers = ["Need: Price", "Need: Care", "Need: Speed", "Expectation: care", "Expectation: Price"];
    const rows = Array.from({ length: 12 }, (_, i) => [i % 11, 10, 3, 1 + (i % 5), i < 11 ? 4 : null]);
    const made = report(teamOf(headers, rows));
    const { tables } = made.sections.find(({ id }) => id === "need")!;
    const { columns, rows: told } = tables.find(({ id }) => id === "needs")!;
    expect(columns).toEqual(["Criterion", "Need", "Expectation", "n"]);
    // Care: 10 of 0 to 10, and (1…5 twice, 1, 2) of 1 to 5. Price by the eleven who say both: mean of 0 to 10, and 4.
    expect(told.map(([criterion, , , n]) => [criterion, n])).toEqual([
      ["Care", 12],
      ["Price", 11],
    ]);
    expect(told[0][2]).toBeCloseTo((33 / 12 - 1) / 4, 12);
    expect([told[0][1], told[1][1], told[1][2]]).toEqual([1, 0.5, 0.75]);
    expect(axis(made, "need", "needs")).toMatchObject({
      range: [0, 1],
      title: { text: "Mean rating as a share of its scale" },
    });
    expect(figureOf(made, "need", "needs")!.caption).toBe("Mean rating as a share of its scale; n 12");
    expect(figureOf(report(teamOf(headers, rows), "zh-CN"), "need", "needs")!.caption).toBe(
      "平均评分占其量表的比例；n 12",
    );
  });

  test("on one scale they stand in points on the whole of it; without a criterion of both there is none", () => {
    const rows = Array.from({ length: 12 }, (_, i) => [1 + (i % 5), 3]);
    const made = report(teamOf(["Need: Price", "Expectation: Price"], rows));
    expect(axis(made, "need", "needs")).toMatchObject({ range: [1, 5], title: { text: "Mean rating" } });
    expect(
      figureOf(report(teamOf(["Need: Price", "Expectation: Care"], rows)), "need", "needs"),
    ).toBeUndefined();
  });

  test("what is expected and received on several scales is compared as shares of them", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [5, 3 + (i % 2), 60 + (i % 7), 90]);
    const headers = ["Expectation: Care", "Perceived: Care", "Expectation: Speed", "Perceived: Speed"];
    const weights = [
      { analysis: "expectation", criterion: "Care", weight: 0.5, minimum: 1, maximum: 5 },
      { analysis: "expectation", criterion: "Speed", weight: 0.5, minimum: 0, maximum: 100 },
    ] as const;
    const made = report(teamOf(headers, rows, weights));
    expect(axis(made, "expectation", "gap")).toMatchObject({ range: [0, 1] });
    const { annotations } = figureOf(made, "expectation", "gap")!.draw({}).layout;
    // Care: from 5 to a mean of 3.5 on a scale of 4 points.
    expect((annotations as { text: string }[]).map(({ text }) => text)).toEqual(["−38%"]);
  });
});

describe("what is expected and what is received", () => {
  test("only what is established is named, the widest gap first", () => {
    const chance = chanceFrom(3);
    const rows = Array.from({ length: 40 }, () => [
      9,
      8,
      7,
      Math.round(4 + 2 * chance()),
      Math.round(6 + 2 * chance()),
      Math.round(4 + 6 * chance()),
    ]);
    const team = teamOf(
      ["Expectation: A", "Expectation: B", "Expectation: C", "Perceived: A", "Perceived: B", "Perceived: C"],
      rows,
    );
    const [gap] = findings(report(team), "expectation");
    expect(gap.text).toMatch(/^Customers get less than they expect on A \(−4\.\d\) and B \([−\d.]+\)\.$/);
    expect(gap).toMatchObject({ verdict: "clear", n: 40 });
  });

  test("what is received on another scale is told on that of what is expected", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [4 + (i % 2), 1 + (i % 10)]);
    const made = report(teamOf(["Expectation: Price (1-5)", "Perceived: price (1-10)"], rows));
    const [gaps] = made.sections.find(({ id }) => id === "expectation")!.tables;
    // 4.5 against 1 + (5.5 − 1) · 4 / 9 = 3.
    expect(gaps.rows[0].slice(0, 4)).toEqual(["Price", 4.5, expect.closeTo(3, 12), expect.closeTo(-1.5, 12)]);
    expect(gaps.note).toBe(
      "Price: what is received was rated 1–10, and is told here on 1–5, the scale of what is expected.",
    );
    expect(findings(made, "expectation")[0]).toMatchObject({ verdict: "clear", n: 40, leftOut: 0 });
    // One side told, the other guessed on another: a gap that may be none.
    const guessed = report(teamOf(["Expectation: Price (1-5)", "Perceived: price"], rows));
    expect(findings(guessed, "expectation")[0]).toMatchObject({ verdict: "unknown" });
    expect(findings(guessed, "expectation")[0].evidence.join()).toContain("can only be guessed");
  });

  test("n is that of the criteria that are named", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [9, 8, i < 15 ? 3 + (i % 2) : null, 7 + (i % 3)]);
    const [gap] = findings(
      report(teamOf(["Expectation: A", "Expectation: B", "Perceived: A", "Perceived: B"], rows)),
      "expectation",
    );
    expect(gap).toMatchObject({ verdict: "clear", n: 15, leftOut: 25 });
    expect(gap.text).toMatch(/on A \(−5\.5\)\.$/);
  });

  test("from few answers nothing is", () => {
    const team = teamOf(
      ["Expectation: A", "Perceived: A"],
      [
        [9, 1],
        [9, 2],
        [8, 1],
      ],
    );
    expect(findings(report(team), "expectation")[0]).toMatchObject({ verdict: "unknown", n: 3 });
  });
});

describe("whom to call", () => {
  const calls = (team: Team) => report(team).sections[0].tables.find(({ id }) => id === "calls")!;
  const interaction = (customerId: string, when: string, more: Partial<Interaction> = {}): Interaction => ({
    id: `${customerId}-${when}`,
    customerId,
    when,
    kind: "call",
    channel: "",
    rating: null,
    amount: null,
    note: "",
    followUp: "",
    done: true,
    ...more,
  });

  test("a strong need that nobody has spoken to, with contact and reason", () => {
    const team: Team = {
      customers: [
        customerOf(
          "1",
          { need: { A: 9 } },
          { name: "Ann", phone: "+442079460000", email: "ann@example.com" },
        ),
        customerOf("2", { need: { A: 9 } }, { name: "Ben" }),
        customerOf("3", { need: { A: 1 } }, { name: "Cy" }),
      ],
      interactions: [
        interaction("1", "2026-01-01"),
        interaction("2", "2026-06-20"),
        interaction("3", "2025-01-01"),
      ],
      weights: [],
    };
    const { columns, rows } = calls(team);
    expect(rows).toHaveLength(1);
    expect(columns).toEqual(["Name", "Reason", "Phone", "E-mail", "Need", "Last contact"]);
    expect(rows[0]).toEqual([
      "Ann",
      "need 90%; no contact for 180 days",
      "+442079460000",
      "ann@example.com",
      0.9,
      "2026-01-01",
    ]);
    expect(findings(report(team), "need")[0].text).toBe(
      "One customer with a strong need has heard nothing for 90 days.",
    );
  });

  test("more than ten are counted in figures", () => {
    const customers = Array.from({ length: 1013 }, (_, i) => customerOf(String(i), { need: { A: 9 } }));
    const team: Team = { customers, interactions: [interaction("0", "2026-01-01")], weights: [] };
    expect(findings(report(team), "need")[0].text).toBe(
      "1,013 customers with a strong need have heard nothing for 90 days.",
    );
  });

  test("a follow-up that is overdue, and a customer who is not satisfied", () => {
    const team: Team = {
      customers: [
        customerOf("1", { need: { A: 2 } }),
        customerOf("2", { need: { A: 3 }, feedback: { Overall: 1 } }),
        customerOf("3", { need: { A: 4 }, feedback: { Overall: 9 } }),
      ],
      interactions: [interaction("1", "2026-06-01", { followUp: "2026-06-14", done: false })],
      weights: [{ analysis: "need", criterion: "A", weight: 1, minimum: 0, maximum: 10 }],
    };
    expect(calls(team).rows.map((row) => row.slice(0, 2))).toEqual([
      ["2", "need 30%; satisfaction 1 of 10"],
      ["1", "need 20%; follow-up due since 2026-06-14"],
    ]);
  });

  test("people of one name are told apart, by the company, else by the id or the row", () => {
    const team: Team = {
      customers: [
        customerOf("a", { need: { A: 9 } }, { name: "Meyer", company: "North" }),
        customerOf("b", { need: { A: 9 } }, { name: "Meyer", company: "South" }),
        customerOf("row-4", { need: { A: 9 } }, { name: "Li" }),
        customerOf("K7", { need: { A: 9 } }, { name: "Li" }),
        customerOf("c", { need: { A: 9 } }, { name: "Ann" }),
      ],
      interactions: [],
      weights: [],
    };
    expect(calls(team).rows.map(([name]) => name)).toEqual([
      "Meyer (North)",
      "Meyer (South)",
      "Li (row 4)",
      "Li (K7)",
      "Ann",
    ]);
  });

  test("ties at the end of the list are told", () => {
    const team = teamOf(
      ["Need: A"],
      Array.from({ length: 13 }, (_, i) => [i < 9 ? 9 : 8]),
    );
    expect(calls(team).note).toBe(
      "The first 10 of 13. 3 more customers stand level with the last one shown.",
    );
  });
});

describe("scores", () => {
  test("a blank is said to cost the score", () => {
    const team = teamOf(
      ["Need: A", "Need: B"],
      [
        [1, 2],
        [1, null],
        [null, 2],
        [null, null],
      ],
    );
    const made = report(team);
    expect(made.notes).toContain("Need: 2 customers without a score, since a rating is missing.");
    expect(made.notes).toContain("Need: 1 customer not rated at all.");
    expect(findings(made, "need").find(({ id }) => id === "mean")).toMatchObject({ n: 1, leftOut: 3 });
  });

  test("are compared as shares of their scale, and only where it is established", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [8 + (i % 3), 2 + (i % 2), 8 + ((i + 1) % 3)]);
    const team = teamOf(["Management: A", "Service: B", "Marketing: C"], rows);
    const compared = report(team).sections[0].findings.find(({ id }) => id === "compared")!;
    // Service is 2.5 on 1 to 5, that is 37.5 %; the others are 9 of 10.
    expect(compared).toMatchObject({
      verdict: "clear",
      text: "Service is the weakest of management, service and marketing: 38% of its scale, management 90%.",
    });
    const alike = teamOf(
      ["Management: A", "Service: B"],
      Array.from({ length: 30 }, () => [7, 7]),
    );
    expect(report(alike).sections[0].findings.find(({ id }) => id === "compared")!.verdict).not.toBe("clear");
  });

  test("a table that holds nothing to analyse is told so in one sentence", () => {
    const [summary] = report(teamOf([], [[], []])).sections;
    expect(summary.findings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Nothing here can be analysed yet: there are no ratings/),
    ]);
  });

  test("where an analysis has no ratings it is said how a column would hold some", () => {
    expect(findings(report(teamOf(["Need: A"], [[1]])), "service")).toEqual([
      expect.objectContaining({
        id: "absent",
        n: 0,
        text: "There are no ratings of service. A column headed “Service: Speed” would hold some.",
      }),
    ]);
  });
});

describe("the document", () => {
  const chance = chanceFrom(11);
  const team: Team = {
    ...survey(50, (a, b, _c, next) => 1 + 0.5 * a + 0.3 * b + next()),
    interactions: Array.from({ length: 60 }, (_, i): Interaction => ({
      id: String(i),
      customerId: `c${1 + (i % 50)}`,
      when: `2026-0${1 + (i % 6)}-10`,
      kind: i % 2 === 0 ? "consulting" : "marketing",
      channel: "",
      rating: Math.round(3 + 6 * chance()),
      amount: i % 2 === 0 ? null : 100 + i,
      note: "",
      followUp: "",
      done: true,
    })),
  };

  test("has its sections in order, and loyalty and value where there is something to say", () => {
    expect(report(team).sections.map(({ id }) => id)).toEqual([
      "summary",
      "need",
      "expectation",
      "feedback",
      "management",
      "service",
      "marketing",
      "value",
    ]);
    const asked = teamOf(
      ["Feedback: NPS"],
      Array.from({ length: 20 }, (_, i) => [i % 11]),
    );
    expect(report(asked).sections.map(({ id }) => id)).toContain("loyalty");
    const shares = (["en-US", "zh-CN"] as const).map(
      (language) => report(asked, language).sections.find(({ id }) => id === "loyalty")!.tables[0].columns[2],
    );
    expect(shares).toEqual(["Share of answers", "回答占比"]);
  });

  test("says the same with the same numbers in both languages", () => {
    const [english, chinese] = [report(team), report(team, "zh-CN")];
    const facts = (made: Report) =>
      made.sections.map(({ id, findings: all, tables }) => ({
        id,
        findings: all.map(({ id: which, verdict, n, leftOut }) => ({ which, verdict, n, leftOut })),
        numbers: tables.map(({ rows }) => rows.map((row) => row.filter((cell) => typeof cell === "number"))),
      }));
    expect(facts(chinese)).toEqual(facts(english));
    for (const { findings: all } of chinese.sections) {
      for (const { text } of all) expect(text).toMatch(/\p{Script=Han}.*。$/u);
    }
  });

  test("is JSON, without the drawings", () => {
    const json = JSON.parse(JSON.stringify(report(team))) as Report;
    expect(json.sections[0].figures.every((each) => !("draw" in each))).toBe(true);
    expect(JSON.stringify(json)).not.toContain("null,null,null,null,null,null,null");
  });

  test("without customers it says that there is nothing", () => {
    const made = report({ customers: [], interactions: [], weights: [] });
    expect(made.customers).toBe(0);
    expect(made.sections[0].findings.every(({ verdict }) => verdict === "unknown")).toBe(true);
  });

  test("a negative zero is none, minus is a minus, shares have no decimals", () => {
    expect(cellText(-0.001, "effect")).toBe("0.00");
    expect(cellText(-1.25, "difference")).toBe("−1.3");
    expect(cellText(0.62, "percent")).toBe("62%");
    expect(cellText(12345.4, "amount")).toBe("12,345");
    expect(cellText(null, "rating")).toBe("");
  });
});

describe("the page", () => {
  const hostile = '<script>window.attacked=1</script><img src=x onerror="x">';
  const page = pageOf(
    report({
      customers: Array.from({ length: 30 }, (_, i) =>
        customerOf(
          `c${i}`,
          {
            need: { [hostile]: 9 },
            perceived: { [hostile]: 1 + (i % 9), B: 1 + ((i * 5) % 9) },
            expectation: { [hostile]: 9 },
            feedback: { Overall: 1 + (i % 9) },
          },
          { name: `${hostile} ${i}`, email: 'a"><b@example.com' },
        ),
      ),
      interactions: [],
      weights: [],
    }),
  );

  test("analyses that nobody rated anything for stand together, a line each", () => {
    const [told, absent] = page.split('<section id="absent">');
    expect(absent.split("</section>")[0].match(/<li id="\w+">/g)).toEqual([
      '<li id="management">',
      '<li id="service">',
      '<li id="marketing">',
    ]);
    expect(told).toContain('<section id="feedback">');
    expect(told).not.toContain('id="management"');
  });

  test("has no script, and what users wrote is text", () => {
    expect(page).not.toMatch(/<script|<img|onerror="x"|javascript:/i);
    expect(page).toContain("&lt;script&gt;");
    expect(page).toContain("default-src 'none'");
  });

  test("asks nothing of any network", () => {
    expect(page.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|url\(|@import|<[^>]+ src=/,
    );
  });

  test("says its language and its title", () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-US">/);
    expect(page).toContain("<title>What your customers tell you</title>");
  });
});
