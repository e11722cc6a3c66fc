import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { purchaseTracking } from "../../../../../addin/functions/measures/purchases";
import { f, horizonCases, r, t } from "./repeat-purchase-cases";
import { codeOf, column, messageOf, na } from "./sheet";

describe("PURCHASETRACKING", () => {
  test("header and a row per unit of time, to the letter; blanks are left out", () => {
    const table = purchaseTracking(column(...f), column(...r), column(...t), 3);
    expect(table.map(([time]) => time)).toEqual(["Time", 1, 2, 3]);
    expect(table[0]).toEqual(["Time", "Expected cumulative purchases"]);
    expect(table[3][1]).toBeGreaterThan(table[2][1]);
    expect(purchaseTracking(column(...f, null, 1), column(...r, 1, null), column(...t, 2, 9), 3)).toEqual(
      table,
    );
    expect(purchaseTracking(column(...f), column(...r), column(...t), 0)).toHaveLength(1);
  });

  test("ranges that do not fit; text, errors and broken rules name the first such row", () => {
    expect(codeOf(() => purchaseTracking(column(1), column(1, 2), column(1), 3))).toBe("#VALUE!");
    expect(
      messageOf(() => purchaseTracking(column(...f, "x"), column(...r, 1), column(...t, 1), 3)),
    ).toContain("row 301");
    expect(codeOf(() => purchaseTracking(column(...f, na), column(...r, 1), column(...t, 1), 3))).toBe(
      "#N/A",
    );
    expect(
      messageOf(() => purchaseTracking(column(...f, 1.5), column(...r, 1), column(...t, 2), 3)),
    ).toContain("row 301 is 1.5");
  });

  test("too little data is #N/A with the reason, in both languages", () => {
    const at = () => purchaseTracking(column(0), column(0), column(5), 3);
    expect(codeOf(at)).toBe("#N/A");
    speak("zh-CN");
    expect(messageOf(at)).toContain("没有客户有重复购买");
  });

  horizonCases((ahead) => purchaseTracking(column(...f), column(...r), column(...t), ahead));

  test("a horizon beyond 10,000 units", () => {
    expect(messageOf(() => purchaseTracking(column(...f), column(...r), column(...t), 20000))).toContain(
      "at most 10000",
    );
  });
});
