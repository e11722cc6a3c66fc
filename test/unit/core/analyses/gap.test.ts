import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { analysesOf, ratingTable } from "@crm-functions/core";
import { differences, gapOf, sharedCriteria } from "../../../../core/analyses/gap";
import { teamOf } from "./team-of";

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

test("ratings on two scales are compared on that of what is expected; one that is but guessed is doubtful", () => {
  const gap = (received: string, rating: number) =>
    analysesOf(teamOf(["Expectation: Price (1-5)", received], [[4, rating]])).gap!.byCriterion[0];
  // 5 of 1 to 9 is in the middle, as 3 is of 1 to 5.
  expect(gap("Perceived: Price (1-9)", 5)).toMatchObject({ expected: 4, received: 3, isDoubtful: false });
  expect(gap("Perceived: Price", 7).isDoubtful).toBe(true);
});

test("what is expected and what is perceived exchanged: the gap with the other sign", () => {
  const rating = fc.option(fc.integer({ min: 0, max: 10 }));
  const rows = fc.array(fc.tuple(rating, rating, rating, rating), { minLength: 1, maxLength: 9 });
  const headers = [
    "Expectation: A (0-10)",
    "Expectation: B (0-10)",
    "Perceived: A (0-10)",
    "Perceived: B (0-10)",
  ];
  fc.assert(
    fc.property(rows, (given) => {
      const team = teamOf(headers, [...given, [1, 2, 3, 4]]);
      const [expected, received] = [ratingTable(team, "expectation"), ratingTable(team, "perceived")];
      const [one, other] = [gapOf(expected, received)!, gapOf(received, expected)!];
      one.scores.forEach((score, i) => expect(score + other.scores[i]).toBe(Number.isNaN(score) ? NaN : 0));
      expect(other.meanScore.mean + one.meanScore.mean).toBe(0);
    }),
  );
});

test("differences and shared names", () => {
  expect([...differences(Float64Array.of(5, NaN), Float64Array.of(3, 1))]).toEqual([-2, NaN]);
  expect(sharedCriteria({ criteria: ["A", "b ", "C"] }, { criteria: ["B", "a"] })).toEqual([
    { criterion: "A", one: 0, other: 1 },
    { criterion: "b ", one: 1, other: 0 },
  ]);
});
