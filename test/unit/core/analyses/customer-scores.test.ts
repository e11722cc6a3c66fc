import { describe, expect, test } from "@jest/globals";
import { analysesOf, customerScores, scoresNamed } from "@crm-functions/core";
import { teamOf, weight } from "./team-of";

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
