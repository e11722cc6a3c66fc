import { answerKey, type AnswerScale } from "../answer-scales";
import { behindRating, readNumber } from "../cells";
import { isRating, keyOf } from "../columns";
import { recommendationOfHeader, wholeOfHeader } from "../feedback-questions";
import { isCount, scaleTold, yearIn } from "../header-scale";
import { endsOf, type RatingRange } from "../weight";
import type { Draft, Role } from "./column-draft";
import { shareOf } from "./column-values";
import { isOutcome } from "./outcome-words";
import { isYesNo } from "./own-role-columns";
import { isBareDay, isQuantity, isUnitPrice, purchaseRole } from "./purchase-words";
import {
  criterionOf,
  feedbackAsked,
  isAspect,
  isClass,
  isImportance,
  ratingLabel,
  sideTold,
} from "./rating-words";
import { numberIn, shownText, type SourceCell } from "./source";

/** What suggests that a column contains ratings: its header, a word that also heads prices, or only the values. */
type SaidBy = "header" | "word" | "values";

/**
 * Finds the recommendation and the overall satisfaction; of a question asked in several years, the latest. If nothing asks
 * for the latter, the only rating of the whole of something is it.
 */
export function overallRatings(draft: Draft): void {
  const { roles, values, scales, isOpen, claim } = draft;
  // Delighted and others head the answers Score, and say beside them what was asked.
  const isSaid = (form: RegExp): boolean =>
    values.some((cells) => cells.length > 0 && cells.every((cell) => form.test(shownText(cell).trim())));
  const score = isSaid(/^(?:e?nps|promoters?|passives?|detractors?)$/i)
    ? "NPS"
    : isSaid(/^csat$/i)
      ? "CSAT"
      : undefined;
  const found = roles.flatMap(({ header }, i) => {
    const isScore = score !== undefined && /^(?:score|rating|评分|得分)$/i.test(header.trim());
    const use =
      isOpen(i) && !areClasses(header, values[i]) ? feedbackAsked(isScore ? score : header) : undefined;
    return use !== undefined && areRatings(values[i], "header", scaleTold(header), scales[i])
      ? [{ i, use, year: Number(yearIn(header) ?? Infinity) }]
      : [];
  });
  found.sort((a, b) => (a.year === b.year ? a.i - b.i : b.year - a.year));
  for (const { i, use } of found) claim(i, use);
  if (found.some(({ i }) => recommendationOfHeader(roles[i].header) === undefined)) return;
  const whole = roles.flatMap(({ header }, i) => {
    const use = isOpen(i) && purchaseRole(header) === undefined ? wholeOfHeader(header) : undefined;
    const isNoRating = /^(?:(?:ins)?gesamt|总评分)$/i.test(header.trim())
      ? scaleBeside(i, draft) === undefined // It may be their sum.
      : isCount(header) || isClass(header, scaleTold(header)) || isYesNo(values[i], header);
    return use !== undefined && !isNoRating && areRatings(values[i], "word", scaleTold(header), scales[i])
      ? [{ i, use }]
      : [];
  });
  if (whole.length === 1) claim(whole[0].i, whole[0].use);
}

/**
 * Finds ratings whose headers tell a need, an expectation or what was received in other words than ours. One such header
 * alone may mean something else, such as an expected price, unless its numbers are on the scale of other ratings.
 */
export function sides(draft: Draft): void {
  const { roles, values, scales, isOpen, claim } = draft;
  const found = roles.flatMap(({ header }, i) => {
    const rating = isOpen(i) && purchaseRole(header) === undefined ? sideTold(header) : undefined;
    return rating !== undefined && areRatings(values[i], "word", scaleTold(header), scales[i])
      ? [{ i, rating }]
      : [];
  });
  const rated = scalesWhere(({ use }) => isRating(use), draft);
  if (found.length > 1 || found.some(({ i }) => isLike(scaleSeen(values[i], scales[i]), rated)))
    for (const { i, rating } of found) claim(i, rating);
}

/** Finds the ratings of one of two sheets whose names say what they are, whatever their criteria. */
export function ratingsOfSide({ roles, values, scales, side, isOpen, claim }: Draft): void {
  if (side === undefined) return;
  const found = roles.flatMap(({ header }, i) => {
    const scale = scaleTold(header);
    const isOther = purchaseRole(header) !== undefined || isCount(header, scale) || isClass(header, scale);
    return isOpen(i) &&
      !isOther &&
      sideTold(header) === undefined &&
      !isYesNo(values[i], header) &&
      areRatings(values[i], "word", scale, scales[i])
      ? [{ i, rating: { analysis: side, criterion: ratingLabel(header) ?? criterionOf(header) } }]
      : [];
  });
  if (found.length > 1) for (const { i, rating } of found) claim(i, rating);
}

/**
 * Finds ratings of single criteria; beside an overall rating even if the headers do not say so. Several columns of numbers
 * up to 100, or one beside an overall rating on that scale, are ratings on it.
 */
export function ratings(draft: Draft): void {
  const { roles, values, scales, isOpen, claim } = draft;
  const isOverall = ({ use }: Role): boolean => keyOf(use).startsWith("feedback: ");
  const overall = scalesWhere(isOverall, draft);
  const areCodesRated = roles.some((role, i) => isOverall(role) && mayBeCodes(scales[i]));
  const most = values.reduce((longest, { length }) => Math.max(longest, length), 0);
  // Beside how many were bought and when, a price is one of money.
  const areSold = [isQuantity, isDayOfSale].every((is) => roles.some(({ header }) => is(header)));
  const asked = roles.flatMap(({ header }, i) => {
    // What was asked about the whole is no criterion, even if another column answers it already.
    if (!isOpen(i) || feedbackAsked(header) !== undefined || sideTold(header) !== undefined) return [];
    if (isOutcome(header) && isYesNo(values[i], header)) return [];
    if (areSold && isUnitPrice(header) && scaleTold(header) === undefined) return [];
    const [label, scale, isWord] = [ratingLabel(header), scaleTold(header), isAspect(header)];
    const isAnswer = scales[i]?.isAnswer === true;
    if (mayBeCodes(scales[i]) && label === undefined && !areCodesRated) return [];
    const beside = overall.length > 0 ? scaleBeside(i, draft) : undefined;
    const known = scale ?? scaleShown(values[i], scales[i]);
    if (!isAnswer && isClass(header, known)) return [];
    const analysis = isImportance(header) || scales[i]?.isNeed === true ? "need" : "perceived";
    const isBare =
      isWord ||
      isAnswer ||
      (overall.length > 0 && !isCount(header, known) && purchaseRole(header) === undefined);
    const criterion = label ?? (isBare ? criterionOf(header) : undefined);
    const isSaid = isAnswer || (label !== undefined && (scale !== undefined || !isWord));
    const by: SaidBy = isSaid ? "header" : isWord ? "word" : "values";
    // If only the values suggest it and few rows have one, it is another table's or not asked of everyone.
    const isUnlike =
      by === "values" &&
      (values[i].length * 2 < most ||
        (beside === undefined && !isLike(scaleSeen(values[i], scales[i]), overall)));
    return criterion === undefined || isUnlike
      ? []
      : [{ i, rating: { analysis, criterion } as const, by, scale }];
  });
  const isWide = ({ i, by, scale }: (typeof asked)[number]): boolean =>
    by !== "header" && scale === undefined && scales[i] === undefined && areOfHundred(values[i]);
  const wide = asked.filter(isWide);
  const areWide = wide.length + overall.filter(({ maximum }) => maximum === 100).length > 1;
  for (const each of asked) {
    const { i, rating, by, scale } = each;
    if ((areWide && wide.includes(each)) || areRatings(values[i], by, scale, scales[i])) claim(i, rating);
  }
}

/** Whether a rating in A, B and C alone may be ours of a customer: marks go on, unless the header says that it is one. */
const areClasses = (header: string, values: readonly SourceCell[]): boolean =>
  !/grade|mark|note/i.test(header) && shareOf(values, (text) => /^[abc]$/i.test(text)) === 1;

/** Letters and words of a legend are marks only where a header or the overall rating says so: customers have classes too. */
const mayBeCodes = (answers: AnswerScale | undefined): boolean =>
  answers?.isLegend === true || answers?.numbers.has("b") === true;

/**
 * The scale of a column’s whole and half numbers, over three at least, if two others that are not classes or counts end
 * where it does, give or take one: they were rated together, whatever the scale of the overall question.
 */
function scaleBeside(column: number, { roles, values, isOpen }: Draft): RatingRange | undefined {
  const [own, ...others] = [column, ...roles.keys()].map((i) => {
    const numbers = ratingsIn(values[i]);
    return numbers.every((number) => Number.isInteger(2 * number))
      ? scaleSeen(values[i], undefined)
      : { minimum: 0, maximum: 0 };
  });
  if (own.minimum < 0 || own.maximum > 10 || own.maximum - own.minimum < 3) return undefined;
  const isAlike = ({ minimum, maximum }: RatingRange, i: number): boolean =>
    i !== column &&
    Math.abs(minimum - own.minimum) < 2 &&
    Math.abs(maximum - own.maximum) < 2 &&
    (isRating(roles[i].use) || (isOpen(i) && !isClass(roles[i].header) && !isCount(roles[i].header)));
  return others.filter(isAlike).length > 1 ? own : undefined;
}

const isDayOfSale = (header: string): boolean => isBareDay(header) || purchaseRole(header) === "purchaseDate";

export const ofHundred: RatingRange = { minimum: 0, maximum: 100 };

/** Whether all numbers are on a scale from 0 to 100, in steps of 0.1 at least, and on no usual one that is shorter. */
function areOfHundred(values: readonly SourceCell[]): boolean {
  const numbers = ratingsIn(values);
  const above = numbers.filter((number) => number > 10);
  return (
    numbers.length * 2 >= values.length &&
    above.length * 2 >= numbers.length &&
    above.some((number) => number > 20) &&
    numbers.every((number) => number >= 0 && number <= 100 && Number(number.toFixed(1)) === number)
  );
}

/** The scale that the cells themselves show: that of known words, or percentages. */
function scaleShown(
  values: readonly SourceCell[],
  answers: AnswerScale | undefined,
): RatingRange | undefined {
  if (answers?.maximum !== undefined) return { minimum: 1, maximum: answers.maximum };
  return shareOf(values, (text) => text.endsWith("%")) >= 0.5 ? ofHundred : undefined;
}

interface ScaleOfColumn extends RatingRange {
  /** The least and the greatest rating on it. */
  readonly seen: RatingRange;
  /** The highest rating that it may have: 5 where nobody gave more than 4. */
  readonly end: number;
}

/** The scales of the columns of some roles: as told, else from 0 to 100 or from the least to the greatest rating. */
function scalesWhere(isMeant: (role: Role) => boolean, { roles, values, scales }: Draft): ScaleOfColumn[] {
  return roles.flatMap((role, i) => {
    if (!isMeant(role)) return [];
    const seen = scaleSeen(values[i], scales[i]);
    const isWide = scales[i] === undefined && areOfHundred(values[i]);
    const told = scaleTold(role.header) ?? (isWide ? ofHundred : undefined);
    const end = told?.maximum ?? (seen.maximum > 2 ? Math.max(seen.maximum, 5) : seen.maximum);
    return { ...(told ?? seen), seen, end };
  });
}

/** The least and the greatest rating of a column. */
const scaleSeen = (values: readonly SourceCell[], answers: AnswerScale | undefined): RatingRange =>
  endsOf(ratingsIn(values, answers?.numbers));

/**
 * Whether ratings from one number to another may be on one of some scales: 1 and 2 beside 1 to 5 are codes. Few use all of
 * a scale up to 100: half as much of it as the others will do, not far below them.
 */
function isLike({ minimum, maximum }: RatingRange, scales: readonly ScaleOfColumn[]): boolean {
  return scales.some((scale) => {
    const { seen, end } = scale;
    const spread = maximum - minimum;
    const isWideEnough =
      scale.maximum === 100
        ? spread >= 40 || (spread * 2 >= seen.maximum - seen.minimum && minimum + maximum >= 2 * seen.minimum)
        : spread * 2 >= scale.maximum - scale.minimum;
    return maximum <= end && (minimum >= scale.minimum || minimum >= 1) && isWideEnough;
  });
}

/** The rating in a cell, as a number or in words; `NaN` if there is none. 85% is 85, as shown. */
export function ratingIn(cell: SourceCell | undefined, answers?: AnswerScale["numbers"]): number {
  const answer = answers?.get(answerKey(shownText(cell)));
  if (answer !== undefined) return answer ?? NaN;
  if (typeof cell === "string")
    return readNumber(cell.replace(behindRating, ""), cell.includes(",") ? "," : ".");
  const number = numberIn(cell) ?? NaN;
  return shownText(cell).endsWith("%") ? Number((number * 100).toPrecision(12)) : number;
}

/** The ratings in cells, without those that are none. */
export function ratingsIn(
  cells: readonly (SourceCell | undefined)[],
  answers?: AnswerScale["numbers"],
): number[] {
  return cells.map((cell) => ratingIn(cell, answers)).filter((number) => !Number.isNaN(number));
}

/**
 * Whether most cells are ratings on the header's scale, else from 0 to 100, or from 0 to 10 if the header does not say
 * that they are ratings. If only the values suggest it, there must be several, in steps of 0.5.
 */
function areRatings(
  values: readonly SourceCell[],
  by: SaidBy,
  { minimum, maximum }: RatingRange = ofHundred,
  answers?: AnswerScale,
): boolean {
  // Room 1 and Room 2 are ratings only if something else says so.
  if (answers !== undefined) return by === "header" || answers.maximum !== undefined || answers.isAnswer;
  const numbers = ratingsIn(values);
  if (by === "header") {
    const onScale = numbers.filter((number) => number >= minimum && number <= maximum);
    return (
      numbers.length > 0 && numbers.length * 2 >= values.length && onScale.length >= numbers.length * 0.8
    );
  }
  const good = numbers.filter((number) => number >= 0 && number <= 10);
  const share = by === "word" ? 0.75 : 0.9;
  if (good.length === 0 || good.length * 2 < values.length || good.length < numbers.length * share)
    return false;
  const steps = good.filter((number) => Number.isInteger(number * 2)).length;
  return steps >= good.length * share && (by === "word" || good.length > 1);
}
