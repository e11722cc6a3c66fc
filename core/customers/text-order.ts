import type { LongWork } from "../long-work";

// One collator for all languages: the order must not depend on whose machine it is. Numbers in names count as numbers.
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true, sensitivity: "base" });

/** Compares two texts as people look them up: Chinese by pinyin, case and accents not counted, numbers by their value. */
export const compareTexts: (a: string, b: string) => number = collator.compare;

/** Compares texts by their positions in a list. */
export interface TextComparer {
  /** As `compareTexts` compares the texts. */
  compare(i: number, j: number): number;
  /** The text at a position is another one than when the comparer was made, or has come later. */
  changed(position: number): void;
}

/**
 * Compares the texts of a list as `compareTexts` does, many times quicker: the collator is slow to answer, so nearly all
 * texts get a key of bytes in its order once (in steps), and only those that no key can place are left to it.
 *
 * @param textAt The text at a position as it is now; positions that nothing stands at give `""`.
 */
export function* textComparer(count: number, textAt: (position: number) => string): LongWork<TextComparer> {
  const texts = Array.from({ length: count }, (_, i) => textAt(i));
  yield 0;
  const { bytes, starts, ends } = yield* textKeys(texts);
  // The first six bytes of each key as a number; NaN where there is no key.
  const firsts = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (i % textsAtOnce === 0) yield i;
    let first = starts[i] === ends[i] ? NaN : 0;
    for (let k = starts[i]; k < starts[i] + firstBytes; k++)
      first = first * 256 + (k < ends[i] ? bytes[k] : 0);
    firsts[i] = first;
  }
  return {
    compare(i, j) {
      const difference = firsts[i] - firsts[j];
      if (difference < 0 || difference > 0) return difference;
      // No key, or a position that came later.
      if (difference !== 0) return compareTexts(textAt(i), textAt(j));
      let a = starts[i] + firstBytes;
      let b = starts[j] + firstBytes;
      for (const [lastA, lastB] = [ends[i], ends[j]]; ; a++, b++) {
        if (a >= lastA || b >= lastB) return (a < lastA ? 1 : 0) - (b < lastB ? 1 : 0);
        if (bytes[a] !== bytes[b]) return bytes[a] - bytes[b];
      }
    },
    changed(position) {
      if (position < count) firsts[position] = NaN;
    },
  };
}

const firstBytes = 6;
/** Texts that are gone through between two rests. */
const textsAtOnce = 4096;

/** Keys of bytes: that of text i is `bytes[starts[i]]` … `bytes[ends[i] − 1]`, empty where it has none. No byte is 0. */
interface TextKeys {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const zero = 48;
const nine = 57;
/** Numbers of more digits than this are left to the collator. */
const mostDigits = 100;

const isDigit = (code: number): boolean => code >= zero && code <= nine;
const isChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/**
 * Keys that stand in the order of the collator. They are exact for texts of ASCII, Chinese characters and accented Latin
 * letters: in this collation each of these has one primary weight of its own. Their ranks are asked of the collator
 * itself, and so is which pairs of Chinese characters it reads together (重庆, whose 重 is chóng and not zhòng); a text
 * with such a pair has no key.
 */
function* textKeys(texts: readonly string[]): LongWork<TextKeys> {
  const { ranks, most } = yield* ranksOf(texts);
  const together = yield* pairsReadTogether(texts);
  const wide = most > 255;
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  // A digit takes most: its rank, how many follow, itself.
  const bytes = new Uint8Array(4 * total);
  const starts = new Int32Array(texts.length);
  const ends = new Int32Array(texts.length);
  let end = 0;
  for (const [i, text] of texts.entries()) {
    if (i % textsAtOnce === 0) yield i;
    starts[i] = end;
    ends[i] = hasPair(text, together) ? end : writeKey(text, ranks, wide, bytes, end);
    end = ends[i];
  }
  return { bytes, starts, ends };
}

/** Writes the key of a text at `start`; gives where it ends, `start` where the text has none. */
function writeKey(text: string, ranks: Uint16Array, wide: boolean, bytes: Uint8Array, start: number): number {
  let end = start;
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    const rank = ranks[code];
    if (rank === 0) return start;
    if (wide) {
      bytes[end++] = 1 + (rank >> 7);
      bytes[end++] = 1 + (rank & 127);
    } else bytes[end++] = rank;
    i++;
    if (!isDigit(code)) continue;
    // A number: how many digits it has, then these.
    let from = i - 1;
    while (i < text.length && isDigit(text.charCodeAt(i))) i++;
    while (from < i - 1 && text.charCodeAt(from) === zero) from++;
    if (i - from > mostDigits) return start;
    bytes[end++] = i - from;
    for (; from < i; from++) bytes[end++] = text.charCodeAt(from);
  }
  return end;
}

/** True for a character whose weight stands by itself. */
function isPlain(code: number): boolean {
  if (code < 0xc0) return code >= 0x20 && code < 0x7f;
  if (isChinese(code)) return true;
  if (code > 0x17f) return false;
  const parts = String.fromCharCode(code).normalize("NFD");
  return parts.length === 2 && /[a-z]/i.test(parts[0]);
}

/** The rank from 1 of each plain character that occurs, 0 for all others; characters that count as one share theirs. */
function* ranksOf(
  texts: readonly string[],
): LongWork<{ readonly ranks: Uint16Array; readonly most: number }> {
  const seen = new Uint8Array(0x10000);
  for (const [k, text] of texts.entries()) {
    if (k % textsAtOnce === 0) yield k;
    for (let i = 0; i < text.length; i++) seen[text.charCodeAt(i)] = 1;
  }
  // All numbers stand where the digit 0 does.
  const plain = ["0"];
  for (let code = 0; code < seen.length; code++) {
    if (seen[code] === 1 && isPlain(code) && !isDigit(code)) plain.push(String.fromCharCode(code));
  }
  plain.sort(compareTexts);
  const ranks = new Uint16Array(0x10000);
  let most = 0;
  plain.forEach((character, i) => {
    if (i === 0 || compareTexts(plain[i - 1], character) !== 0) most++;
    ranks[character.charCodeAt(0)] = most;
  });
  ranks.fill(ranks[zero], zero, nine + 1);
  return { ranks, most };
}

/** A number for the pair of Chinese characters at a place of a text, -1 where there is none. */
function pairAt(text: string, place: number): number {
  const first = text.charCodeAt(place);
  if (!isChinese(first)) return -1;
  const second = text.charCodeAt(place + 1);
  return isChinese(second) ? first * 0x10000 + second : -1;
}

/** The pairs of Chinese characters in the texts that the collator does not place right among those with the first. */
function* pairsReadTogether(texts: readonly string[]): LongWork<Set<number>> {
  const pairs = new Set<number>();
  // The same few pairs come again and again (有限公司): most are found here without asking the set.
  const lately = new Float64Array(1024);
  for (const [k, text] of texts.entries()) {
    if (k % textsAtOnce === 0) yield k;
    for (let i = 0; i + 1 < text.length; i++) {
      const pair = pairAt(text, i);
      if (pair < 0 || lately[pair & 1023] === pair) continue;
      lately[pair & 1023] = pair;
      pairs.add(pair);
    }
  }
  let asked = 0;
  for (const pair of pairs) {
    if (++asked % 1024 === 0) yield asked;
    const first = String.fromCharCode(pair / 0x10000);
    const both = first + String.fromCharCode(pair % 0x10000);
    // U+FFFF stands after every character.
    if (compareTexts(both, first) > 0 && compareTexts(both, `${first}\uffff`) < 0) pairs.delete(pair);
  }
  return pairs;
}

function hasPair(text: string, pairs: ReadonlySet<number>): boolean {
  if (pairs.size === 0) return false;
  for (let i = 0; i + 1 < text.length; i++) if (pairs.has(pairAt(text, i))) return true;
  return false;
}
