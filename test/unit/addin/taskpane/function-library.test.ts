import { describe, expect, test } from "@jest/globals";
import { callForResult, libraryOf } from "../../../../addin/taskpane/functions/function-library";

describe("a call for a preview", () => {
  test("gives cells, error cells among them with their message", () => {
    const result = callForResult(() => [[1, { code: "#N/A", message: "row 2 is blank" }]], []);
    expect(result).toEqual({ cells: [[1, { error: "#N/A", message: "row 2 is blank" }]] });
  });
  test("a thrown error is the result", () => {
    const thrown = Object.assign(new Error("4 columns, 3 weights"), { code: "#VALUE!" });
    expect(
      callForResult(() => {
        throw thrown;
      }, []),
    ).toEqual({ error: "#VALUE!", message: "4 columns, 3 weights" });
  });
  test("one value is one cell", () => expect(callForResult(() => 20, [])).toEqual({ cells: [[20]] }));
});

test("a choice has the value that the formula is given", () => {
  const library = libraryOf(
    {
      functions: [],
      enums: [{ id: "BLANKS", values: [{ stringValue: "na" }, { stringValue: "zero" }] }],
    },
    new Map(),
  );
  expect(library.choices({ name: "blanks", customEnumId: "BLANKS" })).toEqual(["na", "zero"]);
  expect(library.choices({ name: "other" })).toEqual([]);
});
