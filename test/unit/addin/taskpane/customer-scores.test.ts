import { describe, expect, test } from "@jest/globals";
import type { Customer } from "@crm-functions/core";
import { customerScores, meanOf, scoresOf } from "../../../../addin/taskpane/customers/customer-scores";
import type { Criterion } from "../../../../addin/workbook/store/weights";

const criterion = (analysis: Criterion["analysis"], name: string, weight: number): Criterion => ({
  analysis,
  criterion: name,
  weight,
  minimum: null,
  maximum: null,
});
const criteria = [
  criterion("need", "a", 0.3),
  criterion("need", "b", 0.4),
  criterion("need", "c", 0.3),
  criterion("expectation", "x", 0.5),
  criterion("expectation", "y", 0.5),
];
const customer = (ratings: Customer["ratings"]) => ({ id: "1", name: "A", ratings }) as Customer;

describe("the scores of a customer", () => {
  // The catalogue's example: 10, 20, 30 with .3, .4, .3 give 20.
  const one = customer({
    need: { c: 30, a: 10, b: 20 },
    expectation: { x: 5, y: 4 },
    perceived: { x: 4, y: 4 },
  });
  const of = (analysis: string) => customerScores(one, criteria).find((each) => each.analysis === analysis)!;

  test("follow the criteria by name, not by order", () => expect(of("need").score).toBeCloseTo(20, 12));
  test("are made of the parts shown", () =>
    expect(of("need").parts.map((each) => each.part)).toEqual([3, 8, 9]));
  test("the gap is perceived − expected by the weights of the expectation", () => {
    expect(of("gap").score).toBe(-0.5);
    expect(of("gap").parts.map((each) => each.part)).toEqual([-0.5, 0]);
  });
  test("there is none without criteria or with a rating missing", () => {
    expect(of("marketing").score).toBeNaN();
    expect(scoresOf([customer({ need: { a: 1 } })], "need", criteria)[0]).toBeNaN();
  });
  test("a missing weight takes the score, never the pane", () => {
    expect(scoresOf([one], "need", [criterion("need", "a", NaN)])[0]).toBeNaN();
    expect(customerScores(one, [criterion("need", "a", NaN)])[0].parts[0].part).toBeNaN();
  });
});

test("the mean leaves out who has no score, and says how many are in it", () => {
  expect(meanOf([1, NaN, 3])).toEqual({ mean: 2, count: 2 });
  expect(meanOf([NaN])).toEqual({ mean: NaN, count: 0 });
});
