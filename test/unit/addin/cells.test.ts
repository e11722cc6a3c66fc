import { cellError, speak, thrownBy } from "../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { CrmError } from "@crm-functions/core";
import * as cells from "../../../addin/cells";

afterEach(() => speak("en-US"));

function messageOf(body: () => unknown): string {
  return thrownBy(body).message ?? "";
}

describe("blanks and errors", () => {
  test.each([null, undefined, ""])("%p is blank", (cell) => expect(cells.isBlank(cell)).toBe(true));
  test.each([0, false, " ", "0"])("%p is not blank", (cell) => expect(cells.isBlank(cell)).toBe(false));

  test("errors are recognised in every form that Excel uses", () => {
    expect(cells.errorNameOf(cellError("#N/A"))).toBe("#N/A");
    expect(cells.errorNameOf({ type: "Error", basicValue: "#DIV/0!" })).toBe("#DIV/0!");
    expect(cells.errorNameOf({ errorCode: "#NUM!" })).toBe("#NUM!");
    expect(cells.errorNameOf(1)).toBeUndefined();
    expect(cells.errorNameOf(null)).toBeUndefined();
  });

  test("error codes of the core are those of Excel", () => {
    const codes = (["value", "na", "num", "div0"] as const).map(
      (code) =>
        (cells.errorCell(new CrmError(code, "emptyRange", { argument: "values" })) as { code: string }).code,
    );
    expect(codes).toEqual(["#VALUE!", "#N/A", "#NUM!", "#DIV/0!"]);
  });
});

describe("the language of messages", () => {
  test.each([
    ["en-GB", "values is empty."],
    ["zh-CN", "数值为空。"],
    ["zh-Hans", "数值为空。"],
    ["fr-FR", "values is empty."],
  ])("%s", (language, message) => {
    speak(language);
    const error = cells.errorCell(new CrmError("value", "emptyRange", { argument: "values" }));
    expect((error as { message?: string }).message).toBe(message);
  });
});

describe("readNumbers", () => {
  test("row-major, blanks NaN, trailing blank rows cut", () => {
    const read = cells.readNumbers(
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

  test("a header in the range says how to take it out", () => {
    expect(messageOf(() => cells.answer(() => cells.readNumbers([["Price"], [1]], "x")))).toBe(
      "x: row 1 holds text: take the headers out of the range.",
    );
  });

  test("text and logical values name the place", () => {
    expect(
      messageOf(() =>
        cells.readNumbers(
          [
            [1, 2],
            [3, "4"],
          ],
          "x",
        ),
      ),
    ).toBe('x: row 2, column 2 is the text "4" where a number belongs.');
    expect(messageOf(() => cells.readNumbers([[1], [false]], "x"))).toMatch(/the logical value FALSE/);
  });

  test("a long text is shortened", () => {
    expect(messageOf(() => cells.readNumbers([[1], ["a".repeat(100)]], "x"))).toBe(
      `x: row 2, column 1 is the text "${"a".repeat(39)}…" where a number belongs.`,
    );
  });

  test("an error cell is thrown as it is", () => {
    expect(thrownBy(() => cells.readNumbers([[1], [cellError("#DIV/0!")]], "x")).code).toBe("#DIV/0!");
  });

  test("and says where it stood, unless it brings a message of its own", () => {
    for (const code of ["#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#VALUE!"]) {
      for (const cell of [cellError(code), { type: "Error", basicValue: code }]) {
        expect(thrownBy(() => cells.readNumbers([[1], [cell]], "x"))).toMatchObject({
          code,
          message: `x: row 2, column 1 holds the error ${code}.`,
        });
      }
    }
    expect(messageOf(() => cells.readNumbers([[cellError("#N/A", "its own")]], "x"))).toBe("its own");
  });

  test("a number that is not finite is #NUM!", () => {
    expect(thrownBy(() => cells.readNumbers([[Infinity]], "x")).code).toBe("#NUM!");
  });
});

describe("vectors", () => {
  test("a row or a column", () => {
    expect([...cells.readVector([[1], [2], [null]], "y")]).toEqual([1, 2]);
    expect([...cells.readVector([[1, null, 3, null]], "y")]).toEqual([1, NaN, 3]);
    expect(
      messageOf(() =>
        cells.answer(() =>
          cells.readVector(
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
    expect(cells.readTexts([["a", null, 3, true]], "names")).toEqual(["a", "", "3", "TRUE"]);
    expect(thrownBy(() => cells.readTexts([[cellError("#N/A")]], "names")).code).toBe("#N/A");
  });
});

describe("dates", () => {
  // Serials as Excel shows them for these dates (1900 system, with its 29 February 1900)
  test.each([
    ["1900-01-01", 1],
    ["1900-02-28", 59],
    ["1900-03-01", 61],
    ["1970-01-01", 25569],
    ["2024-02-29", 45351],
    ["2026-11-23", 46349],
  ])("%s is %d", (text, serial) => expect(cells.serialOfIsoDate(text)).toBe(serial));

  test.each(["2023-02-29", "2026-13-01", "26-01-01", "1899-12-31", "today", ""])("%s is no date", (text) =>
    expect(cells.serialOfIsoDate(text)).toBeNaN(),
  );

  test("cells", () => {
    expect([...cells.readDates([[45351], ["2024-02-29"], [null], [null]], "dates")]).toEqual([45351, 45351]);
    expect(messageOf(() => cells.answer(() => cells.readDates([[45351], ["29.2.2024"]], "dates")))).toMatch(
      /row 2, column 1 is the text "29.2.2024", not a date/,
    );
  });
});

describe("single arguments", () => {
  test("omitted (null), blank and 1×1 ranges", () => {
    expect(cells.numberOr(null, "confidence", 0.95)).toBe(0.95);
    expect(cells.numberOr("", "confidence", 0.95)).toBe(0.95);
    expect(cells.numberOr([[0.9]], "confidence", 0.95)).toBe(0.9);
    expect(cells.choiceOf(null, ["na", "zero"], "blanks", "na")).toBe("na");
    expect(cells.choiceOf([["ZERO"]], ["na", "zero"], "blanks", "na")).toBe("zero");
  });

  test("several cells where one belongs", () => {
    const several = [[0.9, 0.95, 0.99]];
    expect(messageOf(() => cells.answer(() => cells.numberOr(several, "confidence", 0.95)))).toBe(
      "confidence is 1×3: give a single cell.",
    );
    speak("zh-CN");
    expect(messageOf(() => cells.answer(() => cells.choiceOf(several, ["na"], "blanks", "na")))).toBe(
      "空白处理为 1×3：请给出一个单元格。",
    );
  });

  test("what is no number, and no choice, says what is wanted", () => {
    expect(messageOf(() => cells.answer(() => cells.numberOr("high", "confidence", 0.95)))).toBe(
      'confidence is the text "high" where a number belongs.',
    );
    expect(messageOf(() => cells.answer(() => cells.choiceOf(1, ["na", "zero"], "blanks", "na")))).toBe(
      'blanks is 1. Choose one of: "na", "zero".',
    );
  });
});

describe("results", () => {
  test("NaN never reaches a cell", () => {
    const [[missing, infinite, text]] = cells.toCells([[NaN, Infinity, "a"]]);
    expect((missing as { code: string }).code).toBe("#N/A");
    expect((infinite as { code: string }).code).toBe("#NUM!");
    expect(text).toBe("a");
  });

  test("nor does a zero with a sign", () => {
    expect(Object.is(cells.toCell(-0), 0)).toBe(true);
    expect(Object.is(cells.toCells([[-0]])[0][0], 0)).toBe(true);
  });

  test("a missing figure says why where that is known", () => {
    const why = (row: number, column: number) =>
      new CrmError("na", "partBlank", { argument: "values", row: row + 1, column: column + 1 });
    const [[one, missing]] = cells.toCells([[1, NaN]], why);
    expect(one).toBe(1);
    expect(missing).toMatchObject({ code: "#N/A", message: expect.stringContaining("row 1, column 2") });
  });

  test("an error that is none of ours is not dressed up", () => {
    expect(() =>
      cells.answer(() => {
        throw new TypeError("broken");
      }),
    ).toThrow(TypeError);
  });
});
