import { looksLikePhone, phoneNeedles, type Region } from "./phone";
import { foldText } from "./search";
import type { LongWork } from "../long-work";

/**
 * Searchable texts (`searchableText`) of many records by their places in a list. Neighbours stand together in one long
 * text, which is searched as a whole: that is many times quicker than asking each text of its own. A change puts
 * together the texts of its neighbours again, and no others.
 */
export interface SearchIndex {
  /** The text at a place is another one from now on, or none. */
  changed(place: number): void;
  /** Puts together what has changed, so that the next `find` need not. Yields how many places it has been through. */
  prepare(): LongWork<void>;
  /** Which places answer a query: as `searchTest` asks text by text. Undefined for a query without words: all. */
  find(query: string, region?: Region): Found | undefined;
}

export interface Found {
  /** 1 at the places that answer. */
  readonly marks: Uint8Array;
  readonly count: number;
}

/** How many neighbours stand in one text. */
const blockSize = 1024;

interface Block {
  /** Undefined after a change: asked for again when the block is next put together. */
  readonly texts: (string | undefined)[];
  /** The texts joined, and where each starts in it; undefined after a change. */
  joined?: { readonly text: string; readonly starts: Int32Array; readonly digits: Int32Array };
}

/** @param textAt The text at a place, `""` where there is none. */
export function createSearchIndex(textAt: (place: number) => string): SearchIndex {
  const blocks: Block[] = [];

  function joinedOf(b: number): Joined {
    const block = blocks[b];
    if (block.joined !== undefined) return block.joined;
    const texts = block.texts.map((text, i) => (block.texts[i] = text ?? textAt(b * blockSize + i)));
    return (block.joined = join(texts));
  }

  return {
    changed(place) {
      const number = Math.floor(place / blockSize);
      while (blocks.length <= number) blocks.push({ texts: [] });
      const block = blocks[number];
      while (block.texts.length <= place % blockSize) block.texts.push("");
      block.texts[place % blockSize] = undefined;
      block.joined = undefined;
    },
    *prepare() {
      for (let b = 0; b < blocks.length; b++) {
        joinedOf(b);
        yield (b + 1) * blockSize;
      }
    },
    find(query, region) {
      const folded = foldText(query);
      if (folded === "") return undefined;
      const numbers = looksLikePhone(query)
        ? phoneNeedles(query, region).filter((needle) => needle !== "" && needle !== folded)
        : undefined;
      const words = numbers === undefined ? [...new Set(folded.split(" "))] : [folded];
      const marks = new Uint8Array(blocks.length * blockSize);
      let count = 0;
      for (let b = 0; b < blocks.length; b++) {
        const joined = joinedOf(b);
        const own = marks.subarray(b * blockSize, (b + 1) * blockSize);
        markWords(joined, words, own);
        for (const number of numbers ?? []) markNumber(joined, number, own);
        for (const mark of own) count += mark;
      }
      return { marks, count };
    },
  };
}

type Joined = NonNullable<Block["joined"]>;

function join(texts: readonly string[]): Joined {
  const starts = new Int32Array(texts.length + 1);
  // The digits of the phone stand at the end of a text, after the last #.
  const digits = new Int32Array(texts.length);
  texts.forEach((text, i) => {
    starts[i + 1] = starts[i] + text.length + 1;
    digits[i] = starts[i] + text.lastIndexOf("#") + 1;
  });
  return { text: texts.join("\n"), starts, digits };
}

/** Marks the texts that have every word. Each word leaps to its next place; the text that all meet in is one. */
function markWords({ text, starts }: Joined, words: readonly string[], marks: Uint8Array): void {
  const next = words.map(() => -1);
  const count = starts.length - 1;
  for (let record = 0; record < count;) {
    let farthest = record;
    for (let w = 0; w < words.length; w++) {
      if (next[w] < starts[farthest]) next[w] = text.indexOf(words[w], starts[farthest]);
      if (next[w] < 0) return;
      farthest = recordAt(starts, next[w], farthest);
    }
    // The first word has to be asked again where a later one leapt farther.
    if (words.length > 1 && next.some((at) => at < starts[farthest])) record = farthest;
    else {
      marks[farthest] = 1;
      record = farthest + 1;
    }
  }
}

/** Marks the texts that have a number among the digits of their phone. */
function markNumber({ text, starts, digits }: Joined, number: string, marks: Uint8Array): void {
  let record = 0;
  for (let at = text.indexOf(number); at >= 0;) {
    record = recordAt(starts, at, record);
    const inDigits = at >= digits[record];
    if (inDigits) marks[record] = 1;
    at = text.indexOf(number, inDigits ? starts[record + 1] : digits[record]);
  }
}

/** The record that a place in the text lies in, at or after `from`: near ones are tried first, then by halving. */
function recordAt(starts: Int32Array, at: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step < starts.length && starts[low + step] <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}
