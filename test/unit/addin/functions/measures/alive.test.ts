import { describe, expect, test } from "@jest/globals";
import { alive } from "../../../../../addin/functions/measures/purchases";
import { f, r, repeatPurchaseCases, t } from "./repeat-purchase-cases";
import { column } from "./sheet";

describe("ALIVE", () => {
  test("a probability per customer, in the shape of the range", () => {
    const result = alive(column(...f), column(...r), column(...t));
    result.forEach(([each], i) => expect(each >= 0 && each <= 1 && (f[i] > 0 || each === 1)).toBe(true));
    expect(alive([f], [r], [t])).toEqual([result.map(([each]) => each)]);
  });

  repeatPurchaseCases((x, last, age) => alive(x, last, age));
});
