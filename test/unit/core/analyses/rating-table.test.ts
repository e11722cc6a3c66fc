import { expect, test } from "@jest/globals";
import { analysesOf, ratingTable } from "@crm-functions/core";
import { teamOf, weight } from "./team-of";

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

test("what is perceived has the names and the order of what is expected, and comes last where nobody expects it", () => {
  const team = teamOf(
    ["Expectation: Price", "Expectation: Speed", "Perceived: Tone", "Perceived: SPEED"],
    [[1, 2, 3, 4]],
  );
  expect(ratingTable(team, "perceived").criteria).toEqual(["Speed", "Tone"]);
});

test("for a regression those without a weight are in it too", () => {
  const team = teamOf(["Need: A", "Need: B"], [[1, 2]], [weight("need", "B", 2), weight("need", "b", 5)]);
  expect(ratingTable(team, "need").criteria).toEqual(["B"]);
  const { criteria, weights } = ratingTable(team, "need", "rated");
  expect(criteria).toEqual(["B", "A"]);
  // Of two weights for one criterion the first counts.
  expect([...weights]).toEqual([2, NaN]);
});

test("nobody, and nobody rated: no criteria", () => {
  for (const team of [teamOf([], []), teamOf(["Need: A"], [[null]])])
    expect(ratingTable(team, "need")).toMatchObject({ criteria: [], columns: [], doubtful: [] });
});
