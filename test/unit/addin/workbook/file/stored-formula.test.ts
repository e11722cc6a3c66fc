import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromStoredFormula, storedFormula } from "../../../../../addin/workbook/file";

const toStoredFormula = (...given: Parameters<typeof storedFormula>): string =>
  storedFormula(...given).formula;
import { formulaTokens } from "../../../../../addin/workbook/file/formula-tokens";

describe("what Excel keeps in a file", () => {
  test.each([
    ["CRM.NEEDSCORE(A1:C3,E1:E3)", "_xldudf_CRM_NEEDSCORE(A1:C3,E1:E3)"],
    ["1+crm.Score(A1:B2,D1:E1)*2", "1+_xldudf_CRM_SCORE(A1:B2,D1:E1)*2"],
    ['IF(A1="CRM.SCORE(",CRM.NPS(B2:B9),0)', 'IF(A1="CRM.SCORE(",_xldudf_CRM_NPS(B2:B9),0)'],
    ["SUM('CRM.SCORE(x)'!A1:A3)", "SUM('CRM.SCORE(x)'!A1:A3)"],
    ['IFNA(CRM.NPS(A1:A2),"")', '_xlfn.IFNA(_xldudf_CRM_NPS(A1:A2),"")'],
    ["SORT(FILTER(A1:A9,B1:B9>0))", "_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A9,B1:B9>0))"],
    ["SUM(A1:A3)", "SUM(A1:A3)"],
    // XlsxWriter's manual, working_with_formulas: "Dynamic Array support", "The Excel 365 LET() and LAMBDA() functions"
    ["LEN(A1#)", "LEN(_xlfn.ANCHORARRAY(A1))"],
    ["SUM('My sheet'!$B$2#)*2", "SUM(_xlfn.ANCHORARRAY('My sheet'!$B$2))*2"],
    ["@A1:A3+1", "_xlfn.SINGLE(A1:A3)+1"],
    [
      "SUM(@Customers[Price],@CRM.NPS(A1:A3))",
      "SUM(_xlfn.SINGLE(Customers[Price]),_xlfn.SINGLE(_xldudf_CRM_NPS(A1:A3)))",
    ],
    ["LAMBDA(temp, (5/9) * (temp-32))(A1)", "_xlfn.LAMBDA(_xlpm.temp, (5/9) * (_xlpm.temp-32))(A1)"],
    [
      "LET(x,5,f,LAMBDA(y,x+y),f(x)+X1)",
      "_xlfn.LET(_xlpm.x,5,_xlpm.f,_xlfn.LAMBDA(_xlpm.y,_xlpm.x+_xlpm.y),_xlpm.f(_xlpm.x)+X1)",
    ],
    // an optional parameter is _xlop. where it is made and _xlpm. where it is used
    [
      "LAMBDA(a,[b],IF(ISOMITTED(b),a,b))",
      "_xlfn.LAMBDA(_xlpm.a,_xlop.b,IF(_xlfn.ISOMITTED(_xlpm.b),_xlpm.a,_xlpm.b))",
    ],
    ["BYROW(A1:C3,SUM)", "_xlfn.BYROW(A1:C3,_xleta.SUM)"],
    ["PERCENTRANK.INC(A1:A9,3)+DAYS(B1,B2)", "_xlfn.PERCENTRANK.INC(A1:A9,3)+_xlfn.DAYS(B1,B2)"],
    ["客户表!A1#+1", "_xlfn.ANCHORARRAY(客户表!A1)+1"],
    ["IF(A1=#N/A,1,2)", "IF(A1=#N/A,1,2)"],
  ])("%s is stored as %s and read back", (typed, stored) => {
    expect(toStoredFormula(typed)).toBe(stored);
    expect(fromStoredFormula(stored).toUpperCase()).toBe(typed.toUpperCase());
  });

  test.each([
    ["[@Price]*2", "Customers[[#This Row],[Price]]*2"],
    ["Customers[@Price]", "Customers[[#This Row],[Price]]"],
    ["[@[Need: Price]:[Need: Service]]", "Customers[[#This Row],[Need: Price]:[Need: Service]]"],
    ["Customers[@]", "Customers[#This Row]"],
    ["SUM([Price])", "SUM(Customers[Price])"],
    ["SUM(Weights[[#Headers],[Price]])", "SUM(Weights[[#Headers],[Price]])"],
    ["[@[Price '[net'] ]]", "Customers[[#This Row],[Price '[net'] ]]"],
  ])("in the table Customers %s is stored as %s", (typed, stored) => {
    expect(toStoredFormula(typed, { table: "Customers" })).toBe(stored);
    expect(fromStoredFormula(stored)).toBe(stored);
  });

  test.each([
    ["[2]!_xldudf_CRM_SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["Book.xla!_xldudf_CRM_SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["Book.xla!CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["'C:\\add ins\\Book.xlam'!CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["[1]Book!CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["CRM.SCORE(A1,B1)", "CRM.SCORE(A1,B1)"],
    ["_xlfn.IFNA(A1,[1]Sheet1!B2)", "IFNA(A1,[1]Sheet1!B2)"],
    ['"_xldudf_CRM_SCORE("&A1', '"_xldudf_CRM_SCORE("&A1'],
    ["_xlfn.SINGLE(A1+B1)", "@(A1+B1)"],
    ["_xlfn.ANCHORARRAY(INDEX(A1:A3,1))", "ANCHORARRAY(INDEX(A1:A3,1))"],
  ])("%s is read as %s", (stored, typed) => {
    expect(fromStoredFormula(stored)).toBe(typed);
  });

  test.each([
    ["SUM(A1:A3)", false],
    ["A1+B1", false],
    ["IF(A1>0,1,0)", false],
    ["SUM(A1:A3*B1:B3)", true],
    ["SUM(LEN(A1:A3))", true],
    ["A1:A3", true],
    ["A1#", true],
    ["SUM(Customers[Price]>3)", true],
    ["[@Price]*2", false],
    ["CRM.NPS(A1:A3)", true],
    ["@A1:A3", false],
  ])("%s works on whole areas: %s", (typed, isArray) => {
    expect(storedFormula(typed, { table: "Customers" }).isArray).toBe(isArray);
  });

  test("sheets that are called otherwise in the file", () => {
    const sheets = new Map([["north/south", "North South"]]);
    expect(toStoredFormula("SUM('North/South'!A1:A3,Other!A1)", { sheets })).toBe(
      "SUM('North South'!A1:A3,Other!A1)",
    );
  });

  // The functions that the spreadsheet page offers and that Excel 2007 did not have.
  test.each(
    (
      "ACOTH ACOT AGGREGATE ARABIC BASE BETA.DIST BETA.INV BINOM.DIST.RANGE BINOM.DIST BINOM.INV BITAND BITLSHIFT BITOR " +
      "BITRSHIFT BITXOR CEILING.MATH CEILING.PRECISE CHISQ.DIST.RT CHISQ.DIST CHISQ.INV.RT CHISQ.INV CHISQ.TEST COMBINA " +
      "CONFIDENCE.NORM CONFIDENCE.T COTH COT CSCH CSC DAYS DECIMAL ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST.RT F.DIST " +
      "F.INV.RT F.INV F.TEST FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY " +
      "FORECAST.ETS.STAT FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS HYPGEOM.DIST IMAGE IMCOSH IMCOT IMCSC " +
      "IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LOGNORM.DIST LOGNORM.INV MUNIT NEGBINOM.DIST PDURATION " +
      "PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST RRI SEC SECH SHEET SHEETS SKEW.P T.TEST WEBSERVICE " +
      "WEIBULL.DIST Z.TEST REGEXEXTRACT REGEXREPLACE"
    ).split(" "),
  )("%s has its prefix", (name) => {
    expect(toStoredFormula(`${name}(A1)`)).toBe(`_xlfn.${name}(A1)`);
    expect(fromStoredFormula(`_xlfn.${name}(A1)`)).toBe(`${name}(A1)`);
  });

  test("whatever is quoted stays as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = `"${text.replaceAll('"', '""')}"`;
        expect(toStoredFormula(quoted)).toBe(quoted);
      }),
    );
  });

  test("tokens are the whole formula, whatever it is", () => {
    const piece = fc.constantFrom(
      ..."\"'[]()!@#$%&{},;:. A1客".split(""),
      "A1",
      "LET(",
      "[@x]",
      "#N/A",
      "Sheet1!",
      "_xlfn.",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const formula = pieces.join("");
        expect(
          formulaTokens(formula)
            .map(({ text }) => text)
            .join(""),
        ).toBe(formula);
        expect(typeof toStoredFormula(formula)).toBe("string");
        expect(typeof fromStoredFormula(formula)).toBe("string");
      }),
    );
  });

  test("long formulas that are none are read as fast as others", () => {
    for (const part of ["客户", "[", "'", '"a', "(", "[[@", "A!", "$", ".", "a.b!"]) {
      const long = part.repeat(100_000);
      expect(fromStoredFormula(`${long}_xlfn.`).length).toBeGreaterThan(100_000 * part.length - 10);
      expect(toStoredFormula(long).length).toBeGreaterThan(0);
    }
  });
});
