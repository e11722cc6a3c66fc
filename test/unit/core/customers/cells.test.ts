import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  cellOf,
  customerFields,
  interactionFields,
  readCell,
  readNumber,
  serialOf,
  type CellValue,
  type Field,
} from "@crm-functions/core";

const fieldNamed = (name: string): Field =>
  ([...customerFields, ...interactionFields] as Field[]).find((field) => field.name === name)!;

describe("readCell", () => {
  test("text stays text", () => {
    for (const text of ["12E4", "1.10", "True", "2024-01-05", "007", " a ", "=1+1", "'q"]) {
      expect(readCell(text, fieldNamed("company"))).toBe(text);
    }
    expect([readCell(7, fieldNamed("name")), readCell(true, fieldNamed("name"))]).toEqual(["7", "TRUE"]);
  });

  test.each<[string, CellValue, unknown]>([
    ["phone", "138 0013 8000", "+8613800138000"],
    ["phone", "tel:+86-138-0013-8000", "+8613800138000"],
    ["phone", "\u202a+86 138 0013 8000\u202c", "+8613800138000"],
    ["phone", "+44 20 7946 0958 ext. 12", "+442079460958 ext. 12"],
    ["phone", 13800138000, "+8613800138000"],
    ["phone", "13800138000.0", "+8613800138000"],
    ["phone", "010-62345678转8001", "+861062345678 ext. 8001"],
    ["phone", "021-62345678-801", "+862162345678 ext. 801"],
    ["phone", "+49 30 1234567 App. 12", "+49301234567 ext. 12"],
    ["phone", "callto:+442079460958", "+442079460958"],
    ["created", 46053, "2026-01-31"],
    ["created", 20240304, "2024-03-04"],
    ["when", 46053.5, "2026-01-31T12:00"],
    ["kind", "合作伙伴", "partner"],
    ["kind", "PARTNER", "partner"],
    ["consent", "x", "yes"],
    ["consent", false, "no"],
    ["done", "是", true],
    ["done", "", false],
    ["marketingValue", "1,234.5", 1234.5],
    ["marketingValue", "₹12,34,567.5", 1234567.5],
    ["marketingValue", "1.2万", 12000],
    ["marketingValue", "暂无", null],
    ["marketingValue", "Don't know", null],
    ["marketingValue", "", null],
    ["marketingValue", "  ", null],
    ["created", null, ""],
  ])("%s of %j", (name, cell, value) => {
    expect(readCell(cell, fieldNamed(name), { region: "CN" })).toBe(value);
  });

  test("what cannot be understood is left as it was found", () => {
    const cells: [string, CellValue][] = [
      ["phone", "call me"],
      ["phone", "8.61E+12"],
      ["created", "someday"],
      ["created", "01/02/2026"],
      ["created", 3e9],
      ["kind", "friend"],
      ["done", "perhaps"],
      ["marketingValue", "12x"],
      ["name", { error: "#N/A" }],
    ];
    for (const [name, cell] of cells) expect(readCell(cell, fieldNamed(name))).toEqual(cell);
  });

  test("a cell shows a value that is read again", () => {
    for (const language of ["en-US", "zh-CN"] as const) {
      for (const [name, value] of [
        ["when", "2026-01-31T12:00"],
        ["created", "2026-01-31"],
        ["kind", "partner"],
        ["consent", "no"],
        ["done", true],
        ["rating", 7.5],
      ] as const) {
        expect(readCell(cellOf(value, fieldNamed(name), language), fieldNamed(name))).toBe(value);
      }
    }
    expect(cellOf("2026-01-31", fieldNamed("created"), "en-US")).toBe(serialOf("2026-01-31"));
    expect(cellOf("", fieldNamed("created"), "en-US")).toBeNull();
  });
});

describe("readNumber", () => {
  test.each<[string, "." | ",", number]>([
    ["1234.5", ".", 1234.5],
    ["1,234", ".", 1234],
    ["1,234,567.8", ".", 1234567.8],
    ["1.234,5", ",", 1234.5],
    ["1.234", ",", 1234],
    ["1234,5", ",", 1234.5],
    ["1 234,5 €", ",", 1234.5],
    ["1'234.50", ".", 1234.5],
    ["€ 12", ".", 12],
    ["12 EUR", ".", 12],
    ["¥-5", ".", -5],
    ["-¥5", ".", -5],
    ["(12)", ".", -12],
    ["12,-", ".", 12],
    ["1.234,-- €", ",", 1234],
    ["CHF 12.–", ".", 12],
    ["12-", ".", -12],
    ["−3", ".", -3],
    ["１２", ".", 12],
    ["1e3", ".", 1000],
    ["+7", ".", 7],
  ])("%s with %s", (text, decimal, number) => {
    expect(readNumber(text, decimal)).toBe(number);
  });
  test.each([
    ["1,23", "."],
    ["1,2345", "."],
    ["1.23", ","],
    ["1.2.3", "."],
    ["12%", "."],
    ["12 x", "."],
    ["--5", "."],
    ["1e999", "."],
    ["", "."],
    ["€", "."],
  ] as const)("%j with %s is none", (text, decimal) => {
    expect(readNumber(text, decimal)).toBeNaN();
  });
  test("every number as JavaScript writes it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readNumber(String(number))).toBe(number === 0 ? 0 : number);
        expect(readNumber(String(number).replace(".", ","), ",")).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});
