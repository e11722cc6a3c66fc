import { expect, test } from "@jest/globals";
import {
  callingCodeOf,
  digitsOf,
  formatPhone,
  hasLostDigits,
  looksLikePhone,
  parsePhone,
  phoneNeedles,
} from "../../../../core/customers/phone";

// 020 7946 0000–0999 is Ofcom's range for fiction; calling codes are those of ITU-T E.164.
test.each([
  ["020 7946 0958", "GB", "+442079460958"],
  ["+44 (0)20 7946 0958", "CN", "+442079460958"],
  ["0044 20 7946 0958", "GB", "+442079460958"],
  ["tel:+442079460958", undefined, "+442079460958"],
  ["１３８００１３８０００", "CN", "+8613800138000"],
  ["\u202a138 0013 8000\u202c", "CN", "+8613800138000"],
  ["13800138000.0", "CN", "+8613800138000"],
  ["021-62345678-801", "CN", "+862162345678 ext. 801"],
  ["021-62345678转801", "CN", "+862162345678 ext. 801"],
  ["13800138000", undefined, ""],
  ["call me", "GB", ""],
  ["", "GB", ""],
])("%s in %s is %s", (text, region, expected) => {
  expect(parsePhone(text, region)).toBe(expected);
});

test("what has been parsed is kept, and a number in E.164 stands for itself", () => {
  const parsed = new Map<string, string>();
  parsePhone("020 7946 0958", "GB", parsed);
  expect([...parsed]).toEqual([
    ["020 7946 0958", "+442079460958"],
    ["+442079460958", "+442079460958"],
  ]);
});

test("calling codes, and numbers as people read them", () => {
  expect(["GB", "CN", "US", "XX"].map(callingCodeOf)).toEqual(["+44", "+86", "+1", ""]);
  expect(formatPhone("+442079460958")).toBe("+44 20 7946 0958");
  expect(formatPhone("call me")).toBe("call me");
});

test("a number rounded by a spreadsheet has lost digits", () => {
  expect(["8.61E+12", "8,61e+12", "8613800138000", "E12"].map(hasLostDigits)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("what could be a part of a number, and its digits", () => {
  expect(["+44 20", "(020) 7946", "０２０", "20a", "-5"].map(looksLikePhone)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(digitsOf("＋４４ (0)20")).toBe("44020");
});

test("each spelling of a number, and a part of it, is found among the stored digits", () => {
  for (const spelling of ["020 7946 0958", "+44 (0)20 7946 0958", "0044 20 7946 0958", "7946 0958"]) {
    const isFound = phoneNeedles(spelling, "GB").some((needle) => "442079460958".includes(needle));
    expect([spelling, isFound]).toEqual([spelling, true]);
  }
});
