import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { FunctionDescription } from "../../../../addin/taskpane/functions/function-library";
import {
  areaReference,
  formulaText,
  missingArguments,
  typedValue,
} from "../../../../addin/taskpane/formulas/formula-text";

const needScore: FunctionDescription = {
  id: "NEEDSCORE",
  name: "NEEDSCORE",
  description: "",
  parameters: [
    { name: "values", dimensionality: "matrix" },
    { name: "weights", dimensionality: "matrix" },
    { name: "blanks", optional: true },
  ],
};
const values = { area: { sheet: "Customers", row: 1, column: 1, rows: 8, columns: 3 } };
const weights = { area: { sheet: "My weights", row: 0, column: 0, rows: 1, columns: 3 } };

describe("formulaText", () => {
  test("writes ranges with their sheets, and quotes names that need it", () => {
    expect(formulaText(needScore, [values, weights])).toBe(
      "=CRM.NEEDSCORE(Customers!B2:D9,'My weights'!A1:C1)",
    );
    expect(areaReference({ sheet: "Bob's", row: 0, column: 27, rows: 1, columns: 1 })).toBe("'Bob''s'!AB1");
  });
  test("writes what was typed as number, truth value or text, and leaves omitted arguments out", () => {
    expect(formulaText(needScore, [values, weights, { typed: "zero" }])).toMatch(/,"zero"\)$/);
    expect(formulaText(needScore, [values, weights, { typed: "" }])).toMatch(/C1\)$/);
    expect(formulaText(needScore, [values, undefined, { typed: "1.5" }])).toBe(
      "=CRM.NEEDSCORE(Customers!B2:D9,,1.5)",
    );
    expect(typedValue("TRUE")).toBe(true);
  });
  test("typed text stays one quoted text whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const value = typedValue(typed);
        if (typeof value !== "string") return;
        const argument = formulaText(needScore, [values, weights, { typed }]).slice(
          "=CRM.NEEDSCORE(Customers!B2:D9,'My weights'!A1:C1,".length,
          -1,
        );
        expect(argument).toMatch(/^"(?:[^"]|"")*"$/);
      }),
    );
  });
  test("names the required arguments that are missing", () => {
    expect(missingArguments(needScore, [values])).toEqual(["weights"]);
    expect(missingArguments(needScore, [values, weights])).toEqual([]);
  });
});
