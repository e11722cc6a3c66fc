import { afterEach, describe, expect, test } from "@jest/globals";
import {
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackPredict,
} from "../../../../addin/functions/feedback";
import { cellError, speak, thrownBy } from "../../../custom-functions";

afterEach(() => speak("en-US"));

const y = [[10], [20], [30], [45], [52]];
const x = [[1], [2], [3], [4], [5]];
const shown = (cells: unknown[][]): unknown[][] =>
  cells.map((row) => row.map((cell) => (typeof cell === "object" ? (cell as { code: string }).code : cell)));

describe("FEEDBACK", () => {
  test("spills the catalogue's table, 8 columns wide", () => {
    const table = feedback(y, x, [["price"]]);
    expect(table.every((row) => row.length === 8)).toBe(true);
    expect(table[0]).toEqual(["Term", "Coefficient", "Std. error", "t", "p", "Lower", "Upper", "VIF"]);
    expect(table.map((row) => row[0])).toEqual([
      "Term",
      "Intercept",
      "price",
      "R²",
      "Adjusted R²",
      "Std. error of regression",
      "F",
      "p of F",
      "Rows used",
      "Rows left out",
      "Degrees of freedom",
      "Rank",
      "Log-likelihood",
      "AIC",
      "BIC",
      "Durbin–Watson",
      "Condition number",
    ]);
    expect(table[1][7]).toBe("");
    // By hand: Sxy = 109, Sxx = 10, means 3 and 31.4.
    expect(table[2][1]).toBeCloseTo(10.9, 14);
    expect(table[1][1]).toBeCloseTo(31.4 - 32.7, 13);
  });
  test("leaves rows with blanks out and counts them; trailing blank rows of one range do no harm", () => {
    const table = feedback([...y, [null], [7]], [...x, [6], [null]]);
    expect(table.find((row) => row[0] === "Rows left out")![1]).toBe(2);
    expect(table[2]).toEqual(feedback(y, x)[2]);
  });
  test("a perfect fit: standard errors 0, t and p #N/A", () => {
    const table = shown(feedback([[1], [3], [5], [7]], [[0], [1], [2], [3]]));
    expect(table[2]).toEqual(["x1", 2, 0, "#N/A", "#N/A", 2, 2, 1]);
  });
  test("a constant y has no R²", () => {
    const table = shown(feedback([[5], [5], [5]], [[1], [2], [4]]));
    expect(table.find((row) => row[0] === "R²")![1]).toBe("#N/A");
  });
});

describe("FEEDBACKPREDICT", () => {
  const collinear = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  test("the catalogue's example is 40", () => {
    expect(feedbackPredict([[10], [20], [30]], collinear, [[7, 8]])).toEqual([[40]]);
  });
  test("bounds are #N/A outside the row space; a blank row is #N/A, rows past the end are empty", () => {
    const cells = feedbackPredict(
      [[10], [20], [31], [40]],
      [...collinear, [7, 8]],
      [
        [7, 9],
        [null, 8],
        [5, 6],
        [null, null],
      ],
      "prediction" as never,
    );
    const codes = shown(cells);
    expect(codes[0].slice(1)).toEqual(["#N/A", "#N/A"]);
    expect(codes[1]).toEqual(["#N/A", "#N/A", "#N/A"]);
    expect(codes[2].every((cell) => typeof cell === "number")).toBe(true);
    expect(codes[3]).toEqual(["", "", ""]);
  });
});

test("FEEDBACKDRIVERS lists by falling share", () => {
  const drivers = feedbackDrivers(
    [[1], [4], [2], [8], [5]],
    [
      [3, 1],
      [1, 4],
      [4, 2],
      [1, 9],
      [5, 5],
    ],
    [["small"], ["large"]],
  );
  expect(drivers[0]).toEqual(["Driver", "Standardised β", "Share of R²", "Rank"]);
  expect(drivers.slice(1).map((row) => [row[0], row[3]])).toEqual([
    ["large", 1],
    ["small", 2],
  ]);
});

test("FEEDBACKDIAGNOSTICS has a row per input row, empty where left out", () => {
  const cells = feedbackDiagnostics([[10], [""], [20], [30], [45]], [[1], [2], [2], [3], [4]]);
  expect(cells).toHaveLength(6);
  expect(cells[2]).toEqual(["", "", "", "", ""]);
  expect(cells[0][4]).toBe("Cook's distance");
});

describe("errors say which", () => {
  const cases: [string, () => unknown, string, string][] = [
    ["heights", () => feedback(y, x.slice(1)), "y has 5 rows but x has 4", "5 行"],
    [
      "text",
      () => feedback([[1], ["b"], [3]], [[1], [2], [3]]),
      'row 2, column 1 is the text "b"',
      "第 2 行第 1 列",
    ],
    [
      "header",
      () => feedback([["y"], [2], [3]], [[1], [2], [3]]),
      "row 1 holds text: take the headers out",
      "第 1 行是文本",
    ],
    ["too few", () => feedback([[1], [null]], [[1], [2]]), "Only 1 rows", "只有 1 行"],
    ["names", () => feedback(y, x, [["a", "b"]]), "names holds 2 labels, but x has 1", "2 个标签"],
    ["confidence", () => feedback(y, x, undefined, 1.5), "between 0 and 1", "0 与 1 之间"],
    ["columns", () => feedbackPredict(y, x, [[1, 2]]), "new_x has 2 columns, but x has 1", "2 列"],
    ["interval", () => feedbackPredict(y, x, x, "mean" as never), "Choose one of", "请选择"],
    [
      "y of two columns",
      () =>
        feedback(
          y.map((row) => [...row, 1]),
          x,
        ),
      "give one column",
      "请给出一列",
    ],
  ];
  test.each(cases)("%s", (_name, call, english, chinese) => {
    expect(thrownBy(call)).toMatchObject({ code: "#VALUE!", message: expect.stringContaining(english) });
    speak("zh-CN");
    expect(thrownBy(call)).toMatchObject({ code: "#VALUE!", message: expect.stringContaining(chinese) });
  });
  test("an incoming error is handed on", () => {
    expect(thrownBy(() => feedback([[1], [cellError("#DIV/0!")], [3]], x.slice(0, 3)))).toMatchObject({
      code: "#DIV/0!",
    });
  });
});
