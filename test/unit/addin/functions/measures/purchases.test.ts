import { describe, expect, test } from "@jest/globals";
import { purchases } from "../../../../../addin/functions/measures/purchases";
import { f, horizonCases, r, repeatPurchaseCases, t } from "./repeat-purchase-cases";
import { column } from "./sheet";

describe("PURCHASES", () => {
  test("expected purchases per customer, in the shape of the range", () => {
    const result = purchases(column(...f), column(...r), column(...t), 10);
    result.forEach(([each]) => expect(each).toBeGreaterThan(0));
    expect(purchases([f], [r], [t], [[10]])).toEqual([result.map(([each]) => each)]);
  });

  repeatPurchaseCases((x, last, age) => purchases(x, last, age, 10));

  horizonCases((ahead) => purchases(column(...f), column(...r), column(...t), ahead));
});
