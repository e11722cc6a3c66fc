import { standsForNone } from "../blank";

/**
 * Answers in words as surveys ask for them, the worst first, by place; words for one place are parted by commas. A scale
 * comes before the longer ones that hold its words too. English, Chinese, German, French, Spanish, Italian.
 */
const answers = `very dissatisfied, very unsatisfied | dissatisfied, unsatisfied | neutral, neither satisfied nor dissatisfied | satisfied | very satisfied
extremely dissatisfied, completely dissatisfied | somewhat dissatisfied | neutral, neither satisfied nor dissatisfied | somewhat satisfied | extremely satisfied, completely satisfied
extremely dissatisfied | moderately dissatisfied | slightly dissatisfied | neutral, neither satisfied nor dissatisfied | slightly satisfied | moderately satisfied | extremely satisfied
not at all satisfied | not so satisfied, not very satisfied, slightly satisfied | somewhat satisfied, moderately satisfied | very satisfied | extremely satisfied, completely satisfied
strongly disagree | disagree, somewhat disagree | neutral, neither agree nor disagree, undecided, not sure | agree, somewhat agree | strongly agree
strongly disagree | disagree | somewhat disagree, slightly disagree | neutral, neither agree nor disagree | somewhat agree, slightly agree | agree | strongly agree
very unlikely | unlikely | neutral, neither likely nor unlikely, not sure | likely | very likely
extremely unlikely | somewhat unlikely, unlikely | neutral, neither likely nor unlikely | somewhat likely, likely | extremely likely
not at all likely | not so likely, not very likely, slightly likely | somewhat likely, moderately likely | very likely | extremely likely
definitely not | probably not | neutral, maybe, might or might not, not sure | probably, probably yes | definitely, definitely yes
非常不满意, 很不满意 | 不满意, 不太满意, 比较不满意 | 一般, 中立, 普通 | 满意, 比较满意 | 非常满意, 很满意
非常不满意 | 不满意 | 比较不满意, 有点不满意 | 一般, 中立 | 比较满意, 有点满意 | 满意 | 非常满意
非常不同意, 很不同意, 完全不同意, 强烈不同意 | 不同意, 不太同意, 比较不同意 | 一般, 中立, 不确定, 不一定 | 同意, 比较同意, 基本同意 | 非常同意, 很同意, 完全同意, 强烈同意
非常不同意, 完全不同意 | 不同意 | 比较不同意, 有点不同意 | 一般, 中立, 不确定 | 比较同意, 有点同意 | 同意 | 非常同意, 完全同意
非常不可能, 很不可能, 肯定不会, 一定不会 | 不可能, 不太可能, 可能不会 | 一般, 中立, 不确定, 不一定 | 可能, 比较可能, 可能会 | 非常可能, 很可能, 肯定会, 一定会
非常不愿意, 很不愿意 | 不愿意, 不太愿意 | 一般, 中立, 不确定 | 愿意, 比较愿意 | 非常愿意, 很愿意
sehr unzufrieden | unzufrieden, eher unzufrieden | neutral, teils/teils, teils teils, weder noch, mittel | zufrieden, eher zufrieden | sehr zufrieden
stimme überhaupt nicht zu, stimme gar nicht zu, trifft überhaupt nicht zu, trifft gar nicht zu | stimme nicht zu, stimme eher nicht zu, trifft nicht zu, trifft eher nicht zu | neutral, teils/teils, teils teils, weder noch | stimme zu, stimme eher zu, trifft zu, trifft eher zu | stimme voll zu, stimme voll und ganz zu, stimme völlig zu, trifft voll zu, trifft voll und ganz zu
trifft nicht zu, stimme nicht zu | trifft eher nicht zu, stimme eher nicht zu | neutral, teils/teils, teils teils | trifft eher zu, stimme eher zu | trifft zu, stimme zu
sehr unwahrscheinlich | unwahrscheinlich, eher unwahrscheinlich | neutral, vielleicht | wahrscheinlich, eher wahrscheinlich | sehr wahrscheinlich
très insatisfait, pas du tout satisfait | insatisfait, plutôt insatisfait, peu satisfait, pas satisfait | neutre, ni satisfait ni insatisfait | satisfait, plutôt satisfait | très satisfait, tout à fait satisfait
pas du tout d'accord | pas d'accord, plutôt pas d'accord | neutre, ni d'accord ni pas d'accord | d'accord, plutôt d'accord | tout à fait d'accord
très improbable | improbable, peu probable | neutre | probable | très probable
muy insatisfecho, nada satisfecho | insatisfecho, poco satisfecho | neutral, neutro, indiferente, ni satisfecho ni insatisfecho | satisfecho | muy satisfecho
totalmente en desacuerdo, muy en desacuerdo | en desacuerdo | neutral, neutro, ni de acuerdo ni en desacuerdo | de acuerdo | totalmente de acuerdo, muy de acuerdo
muy improbable | improbable, poco probable | neutral, neutro | probable | muy probable
molto insoddisfatto, per niente soddisfatto | insoddisfatto, poco soddisfatto | neutro, neutrale, né soddisfatto né insoddisfatto | soddisfatto, abbastanza soddisfatto | molto soddisfatto
per niente d'accordo | poco d'accordo | neutro, né d'accordo né in disaccordo | d'accordo, abbastanza d'accordo | molto d'accordo, completamente d'accordo`;

/** The same for marks, which people give to other things too: only where the header, or an answer beside, says that customers do. */
const marks = `poor | fair | good | excellent
poor | fair | good | very good | excellent
very poor, very bad, terrible | poor, bad | average, fair, neutral, ok, okay, acceptable | good | very good, excellent
差 | 中 | 良 | 优
很差, 非常差, 极差 | 差, 较差, 比较差 | 一般, 中等, 普通 | 好, 较好, 比较好, 良好 | 很好, 非常好, 优秀
sehr schlecht | schlecht | mittel, mittelmäßig, durchschnittlich, neutral, befriedigend | gut | sehr gut
ungenügend | mangelhaft | ausreichend | befriedigend | gut | sehr gut
très mauvais | mauvais | moyen, correct | bon | très bon, excellent
muy malo | malo | regular | bueno | muy bueno, excelente
pessimo | scarso | sufficiente | buono | ottimo`;

/** What people answer who have none. */
const none =
  "don't know, do not know, not applicable, no opinion, no answer, prefer not to say, weiß nicht, keine angabe, ne sait pas, sans opinion, no sabe, non so, 不清楚, 不了解, 没用过, 跳过, (跳过), (空), 未回答";

/** A text as scales know it: case, accents, punctuation and Taiwan's 滿 do not count. */
export function answerKey(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+|[.!。！()]/gu, "")
    .replaceAll("’", "'")
    .replaceAll("滿", "满")
    .trim();
}

/** How a column of answers is read. */
export interface AnswerScale {
  /** What each answer is, by `answerKey`; `null` where somebody has none. */
  readonly numbers: ReadonlyMap<string, number | null>;
  /** Where it ends; it begins at 1. Undefined where the answers carry numbers of their own. */
  readonly maximum?: number;
  /** Whether nobody but somebody who was asked says so. */
  readonly isAnswer: boolean;
}

const nothing = none.split(", ").map((word): [string, null] => [answerKey(word), null]);

function scalesOf(lines: string, isAnswer: boolean): AnswerScale[] {
  return lines.split("\n").map((line): AnswerScale => {
    const places = line.split(" | ").map((words) => words.split(", ").map(answerKey));
    const numbers = places.flatMap((words, i) => words.map((word): [string, number] => [word, i + 1]));
    return { numbers: new Map([...nothing, ...numbers]), maximum: places.length, isAnswer };
  });
}

const scales = [...scalesOf(answers, true), ...scalesOf(marks, false)];

/** Different texts of a column of answers at most. */
const mostAnswers = 30;

/**
 * The scale of each column that holds answers of one known scale and nothing else, or stars, or numbers with words such as
 * `5 - Very satisfied`. Of scales that hold a column's words it is the one that most of the columns can be on, else the
 * first. Two answers that are but the opposite of each other, `agree` and `disagree`, are a yes and a no.
 */
export function answerScales(columns: readonly (readonly unknown[])[]): (AnswerScale | undefined)[] {
  const keys = columns.map(keysOf);
  const fitting = keys.map((found) => scales.filter((scale) => isOn(found, scale)));
  const on = (scale: AnswerScale): (readonly string[])[] => keys.filter((_, i) => fitting[i].includes(scale));
  const isGraded = (scale: AnswerScale): boolean => {
    const places = new Set(on(scale).flatMap((found) => found.map((key) => scale.numbers.get(key))));
    return places.size > 2 || places.has(1) || places.has(scale.maximum);
  };
  return keys.map((found, i) => {
    const graded = fitting[i].filter(isGraded).sort((a, b) => on(b).length - on(a).length);
    return graded[0] ?? starsOf(found) ?? numberedScale(found);
  });
}

/** The different texts of a column but those of people who have no answer; none where there are too many. */
function keysOf(cells: readonly unknown[]): readonly string[] {
  const keys = new Set<string>();
  for (const cell of cells) {
    if (typeof cell === "object") return [];
    const text = String(cell);
    if (text.length > 80 || keys.size > mostAnswers) return [];
    if (!standsForNone(text)) keys.add(answerKey(text));
  }
  for (const [key] of nothing) keys.delete(key);
  return [...keys];
}

/** Whether all are words of a scale, no two of them for one place. */
function isOn(keys: readonly string[], { numbers }: AnswerScale): boolean {
  const isKnown = keys.length > 0 && keys.every((key) => numbers.has(key));
  return isKnown && new Set(keys.map((key) => numbers.get(key))).size === keys.length;
}

const stars = /^[★⭐]{1,10}[☆✩]*$/u;

function starsOf(keys: readonly string[]): AnswerScale | undefined {
  if (keys.length === 0 || !keys.every((key) => stars.test(key))) return undefined;
  const numbers = keys.map((key): [string, number] => [key, key.replace(/[☆✩]/gu, "").length]);
  const maximum = Math.max(5, ...keys.map((key) => key.length));
  return { numbers: new Map([...nothing, ...numbers]), maximum, isAnswer: false };
}

const numbered = /^(\d{1,2})\b\s*[-–—=:]?\s*(\D*)$|^(\D+?)\s*[-–—=:]?\s*\b(\d{1,2})$/u;

/** Where each answer has its number. */
function numberedScale(keys: readonly string[]): AnswerScale | undefined {
  const parts = keys.map((key) => {
    const [, before, after, word = after, behind] = numbered.exec(key) ?? [];
    return { key, word, number: Number(before ?? behind) };
  });
  const words = parts.flatMap(({ word = "" }) => (/\p{L}/u.test(word) ? word : []));
  if (words.length === 0 || !parts.every(({ number }) => number <= 10)) return undefined;
  return {
    numbers: new Map([...nothing, ...parts.map(({ key, number }): [string, number] => [key, number])]),
    isAnswer: words.every((word) => scales.some(({ numbers, isAnswer }) => isAnswer && numbers.has(word))),
  };
}
