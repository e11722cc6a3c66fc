import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  analysesOf,
  criterionKey,
  customerScores,
  meanOf,
  monthsOf,
  ratingTable,
  reportOf,
  scaleOf,
  scoresNamed,
  serviceKinds,
  type CriterionWeight,
  type Interaction,
} from "@crm-functions/core";
import { teamOf } from "./team-of";

const weight = (
  analysis: CriterionWeight["analysis"],
  criterion: string,
  value: number,
  range: Partial<CriterionWeight> = {},
): CriterionWeight => ({ analysis, criterion, weight: value, ...range });

describe("criteria", () => {
  test("are the same in any case, width and spacing", () => {
    expect(criterionKey(" Ｄelivery  TIME ")).toBe(criterionKey("delivery time"));
    expect(criterionKey("价格")).not.toBe(criterionKey("质量"));
  });

  test("expected and perceived are paired by name, in whatever order they stand", () => {
    const team = teamOf(
      ["Expectation: Price", "Expectation: Quality", "Perceived: quality", "Perceived:  PRICE"],
      [
        [8, 10, 7, 3],
        [8, 9, 9, 2],
      ],
    );
    // Price 3 − 8 and 2 − 8, Quality 7 − 10 and 9 − 9, by hand.
    expect(analysesOf(team).gap!.byCriterion.map(({ criterion, gap }) => [criterion, gap.mean])).toEqual([
      ["Price", -5.5],
      ["Quality", -1.5],
    ]);
    expect(Array.from(analysesOf(team).gap!.scores)).toEqual([-4, -3]);
  });

  test("a blank in the first customer's row moves nothing", () => {
    const team = teamOf(
      ["Expectation: Price", "Expectation: Quality", "Perceived: Price", "Perceived: Quality"],
      [
        [null, 9, 1, 8],
        [8, 8, 1, 8],
        [9, 9, 1, 9],
      ],
    );
    const { gap } = analysesOf(team);
    expect(
      Object.fromEntries(gap!.byCriterion.map(({ criterion, gap: { mean } }) => [criterion, mean])),
    ).toEqual({
      Price: -7.5,
      Quality: (-1 + 0 + 0) / 3,
    });
    expect(gap!.leftOut).toEqual({ unrated: 0, incomplete: 1 });
  });

  test("what one side only has is named and compared with nothing", () => {
    const { gap } = analysesOf(
      teamOf(
        ["Expectation: Price", "Expectation: Quality", "Perceived: Price", "Perceived: Delivery"],
        [[10, 10, 2, 6]],
      ),
    );
    expect(gap).toMatchObject({
      criteria: ["Price"],
      expectedOnly: ["Quality"],
      receivedOnly: ["Delivery"],
    });
    expect(Array.from(gap!.weights)).toEqual([1]);
  });

  test("three expected, two perceived: no crash", () => {
    const team = teamOf(
      ["Expectation: A", "Expectation: B", "Expectation: C", "Perceived: C", "Perceived: A"],
      [[5, 5, 1, 1, 5]],
    );
    expect(analysesOf(team).gap!.byCriterion.map(({ gap }) => gap.mean)).toEqual([0, 0]);
  });

  test("nothing in common, nothing compared", () => {
    expect(analysesOf(teamOf(["Expectation: A", "Perceived: B"], [[1, 2]])).gap).toBeUndefined();
  });
});

describe("weights", () => {
  test("without any they are equal and add up to 1", () => {
    const table = ratingTable(teamOf(["Need: A", "Need: B"], [[10, 20]]), "need");
    expect(Array.from(table.weights)).toEqual([0.5, 0.5]);
    expect(table.isWeighed).toBe(false);
  });

  test("those of the team are taken as they are, paired by name", () => {
    const weights = [weight("need", "b ", 3), weight("need", "A", 2), weight("need", "C", 1)];
    const team = teamOf(["Need: A", "Need: B", "Need: D"], [[10, 20, 5]], weights);
    const table = ratingTable(team, "need");
    expect(table).toMatchObject({ criteria: ["b ", "A"], withoutWeight: ["D"], unrated: ["C"] });
    expect(Array.from(analysesOf(team).scores.need!.scores)).toEqual([80]);
  });

  test("a weight that is missing takes the scores, never the report", () => {
    const team = teamOf(["Need: A"], [[1]], [weight("need", "A", NaN)]);
    expect(analysesOf(team).scores.need!.scores[0]).toBeNaN();
    expect(customerScores(analysesOf(team), 0)[0].parts[0].part).toBeNaN();
  });
});

describe("scores of a customer", () => {
  const team = teamOf(
    ["Need: C", "Need: A", "Need: B", "Expectation: X", "Expectation: Y", "Perceived: X", "Perceived: Y"],
    [[30, 10, 20, 5, 4, 4, 4]],
    [
      weight("need", "A", 0.3),
      weight("need", "B", 0.4),
      weight("need", "C", 0.3),
      weight("expectation", "X", 0.5),
      weight("expectation", "Y", 0.5),
    ],
  );
  const of = (name: string) => customerScores(analysesOf(team), 0).find((each) => each.name === name)!;

  // The catalogue's example: 10, 20, 30 with .3, .4, .3 give 20.
  test("follow the criteria by name, not by order", () => expect(of("need").score).toBeCloseTo(20, 12));
  test("are made of the parts shown", () =>
    expect(of("need").parts.map((each) => each.part)).toEqual([3, 8, 9]));
  test("the gap is perceived − expected by the weights of the expectation", () => {
    expect(of("gap").score).toBe(-0.5);
    expect(of("gap").parts.map((each) => each.part)).toEqual([-0.5, 0]);
  });
  test("there is none for what nobody is rated for", () => {
    expect(of("marketing")).toEqual({ name: "marketing", score: NaN, parts: [] });
    expect(scoresNamed(analysesOf(team), "marketing")).toBeUndefined();
  });
});

describe("a score as a share of its own scale", () => {
  test("10, 1 to 5 and 0 to 100 become comparable", () => {
    const team = teamOf(
      ["Management: Contact", "Service: Speed", "Need: A"],
      [
        [5.3, 3, 73],
        [9, 5, 29],
      ],
    );
    const { scores } = analysesOf(team);
    expect(scores.management!.shares[0]).toBeCloseTo(0.53, 12);
    expect(Array.from(scores.service!.shares)).toEqual([0.5, 1]);
    expect(Array.from(scores.need!.shares)).toEqual([0.73, 0.29]);
  });

  test("weights that do not add up to 1, and their scales, are allowed for", () => {
    const ranges = { minimum: 1, maximum: 5 };
    const team = teamOf(["Service: A"], [[3]], [weight("service", "A", 10, ranges)]);
    const { service } = analysesOf(team).scores;
    expect(service).toMatchObject({ lowest: 10, highest: 50 });
    expect(service!.shares[0]).toBe(0.5);
  });

  test("a criterion that says its scale is on it, whatever is rated beside it", () => {
    const team = teamOf(
      ["Expectation: Price (1-5)", "Perceived: Price (1–10)", "Need: A (1-5)"],
      [[4, 9, 8]],
    );
    const { expectation, need } = analysesOf(team).scores;
    expect(expectation!.shares[0]).toBe(0.75);
    // A rating beyond the scale shows that it is none.
    expect(need!.shares[0]).toBe(0.8);
  });

  test("spellings with scales are one criterion, the second on the scale of the first", () => {
    const team = teamOf(
      ["Need: Price (1-5)", "Need: price [1 = low, 9 = high]"],
      [
        [4, null],
        [null, 5],
      ],
    );
    const { table } = analysesOf(team).scores.need!;
    expect(table).toMatchObject({ criteria: ["Price"], ranges: [{ minimum: 1, maximum: 5 }] });
    // 5 is in the middle of 1 to 9, as 3 is of 1 to 5.
    expect(Array.from(table.columns[0])).toEqual([4, 3]);
  });

  test.each([
    // Beyond 10 where the others are not; from 1 to 5 with a tenth at 5 where others go higher.
    [[73, 29, 55], [8, 5, 3], { minimum: 0, maximum: 100 }, { minimum: 0, maximum: 10 }],
    [
      [1, 2, 3, 4, 5, 5, 4, 3, 2, 5],
      [9, 10, 8, 7, 9, 10, 6, 5, 8, 9],
      { minimum: 1, maximum: 5 },
      { minimum: 0, maximum: 10 },
    ],
    // Low ratings of a scale that others fill.
    [
      [3, 4, 5, 4, 5, 5, 4, 3, 3, 5],
      [9, 10, 8, 7, 9, 10, 6, 5, 8, 9],
      { minimum: 0, maximum: 10 },
      { minimum: 0, maximum: 10 },
    ],
    [[1, 5], [7, 10], { minimum: 0, maximum: 10 }, { minimum: 0, maximum: 10 }],
  ])("%j and %j are on %j and %j", (a, b, one, other) => {
    const team = teamOf(
      ["Need: A", "Need: B"],
      a.map((x, i) => [x, b[i]]),
    );
    const { table } = analysesOf(team).scores.need!;
    expect(table.ranges).toEqual([one, other]);
    expect(table.doubtful).toEqual(one.maximum === other.maximum ? [] : ["A", "B"]);
  });

  test("a criterion that tells no scale has that of its neighbours which ends where its own would", () => {
    const { table } = analysesOf(
      teamOf(
        ["Need: A (1-10)", "Need: B"],
        [
          [4, 9],
          [10, 1],
        ],
      ),
    ).scores.need!;
    expect(table).toMatchObject({
      ranges: [
        { minimum: 1, maximum: 10 },
        { minimum: 1, maximum: 10 },
      ],
      doubtful: [],
    });
  });

  test("lies between 0 and 1 whatever the weights", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 10 })), {
          minLength: 1,
          maxLength: 5,
        }),
        (criteria) => {
          const team = teamOf(
            criteria.map((_, j) => `Need: ${j}`),
            [criteria.map(([, rating]) => rating)],
            criteria.map(([value], j) => weight("need", String(j), value, { minimum: 0, maximum: 10 })),
          );
          const [share] = analysesOf(team).scores.need!.shares;
          expect(Number.isNaN(share) || (share > -1e-9 && share < 1 + 1e-9)).toBe(true);
        },
      ),
    );
  });

  test.each([
    [[1, 5], { minimum: 1, maximum: 5 }],
    [[1, 7], { minimum: 1, maximum: 7 }],
    [[0, 5], { minimum: 0, maximum: 10 }],
    [[2, 9], { minimum: 0, maximum: 10 }],
    [[0, 88], { minimum: 0, maximum: 100 }],
    [[-2, 2], { minimum: -2, maximum: 2 }],
    [[-1, 2], { minimum: -2, maximum: 2 }],
    [[-1, 9], { minimum: -1, maximum: 9 }],
    [[NaN, NaN], { minimum: 0, maximum: 10 }],
  ])("ratings %j are on %j", (ratings, scale) => expect(scaleOf([ratings])).toEqual(scale));
});

describe("feedback explains overall satisfaction", () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i % 5, (i * 7) % 4, (i * 3) % 5, i % 10, 1 + (i % 5)]);
  const of = (headers: string[]) => analysesOf(teamOf(headers, rows)).feedback;

  test("by the perceived ratings, never by a mixture with the service", () => {
    const found = of([
      "Service: S",
      "Perceived: P",
      "Perceived: Q",
      "Feedback: NPS",
      "Feedback: Overall (1-5)",
    ]);
    expect(found).toMatchObject({ by: "perceived", answer: { name: "Overall", isMean: false } });
    expect(found!.table.criteria).toEqual(["P", "Q"]);
  });

  test("by the service where nobody rated what they perceive", () =>
    expect(of(["Service: S", "Service: T", "Need: N", "Feedback: NPS", "Feedback: 满意度"])).toMatchObject({
      by: "service",
      answer: { name: "满意度" },
    }));

  test("of several questions none of which is overall, the weighted mean", () => {
    const found = of(["Service: S", "Service: T", "Need: N", "Feedback: Ease", "Feedback: Trust"]);
    expect(found!.answer).toMatchObject({ name: "Ease, Trust", isMean: true });
    expect(Array.from(found!.answer.values)).toEqual(rows.map((row) => (row[3] + row[4]) / 2));
  });

  test("by every rated criterion, weighed or not", () => {
    const team = teamOf(["Perceived: P", "Perceived: Q", "Feedback: Overall"], rows, [
      weight("expectation", "Q", 1),
    ]);
    expect(analysesOf(team).feedback!.table.criteria).toEqual(["Q", "P"]);
  });

  test("too few answers are a reason, no crash", () => {
    const found = analysesOf(teamOf(["Perceived: P", "Feedback: Overall"], [[1, 2]])).feedback!;
    expect(found.result).toBeUndefined();
    expect(found.reason!.key).toBe("feedbackTooFewRows");
  });

  test("recommendations are whole numbers from 0 to 10", () => {
    const answers = (values: number[]) =>
      analysesOf(
        teamOf(
          ["Feedback: NPS"],
          values.map((value) => [value]),
        ),
      ).recommendations;
    expect(Array.from(answers([0, 10, 7])!)).toEqual([0, 10, 7]);
    expect(answers([7.5])).toBeUndefined();
    expect(answers([11])).toBeUndefined();
    // Likely of Very unlikely to Very likely is no 4 of 10.
    const five = teamOf(
      ["Feedback: Recommend (1-5)", "Perceived: Price"],
      [1, 2, 3, 4, 5].map((value) => [value, value]),
    );
    expect(analysesOf(five).recommendations).toBeUndefined();
    expect(reportOf(five, { asOf: "2026-11-29" }).notes.join(" ")).toContain(
      "not answered on a scale from 0 to 10",
    );
  });
});

test("months are those of rated interactions of the kind, with how many there are", () => {
  const interaction = (when: string, kind: Interaction["kind"], rating: number | null) =>
    ({ when, kind, rating }) as Interaction;
  const { months, monthOf } = monthsOf(
    [
      interaction("2026-02-01", "consulting", 6),
      interaction("2025-12-31T10:00", "after-sales", 8),
      interaction("2026-02-28", "after-sales", 7),
      interaction("2026-01-05", "marketing", 1),
      interaction("2026-01-05", "consulting", null),
    ],
    serviceKinds,
  );
  expect(months.map(({ month, rating }) => [month, rating.mean, rating.count])).toEqual([
    ["2025-12", 8, 1],
    ["2026-02", 6.5, 2],
  ]);
  expect(Array.from(monthOf)).toEqual([2, 0, 2]);
});

// scipy 1.17: stats.t.interval(0.95, 4, loc=3, scale=stats.sem([1, 2, 3, 4, 5])) = (1.0367568385224393, 4.9632431614775605)
test("the interval of a mean is Student's", () => {
  const { mean, lower, upper, count } = meanOf([1, 2, NaN, 3, 4, 5]);
  expect([mean, count]).toEqual([3, 5]);
  expect(lower).toBeCloseTo(1.0367568385224393, 12);
  expect(upper).toBeCloseTo(4.9632431614775605, 12);
  expect(meanOf([NaN])).toMatchObject({ mean: NaN, count: 0 });
  expect(meanOf([4]).lower).toBeNaN();
});
