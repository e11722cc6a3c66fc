import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { inLines, textWidth } from "../../../../core/charts/text-width";

test("a full-width character takes a square, a narrow letter less than a wide one", () => {
  expect(textWidth("价格", 12)).toBe(24);
  expect(textWidth("", 12)).toBe(0);
  expect(textWidth("ill", 10)).toBeLessThan(textWidth("sum", 10));
});

test("lines part at blanks, and Chinese anywhere", () => {
  expect(inLines("Ease of use", 45, 10)).toEqual(["Ease of", "use"]);
  expect(inLines("响应速度", 20, 10)).toEqual(["响应", "速度"]);
  expect(inLines("", 20, 10)).toEqual([""]);
});

test("nothing is lost, and only a word of its own is wider than a line", () => {
  const words = fc.array(fc.constantFrom("a", "of", "Responsiveness", "价格", "(1-10)"), { maxLength: 9 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 200 }), (parts, width) => {
      const lines = inLines(parts.join(" "), width, 10);
      expect(lines.join("").replace(/\s/g, "")).toBe(parts.join(""));
      for (const line of lines) if (/\s/.test(line)) expect(textWidth(line, 10)).toBeLessThanOrEqual(width);
    }),
  );
});
