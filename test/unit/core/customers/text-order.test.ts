import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareTexts, finished, lazilySorted, textComparer } from "@crm-functions/core";

const ties = (i: number, j: number) => i - j;
/** The collator's own order, which the quick way has to give. */
const byCollator = (texts: readonly string[]) =>
  texts.map((_, i) => i).sort((i, j) => compareTexts(texts[i], texts[j]) || i - j);
function quick(texts: readonly string[], compareTies = ties): number[] {
  const { compare } = finished(textComparer(texts.length, (i) => texts[i]));
  const sorted = lazilySorted([...texts.keys()], (i, j) => compare(i, j) || compareTies(i, j));
  return texts.map((_, rank) => sorted.at(rank));
}

describe("texts stand in the order of the collator", () => {
  test("whatever they are made of", () => {
    const usual = fc.string({
      unit: fc.constantFrom(..."aAbBzéÉüÜñ 07913-_.,'&()李王梅重庆沈阳阿"),
      maxLength: 8,
    });
    const word = fc.oneof(
      { weight: 3, arbitrary: usual },
      fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
      // Characters that only the collator can place stand among the others.
      fc.string({ unit: fc.constantFrom(..."aeßæøД٣Ａ①\u0301\u00ad王"), maxLength: 5 }),
      fc.tuple(fc.constantFrom("No ", "Nr. ", "号"), fc.nat()).map(([before, n]) => `${before}${n}`),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (texts) => {
        expect(quick(texts)).toEqual(byCollator(texts));
      }),
      { numRuns: 300 },
    );
  });

  test("with more characters than fit into a byte", () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `${String.fromCharCode(0x4e00 + 7 * i)}${i % 10}`);
    expect(quick(texts)).toEqual(byCollator(texts));
  });

  test("characters read together: 重庆 stands at chóng, before 号, and 重复 at zhòng in the same list", () => {
    expect(quick(["号", "重庆"])).toEqual([1, 0]);
    expect(quick(["重量", "号", "重庆"])).toEqual([2, 1, 0]);
  });

  test("numbers by their value, however long", () => {
    const long = "9".repeat(150);
    expect(quick([`No ${long}1`, `No ${long}`, "No 10", "No 9", "No 009"])).toEqual([3, 4, 2, 1, 0]);
  });

  test("equal ones by the tie-break, none and one as they are", () => {
    expect(quick(["a", "A", "á"], (i, j) => j - i)).toEqual([2, 1, 0]);
    expect(quick([])).toEqual([]);
    expect(quick(["x"])).toEqual([0]);
    expect(quick(["b", "", "a"])).toEqual([1, 2, 0]);
  });

  test("also those that have changed or come later, with characters that had no rank", () => {
    const texts = ["b", "a", "王", "c"];
    const { compare, changed } = finished(textComparer(texts.length, (i) => texts[i]));
    texts[1] = "重庆";
    changed(1);
    texts.push("Ж", "abc");
    changed(4);
    const sorted = [...texts.keys()].sort((i, j) => compare(i, j) || i - j);
    expect(sorted).toEqual(byCollator(texts));
  });
});
