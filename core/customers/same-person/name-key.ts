import { hasChinese, lettersAndDigits, withoutAccents } from "../../letters";

/** Titles that are no part of a name, and forms of address at the end of a Chinese one. */
const nameTitles: readonly string[] = ["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau"];
const formsOfAddress: readonly string[] = ["先生", "女士", "小姐", "太太", "老师", "经理"];
/** Legal forms of companies, which one writes and another leaves out. */
const legalForms: readonly string[] =
  "ltd limited inc incorporated llc llp plc corp corporation co company pty gmbh mbh ag kg kgaa ohg ug gbr".split(
    " ",
  );
const chineseLegalForms: readonly string[] =
  "股份有限公司 有限责任公司 有限責任公司 有限公司 股份公司 公司 有限合伙".split(" ");
/** What may follow a Chinese name: the longest form first where one ends like another. */
const chineseEnding = `(${[...chineseLegalForms, ...formsOfAddress].join("|")})$`;
const endingOfChinese = new RegExp(chineseEnding);
/** Words of Latin letters that are no part of a name. */
const notOfName: readonly string[] = [...nameTitles, ...legalForms];

/** Letters whose strokes are no accents by Unicode, as they are written without them. */
const otherLetters: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** The letters and digits of a name: NFKC (full width becomes half), lower case, no accents; a space for all between. */
function foldName(name: string): string {
  const plain = withoutAccents(name).toLowerCase();
  return lettersAndDigits(
    plain.replace(/['’.]/g, "").replace(/[æœøßłđðþı]/g, (letter) => otherLetters[letter]),
  );
}

/**
 * A name to compare by, from its letters and digits (`foldName`). Chinese names lose spaces, and a form of address or of
 * company at the end; others lose titles and legal forms, accents that are spelt with two letters (Juergen) are one letter
 * (Jürgen), and their parts are put in alphabetical order.
 */
export function nameKey(name: string): string {
  const plain = foldName(name).trim();
  if (hasChinese(plain)) return plain.replace(/ /g, "").replace(endingOfChinese, "");
  const words = plain.split(" ");
  const parts = words.filter((part) => !notOfName.includes(part));
  return (parts.length === 0 ? words : parts).map(withShortUmlauts).sort().join(" ");
}

/**
 * Juergen as Jurgen. Not where the pair is no umlaut: behind a vowel or q (Bauer, Enrique), in Michael and Pamela's like,
 * in Chinese names (Xue, Yue) and words of three letters (Sue, Joe).
 */
function withShortUmlauts(word: string): string {
  if (word.length < 4) return word;
  return word.replace(
    /(^|[^aeiouqxy])(a(?!el(?:l?[ae])?$)[ae]|[ou]e)/g,
    (_, before: string, pair: string) => before + pair[0],
  );
}

/**
 * True where two keys may be one person's name: equal; or with the same numbers in them (Unit 4 is not Unit 5), and all parts of one among the other's, an initial standing for its
 * name; in different scripts; or with a slip of the pen (one edit in four letters and more, two in ten and more).
 */
export function namesAgree(one: string, other: string): boolean {
  if (one === other) return true;
  if (numbersIn(one) !== numbersIn(other)) return false;
  if (hasChinese(one) !== hasChinese(other)) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (!hasChinese(short)) {
    const parts = long.split(" ");
    const matches = (part: string): boolean =>
      parts.includes(part) || (part.length === 1 && parts.some((each) => each.startsWith(part)));
    const initials = short.split(" ");
    if (initials.some((part) => part.length > 1) && initials.every(matches)) return true;
  }
  const allowed = short.length >= 10 ? 2 : short.length >= 4 ? 1 : 0;
  return long.length - short.length <= allowed && areWithin(short, long, allowed);
}

function numbersIn(key: string): string {
  return /\d/.test(key) ? (key.match(/\d+/g) ?? []).sort().join(" ") : "";
}

/**
 * True where at most `allowed` edits (insert, delete, replace, swap neighbours) turn one text into the other (Damerau
 * 1964, restricted). Linear in the length: what lies further than `allowed` from the diagonal cannot count (Ukkonen 1985).
 */
function areWithin(first: string, second: string, allowed: number): boolean {
  // What both begin and end with costs nothing; neighbours in a sorted list share most of it.
  let start = 0;
  while (start < first.length && first[start] === second[start]) start++;
  let end = 0;
  const shortest = Math.min(first.length, second.length) - start;
  while (end < shortest && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  const [rows, columns] = [first.length - end - start, second.length - end - start];
  if (Math.abs(rows - columns) > allowed) return false;
  if (rows === 0 || columns === 0) return true;
  // Edits by their distance from the diagonal, j − i + allowed, for this row and the two before it.
  const width = 2 * allowed + 1;
  const far = allowed + 1;
  let before: number[] = [];
  let row: number[] = Array.from({ length: width }, (_, k) => (k >= allowed ? k - allowed : far));
  for (let i = 1; i <= rows; i++) {
    const next: number[] = new Array<number>(width).fill(far);
    let least = far;
    for (let k = 0; k < width; k++) {
      const j = i + k - allowed;
      if (j < 0 || j > columns) continue;
      let edits = far;
      if (j === 0) edits = i;
      else {
        const isSame = first[start + i - 1] === second[start + j - 1];
        edits = row[k] + (isSame ? 0 : 1);
        if (k + 1 < width) edits = Math.min(edits, row[k + 1] + 1);
        if (k > 0) edits = Math.min(edits, next[k - 1] + 1);
        const isSwap =
          i > 1 &&
          j > 1 &&
          first[start + i - 1] === second[start + j - 2] &&
          first[start + i - 2] === second[start + j - 1];
        if (isSwap) edits = Math.min(edits, before[k] + 1);
      }
      next[k] = edits;
      if (edits < least) least = edits;
    }
    if (least > allowed) return false;
    before = row;
    row = next;
  }
  return row[columns - rows + allowed] <= allowed;
}
