import { cellError, speak, thrownBy } from "../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import * as scores from "../../../../addin/functions/scores";
import { shown } from "./measures/sheet";

type Score = (values: unknown[][], weights: unknown[][], blanks?: unknown) => unknown[][];

const five: [string, Score][] = [
  ["NEEDSCORE", scores.needScore as Score],
  ["EXPECTATIONSCORE", scores.expectationScore as Score],
  ["MANAGEMENTSCORE", scores.managementScore as Score],
  ["SERVICESCORE", scores.serviceScore as Score],
  ["MARKETINGSCORE", scores.marketingScore as Score],
  ["SCORE", scores.score as Score],
];

function messageAt(cells: unknown[][], row: number, column: number): string | undefined {
  return (cells[row][column] as { message?: string }).message;
}

describe.each(five)("%s", (_name, score) => {
  test("a row of one customer gives one cell (catalogue: 20 and 22)", () => {
    expect(score([[10, 20, 30]], [[0.3, 0.4, 0.3]])).toEqual([[20]]);
    expect(score([[10, 20, 30]], [[0.2], [0.4], [0.4]])).toEqual([[22]]);
  });

  test("a column of customers spills", () => {
    expect(
      score(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        [[1, 10]],
      ),
    ).toEqual([[21], [43], [65]]);
  });

  test("one cell by one weight", () => {
    expect(score([[7]], [[3]])).toEqual([[21]]);
  });

  test("customers in columns, where only the rows fit the weights", () => {
    expect(
      score(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [[1], [10]],
      ),
    ).toEqual([[41, 52, 63]]);
  });

  test("a square range: rows are customers", () => {
    expect(
      score(
        [
          [1, 2],
          [3, 4],
        ],
        [[1, 10]],
      ),
    ).toEqual([[21], [43]]);
  });

  test.each([
    [[[1, 2, 3]], "1×3"],
    [[[1], [2], [3]], "3×1"],
    [
      [
        [1, 2],
        [3, 4],
      ],
      "2×2",
    ],
  ])("weights that fit neither way: #VALUE! with both shapes (%#)", (weights, shape) => {
    const error = thrownBy(() => score([[1, 2, 3, 4]], weights));
    expect(error.code).toBe("#VALUE!");
    expect(error.message).toBe(
      `weights is ${shape}, but values is 1×4: give one row or one column with as many weights as there are criteria.`,
    );
    speak("zh-CN");
    expect(thrownBy(() => score([[1, 2, 3, 4]], weights)).message).toBe(
      `权重为 ${shape}，而数值为 1×4：请给出一行或一列权重，个数与指标数相同。`,
    );
  });

  test.each([
    [null, "blank", "空白"],
    ["", "blank", "空白"],
    ["three", 'the text "three"', "文本“three”"],
    [true, "the logical value TRUE", "逻辑值 TRUE"],
    [cellError("#N/A"), "the error #N/A", "错误 #N/A"],
  ])("weight %p: #VALUE! naming its position", (weight, english, chinese) => {
    const error = thrownBy(() => score([[1, 2]], [[1, weight]]));
    expect(error.code).toBe("#VALUE!");
    expect(error.message).toBe(`weights: weight 2 is ${english}. Every weight must be a number.`);
    speak("zh-Hans-CN");
    expect(thrownBy(() => score([[1, 2]], [[1, weight]])).message).toBe(
      `权重：第 2 个权重是${chinese}。每个权重都必须是数字。`,
    );
  });

  test("a bad cell spoils its row, not its column", () => {
    const cells = score(
      [
        [1, 2],
        [1, null],
        [1, "two"],
        [1, true],
        [1, cellError("#DIV/0!")],
        [1, "2"],
        [5, 6],
      ],
      [[1, 1]],
    );
    expect(shown(cells)).toEqual([[3], ["#N/A"], ["#VALUE!"], ["#VALUE!"], ["#DIV/0!"], ["#VALUE!"], [11]]);
    expect(messageAt(cells, 1, 0)).toBe(
      'values: row 2, column 2 is blank. Fill it in, or choose "zero" or "reweight" for blanks.',
    );
    expect(messageAt(cells, 2, 0)).toBe('values: row 3, column 2 is the text "two" where a number belongs.');
    expect(messageAt(cells, 3, 0)).toBe(
      "values: row 4, column 2 is the logical value TRUE where a number belongs.",
    );
    expect(messageAt(cells, 5, 0)).toContain(
      'values: row 6, column 2 is the text "2", a number stored as text',
    );
  });

  test("the same in Chinese", () => {
    speak("zh-CN");
    const cells = score(
      [
        [1, null],
        [1, "two"],
      ],
      [[1, 1]],
    );
    expect(messageAt(cells, 0, 0)).toBe(
      '数值：第 1 行第 2 列为空。请填写，或将空白处理设为 "zero" 或 "reweight"。',
    );
    expect(messageAt(cells, 1, 0)).toBe("数值：第 2 行第 2 列是文本“two”，此处应为数字。");
  });

  test("with customers in columns the place is that of the sheet", () => {
    const cells = score(
      [
        [1, 2, 3],
        [4, null, "x"],
      ],
      [[1], [1]],
    );
    expect(shown(cells)).toEqual([[5, "#N/A", "#VALUE!"]]);
    expect(messageAt(cells, 0, 1)).toMatch(/row 2, column 2/);
    expect(messageAt(cells, 0, 2)).toMatch(/row 2, column 3/);
  });

  test.each(["#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#VALUE!"])(
    "an incoming %s passes through in its row",
    (code) => {
      expect(
        shown(
          score(
            [
              [cellError(code), null],
              [1, 2],
            ],
            [[1, 1]],
          ),
        ),
      ).toEqual([[code], [3]]);
      // the other form in which Excel hands errors over
      expect(shown(score([[{ type: "Error", basicType: "Error", basicValue: code }, 1]], [[1, 1]]))).toEqual([
        [code],
      ]);
    },
  );

  test.each(["#REF!", "#NAME?"])(
    "%s, which Excel lets nobody return, becomes #VALUE! that names it",
    (code) => {
      const cells = score([[1, cellError(code)]], [[1, 1]]);
      expect(shown(cells)).toEqual([["#VALUE!"]]);
      expect(messageAt(cells, 0, 0)).toBe(
        `values: row 1, column 2 holds ${code}, an error that a function cannot hand on.`,
      );
    },
  );

  test("whole columns with their headers: the label of the score stands where the header does", () => {
    const label = {
      NEEDSCORE: "P",
      EXPECTATIONSCORE: "E",
      MANAGEMENTSCORE: "T",
      SERVICESCORE: "Q",
      MARKETINGSCORE: "R",
    };
    const values = [
      ["Price", "Speed"],
      [1, 2],
      [3, null],
      ["n/a", "-"],
      [null, null],
    ];
    const cells = score(values, [["Weight"], [10], [1], [null], [null]]);
    expect(shown(cells)).toEqual([
      [label[_name as keyof typeof label] ?? "Score"],
      [12],
      ["#N/A"],
      [""],
      [""],
    ]);
    expect(messageAt(cells, 2, 0)).toContain("values: row 3, column 2 is blank");
    // customers across: their names are the header
    expect(
      score(
        [
          ["Ann", "Bob", "Cy"],
          [1, 2, 3],
          [4, 5, "x"],
        ],
        [[1], [10]],
      )
        .flat()
        .slice(0, 2),
    ).toEqual([41, 52]);
    expect(
      messageAt(
        score(
          [
            ["Ann", "Bob", "Cy"],
            [1, 2, 3],
            [4, 5, "x"],
          ],
          [[1], [10]],
        ),
        0,
        2,
      ),
    ).toContain("row 3, column 3");
  });

  test("a zero has no sign", () => {
    expect(Object.is(score([[0]], [[-1]])[0][0], 0)).toBe(true);
  });

  test('trailing blank rows give ""', () => {
    expect(
      shown(
        score(
          [
            [1, 2],
            [null, null],
            [3, 4],
            [null, ""],
            [undefined, null],
          ],
          [[1, 1]],
        ),
      ),
    ).toEqual([[3], ["#N/A"], [7], [""], [""]]);
    expect(
      score(
        [
          [1, null, null],
          [2, null, null],
        ],
        [[1], [1]],
      ),
    ).toEqual([[3, "", ""]]);
  });

  test("blanks: zero, reweight, na, omitted", () => {
    const values = [[10, null, 30]];
    const weights = [[0.25, 0.5, 0.25]];
    expect(score(values, weights, "zero")).toEqual([[10]]);
    expect(score(values, weights, "reweight")).toEqual([[20]]);
    expect(shown(score(values, weights, "na"))).toEqual([["#N/A"]]);
    expect(shown(score(values, weights, null))).toEqual([["#N/A"]]);
    expect(shown(score(values, weights))).toEqual([["#N/A"]]);
  });

  test("reweight: nothing present #N/A, present weights that cancel #DIV/0!", () => {
    const cells = score(
      [
        [null, null, null],
        [1, 2, null],
        [1, 1, 1],
      ],
      [[1, -1, 3]],
      "reweight",
    );
    expect(shown(cells)).toEqual([["#N/A"], ["#DIV/0!"], [3]]);
    expect(messageAt(cells, 0, 0)).toBe("values: customer 1 has no values to reweight.");
    expect(messageAt(cells, 1, 0)).toBe(
      "The weights of the values that customer 2 has add up to 0, so the score cannot be reweighted.",
    );
  });

  test("an unknown choice names the choices", () => {
    const error = thrownBy(() => score([[1]], [[1]], "skip"));
    expect(error).toMatchObject({
      code: "#VALUE!",
      message: 'blanks is the text "skip". Choose one of: "na", "zero", "reweight".',
    });
  });

  test("a result too large is #NUM!", () => {
    expect(shown(score([[1e308, 1e308]], [[10, 10]]))).toEqual([["#NUM!"]]);
    expect(shown(score([[1e308, -1e308]], [[10, 10]]))).toEqual([["#NUM!"]]);
  });

  test("more rows than a block, with errors on both sides of its edge", () => {
    const values: unknown[][] = Array.from({ length: 1000 }, (_, i) => [i, 1]);
    values[255] = ["x", 1];
    values[256] = [null, 1];
    const cells = score(values, [[1, 10]]);
    expect(cells.length).toBe(1000);
    expect(shown(cells)[255]).toEqual(["#VALUE!"]);
    expect(shown(cells)[256]).toEqual(["#N/A"]);
    cells.forEach((row, i) => {
      if (i !== 255 && i !== 256) expect(row).toEqual([i + 10]);
    });
  });
});

describe("SCOREPARTS", () => {
  test("a header keeps its place, and no part has a zero with a sign", () => {
    const parts = scores.scoreParts(
      [
        ["Price", "Speed"],
        [0, 2],
      ],
      [[-1, 3]],
    );
    expect(parts).toEqual([
      ["Price", "Speed"],
      [0, 6],
    ]);
    expect(Object.is(parts[1][0], 0)).toBe(true);
  });

  test("has the shape of the values, either way round", () => {
    expect(scores.scoreParts([[10, 20]], [[0.5], [0.25]])).toEqual([[5, 5]]);
    expect(
      scores.scoreParts(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [[1], [10]],
      ),
    ).toEqual([
      [1, 2, 3],
      [40, 50, 60],
    ]);
  });

  test("only what is spoilt is an error; the rest of a range taken too long is blank", () => {
    const cells = scores.scoreParts(
      [
        [1, null, "x", cellError("#N/A")],
        [null, null, null, null],
      ],
      [[1, 2, 3, 4]],
    );
    expect(shown(cells)).toEqual([
      [1, "#N/A", "#VALUE!", "#N/A"],
      ["", "", "", ""],
    ]);
    expect(messageAt(cells, 0, 1)).toBe("values: row 1, column 2 is blank, so it has no part.");
  });

  test("too large is #NUM!", () => {
    expect(shown(scores.scoreParts([[1e308]], [[10]]))).toEqual([["#NUM!"]]);
  });
});

describe("EXPECTATIONGAP", () => {
  test("headers over both ranges, and over one of them only", () => {
    const e = [
      ["Price", "Speed"],
      [5, 4],
      [3, 3],
    ];
    const p = [
      ["Price", "Speed"],
      [4, 4],
      [3, 4],
    ];
    expect(scores.expectationGap(e, p, [[1, 1]])).toEqual([["Gap"], [-1], [1]]);
    const cells = scores.expectationGap(e, [[1, 1], ...p.slice(1)], [[1, 1]]);
    expect(shown(cells)).toEqual([["#VALUE!"], [-1], [1]]);
    expect(messageAt(cells, 0, 0)).toContain(
      'Row 1 of expected holds a header ("Price"), but row 1 of perceived does not',
    );
  });

  test("by hand: .5·(4 − 5) + .25·(4 − 4) + .25·(3 − 5) = −1", () => {
    expect(scores.expectationGap([[5, 4, 5]], [[4, 4, 3]], [[0.5, 0.25, 0.25]])).toEqual([[-1]]);
  });

  test("two shapes: #VALUE! that names both", () => {
    expect(thrownBy(() => scores.expectationGap([[1, 2]], [[1, 2, 3]], [[1, 2]]))).toMatchObject({
      code: "#VALUE!",
      message: "perceived is 1×3, but expected is 1×2: the two ranges must have the same shape.",
    });
  });

  test("blanks and bad cells on either side name their side", () => {
    const cells = scores.expectationGap(
      [
        [5, null],
        [5, 5],
        [5, "x"],
        [5, 5],
      ],
      [
        [4, 4],
        [4, null],
        [4, 4],
        [cellError("#NUM!"), 4],
      ],
      [[1, 1]],
    );
    expect(shown(cells)).toEqual([["#N/A"], ["#N/A"], ["#VALUE!"], ["#NUM!"]]);
    expect(messageAt(cells, 0, 0)).toMatch(/^expected: row 1, column 2 is blank/);
    expect(messageAt(cells, 1, 0)).toMatch(/^perceived: row 2, column 2 is blank/);
    expect(messageAt(cells, 2, 0)).toMatch(/^expected: row 3, column 2 is the text "x"/);
  });

  test("blanks as the user chooses; customers in columns; rows too many", () => {
    expect(scores.expectationGap([[5, null]], [[4, 3]], [[1, 1]], "zero" as scores.BLANKS)).toEqual([[2]]);
    expect(scores.expectationGap([[5, null]], [[4, 3]], [[1, 3]], "reweight" as scores.BLANKS)).toEqual([
      [-4],
    ]);
    expect(
      scores.expectationGap(
        [
          [5, 4, 3],
          [1, 1, 1],
        ],
        [
          [4, 4, 4],
          [1, 1, 2],
        ],
        [[1], [10]],
      ),
    ).toEqual([[-1, 0, 11]]);
    expect(scores.expectationGap([[5], [null]], [[4], [null]], [[1]])).toEqual([[-1], [""]]);
  });
});
