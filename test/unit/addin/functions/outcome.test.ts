import { describe, expect, test } from "@jest/globals";
import { outcome, outcomeDrivers, outcomeGains, outcomePredict } from "../../../../addin/functions/outcome";
import { cellError, speak, thrownBy } from "../../../doubles/custom-functions";

const table = [
  ["Left", "Visits", "Segment"],
  ["no", 9, "a"],
  ["no", 7, "b"],
  ["yes", 8, "b"],
  ["yes", 4, "a"],
  ["no", 6, "b"],
  ["yes", 3, "b"],
  ["no", 5, "a"],
  ["no", 2, "b"],
  ["yes", 1, "a"],
  ["yes", 4, "b"],
];
const column = (...columns: number[]) => table.map((row) => columns.map((j) => row[j]));

describe("OUTCOME", () => {
  test("a table as it stands: the header names the terms, the yes names the outcome", () => {
    const cells = outcome(column(0), column(1, 2));
    expect(cells.every((row) => row.length === 8)).toBe(true);
    expect(cells[0][0]).toBe("Outcome: yes");
    expect(cells.slice(1, 4).map(([label]) => label)).toEqual([
      "Intercept",
      "Visits",
      "Segment: b (against a)",
    ]);
    expect(cells.map(([label]) => label).slice(4)).toEqual([
      "Log-likelihood",
      "Log-likelihood without predictors",
      "χ²",
      "p of χ²",
      "McFadden R²",
      "Nagelkerke R²",
      "AIC",
      "BIC",
      "AUC",
      "Brier score",
      "Rows used",
      "Rows left out",
      "Yes",
      "No",
      "Rank",
    ]);
  });
  test("blanks and words for none are left out", () => {
    const rows = [...table.slice(1), ["n/a", 5, "a"], ["yes", null, "a"]];
    const cells = outcome(
      rows.map((row) => [row[0]]),
      rows.map((row) => row.slice(1)),
    );
    expect(cells.find(([label]) => label === "Rows left out")![1]).toBe(2);
  });
  test("odds beyond the largest number are #NUM! in their cells, and the rest stands", () => {
    // Of ones and twos in millionths: all of them half and half, so that the slope is ln 81 in a millionth.
    const x = [1e-6, 2e-6].flatMap((value) => new Array<number[]>(20).fill([value]));
    const y = x.map((_, i) => [Number(i < 2 || i >= 22)]);
    const [, , [, coefficient, , , , ...ratios]] = outcome(y, x);
    expect(coefficient).toBeCloseTo(Math.log(81) * 1e6, 5);
    expect(ratios).toEqual(new Array(3).fill(cellError("#NUM!", "The result is too large for a number.")));
  });
  test("errors in both languages, with the row of the range", () => {
    const rows = [...column(0), ["maybe"]];
    const x = [...column(1), [3]];
    expect(thrownBy(() => outcome(rows, x)).message).toContain('row 12 is "maybe"');
    speak("zh-CN");
    expect(thrownBy(() => outcome(rows, x)).message).toContain("第 12 行");
  });
  test("an error cell is handed on", () => {
    const error = cellError("#DIV/0!");
    expect(thrownBy(() => outcome([[1], [0], [error]], [[1], [2], [3]]))).toMatchObject({ code: "#DIV/0!" });
  });
});

describe("OUTCOMEPREDICT, OUTCOMEDRIVERS and OUTCOMEGAINS", () => {
  test("probabilities below their header feed the gains", () => {
    const chances = outcomePredict(column(0), column(1, 2), column(1, 2));
    expect(chances[0]).toEqual(["Probability"]);
    const gains = outcomeGains(column(0), chances, 5);
    expect(gains[0]).toEqual(["Group", "Customers", "Predicted", "Observed", "Lift", "Captured"]);
    expect(gains.length).toBe(6);
    expect(gains[5][5]).toBe(1);
    // The maximum has Σ π = Σ y.
    const sum = chances.slice(1).reduce((total, [value]) => total + (value as number), 0);
    expect(sum).toBeCloseTo(5, 12);
  });
  test("more probabilities than outcomes are told", () => {
    const some = [[0], [1], [1], [0]];
    expect(() => outcomeGains(some, [...some, [1], [1]])).toThrow(
      expect.objectContaining({ message: expect.stringContaining("probabilities has 6 cells, but y has 4") }),
    );
    expect(outcomeGains(some, [...some, [null as unknown as number], [""]] as never, 2)).toHaveLength(3);
  });
  test("bounds surround the probability; a level that the data lack is #N/A", () => {
    const [row, unknown] = outcomePredict(
      column(0),
      column(1, 2),
      [
        [5, "a"],
        [5, "z"],
      ],
      "confidence" as never,
    );
    expect(row[1]).toBeLessThan(row[0]);
    expect(row[2]).toBeGreaterThan(row[0]);
    expect(unknown.map((cell) => (cell as { code: string }).code)).toEqual(["#N/A", "#N/A", "#N/A"]);
  });
  test("a category is one driver without an odds ratio", () => {
    const cells = outcomeDrivers(column(0), column(1, 2));
    expect(cells.length).toBe(3);
    expect(cells.find(([label]) => label === "Segment")![1]).toBe("");
  });
});
