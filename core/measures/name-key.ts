const chinese = /\p{Script=Han}/u;

/** Titles that are no part of a name, and forms of address at the end of a Chinese one. */
export const nameTitles: readonly string[] = ["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau"];
export const formsOfAddress: readonly string[] = ["先生", "女士", "小姐", "太太", "老师", "经理"];
const formAtEnd = new RegExp(`(${formsOfAddress.join("|")})$`);

/** The letters and digits of a name: NFKC (full width becomes half), lower case, no accents; a space for all between. */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ");
}

/**
 * A name to compare by, from its letters and digits (`foldName`). Chinese names lose spaces and a form of address at the
 * end; others lose titles, and their parts are put in alphabetical order.
 */
export function nameKey(name: string): string {
  const plain = foldName(name).trim();
  if (chinese.test(plain)) return plain.replace(/ /g, "").replace(formAtEnd, "");
  const parts = plain.split(" ").filter((part) => !nameTitles.includes(part));
  return (parts.length === 0 ? plain : parts.sort().join(" ")).trim();
}

/**
 * True where two keys may be one person's name: equal; all parts of one among the other's, an initial standing for its
 * name; in different scripts; or with a slip of the pen (one edit in four letters and more, two in ten and more).
 */
export function namesAgree(one: string, other: string): boolean {
  if (one === other || chinese.test(one) !== chinese.test(other)) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (!chinese.test(short)) {
    const parts = long.split(" ");
    const matches = (part: string): boolean =>
      parts.includes(part) || (part.length === 1 && parts.some((each) => each.startsWith(part)));
    const initials = short.split(" ");
    if (initials.some((part) => part.length > 1) && initials.every(matches)) return true;
  }
  const allowed = short.length >= 10 ? 2 : short.length >= 4 ? 1 : 0;
  return long.length - short.length <= allowed && editDistance(short, long) <= allowed;
}

/** Edits (insert, delete, replace, swap neighbours) that turn one text into the other (Damerau 1964, restricted). */
function editDistance(first: string, second: string): number {
  // What both begin and end with costs nothing; neighbours in a sorted list share most of it.
  let start = 0;
  while (start < first.length && first[start] === second[start]) start++;
  let end = 0;
  const shortest = Math.min(first.length, second.length) - start;
  while (end < shortest && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  const one = first.slice(start, first.length - end);
  const other = second.slice(start, second.length - end);
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replace = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(replace, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    before = row;
    row = next;
  }
  return row[other.length];
}
