import { expect, test } from "@jest/globals";
import { rewriteReferences, type ReferenceWriter } from "../../../../../addin/workbook/file";

const marked: ReferenceWriter = {
  spill: (reference) => `<${reference}>`,
  single: (operand) => `!${operand}!`,
  structured: (table, specifier) =>
    specifier !== undefined || table === "Customers" ? `{${table}|${specifier ?? ""}}` : undefined,
  inlineLambdas: true,
};

test.each([
  ["=A1#", "=<A1>"],
  ["=SUM($A$1#)*2", "=SUM(<$A$1>)*2"],
  ["=Sheet1!A1#+'My sheet'!B2#", "=<Sheet1!A1>+<'My sheet'!B2>"],
  ["=spill#", "=<spill>"],
  ["=@A1:A10", "=!A1:A10!"],
  ["=@ A1 : A10", "=!A1:A10!"],
  ["=-@A1#", "=-!<A1>!"],
  ["=@CRM.SCORE(A1:B2,@C1:C9)", "=!CRM.SCORE(A1:B2,!C1:C9!)!"],
  ["=@(A1:A3)", "=!(A1:A3)!"],
  ["=@{7,8;9,10}", "=!{7,8;9,10}!"],
  ["=SUM(Customers)", "=SUM({Customers|})"],
  ["=Customers[Name]", "={Customers|Name}"],
  ["=Customers[[Need: Price]:[Need: Innovation]]", "={Customers|[Need: Price]:[Need: Innovation]}"],
  ["=[@[Need: Price]]*[@Weight]", "={|@[Need: Price]}*{|@Weight}"],
  ["=Customers['[x'] '#1]&\"]\"", "={Customers|'[x'] '#1}&\"]\""],
  ["=@Customers[Name]", "=!{Customers|Name}!"],
])("%s is read as %s", (formula, read) => {
  expect(rewriteReferences(formula, marked)).toBe(read);
});

test.each([
  '="Customers[Name] A1# @B1"',
  "='Customers[Name]'!A1",
  '=Customers!A1+IFERROR(#N/A,#REF!)+{1,#N/A;"@A1#",2}',
  "=[Book.xlsx]Sheet1!A1",
  "=A1:B2 C1:D4",
  "=1.5E+3%",
  "=SUM(",
  "=Customers(1)",
])("%s stays as it is", (formula) => {
  expect(rewriteReferences(formula, marked)).toBe(formula);
});

test("what LET and LAMBDA declare hides a table of that name, within them only", () => {
  expect(rewriteReferences("=LET(Customers,ROWS(Customers),Customers+1)+ROWS(Customers)", marked)).toBe(
    "=LET(Customers,ROWS({Customers|}),Customers+1)+ROWS({Customers|})",
  );
  expect(rewriteReferences("=MAP(A1#,LAMBDA(customers,customers+1))", marked)).toBe(
    "=MAP(<A1>,LAMBDA(customers,customers+1))",
  );
});

test("a LAMBDA that a LET names stands where it is called", () => {
  expect(rewriteReferences('=LET(f,LAMBDA(n,"f("&n),f(f(4)))', marked)).toBe(
    '=LET(f,LAMBDA(n,"f("&n),LAMBDA(n,"f("&n)(LAMBDA(n,"f("&n)(4)))',
  );
});
