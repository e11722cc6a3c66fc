import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { FunctionDescription } from "../../../../addin/taskpane/functions/function-library";
import {
  areaReference,
  formulaText,
  missingArguments,
  rowFormula,
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

describe("columns of tables", () => {
  const customers = {
    name: "Customers",
    headers: ["Name", "Need: Price", "Service", "It's [a] #1 @"],
    area: { sheet: "People", row: 2, column: 1, rows: 9, columns: 4 },
    rowCount: 8,
  };
  const weights = {
    name: "Weights",
    headers: ["Criterion", "Weight"],
    area: { sheet: "W", row: 0, column: 0, rows: 4, columns: 2 },
    rowCount: 3,
  };
  const tables = [customers, weights];
  const of = (column: number, columns: number) => ({ sheet: "People", row: 3, column, rows: 8, columns });

  // The grammar is that of "Using structured references with Excel tables" in Microsoft's support pages.
  test("are named where they are whole, so that the formula grows with the table", () => {
    expect(areaReference(of(1, 1), tables)).toBe("Customers[Name]");
    expect(areaReference(of(2, 1), tables)).toBe("Customers[[Need: Price]]");
    expect(areaReference(of(2, 2), tables)).toBe("Customers[[Need: Price]:[Service]]");
    expect(areaReference(of(4, 1), tables)).toBe("Customers[[It''s '[a'] '#1 '@]]");
  });
  test("are cells where they are not, or with the header, or beyond the table", () => {
    expect(areaReference({ ...of(1, 1), rows: 7 }, tables)).toBe("People!B4:B10");
    expect(areaReference({ ...of(1, 1), row: 2, rows: 9 }, tables)).toBe("People!B3:B11");
    expect(areaReference(of(1, 5), tables)).toBe("People!B4:F11");
    expect(areaReference({ ...of(1, 1), sheet: "Other" }, tables)).toBe("Other!B4:B11");
  });
  test("in a row of the table a formula reads its own row; weights stay where they are", () => {
    const values = [{ area: of(2, 2) }, { area: { sheet: "W", row: 1, column: 1, rows: 3, columns: 1 } }];
    expect(rowFormula(needScore, values, customers, tables)).toBe(
      "=CRM.NEEDSCORE(Customers[@[Need: Price]:[Service]],Weights[Weight])",
    );
    const cells = { area: { sheet: "My W", row: 0, column: 0, rows: 1, columns: 2 } };
    expect(rowFormula(needScore, [{ area: of(2, 1) }, cells], customers, tables)).toBe(
      "=CRM.NEEDSCORE(Customers[@[Need: Price]],'My W'!$A$1:$B$1)",
    );
  });
  test("a function that needs all rows at once, or cells from elsewhere, has no formula for a row", () => {
    expect(
      rowFormula({ ...needScore, name: "NPS" }, [{ area: of(2, 1) }], customers, tables),
    ).toBeUndefined();
    expect(rowFormula(needScore, [{ area: of(2, 1) }], weights, tables)).toBeUndefined();
    expect(rowFormula(needScore, [undefined], customers, tables)).toBeUndefined();
  });
});
