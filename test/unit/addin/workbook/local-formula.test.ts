import { describe, expect, test } from "@jest/globals";
import { localFormula } from "../../../../addin/workbook/local-formula";
import { englishSeparators } from "../../../../addin/workbook/workbook";

const spanish = { list: ";", decimal: ",", arrayColumn: "\\" } as const;
const german = { ...spanish, arrayColumn: "." } as const;

describe("a formula as it is typed by hand", () => {
  test("in English it is the formula", () => {
    const formula = '=CRM.NEEDSCORE({10,20;1.5,2},"a,b")';
    expect(localFormula(formula, englishSeparators)).toBe(formula);
  });
  test("elsewhere arguments are parted by semicolons and numbers have their comma", () => {
    expect(localFormula("=CRM.NEEDSCORE(A1:C2,{10,20;1.5,.5},0.95)", spanish)).toBe(
      "=CRM.NEEDSCORE(A1:C2;{10\\20;1,5\\,5};0,95)",
    );
    expect(localFormula("=CRM.NEEDSCORE({10,20},{0.3,0.7})", german)).toBe(
      "=CRM.NEEDSCORE({10.20};{0,3.0,7})",
    );
  });
  test("texts, sheets and headers stay as they are", () => {
    const formula = `=F("1.5, or ""2,5""",'A, 1.5'!B2,T[[Need, 1.5]:[It's, 2.5]],v1.5)`;
    expect(localFormula(formula, spanish)).toBe(
      `=F("1.5, or ""2,5""";'A, 1.5'!B2;T[[Need, 1.5]:[It's, 2.5]];v1.5)`,
    );
  });
});
