import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackPredict,
} from "../../../../addin/functions/feedback";
import { cellError, speak, thrownBy } from "../../../doubles/custom-functions";
import { shown } from "./measures/sheet";

const y = [[10], [20], [30], [45], [52]];
const x = [[1], [2], [3], [4], [5]];

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
    expect((cells[1][0] as { message?: string }).message).toBe(
      "new_x: row 2, column 1 is blank, so there is no prediction.",
    );
    expect((cells[0][1] as { message?: string }).message).toContain("does not keep to the relation");
  });
  test("a bad cell spoils its row, not its column", () => {
    const cells = feedbackPredict(y, x, [["a"], [1], [true], [cellError("#DIV/0!")], ["2"], [1e308], [6]]);
    expect(
      cells.map(([cell]) => (typeof cell === "number" ? Math.round(cell * 10) / 10 : cell)),
    ).toMatchObject([
      "Prediction",
      9.6,
      {
        code: "#VALUE!",
        message: "new_x: row 3, column 1 is the logical value TRUE where a number belongs.",
      },
      { code: "#DIV/0!", message: "new_x: row 4, column 1 holds the error #DIV/0!." },
      {
        code: "#VALUE!",
        message: expect.stringContaining('row 5, column 1 is the text "2", a number stored'),
      },
      { code: "#NUM!", message: "The prediction for row 6 of new_x is too large for a number." },
      64.1,
    ]);
    speak("zh-CN");
    expect(feedbackPredict(y, x, [[null], [1]], "confidence" as never)[0]).toMatchObject(
      new Array(3).fill({ code: "#N/A", message: "新自变量：第 1 行第 1 列为空，因此没有预测值。" }),
    );
  });
  test("a range of new rows that is blank throughout stays empty", () => {
    expect(feedbackPredict(y, x, [[null], [""]])).toEqual([[""], [""]]);
    expect(feedbackPredict(y, x, [[null]], "prediction" as never)).toEqual([["", "", ""]]);
  });
  test("the three intervals, by hand", () => {
    // x̄ = 3, Sxx = 10, s² = 3.7, 3 degrees of freedom; t(0.975; 3) = 3.182446305284263 as published.
    const half = (share: number): number => 3.182446305284263 * Math.sqrt(3.7 * (share + 1 / 5 + 9 / 10));
    for (const [interval, share] of [
      ["confidence", 0],
      ["Prediction ", 1],
    ] as const) {
      const [[prediction, lower, upper]] = feedbackPredict(y, x, [[6]], interval as never) as number[][];
      expect(prediction).toBeCloseTo(64.1, 12);
      expect(upper - prediction).toBeCloseTo(half(share), 11);
      expect(prediction - lower).toBeCloseTo(half(share), 11);
    }
    expect(feedbackPredict(y, x, [[6]], "" as never, "")).toEqual(feedbackPredict(y, x, [[6]]));
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

test("FEEDBACKDIAGNOSTICS keeps the height of ranges taken too long", () => {
  const cells = feedbackDiagnostics([...y, [null], [null]], [...x, [null], [null]]);
  expect(cells).toHaveLength(8);
  expect(cells.slice(6)).toEqual([
    ["", "", "", "", ""],
    ["", "", "", "", ""],
  ]);
  expect(feedbackDiagnostics([...y, [null]], x)).toHaveLength(7);
});

describe("a figure that does not exist says why, in both languages", () => {
  const messages = (cells: unknown[][]): string[] =>
    cells.flat().flatMap((cell) => (typeof cell === "object" ? [(cell as { message: string }).message] : []));
  const cases: [string, () => unknown[][], string, string][] = [
    [
      "collinear",
      () =>
        feedback(
          y,
          x.map(([v]) => [v, 2 * v]),
        ),
      "leave one of them out of x",
      "去掉其中一项",
    ],
    [
      "too few rows",
      () => feedback([[1], [2]], [[1], [3]]),
      "2 rows for 2 independent terms",
      "2 行对 2 个独立项",
    ],
    ["perfect", () => feedback([[1], [3], [5]], [[0], [1], [2]]), "perfect fit", "完全拟合"],
    ["constant y", () => feedback([[5], [5], [5]], [[1], [2], [4]]), "y is the same", "每一行都相同"],
    [
      "constant y, drivers",
      () => feedbackDrivers([[5], [5]], [[1], [2]]),
      "no degrees of freedom",
      "没有剩余自由度",
    ],
    [
      "constant y, more rows",
      () => feedbackDrivers([[5], [5], [5]], [[1], [2], [4]]),
      "y is the same",
      "每一行都相同",
    ],
    [
      "constant x",
      () => feedback([[5], [6], [5]], [[1], [1], [1]]),
      "No column of x varies",
      "各列都没有变化",
    ],
    [
      "a row that alone decides a term",
      () => feedbackDiagnostics([[1], [2], [4], [9]], [[0], [0], [0], [1]]),
      "rests on this row alone",
      "只由该行决定",
    ],
    [
      "a row without which the rest is perfect",
      () => feedbackDiagnostics([[0], [1], [2], [9]], [[0], [1], [2], [3]]),
      "leaves no residuals",
      "没有残差",
    ],
    [
      "bounds without degrees of freedom",
      () => feedbackPredict([[1], [2]], [[1], [3]], [[2]], "confidence" as never),
      "no degrees of freedom",
      "没有剩余自由度",
    ],
  ];
  test.each(cases)("%s", (_name, call, english, chinese) => {
    const found = messages(call());
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((message) => message.length > 0)).toBe(true);
    expect(found).toContainEqual(expect.stringContaining(english));
    speak("zh-CN");
    expect(messages(call())).toContainEqual(expect.stringContaining(chinese));
  });
});

describe("whatever the cells: no NaN, no infinity, no signed zero, no null, and a message with every error", () => {
  const cell = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: -9, max: 9 }) },
    { weight: 4, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e150, -1e-150, 1e308, 5e-324, -1e300) },
    { weight: 1, arbitrary: fc.constantFrom(null, "") },
  );
  const odd = fc.constantFrom("3", "text", true, undefined, null, "");
  const range = (rows: number, columns: number): fc.Arbitrary<unknown[][]> =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    });
  const given = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.tuple(range(rows, 1), range(rows, columns), range(3, columns), odd, fc.integer({ min: 0, max: 5 })),
    )
    .map(([response, predictors, newRows, value, kind]) => {
      if (kind === 1) for (const row of predictors) row[0] = 7;
      if (kind === 2) for (const row of predictors) row[row.length - 1] = row[0];
      if (kind === 3) response = predictors.map((row) => [row[0]]);
      if (kind === 4) predictors[predictors.length - 1][0] = value;
      newRows[1][0] = value;
      return { response, predictors, newRows };
    });
  test("in any of the four functions", () => {
    fc.assert(
      fc.property(given, ({ response, predictors, newRows }) => {
        for (const call of [
          () => feedback(response as never, predictors as never),
          () =>
            feedbackPredict(response as never, predictors as never, newRows as never, "prediction" as never),
          () => feedbackDrivers(response as never, predictors as never),
          () => feedbackDiagnostics(response as never, predictors as never),
        ]) {
          let cells: unknown[][];
          try {
            cells = call();
          } catch (error) {
            cells = [[error]];
          }
          for (const found of cells.flat()) {
            if (typeof found === "number")
              expect([Number.isFinite(found), Object.is(found, -0)]).toEqual([true, false]);
            else if (typeof found !== "string") {
              const { code, message } = found as { code?: string; message?: string };
              expect(code).toMatch(/^#(VALUE!|N\/A|NUM!)$/);
              // An infinite figure is #NUM!, for which Excel shows no message.
              if (code !== "#NUM!") expect(message).toMatch(/\w/);
            }
          }
        }
      }),
      { numRuns: 120 },
    );
  });
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
      'Row 1 of y holds a header ("y"), but row 1 of x does not',
      "因变量的第 1 行是标题",
    ],
    ["too few", () => feedback([[1], [null]], [[1], [2]]), "there are 1 (1 left out", "只有 1 行"],
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

describe("a survey's table as it stands: headers, categories, weights", () => {
  const table = [
    ["Score", "Price", "Segment", "Weight"],
    [7.1, 2, "Small", 1],
    [3.2, 1, "Enterprise", 2],
    [5.5, 3, "Mid", 0.5],
    [8.4, 5, "Small", 1.5],
    [2.9, 1, "Enterprise", 3],
    [6.6, 4, "Mid", 1],
    [4.4, 2, "Small", 0.25],
    [9.1, 6, "Enterprise", 2],
    [5, 3, "Mid", 1],
  ];
  const column = (...columns: number[]) => table.map((row) => columns.map((j) => row[j]));

  test("names come from the header, a column of texts is a category", () => {
    const cells = feedback(column(0), column(1, 2), undefined, undefined, column(3));
    expect(cells.slice(1, 5).map(([label]) => label)).toEqual([
      "Intercept",
      "Price",
      "Segment: Mid (against Enterprise)",
      "Segment: Small (against Enterprise)",
    ]);
    // By mpmath, as in the test of the core.
    expect(cells[4][1]).toBeCloseTo(1.4393275614158536, 13);
    const robust = feedback(column(0), column(1, 2), undefined, undefined, column(3), "robust" as never);
    expect(robust[4][2]).toBeCloseTo(1.871334440951258, 13);
    expect(feedbackDrivers(column(0), column(1, 2)).map((row) => row.slice(0, 2))[2]).toEqual([
      "Segment",
      "",
    ]);
  });

  test("a new row with a level that the data lack is #N/A; a header above new rows is one", () => {
    const cells = feedbackPredict(column(0), column(1, 2), [
      ["Price", "Segment"],
      [2, "Small"],
      [2, "Huge"],
      [2, 5],
    ]);
    expect(cells[0]).toEqual(["Prediction"]);
    expect(cells[1][0]).toBeCloseTo(2.0533333333333332 + 2.26 + 1.19, 13);
    expect(shown(cells.slice(2))).toEqual([["#N/A"], ["#VALUE!"]]);
    expect((cells[2][0] as Error).message).toBe(
      'new_x: row 3, column 2: the data have no "Huge", so there is no prediction.',
    );
  });

  test("one text among numbers, and numbers stored as text, are errors that name the cell", () => {
    expect(thrownBy(() => feedback(y, [[1], [2], ["many"], [4], [5]])).message).toContain("row 3, column 1");
    expect(thrownBy(() => feedback(y, [["1"], ["2"], ["3"], ["4"], ["5"]])).message).toMatch(
      /stored as text/,
    );
    expect(thrownBy(() => feedback(y, [[3], ["a"], ["b"], ["a"], ["b"]])).message).toContain(
      "row 1, column 1 is 3 in a column of texts",
    );
  });
});
