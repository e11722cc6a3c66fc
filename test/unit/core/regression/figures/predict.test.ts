import { describe, expect, test } from "@jest/globals";
import { feedback, feedbackDiagnostics, feedbackPredict } from "../../../../../core/regression";
import { dataOf, dataSets, expectClose, figuresByR } from "../r-figures";

test.each(dataSets)("both intervals of $name agree with R", ({ name, p }) => {
  const { y, x } = dataOf(name);
  const result = feedback(y, x);
  const wanted = figuresByR(name);
  const rows = [wanted.new.slice(0, p), wanted.new.slice(p)];
  const of = (bounds: ReturnType<typeof feedbackPredict>): number[] =>
    rows.flatMap((_, i) => [bounds.prediction[i], bounds.lower![i], bounds.upper![i]]);
  expectClose(
    of(feedbackPredict(result, rows, { interval: "confidence", confidence: 0.9 })),
    wanted.confidence,
    11,
  );
  expectClose(of(feedbackPredict(result, rows, { interval: "prediction" })), wanted.prediction, 11);
});

describe("the catalogue's collinear example", () => {
  const result = feedback(Float64Array.of(10, 20, 30), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  test("predicts 40", () => expect(feedbackPredict(result, [[7, 8]]).prediction[0]).toBe(40));
  test("gives bounds only inside the row space", () => {
    const inside = feedbackPredict(result, [[7, 8]], { interval: "confidence" });
    const outside = feedbackPredict(result, [[7, 9]], { interval: "confidence" });
    expect([inside.lower![0], inside.upper![0]]).toEqual([40, 40]);
    expect(outside.lower![0]).toBeNaN();
    expect(outside.prediction[0]).toBeCloseTo(42.5, 12);
  });
});

test("rows that do not fit, a confidence that is none, a blank", () => {
  const result = feedback([1, 2, 4, 3], [[0], [1], [2], [3]]);
  expect(() => feedbackPredict(result, [[1, 2]])).toThrow(
    expect.objectContaining({ key: "feedbackColumns" }),
  );
  expect(() => feedbackPredict(result, [[1]], { interval: "confidence", confidence: 1 })).toThrow(
    expect.objectContaining({ key: "badConfidence" }),
  );
  const { prediction, lower } = feedbackPredict(result, [[NaN], [1]], { interval: "prediction" });
  expect([prediction[0], lower![0]]).toEqual([NaN, NaN]);
  expect(lower![1]).toBeLessThan(prediction[1]);
});

test("a level of a category that the data lack has no prediction", () => {
  const levels = ["a", "b", "a", "b", "a", "b"];
  const { prediction } = feedbackPredict(feedback([1, 5, 2, 6, 3, 7], [levels]), [["b", "c", ""]]);
  expect([...prediction]).toEqual([6, NaN, NaN]);
});

test("a prediction beyond the largest double is infinite, never a missing number", () => {
  const found = feedbackPredict(
    feedback([1, 2.5, 3, 4.25], [[0.1], [0.2], [0.3], [0.4]]),
    [[1e308], [-1e308], [1e300]],
    {
      interval: "prediction",
    },
  );
  expect([found.prediction[0], found.prediction[1]]).toEqual([Infinity, -Infinity]);
  expect(found.prediction[2]).toBeGreaterThan(1e300);
});

test("a predicted row of the data is its fitted value, for 17 predictors as well", () => {
  const wide = Array.from({ length: 80 }, (_, i) =>
    Array.from({ length: 17 }, (_u, j) => Math.sin(i * (j + 1.3))),
  );
  const response = Float64Array.from(wide, (row, i) => row[0] + row[16] + Math.cos(i));
  const result = feedback(response, wide);
  expect(feedbackPredict(result, [wide[3]]).prediction[0]).toBeCloseTo(
    feedbackDiagnostics(response, wide).fitted[3],
    12,
  );
});
