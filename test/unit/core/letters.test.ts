import { describe, expect, test } from "@jest/globals";
import { compatible, hasChinese, lettersAndDigits, withoutAccents } from "../../../core/letters";

/** Runs `body` in an engine whose `normalize` does nothing. */
function withoutNormalize<Result>(body: () => Result): Result {
  const { normalize } = String.prototype;
  String.prototype.normalize = function () {
    return String(this);
  };
  try {
    return body();
  } finally {
    String.prototype.normalize = normalize;
  }
}

const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe("letters, beside the Unicode data of this engine", () => {
  // An engine that is newer than the table knows letters that the table calls none, never the other way round.
  test("what the table calls a letter or a digit is one, and all of the usual scripts are there", () => {
    const wrong = characters.filter(
      (each) => !/[\p{L}\p{N}\p{Cn}]/u.test(each) && lettersAndDigits(each) !== " ",
    );
    expect(wrong).toEqual([]);
    const missed = characters.filter(
      (each) =>
        /[\p{L}\p{N}]/u.test(each) && each.codePointAt(0)! < 0xa000 && lettersAndDigits(each) !== each,
    );
    expect(missed).toEqual([]);
  });

  test("Chinese is the script Han", () => {
    const differing = characters.filter(
      (each) => /\p{Script=Han}/u.test(each) !== hasChinese(each) && !/\p{Cn}/u.test(each),
    );
    expect(differing).toEqual([]);
  });
});

describe("spellings without the engine's help", () => {
  test.each([
    ["José García", "Jose Garcia"],
    ["Jose\u0301 Garci\u0301a", "Jose Garcia"],
    ["ＡＢＣ　１２３", "ABC 123"],
    ["Ångström Łódź", "Angstrom Łodz"],
    ["Nguyễn Thị Ánh", "Nguyen Thi Anh"],
    ["ﬁnance №①²", "finance No12"],
    ["ｶﾌﾞｼｷ", "カフシキ"],
    ["Ελένη Ёлкин", "Ελενη Елкин"],
  ])("%s becomes %s, as it does with it", (text, plain) => {
    expect(withoutAccents(text)).toBe(plain);
    expect(withoutNormalize(() => withoutAccents(text))).toBe(plain);
  });

  test.each([
    ["（０２１）５５５", "(021)555"],
    ["ａ＠ｂ．ｃｎ", "a@b.cn"],
    ["a\u00a0b", "a b"],
    ["é", "é"],
  ])("%s has the compatible form %s", (text, plain) => {
    expect(compatible(text)).toBe(plain);
    expect(withoutNormalize(() => compatible(text))).toBe(plain);
  });

  test("the table agrees with the engine on every character that the engine has", () => {
    const table = withoutNormalize(() => characters.map((each) => withoutAccents(each)));
    const differing = characters.filter(
      (each, i) => table[i] !== each && table[i] !== withoutAccents(each) && !/[\p{M}\p{Cn}]/u.test(each),
    );
    expect(differing).toEqual([]);
    // Latin, Greek, Cyrillic, kana and full width, whole
    const whole = characters.filter((each) =>
      /^[\u00a0-\u024f\u0370-\u052f\u1e00-\u1fff\u3040-\u30ff\uff01-\uff9f]$/.test(each),
    );
    const left = whole.filter(
      (each) => withoutAccents(each) !== withoutNormalize(() => withoutAccents(each)),
    );
    expect(left).toEqual([]);
  });
});
