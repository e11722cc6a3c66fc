import { cellError, speak, thrownBy } from "../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { CrmError } from "@crm-functions/core";
import { answer } from "../../../../addin/cells";
import * as ranges from "../../../../addin/functions/ranges";
import { column, messageOf } from "./measures/sheet";

describe("a header", () => {
  const has = (...all: unknown[][][]): boolean =>
    ranges.headerOf(Object.fromEntries(all.map((range, k) => [`r${k}`, range]))).has;

  test("is a first row of nothing but text above numbers", () => {
    expect(has(column("Price", 1, 2))).toBe(true);
    expect(
      has([
        ["Price", "Speed"],
        [1, 2],
      ]),
    ).toBe(true);
    expect(has(column("Price", "n/a", null, "9"))).toBe(true);
    expect(
      has(column("y", 1), [
        ["a", "b"],
        [1, 2],
      ]),
    ).toBe(true);
  });

  test("is none where a cell is a number, a date, a number stored as text, blank or a word for none", () => {
    for (const cell of [1, "1", "$5", "１２", "2024-01-01", null, "", "n/a", "无", true, cellError("#N/A")]) {
      expect([
        cell,
        has([
          ["Price", cell],
          [1, 2],
        ]),
      ]).toEqual([cell, false]);
    }
  });

  test("is none where nothing but text stands below, or nothing at all", () => {
    expect(has(column("a", "b", "c"))).toBe(false);
    expect(has(column("a"))).toBe(false);
    expect(has([["Price", 1, 2]])).toBe(false);
  });

  test("above texts alone it cannot be told; above dates a text with digits is a date that is not read", () => {
    const of = (names: unknown[][], dates: unknown[][]) =>
      ranges.headerOf({ names, dates }, { names: "texts", dates: "dates" });
    expect(of(column("Customer", "A"), column("Date", "2024-01-01")).has).toBe(true);
    expect(of(column("Customer", 7), column("Date", 45000)).has).toBe(true);
    expect(of(column("A", "B"), column("1/2/2024", 45000))).toEqual({ has: false });
    expect(ranges.headerOf({ names: column("A", 1) }, { names: "texts" })).toEqual({ has: false });
  });

  test("over some of the ranges only: which has one and which has not, in both languages", () => {
    const mixed = () => answer(() => ranges.rowsTogether({ y: column(1, 2), x: column("Price", 3) }));
    expect(messageOf(mixed)).toBe(
      'Row 1 of x holds a header ("Price"), but row 1 of y does not: select all of these ranges with their headers, or all without.',
    );
    speak("zh-CN");
    expect(messageOf(mixed)).toContain("自变量的第 1 行是标题(“Price”)，而因变量的第 1 行不是");
  });
});

describe("ranges that belong together", () => {
  test("lose their header and end with the last row in which any of them holds something", () => {
    const together = ranges.rowsTogether({
      y: column("y", 1, 2, null, null),
      x: [
        ["a", "b"],
        [1, 2],
        [3, null],
        [null, 4],
        ["n/a", ""],
      ],
    });
    expect(together).toEqual({
      rows: {
        y: column(1, 2, null),
        x: [
          [1, 2],
          [3, null],
          [null, 4],
        ],
      },
      header: { y: ["y"], x: ["a", "b"] },
      above: 1,
    });
  });

  test("a blank in the last row of one of them is a blank in that row (columns of one length)", () => {
    const columns = ranges.readColumns({
      a: column(1, 2, null),
      b: column(1, null, null),
      c: column(1, 2, "-"),
    });
    expect(columns.used).toBe(2);
    expect(columns.cells).toEqual([
      [1, 2],
      [1, null],
      [1, 2],
    ]);
    expect(columns.shape([5, 6])).toEqual(column(5, 6, ""));
  });

  test("the label of the result stands where the header does", () => {
    const columns = ranges.readNumberColumns({ a: column("a", 1), b: column("b", 2) });
    expect(columns.data.map((each) => [...each])).toEqual([
      [NaN, 1],
      [NaN, 2],
    ]);
    expect(columns.shape([0, 3], "Sum")).toEqual(column("Sum", 3));
  });

  test("different lengths are told, and that a header may be the reason", () => {
    const lengths = (a: unknown[][]) =>
      messageOf(() => answer(() => ranges.readColumns({ a, b: column(1, 2) })));
    expect(lengths(column(1, 2, 3))).toContain("b has 2 cells, but a has 3");
    expect(lengths(column("a", 1, 2))).toContain('Row 1 of a holds a header ("a"), but row 1 of b does not');
  });

  test("an error of the core counts rows from the range's first", () => {
    const error = new CrmError("value", "feedbackNotFinite", { row: 3 });
    expect(() =>
      ranges.belowHeader(1, () => {
        throw error;
      }),
    ).toThrow("Row 4 holds");
  });
});

describe("weights", () => {
  const values = { argument: "values", rows: 5, columns: 2 };
  test.each([
    [[[0.5, 0.25]]],
    [column(0.5, 0.25)],
    [column("Weight", 0.5, 0.25)],
    [column("Weight", 0.5, 0.25, null, "")],
    [
      [
        ["Price", "Speed"],
        [0.5, 0.25],
      ],
    ],
  ])("%j", (range) => expect([...ranges.readWeights(range, values)]).toEqual([0.5, 0.25]));

  test("a text, blank or error among them names its position", () => {
    const found = (range: unknown[][]) => messageOf(() => answer(() => ranges.readWeights(range, values)));
    expect(found(column("Weight", 0.5))).toBe(
      'weights: weight 1 is the text "Weight". Every weight must be a number.',
    );
    expect(found([[0.5, "n/a"]])).toContain('weight 2 is the text "n/a"');
    expect(found(column("Weight", 0.5, "0.25"))).toContain(
      'weight 2 is the text "0.25", a number stored as text',
    );
    expect(found([[1, 2, 3]])).toContain("weights is 1×3, but values is 5×2");
  });
});

describe("readNumbers", () => {
  test("row-major, blanks NaN, trailing blank rows cut", () => {
    const read = ranges.readNumbers(
      [
        [1, null],
        ["", 4],
        [null, ""],
      ],
      "x",
    );
    expect(read).toMatchObject({ rows: 2, columns: 2 });
    expect([...read.data]).toEqual([1, NaN, NaN, 4]);
  });

  test("text and logical values name the place", () => {
    expect(
      messageOf(() =>
        ranges.readNumbers(
          [
            [1, 2],
            [3, "four"],
          ],
          "x",
          1,
        ),
      ),
    ).toBe('x: row 3, column 2 is the text "four" where a number belongs.');
    expect(messageOf(() => ranges.readNumbers([[1], [false]], "x"))).toMatch(/the logical value FALSE/);
  });

  test("a long text is shortened", () => {
    expect(messageOf(() => ranges.readNumbers([[1], ["a".repeat(100)]], "x"))).toBe(
      `x: row 2, column 1 is the text "${"a".repeat(39)}…" where a number belongs.`,
    );
  });

  test("an error cell is thrown as it is", () => {
    expect(thrownBy(() => ranges.readNumbers([[1], [cellError("#DIV/0!")]], "x")).code).toBe("#DIV/0!");
  });

  test("and says where it stood, unless it brings a message of its own", () => {
    for (const code of ["#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#VALUE!"]) {
      for (const cell of [cellError(code), { type: "Error", basicValue: code }]) {
        expect(thrownBy(() => ranges.readNumbers([[1], [cell]], "x"))).toMatchObject({
          code,
          message: `x: row 2, column 1 holds the error ${code}.`,
        });
      }
    }
    expect(messageOf(() => ranges.readNumbers([[cellError("#N/A", "its own")]], "x"))).toBe("its own");
  });

  test("a number that is not finite is #NUM!", () => {
    expect(thrownBy(() => ranges.readNumbers([[Infinity]], "x")).code).toBe("#NUM!");
  });
});

describe("vectors", () => {
  test("a row or a column", () => {
    expect([...ranges.readVector([[1], [2], [null]], "y")]).toEqual([1, 2]);
    expect([...ranges.readVector([[1, null, 3, null]], "y")]).toEqual([1, NaN, 3]);
    expect(
      messageOf(() =>
        answer(() =>
          ranges.readVector(
            [
              [1, 2],
              [3, 4],
            ],
            "y",
          ),
        ),
      ),
    ).toBe("y is 2×2: give a single row or a single column.");
  });

  test("texts", () => {
    expect(ranges.readTexts([["a", null, 3, true]], "names")).toEqual(["a", "", "3", "TRUE"]);
    expect(thrownBy(() => ranges.readTexts([[cellError("#N/A")]], "names")).code).toBe("#N/A");
  });
});
