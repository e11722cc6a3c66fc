import { cellError, speak, thrownBy } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { summary } from "../../../../../core/measures";
import { cdnow, serialOf } from "../../../core/measures/cdnow";
import * as cleaning from "../../../../../addin/functions/measures/cleaning";
import * as loyalty from "../../../../../addin/functions/measures/loyalty";
import * as purchases from "../../../../../addin/functions/measures/purchases";
import * as revenue from "../../../../../addin/functions/measures/revenue";
import * as weights from "../../../../../addin/functions/measures/weights";

afterEach(() => speak("en-US"));
const omitted = null as unknown as undefined;
const column = (...cells: unknown[]): unknown[][] => cells.map((cell) => [cell]);
const codeOf = (cell: unknown): unknown =>
  typeof cell === "object" ? (cell as { code: string }).code : cell;

describe("loyalty", () => {
  test("ratings in a row or a column, blanks left out, omitted arguments", () => {
    expect(loyalty.nps([[10, null, 9, "", 0]])).toBeCloseTo(100 / 3, 12);
    expect(loyalty.csat(column(5, 4, 3, 2), omitted, omitted)).toBe(0.5);
    expect(loyalty.csat(column(5, 4, 3, 2), omitted, loyalty.CSATMETHOD.mean)).toBe(0.625);
    expect(loyalty.ces(column(7, 5, 3), omitted)).toBe(5);
    expect(loyalty.npsSplit(column(10, 9, 8, 3), omitted)[1].slice(0, 5)).toEqual([2, 1, 1, 4, 25]);
    expect(loyalty.npsChange(column(10, 0), column(10, 9), omitted)[1][4]).toBe(false);
  });

  test("text, an error cell and a rating off the scale", () => {
    expect(thrownBy(() => loyalty.nps(column("Rating", 9))).message).toContain("take the headers out");
    expect(thrownBy(() => loyalty.nps(column(9, cellError("#DIV/0!")))).code).toBe("#DIV/0!");
    speak("zh-CN");
    expect(thrownBy(() => loyalty.nps(column(9, 11))).message).toBe(
      "评分：第 2 行是11，超出量表范围 0 至 10。",
    );
  });

  test("IPA keeps the shape; a bad attribute spoils its own cell", () => {
    const result = loyalty.ipa([[5, "x", 1, null]], [[1, 2, 5, null]]);
    expect(result[0].map(codeOf)).toEqual(["Concentrate here", "#VALUE!", "Possible overkill", ""]);
  });
});

test("weights: half a comparison matrix is enough", () => {
  const half = [
    [1, 2, 4],
    [null, 1, 2],
    [null, null, null],
  ];
  expect(weights.ahpWeights(half).map(([weight]) => Number(weight.toFixed(12)))).toEqual(
    [4 / 7, 2 / 7, 1 / 7].map((weight) => Number(weight.toFixed(12))),
  );
  expect(weights.ahpConsistency(half)).toBe(0);
  expect(
    weights.entropyWeights([
      [1, 5],
      [2, 5],
    ]),
  ).toEqual([[1, 0]]);
  expect(thrownBy(() => weights.ahpWeights([[1, 2]])).code).toBe("#VALUE!");
});

test("revenue: rates and their errors", () => {
  expect(revenue.retentionRate(200, 210, 30)).toBe(0.9);
  expect(revenue.nrr(1000, 200, 50, 50)).toBe(1.1);
  expect(revenue.churnRate(200, 30)).toBe(0.15);
  expect(revenue.grr(1000, 50, 50)).toBe(0.9);
  expect(revenue.romi(150, 100)).toBe(0.5);
  expect(thrownBy(() => revenue.cac(1, 0)).code).toBe("#DIV/0!");
});

describe("purchases", () => {
  const customers = column("A", "B", "A", "A", null);
  const dates = column("2024-01-01", 45292, 45306, 45306, null);
  const amounts = column(10, 20, 30, 40, null);

  test("RFM, SUMMARY and COHORTS spill with their headers", () => {
    expect(purchases.rfm(customers, dates, amounts, "2024-01-31", omitted)).toEqual([
      ["Customer", "Recency", "Frequency", "Monetary", "R", "F", "M", "Segment"],
      ["A", 16, 2, 80, 3, 3, 3, "Need attention"],
      ["B", 30, 1, 20, 1, 1, 1, "Lost"],
    ]);
    expect(purchases.summary(customers, dates, amounts, 45320, omitted).slice(1)).toEqual([
      ["A", 1, 2, 4, 70],
      ["B", 0, 0, 4, 0],
    ]);
    expect(purchases.cohorts(customers, dates, purchases.COHORTPERIOD.week)).toEqual([
      ["Cohort", "Size", 0, 1, 2],
      ["2024-W01", 2, 1, 0, 0.5],
    ]);
    expect(thrownBy(() => purchases.rfm(customers, column(1), amounts, 5, omitted)).code).toBe("#VALUE!");
    expect(thrownBy(() => purchases.rfm(customers, dates, amounts, null, omitted)).message).toContain(
      "as_of",
    );
  });

  // 300 of the CDNOW customers: a dozen made-up ones would have no maximum.
  const data = cdnow();
  const calibration = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
  const frequency = [...calibration.frequency.slice(0, 300)];
  const recency = [...calibration.recency.slice(0, 300)];
  const age = [...calibration.age.slice(0, 300)];

  test("a bad customer spoils its row only; the blank rest stays blank", () => {
    const f = column(...frequency, "many", null, 1, 1.5, null);
    const r = column(...recency, 1, null, 99, 1, null);
    const t = column(...age, 2, 2, 10, 2, null);
    const result = purchases.alive(f, r, t).map(([cell]) => codeOf(cell));
    expect(result.slice(300)).toEqual(["#VALUE!", "#N/A", "#VALUE!", "#VALUE!", ""]);
    const clean = purchases.alive(column(...frequency), column(...recency), column(...age));
    expect(result.slice(0, 300)).toEqual(clean.map(([cell]) => cell));
    expect(thrownBy(() => purchases.purchaseModel(f, r, t)).message).toContain("row 301");
  });

  test("the model, its purchases, values and tracking have their shapes", () => {
    const columns = [column(...frequency), column(...recency), column(...age)] as const;
    const model = purchases.purchaseModel(...columns);
    expect(model.map(([label]) => label)).toEqual(["r", "alpha", "a", "b", "Log-likelihood", "Customers"]);
    expect(model[5][1]).toBe(300);
    expect(purchases.purchases(...columns, 10)).toHaveLength(300);
    expect(purchases.purchaseTracking(...columns, 3).map(([time]) => time)).toEqual(["Time", 1, 2, 3]);
    const monetary = column(...Array.from(calibration.monetary.slice(0, 300), (value) => value || null));
    const values = purchases.lifetimeValue(...columns, monetary, 10, omitted);
    values.forEach(([value], i) => {
      // CDNOW has purchases of 0 dollars: a repeat buyer whose mean is missing has no value.
      if (frequency[i] > 0 && monetary[i][0] === null) expect(codeOf(value)).toBe("#N/A");
      else expect(value).toBeGreaterThan(0);
    });
  });
});

describe("cleaning", () => {
  test("DUPLICATES numbers the groups; a blank cell stands for a missing column", () => {
    const names = column("Ann Lee", "LEE, Ann", "Bob", cellError("#N/A"), null);
    const result = cleaning.duplicates(names, [[null]], [[null]]);
    expect(result.map(([cell]) => codeOf(cell))).toEqual([1, 1, "", "#N/A", ""]);
  });

  test("COMPLETENESS", () => {
    const table = [
      ["a", 1],
      [null, 2],
      [cellError("#N/A"), 1],
      [null, ""],
    ];
    expect(cleaning.completeness(table).map(([cell]) => codeOf(cell))).toEqual([1, 0.5, "#N/A", ""]);
  });
});
