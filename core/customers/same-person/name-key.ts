import { hasChinese, lettersAndDigits, withoutAccents } from "../../letters";

/** Titles, which are not part of a name, and forms of address at the end of a Chinese name. */
const nameTitles: readonly string[] = ["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau"];
const formsOfAddress: readonly string[] = ["先生", "女士", "小姐", "太太", "老师", "经理"];
/** Legal forms of companies, which are often omitted. */
const legalForms: readonly string[] =
  "ltd limited inc incorporated llc llp plc corp corporation co company pty gmbh mbh ag kg kgaa ohg ug gbr".split(
    " ",
  );
const chineseLegalForms: readonly string[] =
  "股份有限公司 有限责任公司 有限責任公司 有限公司 股份公司 公司 有限合伙".split(" ");
/** What may follow a Chinese name; if one form ends with another, the longer one comes first. */
const chineseEnding = `(${[...chineseLegalForms, ...formsOfAddress].join("|")})$`;
const endingOfChinese = new RegExp(chineseEnding);
/** Latin words that are not part of a name. */
const notOfName: readonly string[] = [...nameTitles, ...legalForms];

/** Letters that Unicode does not decompose into letter and accent, with their plain spellings. */
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

/** Letters and digits of a name: NFKC (full width becomes half), lower case, no accents; a space for all others. */
function foldName(name: string): string {
  const plain = withoutAccents(name).toLowerCase();
  return lettersAndDigits(
    plain.replace(/['’.]/g, "").replace(/[æœøßłđðþı]/g, (letter) => otherLetters[letter]),
  );
}

/**
 * A name in comparable form, from its letters and digits (`foldName`). Chinese names lose spaces and a final form of
 * address or legal form. Others lose titles and legal forms, umlauts spelt with two letters (Juergen) become one letter
 * (Jürgen), and the parts are sorted alphabetically.
 */
export function nameKey(name: string): string {
  const plain = foldName(name).trim();
  if (hasChinese(plain)) return plain.replace(/ /g, "").replace(endingOfChinese, "");
  const words = plain.split(" ");
  const parts = words.filter((part) => !notOfName.includes(part));
  return (parts.length === 0 ? words : parts).map(withShortUmlauts).sort().join(" ");
}

/**
 * Juergen becomes Jurgen. Pairs that are not umlauts stay: after a vowel or q (Bauer, Enrique), in names such as
 * Michael and Pamela, in Chinese names (Xue, Yue), and in words of three letters (Sue, Joe).
 */
function withShortUmlauts(word: string): string {
  if (word.length < 4) return word;
  return word.replace(
    /(^|[^aeiouqxy])(a(?!el(?:l?[ae])?$)[ae]|[ou]e)/g,
    (_, before: string, pair: string) => before + pair[0],
  );
}

/**
 * Whether two keys may be one person's name: they are equal, or contain the same numbers (Unit 4 is not Unit 5) and
 * either all parts of one occur in the other (an initial stands for a name), or the scripts differ, or there is a typo
 * (one edit from four letters on, two from ten on).
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
 * Whether at most `allowed` edits (insert, delete, replace, swap neighbours) turn one text into the other (Damerau
 * 1964, restricted). Linear in the length: only a band of width `allowed` around the diagonal matters (Ukkonen 1985).
 */
function areWithin(first: string, second: string, allowed: number): boolean {
  // A common start and end cost nothing; neighbours in a sorted list share most of their text.
  let start = 0;
  while (start < first.length && first[start] === second[start]) start++;
  let end = 0;
  const shortest = Math.min(first.length, second.length) - start;
  while (end < shortest && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  const [rows, columns] = [first.length - end - start, second.length - end - start];
  if (Math.abs(rows - columns) > allowed) return false;
  if (rows === 0 || columns === 0) return true;
  // Edits by distance from the diagonal, j − i + allowed, for this row and the two before it.
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
