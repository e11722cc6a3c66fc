import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import {
  cac,
  churnRate,
  grr,
  nrr,
  retentionRate,
  romi,
} from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

type Measure = (...given: unknown[]) => number;

/** Arguments by name with the result by hand, and which of them divides, in Chinese too. */
const measures: [string, Measure, Record<string, number>, number, string, string][] = [
  ["RETENTIONRATE", retentionRate as Measure, { start: 200, end: 210, new: 30 }, 0.9, "start", "期初值"],
  ["CHURNRATE", churnRate as Measure, { start: 200, lost: 20 }, 0.1, "start", "期初值"],
  [
    "NRR",
    nrr as Measure,
    { start: 1000, expansion: 200, contraction: 50, churn: 50 },
    1.1,
    "start",
    "期初值",
  ],
  ["GRR", grr as Measure, { start: 1000, contraction: 50, churn: 50 }, 0.9, "start", "期初值"],
  ["CAC", cac as Measure, { cost: 5000, customers: 25 }, 200, "customers", "客户"],
  ["ROMI", romi as Measure, { gain: 15000, cost: 10000 }, 0.5, "cost", "费用"],
];

describe.each(measures)("%s", (_id, measure, given, result, divisor, chinese) => {
  const names = Object.keys(given);
  /** The measure with one argument replaced. */
  const having = (name: string, cell: unknown) => () => measure(...Object.values({ ...given, [name]: cell }));

  test("by hand, from numbers and from single cells", () => {
    expect(measure(...Object.values(given))).toBe(result);
    expect(measure(...Object.values(given).map((cell) => [[cell]]))).toBe(result);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    for (const name of names) {
      expect(messageOf(having(name, null))).toBe(`${name} is blank where a number belongs.`);
      expect(messageOf(having(name, "many"))).toBe(`${name} is the text "many" where a number belongs.`);
      expect(messageOf(having(name, true))).toContain("the logical value TRUE");
      expect(codeOf(having(name, na))).toBe("#N/A");
      expect(codeOf(having(name, Infinity))).toBe("#NUM!");
    }
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(having(divisor, 0))).toBe("#DIV/0!");
    expect(messageOf(having(divisor, 0))).toContain(`${divisor} is 0`);
    expect(messageOf(having(divisor, -1))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(having(divisor, -1))).toBe(`${chinese}为-1，不能为负数。`);
  });
});
