import { standsForNone } from "../blank";
import { simplified } from "../letters";
import { outOfWords } from "./header-scale";
import { valueAt } from "./value-at";

/**
 * Verbal scales used in surveys, one per line, worst answer first, synonyms separated by commas. A scale precedes the
 * longer scales that contain its words. English, Chinese, German, French, Spanish, Italian, Japanese, Portuguese, Dutch,
 * Polish, Korean, Turkish.
 */
const answers = `very unhappy | unhappy | neutral | happy | very happy
extremely unhappy | very unhappy | unhappy | neutral | happy | very happy | extremely happy
very dissatisfied, very unsatisfied | dissatisfied, unsatisfied, not satisfied | neutral, neither satisfied nor dissatisfied | satisfied | very satisfied
very dissatisfied | somewhat dissatisfied | neutral, neither satisfied nor dissatisfied | somewhat satisfied | very satisfied
very dissatisfied | dissatisfied | somewhat dissatisfied, slightly dissatisfied | neutral, neither satisfied nor dissatisfied | somewhat satisfied, slightly satisfied | satisfied | very satisfied
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
sehr unzufrieden | unzufrieden, eher unzufrieden, nicht zufrieden | neutral, teils/teils, teils teils, weder noch, mittel | zufrieden, eher zufrieden | sehr zufrieden
stimme überhaupt nicht zu, stimme gar nicht zu, trifft überhaupt nicht zu, trifft gar nicht zu | stimme nicht zu, stimme eher nicht zu, trifft nicht zu, trifft eher nicht zu | neutral, teils/teils, teils teils, weder noch | stimme zu, stimme eher zu, trifft zu, trifft eher zu | stimme voll zu, stimme voll und ganz zu, stimme völlig zu, trifft voll zu, trifft voll und ganz zu
trifft nicht zu, stimme nicht zu | trifft eher nicht zu, stimme eher nicht zu | neutral, teils/teils, teils teils | trifft eher zu, stimme eher zu | trifft zu, stimme zu
sehr unwahrscheinlich | unwahrscheinlich, eher unwahrscheinlich | neutral, vielleicht | wahrscheinlich, eher wahrscheinlich | sehr wahrscheinlich
très insatisfait, pas du tout satisfait | insatisfait, plutôt insatisfait, plutôt pas satisfait, peu satisfait, pas satisfait | neutre, ni satisfait ni insatisfait | satisfait, plutôt satisfait | très satisfait, tout à fait satisfait
pas du tout d'accord | pas d'accord, plutôt pas d'accord | neutre, ni d'accord ni pas d'accord | d'accord, plutôt d'accord | tout à fait d'accord
très improbable | improbable, peu probable | neutre | probable | très probable
muy insatisfecho, nada satisfecho | insatisfecho, poco satisfecho, no satisfecho | neutral, neutro, neutra, indiferente, ni satisfecho ni insatisfecho | satisfecho | muy satisfecho
totalmente en desacuerdo, muy en desacuerdo | en desacuerdo | neutral, neutro, ni de acuerdo ni en desacuerdo | de acuerdo | totalmente de acuerdo, muy de acuerdo
muy improbable | improbable, poco probable | neutral, neutro | probable | muy probable
molto insoddisfatto, per niente soddisfatto | insoddisfatto, poco soddisfatto, non soddisfatto | neutro, neutra, neutrale, né soddisfatto né insoddisfatto | soddisfatto, abbastanza soddisfatto | molto soddisfatto
per niente d'accordo | poco d'accordo | neutro, né d'accordo né in disaccordo | d'accordo, abbastanza d'accordo | molto d'accordo, completamente d'accordo
とても不満, 非常に不満, 大変不満 | 不満, やや不満 | 普通, どちらでもない, どちらともいえない | 満足, やや満足, まあ満足 | とても満足, 非常に満足, 大変満足
全くそう思わない | そう思わない, あまりそう思わない | どちらともいえない, どちらでもない | そう思う, ややそう思う | とてもそう思う, 非常にそう思う, 強くそう思う
muito insatisfeito, totalmente insatisfeito | insatisfeito, pouco satisfeito, não satisfeito | neutro, neutra, indiferente, nem satisfeito nem insatisfeito | satisfeito | muito satisfeito, totalmente satisfeito, plenamente satisfeito
discordo totalmente, discordo plenamente | discordo, discordo parcialmente | neutro, indiferente, nem concordo nem discordo, não concordo nem discordo | concordo, concordo parcialmente | concordo totalmente, concordo plenamente
zeer ontevreden, heel ontevreden, erg ontevreden | ontevreden, niet tevreden | neutraal, niet tevreden en niet ontevreden | tevreden | zeer tevreden, heel tevreden, erg tevreden
helemaal mee oneens, helemaal oneens, helemaal niet mee eens, volledig mee oneens, zeer mee oneens | mee oneens, oneens, niet mee eens | neutraal, niet eens en niet oneens, niet eens niet oneens | mee eens, eens | helemaal mee eens, helemaal eens, volledig mee eens, zeer mee eens
bardzo niezadowolony, zdecydowanie niezadowolony | niezadowolony, raczej niezadowolony | neutralny, obojętny, ani zadowolony ani niezadowolony, trudno powiedzieć | zadowolony, raczej zadowolony | bardzo zadowolony, zdecydowanie zadowolony
zdecydowanie się nie zgadzam, zdecydowanie nie, całkowicie się nie zgadzam | nie zgadzam się, raczej się nie zgadzam, raczej nie | neutralny, ani tak ani nie, nie mam zdania, trudno powiedzieć | zgadzam się, raczej się zgadzam, raczej tak | zdecydowanie się zgadzam, zdecydowanie tak, całkowicie się zgadzam
매우 불만족, 매우불만족, 매우 불만, 매우 불만족함, 매우 불만족스럽다 | 불만족, 불만, 불만족함, 불만족스럽다 | 보통, 보통이다, 보통임 | 만족, 만족함, 만족스럽다 | 매우 만족, 매우만족, 매우 만족함, 매우 만족스럽다
전혀 그렇지 않다, 전혀 동의하지 않음, 전혀 동의하지 않는다 | 그렇지 않다, 동의하지 않음, 동의하지 않는다 | 보통, 보통이다 | 그렇다, 동의, 동의함, 동의한다 | 매우 그렇다, 매우 동의, 매우 동의함, 매우 동의한다
hiç memnun değilim, hiç memnun değil | memnun değilim, memnun değil | kararsızım, kararsız, nötr, ne memnunum ne memnun değilim, ne memnun ne memnun değil | memnunum, memnun | çok memnunum, çok memnun
kesinlikle katılmıyorum, hiç katılmıyorum | katılmıyorum | kararsızım, kararsız, ne katılıyorum ne katılmıyorum | katılıyorum | kesinlikle katılıyorum, tamamen katılıyorum`;

/** Scales of importance in the same format; an answer on one of them is a need. */
const importances = `not important, not at all important, unimportant | slightly important, of little importance, less important, not very important | moderately important, somewhat important, neutral | important | very important
not important, not at all important | slightly important, not so important, not very important | somewhat important, moderately important | very important | extremely important
very unimportant | unimportant | neutral, neither important nor unimportant | important | very important
非常不重要, 很不重要, 完全不重要 | 不重要, 不太重要, 比较不重要 | 一般, 中立, 普通 | 重要, 比较重要 | 非常重要, 很重要
sehr unwichtig, völlig unwichtig, gar nicht wichtig, überhaupt nicht wichtig | unwichtig, nicht wichtig, weniger wichtig, eher unwichtig | neutral, teils/teils, teils teils, mittel | wichtig, eher wichtig | sehr wichtig
pas du tout important | peu important, pas important | neutre, moyennement important | important, plutôt important | très important
nada importante | poco importante | neutral, neutro, algo importante | importante, bastante importante | muy importante
全く重要でない | 重要でない, あまり重要でない | どちらともいえない, 普通 | 重要, やや重要 | とても重要, 非常に重要`;

/** Scales of grades, same format. Other things are graded too, so a header or another answer must confirm a rating. */
const marks = `poor | fair | good | excellent
poor | fair | good | very good | excellent
very poor, very bad, terrible | poor, bad | average, fair, neutral, ok, okay, acceptable | good | very good, excellent
差 | 中 | 良 | 优
很差, 非常差, 极差 | 差, 较差, 比较差 | 一般, 中等, 普通 | 好, 较好, 比较好, 良好 | 很好, 非常好, 优秀
sehr schlecht | schlecht | mittel, mittelmäßig, durchschnittlich, neutral, befriedigend | gut | sehr gut
ungenügend | mangelhaft | ausreichend | befriedigend | gut | sehr gut
très mauvais | mauvais | moyen, correct | bon | très bon, excellent
muy malo | malo | regular | bueno | muy bueno, excelente
pessimo | scarso | sufficiente | buono | ottimo
とても悪い, 非常に悪い | 悪い | 普通 | 良い, よい | とても良い, 非常に良い
never | rarely, seldom, almost never | sometimes, occasionally | often, usually, frequently, almost always | always
从不, 从来没有, 从未 | 很少, 偶尔 | 有时 | 经常, 常常 | 总是, 一直
nie, niemals | selten | manchmal, gelegentlich | oft, häufig, meistens | immer
jamais | rarement | parfois, quelquefois | souvent | toujours
f, e | d | c | b | a
f | e | d | c | b | a
丁 | 丙 | 乙 | 甲
nunca | rara vez, casi nunca | a veces | a menudo, casi siempre, frecuentemente | siempre
😡, 😠, 😢, 😭, 😞 | 🙁, ☹, 😟, 😕 | 😐, 😶 | 🙂 | 😀, 😃, 😄, 😁, 😊, 😍, 🤩`;

/** Answers that mean "no answer". */
const none =
  "don't know, do not know, not applicable, no opinion, no answer, prefer not to say, weiß nicht, keine angabe, k. a., k.a., ne sait pas, sans opinion, no sabe, non so, 不清楚, 不了解, 没用过, 跳过, (跳过), (空), 未回答, 未评价, 暂无, offered, unoffered, not offered, not taken, not rated";

/** Adjectives that agree in gender and number with their subject: satisfaite, soddisfatta, niezadowolona, importantes. */
const agreeing =
  /\b((?:in)?(?:satisfait|satisfech|soddisfatt|satisfeit)|(?:nie)?zadowolon|important)[a-z]{0,2}\b/g;

/** Lookup key of an answer: ignores case, accents, punctuation, gender, traditional vs simplified Chinese. */
export function answerKey(text: string): string {
  return simplified(text.normalize("NFKD").toLowerCase())
    .replace(/\p{M}+|[!。！()[\]【】]|[.,](?!\d)|(?<=\p{L})\/[ae]\b/gu, "")
    .replaceAll("ı", "i")
    .replace(agreeing, "$1")
    .replaceAll("’", "'")
    .trim();
}

const answerKeys = (list: string): ReadonlySet<string> => new Set(list.split(" | ").map(answerKey));
/** Good and bad in two words, of which nothing is a grade: an outcome rather than a rating. */
const bad = answerKeys(
  "bad | negative | dissatisfied | unsatisfied | not satisfied | unhappy | thumbs down | 👎 | 😡 | schlecht | negativ | unzufrieden | nicht zufrieden | mal | mauvais | insatisfait | pas satisfait | insatisfecho | no satisfecho | insoddisfatto | non soddisfatto | insatisfeito | não satisfeito | ontevreden | niet tevreden | niezadowolony | 불만족 | memnun değil | memnun değilim | 不满意 | 差评 | 差",
);
const good = answerKeys(
  "good | positive | satisfied | happy | thumbs up | 👍 | 😀 | gut | positiv | zufrieden | bien | satisfait | satisfecho | soddisfatto | satisfeito | tevreden | zadowolony | 만족 | memnun | memnunum | 满意 | 好评 | 好",
);

/** Whether a text is one of two words for good and bad; undefined if it is neither. */
export function isGoodOrBad(text: string): boolean | undefined {
  const key = answerKey(text);
  return good.has(key) ? true : bad.has(key) ? false : undefined;
}

/** Whether a text says that nothing was answered. */
export function isNoAnswer(text: string): boolean {
  return nothingSaid.has(answerKey(text));
}

/** How to read a column of answers as numbers. */
export interface AnswerScale {
  /** The number of each answer, by `answerKey`; `null` if the text means "no answer". */
  readonly numbers: ReadonlyMap<string, number | null>;
  /** The highest number; the lowest is 1. Undefined if the answers contain their own numbers. */
  readonly maximum?: number;
  /** Whether only survey answers use these words. */
  readonly isAnswer: boolean;
  /** Whether it is a scale of importance. */
  readonly isNeed?: boolean;
  /** Whether its words are a user's own, with the numbers of a legend, which may be codes. */
  readonly isLegend?: boolean;
  /** Whether the answers state their own numbers, as in `4/5`. */
  readonly isPlain?: boolean;
}

const nothingSaid = new Set(none.split(", ").map(answerKey));

/** The numbers of answers, and those that mean "no answer". */
function numbersOf(
  keys: readonly string[],
  numberOf: (key: string, i: number) => number | null,
): AnswerScale["numbers"] {
  const nothing = [...nothingSaid].map((key): [string, null] => [key, null]);
  return new Map([...nothing, ...keys.map((key, i): [string, number | null] => [key, numberOf(key, i)])]);
}

function scalesOf(lines: string, isAnswer: boolean, isNeed = false): AnswerScale[] {
  return lines.split("\n").map((line): AnswerScale => {
    const places = line.split(" | ").map((words) => words.split(", ").map(answerKey));
    const ranks = places.flatMap((words, i) => words.map(() => i + 1));
    const numbers = numbersOf(places.flat(), (_, i) => ranks[i]);
    return { numbers, maximum: places.length, isAnswer, isNeed };
  });
}

const scales = [...scalesOf(answers, true), ...scalesOf(importances, true, true), ...scalesOf(marks, false)];

/** A column with more distinct texts than this is not one of answers: 0/10 to 10/10 in tenths. */
const mostAnswers = 101;

/**
 * The scale of each column that contains only answers of one known scale, stars, or numbers with words such as
 * `5 - Very satisfied`. If several scales contain a column's words, the one that fits most columns wins, or the first.
 * Two answers that merely contradict each other, such as `agree` and `disagree`, are a yes and a no. Letters of options
 * before all answers, `A - Very good`, say nothing.
 */
export function answerScales(columns: readonly (readonly unknown[])[]): (AnswerScale | undefined)[] {
  const keys = columns.map(keysOf);
  const words = keys.map((found) =>
    found.every((key) => letter.test(key)) ? found.map((key) => key.replace(letter, "")) : found,
  );
  const fitting = words.map((found) => scales.filter((scale) => isOn(found, scale)));
  const on = (scale: AnswerScale): (readonly string[])[] =>
    words.filter((_, i) => fitting[i].includes(scale));
  const isGraded = (scale: AnswerScale): boolean => {
    const places = new Set(on(scale).flatMap((found) => found.map((key) => scale.numbers.get(key))));
    return places.size > 2 || places.has(1) || places.has(scale.maximum);
  };
  // Satisfied and not satisfied, and nothing else.
  const isYesNo = (found: readonly string[]): boolean =>
    found.length === 2 &&
    found.some(
      (key) => not.test(key) && isGoodOrBad(key.replace(not, "")) && found.includes(key.replace(not, "")),
    );
  // One column of stars may be the class of a hotel.
  const areAllStars = keys.filter(isOfStars).length > 1;
  return keys.map((found, i) => {
    const [graded] = (isYesNo(words[i]) ? [] : fitting[i])
      .filter(isGraded)
      .sort((a, b) => on(b).length - on(a).length);
    if (graded !== undefined) return words[i] === found ? graded : scaleOfWords(found, words[i], graded);
    return starsOf(found, areAllStars) ?? markedScale(found) ?? numberedScale(found);
  });
}

const not = /^(?:not|nicht|pas|non|no|nao|niet) /;

/** The letter of an option: `A - `, `b) `, `C、`. */
const letter = /^[a-h](?:\s*[-–—:、]\s*|\s+|(?=[\u4e00-\u9fff]))(?=\S)/;

/** A known scale for answers whose words are parts of them. */
function scaleOfWords(keys: readonly string[], words: readonly string[], scale: AnswerScale): AnswerScale {
  return { ...scale, numbers: numbersOf(keys, (_, i) => scale.numbers.get(words[i])!) };
}

/** The distinct texts of a column, without those that mean "no answer"; empty if there are too many. */
function keysOf(cells: readonly unknown[]): readonly string[] {
  const keys = new Set<string>();
  for (const cell of cells) {
    if (typeof cell === "object") return [];
    const text = String(cell);
    if (text.length > 80 || keys.size > mostAnswers) return [];
    if (!standsForNone(text)) keys.add(answerKey(text));
  }
  for (const key of nothingSaid) keys.delete(key);
  return [...keys];
}

/** Whether all keys are words of the scale, no two of them for the same number. */
function isOn(keys: readonly string[], { numbers }: AnswerScale): boolean {
  const isKnown = keys.length > 0 && keys.every((key) => numbers.has(key));
  return isKnown && new Set(keys.map((key) => numbers.get(key))).size === keys.length;
}

const stars = /^[★⭐]{1,10}[☆✩]*$/u;

function isOfStars(keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => stars.test(key));
}

function starsOf(keys: readonly string[], isAnswer: boolean): AnswerScale | undefined {
  if (!isOfStars(keys)) return undefined;
  const numbers = numbersOf(keys, (key) => key.replace(/[☆✩]/gu, "").length);
  return { numbers, maximum: Math.max(5, ...keys.map((key) => key.length)), isAnswer, isPlain: true };
}

/** `8.5/10`, `4 out of 5`; and `4分`, `4 stars`, out of 5 or 10. */
const outOf = new RegExp(`^(\\d{1,3}(?:[.,]\\d)?) ?(?:${outOfWords}) ?(5|6|7|10|20)$`);
const unit = "(?:分|星|点|stars?|sterne?|etoiles?|estrellas?|stelle|points?|punkte?|puntos?)";
const unitOfMarks = new RegExp(`^(\\d{1,2}(?:[.,][05])?)(?: ?${unit})?$`);

/** The scale of answers that each state their maximum, or are in points or stars. */
function markedScale(keys: readonly string[]): AnswerScale | undefined {
  const parts = keys.map((key) => outOf.exec(key) ?? unitOfMarks.exec(key));
  // Numbers alone may stand beside such marks.
  if (keys.every((key) => /^[\d.,]*$/.test(key)) || parts.includes(null)) return undefined;
  const numbers = parts.map((part) => Number(part![1].replace(",", ".")));
  const ends = new Set(parts.flatMap((part) => part![2] ?? []));
  const highest = Math.max(...numbers);
  const maximum = Number([...ends][0] ?? (highest > 5 ? 10 : 5));
  if (ends.size > 1 || highest > maximum) return undefined;
  return {
    numbers: numbersOf(keys, (_, i) => numbers[i]),
    ...(!numbers.includes(0) && { maximum }),
    isAnswer: false,
    isPlain: true,
  };
}

/** `5 - Very satisfied`, `（5分）非常满意`, `非常满意5分`. */
const numbered = new RegExp(
  `^(\\d{1,2})(?: ?${unit})?(?![\\p{Script=Latin}\\d])\\s*[-–—=:、]?\\s*(\\D*)$|^(\\D+?)\\s*[-–—=:]?\\s*\\b(\\d{1,2})(?: ?${unit})?$`,
  "u",
);

/**
 * The scale of answers that each contain a number: a known one if the words' numbers are these, or run against them, as
 * those of options do: `1. Very satisfied` … `5. Very dissatisfied`.
 */
function numberedScale(keys: readonly string[]): AnswerScale | undefined {
  const parts = keys.map((key) => {
    const [, before, after, word = after, behind] = numbered.exec(key) ?? [];
    return { word: word?.trim() ?? "", number: Number(before ?? behind) };
  });
  const words = parts.flatMap(({ word }) => (/\p{L}/u.test(word) ? word : []));
  if (words.length === 0 || !parts.every(({ number }) => number <= 10)) return undefined;
  const down = [...parts].sort((a, b) => b.number - a.number);
  const known = scales.find(({ numbers }) => {
    const places = down.map(({ word }) => numbers.get(word) ?? 0);
    return (
      places.every((place, i) => place > 0 && place === down[i].number) ||
      (places.length > 2 && places.every((place, i) => place > (places[i - 1] ?? 0)))
    );
  });
  if (known !== undefined)
    return scaleOfWords(
      keys,
      parts.map(({ word }) => word),
      known,
    );
  return {
    numbers: numbersOf(keys, (_, i) => parts[i].number),
    isAnswer: words.every((word) => scales.some(({ numbers, isAnswer }) => isAnswer && numbers.has(word))),
  };
}

/** How good a verbal answer is, from 0 to 1; `NaN` if no scale contains it. */
function goodness(words: string): number {
  const key = answerKey(words);
  if (/^(?:best|am besten|beste|highest|最好)/.test(key)) return 1;
  if (/^(?:worst|am schlechtesten|schlechteste|lowest|最差)/.test(key)) return 0;
  const found = scales.find(({ numbers }) => (numbers.get(key) ?? 0) > 0);
  return found === undefined ? NaN : (found.numbers.get(key)! - 1) / (found.maximum! - 1);
}

/** A mark in German; in French, Note de satisfaction, 6 is the best. */
const germanMark =
  /(?<!\p{L})(?:(?:schul|gesamt|einzel|durchschnitts)noten?|noten?(?!\s+(?:d[eu]s?\b|d['’]|globale|générale|moyenne|finale|pour|sur)))(?!\p{L})/iu;

/** Columns with the same range share one scale. */
const turned = new Map<string, AnswerScale>();
const numberWithWords = /([-+]?\d{1,3})\s*[=:]?\s*([^\d,;/=:]+)/g;

/**
 * Reversed numbers, so that more is better as everywhere else, for a column whose header says that the lowest is best:
 * `Price (1 = very good, 6 = insufficient)`. Undefined if the header does not say so.
 */
export function turnedScale(
  said: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): AnswerScale | undefined {
  const ends = [...said.normalize("NFKC").matchAll(numberWithWords)].map(([, number, words]) => ({
    number: Number(number),
    good: goodness(words.replace(/\s*(?:-|–|\bto|\bbis|至|到|\.+|…)\s*$/, "").trim()),
  }));
  const [low, high] = [minimum, maximum].map((end) => ends.find(({ number }) => number === end)?.good ?? NaN);
  // German marks begin with the best: any of 1 to 6, unless 6 is said to be it, as it is in Switzerland.
  const areMarks =
    minimum === 1 &&
    ((maximum === 6 && !(high > 0.5) && germanMark.test(said)) || (maximum === 5 && /schulnote/i.test(said)));
  if (!(low > high) && !areMarks) return undefined;
  const name = `${minimum} ${maximum}`;
  const steps = Array.from({ length: 2 * (maximum - minimum) + 1 }, (_, i) => minimum + i / 2);
  return valueAt(turned, name, () => ({
    numbers: numbersOf(steps.map(String), (_, i) => minimum + maximum - steps[i]),
    isAnswer: false,
  }));
}
