import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { analysesOf, customerScores } from "@crm-functions/core";
import { leftOut, partsOf } from "../../../../core/analyses/scored";
import { teamOf, weight } from "./team-of";

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
  const team = teamOf(["Expectation: Price (1-5)", "Perceived: Price (1–10)", "Need: A (1-5)"], [[4, 9, 8]]);
  const { expectation, need } = analysesOf(team).scores;
  expect(expectation!.shares[0]).toBe(0.75);
  // A rating beyond the scale shows that it is none.
  expect(need!.shares[0]).toBe(0.8);
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

test("a weight that is missing takes the scores, never the report", () => {
  const team = teamOf(["Need: A"], [[1]], [weight("need", "A", NaN)]);
  expect(analysesOf(team).scores.need!.scores[0]).toBeNaN();
  expect(customerScores(analysesOf(team), 0)[0].parts[0].part).toBeNaN();
});

test("customers without any rating and with some are told apart", () => {
  const columns = [Float64Array.of(1, NaN, NaN, 4), Float64Array.of(1, NaN, 3, NaN)];
  expect(leftOut(columns)).toEqual({ unrated: 1, incomplete: 2 });
  expect(leftOut([])).toEqual({ unrated: 0, incomplete: 0 });
});

test("the parts of a score; none where nothing is rated", () => {
  const table = {
    criteria: ["A", "B"],
    columns: [Float64Array.of(4), Float64Array.of(NaN)],
    weights: Float64Array.of(0.5, 2),
  };
  expect(partsOf(table, 0)).toEqual([
    { criterion: "A", weight: 0.5, rating: 4, part: 2 },
    { criterion: "B", weight: 2, rating: NaN, part: NaN },
  ]);
  expect(partsOf({ criteria: [], columns: [], weights: new Float64Array(0) }, 0)).toEqual([]);
});
