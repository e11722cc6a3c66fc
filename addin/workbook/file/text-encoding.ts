import { mayBeText } from "./what-else";
import { WorkbookFileError } from "./file-error";

/** Supported text encodings, named as in the WHATWG Encoding Standard. */
export type TextEncoding =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "windows-1252"
  | "gb18030"
  | "big5"
  | "shift_jis"
  | "windows-1250"
  | "windows-1251"
  | "euc-kr"
  | "euc-jp"
  | "macintosh";

/** An encoding in which the text can be read, and a preview of some lines decoded with it. */
export interface EncodingCandidate {
  readonly encoding: TextEncoding;
  readonly preview: string;
}

/** The result of detecting the encoding of a text. */
export interface FoundEncoding {
  /** The likeliest encoding. */
  readonly encoding: TextEncoding;
  /** Length of the byte order mark in bytes; 0 if there is none. */
  readonly mark: number;
  /** More than one if the bytes do not decide; the likeliest first. */
  readonly candidates: readonly EncodingCandidate[];
}

/** Encodings tried if a text is not UTF-8: with one byte per character, and with two. */
const western: readonly TextEncoding[] = ["windows-1252", "windows-1250", "windows-1251", "macintosh"];
const eastern: readonly TextEncoding[] = ["gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"];

const encodings: readonly string[] = [...western, ...eastern, "utf-8", "utf-16le", "utf-16be"];

/** Common names that the Encoding Standard does not know, and GBK, which is a subset of GB 18030. */
const otherNames: Readonly<Record<string, string>> = {
  utf16: "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  ansi: "windows-1252",
  windows1252: "windows-1252",
  "latin-1": "windows-1252",
  "iso-8859-15": "windows-1252",
  "gb-18030": "gb18030",
  cp936: "gb18030",
  gbk: "gb18030",
  "big-5": "big5",
  cp950: "big5",
  shiftjis: "shift_jis",
  cp932: "shift_jis",
  "iso-8859-2": "windows-1250",
  cp949: "euc-kr",
  eucjp: "euc-jp",
  macroman: "macintosh",
};

/** The encoding of that name in any common spelling; undefined if it is unknown or unsupported. */
export function encodingNamed(name: string): TextEncoding | undefined {
  const key = name.trim().toLowerCase().replaceAll(" ", "-");
  let found = otherNames[key] ?? key;
  try {
    found = new TextDecoder(found).encoding;
  } catch {
    return undefined; // not the name of an encoding
  }
  found = otherNames[found] ?? found;
  return encodings.includes(found) ? (found as TextEncoding) : undefined;
}

/**
 * Detects the encoding of a text: by its byte order mark; else UTF-16 if bytes are zero at even or at odd positions
 * only; else UTF-8 if the bytes are valid; else the encodings in which the bytes make sense. If several do and none is
 * far likelier, there are several candidates.
 *
 * @throws WorkbookFileError `notText` if this is not text, including every file type that `whatElse` knows
 */
export function encodingOf(bytes: Uint8Array): FoundEncoding {
  const certain = (encoding: TextEncoding, mark = 0): FoundEncoding => ({
    encoding,
    mark,
    candidates: [{ encoding, preview: "" }],
  });
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return certain("utf-8", 3);
  // UTF-32, which is hardly ever used, is not supported.
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) {
    throw new WorkbookFileError("notText");
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain("utf-16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain("utf-16be", 2);
  if (!mayBeText(bytes)) throw new WorkbookFileError("notText");
  const wide = wideOf(bytes);
  if (wide !== undefined) return certain(wide);
  if (bytes.subarray(0, 4096).includes(0)) throw new WorkbookFileError("notText");
  if (isIn(bytes, "utf-8") || isNearlyUtf8(bytes)) return certain("utf-8");
  const found = likeliest(bytes);
  const line = telltale(bytes);
  return {
    encoding: found[0],
    mark: 0,
    candidates: found.map((encoding) => ({ encoding, preview: previewOf(line, encoding) })),
  };
}

/** UTF-16 without a mark: half of the bytes of separators, digits and line ends are zero, all on one side. */
function wideOf(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, 1 << 16);
  for (let i = 0; i < end; i++) if (bytes[i] === 0) zeros[i & 1]++;
  if (zeros[0] + zeros[1] === 0) return undefined;
  const encoding = zeros[1] > zeros[0] ? "utf-16le" : "utf-16be";
  if (Math.min(...zeros) > 0 || Math.max(...zeros) < end / 200) return undefined;
  return isIn(bytes, encoding) ? encoding : undefined;
}

/** Bytes decoded at a time. */
const decodedAtOnce = 1 << 20;

/** The text of the bytes in parts, without what a last character that is cut off would give. */
export function* decodedParts(
  bytes: Uint8Array,
  decoder: InstanceType<typeof TextDecoder>,
): Generator<string> {
  for (let at = 0; at < bytes.length; at += decodedAtOnce) {
    yield decoder.decode(bytes.subarray(at, at + decodedAtOnce), { stream: true });
  }
}

function isIn(bytes: Uint8Array, encoding: TextEncoding): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (const text of decodedParts(bytes, decoder)) {
      // Undefined in Windows-1252, and control or private-use characters that no text contains.
      if (encoding !== "utf-8" && /[\u0080-\u009f\ue000-\uf8ff]/.test(text)) return false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** UTF-8 with some invalid bytes: in another encoding, hardly any non-ASCII character would be valid by chance. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  let right = 0;
  let wrong = 0;
  for (const text of decodedParts(bytes, new TextDecoder())) {
    const beyond = text.match(/[^\0-\u007f]/gu)?.length ?? 0;
    const damaged = text.match(/\ufffd/g)?.length ?? 0;
    right += beyond - damaged;
    wrong += damaged;
  }
  return right >= 4 && wrong <= right / 4;
}

/** Number of non-ASCII characters from which their frequencies decide. */
const enough = 24;
/** Number of bytes examined for this. */
const lookedAt = 1 << 20;

/**
 * The possible encodings, the likeliest first; only one if the bytes decide. In Western text non-ASCII letters stand
 * alone between others; in Chinese and Japanese text they come in runs. The common characters of GB 2312 have two high
 * bytes; every third in Big5 has a low second byte; most in Shift-JIS start below 0xA0. Korean syllables lie in the
 * first half of the range of GB 2312 characters; EUC-JP has many kana. One bad byte in a long text excludes nothing.
 */
function likeliest(bytes: Uint8Array): readonly TextEncoding[] {
  let runs = 0;
  let short = 0;
  let letters = 0;
  let high = 0;
  let signs = 0;
  let bothHigh = 0;
  let common = 0;
  let lowLeads = 0;
  let syllables = 0;
  let kana = 0;
  const end = Math.min(bytes.length, lookedAt);
  for (let i = 0; i < end;) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    const from = i;
    for (; i < end && bytes[i] >= 0x80; i++) {
      high++;
      if (bytes[i] >= 0xc0 && bytes[i] !== 0xd7 && bytes[i] !== 0xf7) letters++;
    }
    runs++;
    if (i - from <= 2) short++;
    for (let k = from; k < i; k += 2) {
      signs++;
      if (bytes[k] >= 0x81 && bytes[k] <= 0x9f) lowLeads++;
      if (k + 1 < i && bytes[k + 1] >= 0xa1) {
        bothHigh++;
        if (bytes[k] >= 0xb0 && bytes[k] <= 0xd7) common++;
        if (bytes[k] >= 0xb0 && bytes[k] <= 0xc8) syllables++;
        if (bytes[k] === 0xa4 || bytes[k] === 0xa5) kana++;
      }
    }
  }
  const alone = short / runs;
  const chinese = bothHigh / signs + common / signs - 1;
  const head = bytes.subarray(0, end);
  const scores = new Map<TextEncoding, number>();
  const consider = (encoding: TextEncoding, score: number): void => {
    const wrong = spoiltIn(bytes, encoding);
    // A stray byte or two among many characters: the text is damaged, and its cells show it.
    if (wrong === 0 || (eastern.includes(encoding) && signs >= 12 && wrong <= signs / 12 && score > 0.5)) {
      scores.set(encoding, score - (wrong > 0 ? 0.05 : 0));
    }
  };
  consider("gb18030", chinese - (kana > signs / 5 ? 0.6 : 0));
  consider("big5", (1 - bothHigh / signs) * 1.5 - 0.6);
  consider("shift_jis", (lowLeads / signs) * 1.5 - 0.5);
  // Chinese also has many characters beyond the range of Korean syllables.
  if (syllables > bothHigh * 0.95) consider("euc-kr", chinese - (signs < enough ? 0.2 : -0.6));
  if (kana > signs / 20) consider("euc-jp", (bothHigh / signs) * 0.6 + Math.min(0.4, (kana / signs) * 2));
  const odd = Object.fromEntries(western.map((encoding) => [encoding, oddIn(head, encoding)]));
  const western1252 = alone + letters / high - 1;
  consider("windows-1252", western1252 - odd["windows-1252"]);
  const isOdd = odd["windows-1252"] > 0.1;
  if (isOdd || alone < 0.5) {
    for (const encoding of ["windows-1250", "macintosh"] as const) {
      if (isOdd && odd[encoding] < odd["windows-1252"] / 2) consider(encoding, alone - odd[encoding] - 0.1);
    }
    // In Russian, whole words consist of bytes that are single letters in Western text.
    if (odd["windows-1251"] < 0.05 && letters > high * 0.9) consider("windows-1251", 0.9 - alone);
  }
  const ordered = [...scores.keys()].sort((a, b) => scores.get(b)! - scores.get(a)!);
  if (ordered.length === 0) return ["windows-1252"];
  const [first, second] = ordered.map((encoding) => scores.get(encoding)!);
  const decides = signs >= enough && first > 0.6 && first - (second ?? -1) > 0.5;
  // Isolated Western letters with nothing odd about them rule out the other Western encodings.
  const isOnly = ordered.length === 1 && (ordered[0] !== "windows-1252" || (!isOdd && alone >= 0.5));
  if (decides || isOnly) return ordered.slice(0, 1);
  if (ordered.length > 1) return ordered;
  return [
    ...ordered,
    ...western.filter((encoding) => !ordered.includes(encoding) && spoiltIn(bytes, encoding) === 0),
  ];
}

/** Number of places that are invalid in the encoding. */
function spoiltIn(bytes: Uint8Array, encoding: TextEncoding): number {
  if (isIn(bytes, encoding)) return 0;
  let wrong = 0;
  for (const text of decodedParts(bytes, new TextDecoder(encoding))) {
    wrong += text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0;
  }
  return wrong;
}

/** The share of non-ASCII characters in unlikely places: signs within words, capitals after lower-case letters. */
function oddIn(bytes: Uint8Array, encoding: TextEncoding): number {
  const text = new TextDecoder(encoding).decode(bytes);
  const high = text.match(/[^\0-\u007f]/g)?.length ?? 0;
  const within =
    text.match(
      /(?<=\p{L})[^\p{L}\p{M}\p{Nd}\s\0-\u007f’‘´·–—](?=\p{L})|(?<=\p{Ll})(?=[^\0-\u007f])\p{Lu}|(?<![\p{L}\p{N}\d ])[¢£¥¦§©ª¬¯°±²³´¶¹º¼½¾×÷](?=\p{L})|(?<![\p{L}\p{N}\d ])¿(?=\p{Ll})/gu,
    )?.length ?? 0;
  return high === 0 ? 0 : within / high;
}

/** The first two lines with non-ASCII bytes, at most 120 bytes each, with their separators. */
function telltale(bytes: Uint8Array): Uint8Array {
  const lines: number[] = [];
  let found = 0;
  for (let at = 0; at < bytes.length && found < 2;) {
    let end = bytes.indexOf(10, at);
    if (end < 0) end = bytes.length;
    const line = bytes.subarray(at, Math.min(end, at + 120));
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(...line, 10);
      found++;
    }
    at = end + 1;
  }
  return Uint8Array.from(lines);
}

function previewOf(line: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding)
    .decode(line)
    .split(/[\r\n]+/)
    .filter((each) => each !== "")
    .map((each) => (each.length > 80 ? `${each.slice(0, 79)}…` : each))
    .join("\n");
}
