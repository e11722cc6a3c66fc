import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromStoredFormula, toStoredFormula } from "../../../../../addin/workbook/file";

describe("what Excel keeps in a file", () => {
  test.each([
    ["CRM.NEEDSCORE(A1:C3,E1:E3)", "_xldudf_CRM_NEEDSCORE(A1:C3,E1:E3)"],
    ["1+crm.Score(A1:B2,D1:E1)*2", "1+_xldudf_CRM_SCORE(A1:B2,D1:E1)*2"],
    ['IF(A1="CRM.SCORE(",CRM.NPS(B2:B9),0)', 'IF(A1="CRM.SCORE(",_xldudf_CRM_NPS(B2:B9),0)'],
    ["SUM('CRM.SCORE(x)'!A1:A3)", "SUM('CRM.SCORE(x)'!A1:A3)"],
    ['IFNA(CRM.NPS(A1:A2),"")', '_xlfn.IFNA(_xldudf_CRM_NPS(A1:A2),"")'],
    ["SORT(FILTER(A1:A9,B1:B9>0))", "_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A9,B1:B9>0))"],
    ["SUM(A1:A3)", "SUM(A1:A3)"],
  ])("%s is stored as %s and read back", (typed, stored) => {
    expect(toStoredFormula(typed)).toBe(stored);
    expect(fromStoredFormula(stored).toUpperCase()).toBe(typed.toUpperCase());
  });

  test.each([
    ["[2]!_xldudf_CRM_SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["Book.xla!_xldudf_CRM_SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["Book.xla!CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["'C:\\add ins\\Book.xlam'!CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["_xlfn.IFNA(A1,[1]Sheet1!B2)", "IFNA(A1,[1]Sheet1!B2)"],
    ['"_xldudf_CRM_SCORE("&A1', '"_xldudf_CRM_SCORE("&A1'],
  ])("%s is read as %s", (stored, typed) => {
    expect(fromStoredFormula(stored)).toBe(typed);
  });

  test("whatever is quoted stays as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = `"${text.replaceAll('"', '""')}"`;
        expect(toStoredFormula(quoted)).toBe(quoted);
      }),
    );
  });
});
