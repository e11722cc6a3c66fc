import { expect, test } from "@jest/globals";
import {
  feedback,
  feedbackDiagnostics,
  feedbackOfMoments,
  momentsOf,
  outcome,
  rowsOf,
} from "../../../../../core/regression";
import {
  whyBoundsMissing,
  whyConditionMissing,
  whyDiagnosticMissing,
  whyFigureMissing,
  whyOutcomeMissing,
  whyProbabilityBoundsMissing,
  whyTermMissing,
} from "../../../../../core/regression/figures/why-missing";

/** One predictor, one number a row. */
const of = (y: number[], x: number[]) => feedback(y, [Float64Array.from(x)]);
const tooFew = of([1, 2], [1, 3]);

test("figures of the whole: too few rows, a constant y, a perfect fit, nothing that varies, rows not at hand", () => {
  expect(whyFigureMissing(tooFew)).toMatchObject({
    code: "na",
    key: "feedbackNoFreedom",
    parameters: { rows: 2, rank: 2 },
  });
  expect(whyFigureMissing(of([5, 5, 5], [1, 2, 4])).key).toBe("feedbackConstant");
  expect(whyFigureMissing(of([1, 3, 5], [0, 1, 2])).key).toBe("feedbackPerfect");
  expect(whyFigureMissing(of([1, 2, 4], [7, 7, 7])).key).toBe("feedbackNothingVaries");
  const rows = rowsOf([1, 2, 4], [Float64Array.of(1, 2, 4.5)]);
  expect(whyFigureMissing(feedbackOfMoments(momentsOf(rows))).key).toBe("feedbackRowsNeeded");
  expect(whyConditionMissing().key).toBe("feedbackSingular");
});

test("figures of a term", () => {
  const x = [1, 2, 4, 6, 7].map((value, i) => [value, 2 * value, i * i]);
  const collinear = feedback([1, 3, 2, 5, 4], x);
  expect([1, 2].map((term) => whyTermMissing(collinear, term).key)).toEqual([
    "feedbackCollinear",
    "feedbackCollinear",
  ]);
  const alone = feedback([1, 2, 4, 3, 9], [Float64Array.of(0, 0, 0, 0, 1)], { errors: "robust" });
  expect(whyTermMissing(alone, 1).key).toBe("feedbackRobustOwnRow");
  expect(whyTermMissing(tooFew, 1).key).toBe("feedbackNoFreedom");
});

test("bounds of predictions and of probabilities", () => {
  expect(whyBoundsMissing(tooFew).key).toBe("feedbackNoFreedom");
  expect(whyBoundsMissing(of([1, 2, 4], [1, 2, 4])).key).toBe("feedbackOutside");
  expect(whyProbabilityBoundsMissing().key).toBe("feedbackOutside");
});

test("diagnostics: a perfect fit, a row that is fitted whatever its y, a row without which the fit is perfect", () => {
  const diagnostics = (y: number[], x: number[]) => feedbackDiagnostics(y, [Float64Array.from(x)]);
  expect(whyDiagnosticMissing(diagnostics([1, 3, 5], [0, 1, 2]), 0).key).toBe("feedbackPerfect");
  expect(whyDiagnosticMissing(diagnostics([1, 2, 4, 3, 9], [0, 0, 0, 0, 1]), 4).key).toBe("feedbackOwnRow");
  expect(whyDiagnosticMissing(diagnostics([1, 3, 5, 8], [0, 1, 2, 3]), 3).key).toBe("feedbackWithoutRow");
});

test("a yes/no outcome: nothing varies, a collinear term, no bound", () => {
  const y = [0, 1, 0, 1, 1, 0];
  const visits = Float64Array.of(1, 2, 3, 2.5, 4, 2);
  expect(whyOutcomeMissing(outcome(y, [visits.map(() => 3)]), 2).key).toBe("feedbackNothingVaries");
  const collinear = outcome(y, [visits, visits.map((value) => 2 * value)]);
  expect(whyOutcomeMissing(collinear, 1).key).toBe("feedbackCollinear");
  expect(whyOutcomeMissing(outcome(y, [visits]), 1).key).toBe("outcomeNoBound");
});
