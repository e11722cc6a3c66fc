import { describe, expect, test } from "@jest/globals";
import { CrmError, errorText, fillIn, WordedError } from "@crm-functions/core";
import { NotebookError } from "../../../notebooks/support/notebook-error";
import { WorkbookFileError } from "../../../addin/workbook/file";

describe("the errors of every room", () => {
  test.each([
    ["CrmError", new CrmError("value", "stopped")],
    ["NotebookError", new NotebookError("storeFull", { file: "a.db", reason: "" })],
    ["WorkbookFileError", new WorkbookFileError("empty", { file: "a.xlsx" })],
  ])("%s: the name, English as its message, Chinese when asked", (name, error) => {
    expect(error).toBeInstanceOf(WordedError);
    expect(error.name).toBe(name);
    expect(error.message).toBe(error.messageIn("en-US"));
    expect(error.message).not.toMatch(/\{\w+\}/);
    expect(errorText(error, "zh-CN")).toMatch(/\p{Script=Han}/u);
  });
  test("another's error is said as it is", () => {
    expect(errorText(new TypeError("x is not a function"), "zh-CN")).toBe("x is not a function");
    expect(errorText("stopped", "en-US")).toBe("stopped");
  });
  test("the cause is kept", () => {
    const cause = new Error("socket");
    expect(new NotebookError("noTables", { table: "t" }, { cause }).cause).toBe(cause);
  });
});

describe("fillIn", () => {
  test("places are filled in, one without a value stays, a value is never read as a place", () => {
    expect(fillIn("{a} and {b}", { a: "{b}" })).toBe("{b} and {b}");
    expect(fillIn("{a}, {c}", { a: 0, c: "$&" })).toBe("0, $&");
  });
});
