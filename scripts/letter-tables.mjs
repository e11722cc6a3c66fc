// node scripts/letter-tables.mjs: writes core/letter-tables.ts from the Unicode data of the running Node.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "./root.mjs";

/** Code points that match `pattern`, as gap and length, gap and length …, in base 36. */
function ranges(pattern) {
  const parts = [];
  let [start, last] = [-1, 0];
  for (let code = 0; code <= 0x110000; code++) {
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    const matches = code < 0x110000 && !isSurrogate && pattern.test(String.fromCodePoint(code));
    if (matches && start < 0) start = code;
    if (matches || start < 0) continue;
    parts.push((start - last).toString(36), (code - 1 - start).toString(36));
    last = code - 1;
    start = -1;
  }
  return parts.join();
}

/**
 * Left out for their size: phonetic and mathematical letters, bracketed and circled characters, radicals, Korean jamo
 * and syllables, words in one character, Chinese compatibility characters, Arabic and Hebrew presentation forms.
 */
const leftOut = [
  [0x1d2c, 0x1dbf],
  [0x2100, 0x2115],
  [0x2117, 0x2129],
  [0x212c, 0x214f],
  [0x2189, 0x245f],
  [0x2474, 0x2bff],
  [0x2e80, 0x2fd5],
  [0x3130, 0x318f],
  [0x3200, 0x33ff],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfb07, 0xfdff],
  [0xfe70, 0xfeff],
];

/** For each result, the characters that `change` turns into it. */
function changes(change) {
  const sources = new Map();
  for (let code = 0x80; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (leftOut.some(([first, last]) => code >= first && code <= last)) continue;
    if ((code >= 0xd800 && code < 0xe000) || /\p{M}/u.test(character)) continue;
    const changed = change(character);
    if (changed !== character) sources.set(changed, (sources.get(changed) ?? "") + character);
  }
  return [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
}

const compatible = changes((character) => character.normalize("NFKC"));
const plain = changes((character) =>
  character.normalize("NFKC") !== character
    ? character
    : character
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .normalize("NFC"),
);
const written = (text) =>
  JSON.stringify(text).replace(
    /[\u0300-\u036f]|[\ufe00-\ufeff]|[\s\u00a0-\u00b8\u2000-\u206f\u3000]/g,
    (each) => "\\u" + each.charCodeAt(0).toString(16).padStart(4, "0"),
  );
/** The table as one text; each line has a result, a tab and its sources. */
const table = (pairs) => written(pairs.map(([result, sources]) => result + "\t" + sources).join("\n"));

const source = `// Written by scripts/letter-tables.mjs from Unicode ${process.versions.unicode}; letters.ts reads it.
export const lettersAndDigits = ${JSON.stringify(ranges(/[\p{L}\p{N}]/u))};
export const marks = ${JSON.stringify(ranges(/\p{M}/u))};
export const compatible = ${table(compatible)};
export const plain = ${table(plain)};
`;
const file = join(root, "core", "letter-tables.ts");
await writeFile(file, await format(source, { ...(await resolveConfig(file)), filepath: file }));
