import { cellError, speak } from "../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { CrmError } from "@crm-functions/core";
import * as cells from "../../../addin/cells";
import { messageOf } from "./functions/measures/sheet";

describe("blanks and errors", () => {
  test.each([null, undefined, "", "n/a", " N/A ", "None", "-", "–", "?", "无", "不适用", " 未知"])(
    "%p is blank",
    (cell) => expect(cells.isBlank(cell)).toBe(true),
  );
  test.each([0, false, " ", "0", "NA", "--", "nonetheless", "n.a.", "unknown"])("%p is not blank", (cell) =>
    expect(cells.isBlank(cell)).toBe(false),
  );

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

describe("dates", () => {
  // Serials as Excel shows them for these dates (1900 system, with its 29 February 1900)
  test.each([
    ["1900-01-01", 1],
    ["1900-02-28", 59],
    ["1900-03-01", 61],
    ["1970-01-01", 25569],
    ["2024-02-29", 45351],
    ["2026-11-23", 46349],
    [" 2018-04-24 19:19", 43214],
    ["2018-04-24T19:19:05.250Z", 43214],
    ["2018-04-24T09:19:05+02:00", 43214],
    [[["2024-02-29"]], 45351],
  ])("%s is %d: the day counts", (cell, serial) => expect(cells.readDate(cell, "dates")).toBe(serial));

  test.each(["2023-02-29", "2026-13-01", "26-01-01", "1899-12-31", "today", "2024-01-01 25:00", "29.2.2024"])(
    "%s is no date",
    (text) =>
      expect(messageOf(() => cells.answer(() => cells.readDate(text, "dates", 2, 1)))).toBe(
        `dates: row 2, column 1 is the text "${text}", not a date. Use a date cell or text like 2026-01-31.`,
      ),
  );

  test("what stands for none is a blank", () => {
    for (const cell of [null, "", "n/a", " - "]) expect(cells.readDate(cell, "dates")).toBeNaN();
  });
});

describe("numbers stored as text", () => {
  test.each([
    "9",
    " 10 ",
    "-1.5",
    "1e3",
    "1,250.50",
    "1.250,50",
    "1 250",
    "12,34,567",
    "$5",
    "€ 9.99",
    "12 %",
  ])("%p is one", (text) => expect(cells.isNumberText(text)).toBe(true));
  test.each(["(30)", "１２", "￥5", "CNY 20", "1/3", "'7"])("%p is one", (text) =>
    expect(cells.isNumberText(text)).toBe(true),
  );
  test.each(["Price", "Q1", "29.2.2024", "29.12.2024", "2024-01-01", "+49 171 12-34", "", "n/a", "1a"])(
    "%p is none",
    (text) => expect(cells.isNumberText(text)).toBe(false),
  );

  test("the message says so, and how to turn it into a number", () => {
    expect(messageOf(() => cells.answer(() => cells.readNumber("$5", "cost")))).toBe(
      'cost is the text "$5", a number stored as text (to make it a number, choose Data > Text to Columns > Finish, or use VALUE) where a number belongs.',
    );
    speak("zh-CN");
    expect(messageOf(() => cells.answer(() => cells.readNumber("１２", "cost")))).toContain(
      "以文本形式存储的数字",
    );
  });
});

describe("single arguments", () => {
  test("omitted (null), blank and 1×1 ranges", () => {
    expect(cells.numberOr(null, "confidence", 0.95)).toBe(0.95);
    expect(cells.numberOr("", "confidence", 0.95)).toBe(0.95);
    expect(cells.numberOr([[0.9]], "confidence", 0.95)).toBe(0.9);
    expect(cells.choiceOf(null, ["na", "zero"], "blanks", "na")).toBe("na");
    expect(cells.numberOr("n/a", "confidence", 0.95)).toBe(0.95);
    expect(cells.choiceOf("none", ["na", "none"], "interval", "na")).toBe("none");
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
    for (const cell of [missing, infinite]) {
      expect(cell).toMatchObject({ code: "#NUM!", message: "The result is too large for a number." });
    }
    expect(text).toBe("a");
  });

  test("nor does a zero with a sign", () => {
    expect(Object.is(cells.toCell(-0), 0)).toBe(true);
    expect(Object.is(cells.toCells([[-0]])[0][0], 0)).toBe(true);
    expect(
      Object.is(
        cells.answer(() => -0),
        0,
      ),
    ).toBe(true);
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
