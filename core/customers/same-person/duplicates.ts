import { checkSameLength } from "../../numbers/same-length";
import { valueAt } from "../value-at";
import { disjointSets } from "./disjoint-sets";
import { namesAgree } from "./name-key";
import { contradicts, isPersonal, personKeys, type PersonKeys } from "./person-keys";

type Texts = ArrayLike<string | number | null | undefined>;

/** How many neighbours in the order of names each name is compared with. */
const neighbours = 8;

/**
 * Groups records of the same customer: a group number (1, 2 … by first appearance) per row, 0 if it has no duplicate.
 *
 * Two rows match if they share a personal e-mail address; a phone number or shared mailbox, with names that agree
 * (`namesAgree`) or are missing; or a name, unless rows of that name have different phone numbers or addresses. Text is
 * normalised first (Unicode NFKC, width, case, accents in both spellings, order of Latin names, titles, legal forms of
 * companies); texts that mean "none" are blanks; phone numbers are compared by their national part, however the country
 * code is written (`phoneKeys`). The order of rows affects only the group numbers.
 *
 * Uses blocking on these keys with a sorted neighbourhood inside a block (Hernández, M. A. and Stolfo, S. J. (1995),
 * The merge/purge problem for large databases, *SIGMOD* 24(2), 127–138): n log n, never all pairs.
 *
 * @throws CrmError `lengthsDiffer`
 *
 * ```ts
 * duplicates(["Ann Lee", "LEE, Ann", "Bob"], ["", "", ""], ["", "ann@x.org", ""]); // => Uint32Array [1, 1, 0]
 * ```
 */
export function duplicates(names: Texts, phones: Texts, emails: Texts): Uint32Array {
  checkSameLength({ names, phones, emails });
  return groupsOfPersons(
    Array.from(names, (name, i) => personKeys({ name, phone: phones[i], email: emails[i] })),
  );
}

/**
 * `duplicates` for records whose keys are known. If companies are given, equal names in different companies are two
 * customers, unless a phone number or address says otherwise.
 */
export function groupsOfPersons(keys: readonly PersonKeys[]): Uint32Array {
  const count = keys.length;
  const nameKeys = keys.map(({ name }) => name);
  const { rootOf, join } = disjointSets(count);
  const joinAll = (rows: readonly number[]): void => {
    for (const row of rows) join(rows[0], row);
  };
  // A row without a name, and the named rows with the same phone number or mailbox.
  let undecided: number[][] = [];
  const joinAgreeing = (rows: number[]): void => {
    const named = rows.filter((i) => nameKeys[i] !== "");
    named.sort((i, j) => (nameKeys[i] < nameKeys[j] ? -1 : nameKeys[i] > nameKeys[j] ? 1 : i - j));
    // Each distinct name once; otherwise many rows of one name would fill the window.
    const firsts = named.filter((i, k) => k === 0 || nameKeys[i] !== nameKeys[named[k - 1]]);
    for (let k = 1, f = 0; k < named.length; k++) {
      if (nameKeys[named[k]] === nameKeys[firsts[f]]) join(firsts[f], named[k]);
      else f++;
    }
    for (let k = 0; k < firsts.length; k++) {
      for (let l = k + 1; l < firsts.length && l <= k + neighbours; l++) {
        if (namesAgree(nameKeys[firsts[k]], nameKeys[firsts[l]])) join(firsts[k], firsts[l]);
      }
    }
    const nameless = rows.filter((i) => nameKeys[i] === "");
    joinAll(nameless);
    if (nameless.length > 0 && firsts.length > 0) undecided.push([nameless[0], ...firsts]);
  };
  for (const [email, rows] of blocks(keys.map((each) => listed(each.email)))) {
    (isPersonal(email) ? joinAll : joinAgreeing)(rows);
  }
  for (const rows of blocks(keys.map(({ phones }) => phones)).values()) joinAgreeing(rows);
  for (const rows of blocks(nameKeys.map(listed)).values()) {
    if (!contradicts(rows.map((i) => keys[i]))) joinAll(rows);
  }
  // A nameless row joins only if all these are one person. One join may enable another, so repeat until none does.
  for (let before = Infinity; undecided.length < before;) {
    before = undecided.length;
    undecided = undecided.filter(([nameless, ...named]) => {
      const isOne = named.every((i) => rootOf(i) === rootOf(named[0]));
      if (isOne) join(nameless, named[0]);
      return !isOne;
    });
  }
  const sizes = new Uint32Array(count);
  for (let i = 0; i < count; i++) sizes[rootOf(i)]++;
  const numbers = new Map<number, number>();
  return Uint32Array.from({ length: count }, (_, i) => {
    const root = rootOf(i);
    return sizes[root] < 2 ? 0 : valueAt(numbers, root, () => numbers.size + 1);
  });
}

/** Rows by key; a row may have several keys. */
function blocks(keysOfRows: readonly (readonly string[])[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  keysOfRows.forEach((keys, i) => {
    for (const key of keys) valueAt(rows, key, (): number[] => []).push(i);
  });
  for (const [key, block] of rows) if (block.length < 2) rows.delete(key);
  return rows;
}

function listed(key: string): string[] {
  return key === "" ? [] : [key];
}
