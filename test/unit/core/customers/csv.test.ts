import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { csvOf, textOfCsv } from "@crm-functions/core";
import { anyCharacter } from "../../../any-character";

test("cells as RFC 4180 has them", () => {
  expect(
    csvOf([
      ["a", 'b"c', "d,e", "f\ng"],
      [1.5, true, null, ""],
    ]),
  ).toBe('\ufeffa,"b""c","d,e","f\ng"\r\n1.5,TRUE,,\r\n');
});

// The characters that OWASP names for CSV injection, also behind spaces and in full width.
test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  " =1",
  "＝1",
  '=HYPERLINK("http://x";"y")',
  "=cmd|' /C calc'!A0",
])("%j is no formula in the file, and the same text when read again", (text) => {
  const line = csvOf([[text]]);
  expect(line).toMatch(/^\ufeff"?'/);
  const cell = line
    .slice(1, -2)
    .replace(/^"([^]*)"$/, "$1")
    .replace(/""/g, '"');
  expect(textOfCsv(cell)).toBe(text);
});

test("any text comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const line = csvOf([[text]]).slice(1, -2);
      const cell = line.startsWith('"') ? line.slice(1, -1).replace(/""/g, '"') : line;
      expect(textOfCsv(cell)).toBe(text);
      expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }),
    { numRuns: 500 },
  );
});
