import { speak } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { alive } from "../../../../../addin/functions/measures/purchases";
import { summary } from "../../../../../core/measures";
import { cdnow, serialOf } from "../../../core/measures/cdnow";
import { codeOf, column, div0, messageIn, messageOf, shown } from "./sheet";

afterEach(() => speak("en-US"));

// 300 of the CDNOW customers: a dozen made-up ones would have no maximum.
const data = cdnow();
const calibration = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
const [f, r, t] = [calibration.frequency, calibration.recency, calibration.age].map((each) => [
  ...each.slice(0, 300),
]);

describe("ALIVE", () => {
  test("a probability per customer, in the shape of the range", () => {
    const result = alive(column(...f), column(...r), column(...t));
    result.forEach(([each], i) => expect(each >= 0 && each <= 1 && (f[i] > 0 || each === 1)).toBe(true));
    expect(alive([f], [r], [t])).toEqual([result.map(([each]) => each)]);
  });

  test("ranges that do not fit", () => {
    expect(messageOf(() => alive(column(...f), column(...r, 1), column(...t)))).toContain(
      "recency has 301 cells, but frequency has 300",
    );
  });

  test("blanks, text, errors and broken rules spoil their row only, each with its own message", () => {
    const result = alive(
      column(...f, "many", null, 1.5, 0, 1, div0, -1, null),
      column(...r, 1, null, 1, 3, 99, 1, 0, null),
      column(...t, 2, 2, 2, 9, 10, 2, 2, null),
    );
    expect(result).toHaveLength(308);
    expect(shown(result.slice(300))).toEqual(
      column("#VALUE!", "#N/A", "#VALUE!", "#VALUE!", "#VALUE!", "#DIV/0!", "#VALUE!", ""),
    );
    expect(messageIn(result, 301)).toContain('frequency: row 301, column 1 is the text "many"');
    expect(messageIn(result, 302)).toContain("frequency: row 302 is blank");
    expect(messageIn(result, 303)).toContain("a whole number from 0 up");
    expect(messageIn(result, 304)).toContain("without a repeat purchase the recency is 0");
    expect(messageIn(result, 305)).toContain("recency: row 305 is 99, outside 0 to the age 10");
    const clean = alive(column(...f), column(...r), column(...t));
    expect(result.slice(0, 300)).toEqual(clean);
    speak("zh-CN");
    expect(messageIn(alive(column(...f, 1.5), column(...r, 1), column(...t, 2)), 301)).toContain(
      "重复购买次数应为不小于 0 的整数",
    );
  });

  test("too little data", () => {
    const nobody = column(0, 0);
    expect(codeOf(() => alive(nobody, nobody, column(5, 6)))).toBe("#N/A");
    expect(messageOf(() => alive(nobody, nobody, column(5, 6)))).toContain(
      "No customer has a repeat purchase",
    );
    expect(messageOf(() => alive(column(2, 2, 2), column(9, 9, 9), column(9, 9, 9)))).toContain(
      "The likelihood has no maximum",
    );
  });
});
