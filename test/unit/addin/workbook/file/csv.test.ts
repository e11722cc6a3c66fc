import { describe, expect, test } from "@jest/globals";
import { csvOf } from "@crm-functions/core";
import fc from "fast-check";
import { CsvParser, guessSeparator, readCsv, type FileValue } from "../../../../../addin/workbook/file";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const valuesOf = (text: string): (FileValue | undefined)[][] =>
  readCsv(bytes(text), "S").sheets[0].cells.map((row) => row.map((cell) => cell?.value));

const parsed = (text: string): string[][] => new CsvParser(guessSeparator(text)).read(text, true);

describe("reading .csv", () => {
  test("numbers, dates, logical values; what would lose something stays text", () => {
    expect(valuesOf("1.5,2026-01-05,TRUE,007,+8613800138000,1234567890123456,=1+1,-3e+2,12E4,True")).toEqual([
      [1.5, 46027, true, "007", "+8613800138000", "1234567890123456", "=1+1", -300, "12E4", "True"],
    ]);
  });

  test("a date that does not exist stays text", () => {
    expect(valuesOf("2026-02-30")).toEqual([["2026-02-30"]]);
  });

  test.each([",", ";", "\t"])("the delimiter %j is found", (delimiter) => {
    expect(parsed(["a", "b", "c"].join(delimiter) + "\r\n1" + delimiter + "2")).toEqual([
      ["a", "b", "c"],
      ["1", "2"],
    ]);
  });

  test("quotes, line ends in cells and blank cells", () => {
    expect(parsed('"a ""b""","c\nd",\r\n,,x\n\n')).toEqual([['a "b"', "c\nd", ""], ["", "", "x"], [""]]);
  });

  test("UTF-8 with mark, UTF-16 and GB 18030", () => {
    expect(valuesOf("\uFEFF姓名")).toEqual([["姓名"]]);
    expect(readCsv(new Uint8Array([0xff, 0xfe, 0xd3, 0x59]), "S").sheets[0].cells[0][0]?.value).toBe("姓");
    expect(readCsv(new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb]), "S").sheets[0].cells[0][0]?.value).toBe("姓名");
  });

  test("what cannot be read says why, in both languages", () => {
    expect(() => readCsv(bytes(""), "S")).toThrow("nothing in this file");
    expect(() => readCsv(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "S")).toThrow("not a table of text");
    expect(() => parsed('a\n"b')).toThrow("Line 2");
    expect(() => parsed('a\n"b')).toThrow(expect.objectContaining({ key: "quoteOpen" }));
  });

  test("every text comes back, but for the apostrophe of a disarmed one", () => {
    const safe = fc
      .string({ unit: "grapheme" })
      .filter(
        (text) =>
          !/^[\s\u00a0\ufeff]*[=+\-@＝＋－＠\t\r\n|%]/.test(text) &&
          !text.startsWith("'") &&
          !/\r/.test(text),
      );
    fc.assert(
      fc.property(fc.array(fc.tuple(safe, safe), { minLength: 1 }), (rows) => {
        const withHeader: [string, string][] = [["a", "b"], ...rows];
        expect(parsed(csvOf(withHeader).slice(1))).toEqual(withHeader);
      }),
    );
  });
});
