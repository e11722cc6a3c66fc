import {
  callingCode,
  chineseEnding,
  foldName,
  noAddress,
  noContact,
  notOfName,
  oneDigit,
  phoneExtension,
} from "@crm-functions/core";
import type { Dialect } from "./dialect";
import { rowsOf, stage, type Engine, type RunOptions } from "./engine";

/** SQL of the keys by which customers are compared: `""` where there is none. */
export interface ContactKeys {
  /** Equal for two names where the core's name keys are equal; for others only where the next is false. */
  readonly name: string;
  /** False for the few names of which the above cannot be said. */
  readonly nameIsExact: string;
  /** The core's keys of a telephone number: the first, and the second where there is one. */
  readonly phone: string;
  readonly otherPhone: string;
  /** Equal where the core's are; accents do not count here. */
  readonly email: string;
}

/**
 * The keys of names, telephone numbers and e-mail addresses in three expressions of text.
 *
 * No engine has all of Unicode's normalisation. A first query asks which characters beyond ASCII there are, some
 * thousands at most, and what the engine's own folding makes of each; those of which the core makes another thing are
 * replaced in the keys. Both forms of the small sigma become one, since which of them belongs there depends on its
 * neighbours; where Hangul is not composed, it is decomposed, so that syllables and letters are equal.
 */
export async function contactKeys(
  engine: Engine,
  texts: { readonly name: string; readonly phone: string; readonly email: string },
  from: string,
  options: RunOptions,
): Promise<ContactKeys> {
  const { dialect } = engine;
  let done = 0;
  const alphabet = async (text: string) =>
    (await rowsOf(engine, dialect.characters(text, from), ["text", "text"], stage(options, done++, 3))) as [
      string,
      string,
    ][];
  const used = await alphabet(texts.name);
  const none = dialect.text("");
  const noneSql = `(?i)${noContact.source.replaceAll("\\s", "[\\x09-\\x0D\\x{a0}\\x{3000} ]")}`;
  const unlessNone = (text: string, key: string) => dialect.branch(dialect.matches(text, noneSql), none, key);
  const form = dialect.composes ? "NFC" : "NFD";
  const name = (character: string) => oneSigma(foldName(character)).normalize(form);
  const email = (character: string) =>
    oneSigma(
      character
        .normalize("NFKD")
        .replace(/[\p{M}\s]+/gu, "")
        .toLowerCase(),
    ).normalize(form);
  const after = new Set(used.flatMap(([each]) => [...name(each)]));
  const doubtful = used
    .map(([each]) => each)
    .filter((each) => /σ/.test(name(each)) || (!dialect.composes && hangulLetters.test(foldName(each))));
  const names = folded(dialect, texts.name, used, name);
  const mayBeUmlaut = dialect.matches(names, "a[\\x27.]*[ae]|[ou][\\x27.]*e");
  const emails = dialect.replaceMatches(
    folded(dialect, texts.email, await alphabet(texts.email), email),
    "[\\x09-\\x0D ]+",
    "",
  );
  return {
    name: unlessNone(texts.name, nameSql(dialect, names, after)),
    nameIsExact: `NOT (${mayBeUmlaut}${doubtful.length === 0 ? "" : ` OR ${dialect.matches(texts.name, `[${doubtful.join("")}]`)}`})`,
    ...phoneSql(dialect, texts.phone, await alphabet(texts.phone)),
    email: unlessNone(texts.email, dialect.branch(dialect.matches(emails, noAddress.source), none, emails)),
  };
}

/** Letters that make a syllable with their neighbours; what stands between these may be taken away later. */
const hangulLetters = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/;

const oneSigma = (text: string) => text.replaceAll("ς", "σ");

/** The engine's own folding, after the characters that it folds otherwise than `fold` are replaced. */
function folded(
  dialect: Dialect,
  text: string,
  alphabet: readonly (readonly [string, string])[],
  fold: (character: string) => string,
): string {
  const others = alphabet
    .map(([each, own]) => [each, fold(each), own] as const)
    .filter(([, by, own]) => by !== own);
  return dialect.fold(
    dialect.replaceCharacters(
      text,
      others.map(([each, by]) => [each, by]),
    ),
  );
}

const asciiBetweenWords = "[\\x00-\\x26\\x28-\\x2D\\x2F\\x3A-\\x60\\x7B-\\x7F]+";

function nameSql(dialect: Dialect, folded: string, characters: ReadonlySet<string>): string {
  const letters = dialect.replaceMatches(
    dialect.replaceMatches(folded, "[\\x27.]", ""),
    asciiBetweenWords,
    " ",
  );
  // Wider than the core's, which knows where such a pair is no umlaut.
  const withShortUmlauts = (sql: string) =>
    [
      ["a[ae]+", "a"],
      ["oe+", "o"],
      ["ue+", "u"],
    ].reduce((before, [pattern, by]) => dialect.replaceMatches(before, pattern, by), sql);
  const words = dialect.sortedWords(withShortUmlauts(dialect.sortedWords(letters, notOfName)), []);
  const isHan = (each: string) => /\p{Script=Han}/u.test(each);
  const han = [...characters].filter(isHan);
  if (han.length === 0) return words;
  const others = [...characters].filter((each) => !isHan(each));
  const whole = dialect.replaceMatches(dialect.replaceMatches(letters, " +", ""), chineseEnding, "");
  return dialect.branch(dialect.matches(letters, rangesOf(han, others)), withShortUmlauts(whole), words);
}

/** A class of characters that holds these and not those, in as few ranges as that takes. */
function rangesOf(these: readonly string[], those: readonly string[]): string {
  const points = [
    ...these.map((each) => [each, true] as const),
    ...those.map((each) => [each, false] as const),
  ]
    .map(([each, wanted]) => [each.codePointAt(0) as number, wanted] as const)
    .sort(([one], [other]) => one - other);
  const ranges: [number, number][] = [];
  points.forEach(([point, wanted], i) => {
    if (!wanted) return;
    if (i > 0 && points[i - 1][1]) ranges[ranges.length - 1][1] = point;
    else ranges.push([point, point]);
  });
  const character = (point: number) => `\\x{${point.toString(16)}}`;
  return `[${ranges.map(([first, last]) => `${character(first)}-${character(last)}`).join("")}]`;
}

/** The steps of the core's `phoneKeys`, one after another. */
function phoneSql(
  dialect: Dialect,
  text: string,
  alphabet: readonly (readonly [string, string])[],
): { phone: string; otherPhone: string } {
  const by = alphabet
    .map(([each]) => [each, each.normalize("NFKC").replace(/\s/g, " ")] as const)
    .filter(([each, plain]) => each !== plain);
  const without = (value: string, pattern: string) => dialect.replaceMatches(value, pattern, "");
  const spelt = without(dialect.replaceCharacters(text, by), `(?i)${phoneExtension.source}`);
  const plain = without(spelt, "\\(\\s*0\\s*\\)");
  const digits = without(without(plain, "[^0-9]+"), "^0+");
  const none = dialect.text("");
  const national = dialect.last(digits, 10);
  const rest = without(digits, callingCode.source);
  const withoutCode = dialect.last(without(rest, "^0+"), 10);
  const isInternational = dialect.matches(plain, "^[^0-9+]*(\\+|00)");
  const isOneDigit = (value: string) => dialect.matches(value, oneDigit.source);
  const isKey = `length(${digits}) >= 6 AND NOT (${isOneDigit(digits)}) AND NOT ((${isInternational}) AND ${isOneDigit(rest)})`;
  return {
    phone: dialect.branch(
      isKey,
      dialect.branch(`${isInternational} AND length(${withoutCode}) >= 5`, withoutCode, national),
      none,
    ),
    otherPhone: dialect.branch(
      `length(${digits}) > 10 AND NOT (${isOneDigit(digits)}) AND NOT (${isInternational}) AND ${withoutCode} <> ${national}`,
      withoutCode,
      none,
    ),
  };
}
