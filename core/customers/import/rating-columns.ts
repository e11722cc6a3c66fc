import { answerKey, type AnswerScale } from "../answer-scales";
import { readNumber } from "../cells";
import { keyOf } from "../columns";
import { overallOfHeader, recommendationOfHeader } from "../feedback-questions";
import { isCount, scaleTold } from "../header-scale";
import type { RatingRange } from "../weight";
import type { Draft } from "./column-draft";
import { purchaseRole } from "./purchase-words";
import { criterionOf, isAspect, isImportance, ratingLabel } from "./rating-words";
import { numberIn, shownText, type SourceCell } from "./source";

/** What suggests that a column contains ratings: its header, a word that also heads prices, or only the values. */
type SaidBy = "header" | "word" | "values";

/** Finds the recommendation and the overall satisfaction. */
export function overallRatings({ roles, values, scales, isOpen, claim }: Draft): void {
  roles.forEach(({ header }, i) => {
    if (!isOpen(i)) return;
    const use = recommendationOfHeader(header) ?? overallOfHeader(header);
    if (use !== undefined && areRatings(values[i], "header", scaleTold(header), scales[i])) claim(i, use);
  });
}

/** Finds ratings of single criteria; beside an overall rating even if the headers do not say so. */
export function ratings({ roles, values, scales, isOpen, claim }: Draft): void {
  const hasOverall = roles.some(({ use }) => keyOf(use).startsWith("feedback: "));
  const most = values.reduce((longest, { length }) => Math.max(longest, length), 0);
  roles.forEach(({ header }, i) => {
    if (!isOpen(i)) return;
    const [label, scale, isWord] = [ratingLabel(header), scaleTold(header), isAspect(header)];
    const isAnswer = scales[i]?.isAnswer === true;
    const isNeed = isImportance(header) || scales[i]?.isNeed === true;
    const isBare =
      isWord || isAnswer || (hasOverall && !isCount(header) && purchaseRole(header) === undefined);
    const criterion = label ?? (isBare ? criterionOf(header) : undefined);
    const isSaid = isAnswer || (label !== undefined && (scale !== undefined || !isWord));
    const by = isSaid ? "header" : isWord ? "word" : "values";
    // If only the values suggest it and few rows have one, it is another table's or not asked of everyone.
    if (by === "values" && values[i].length * 2 < most) return;
    if (criterion !== undefined && areRatings(values[i], by, scale, scales[i])) {
      claim(i, { analysis: isNeed ? "need" : "perceived", criterion });
    }
  });
}

/** The rating in a cell, as a number or in words; `NaN` if there is none. 85% is 85, as shown. */
export function ratingIn(cell: SourceCell | undefined, answers?: AnswerScale["numbers"]): number {
  const answer = answers?.get(answerKey(shownText(cell)));
  if (answer !== undefined) return answer ?? NaN;
  if (typeof cell === "string") return readNumber(cell.replace(/%\s*$/, ""), cell.includes(",") ? "," : ".");
  const number = numberIn(cell) ?? NaN;
  return shownText(cell).endsWith("%") ? Number((number * 100).toPrecision(12)) : number;
}

/**
 * Whether most cells are ratings on the header's scale, else from 0 to 100, or from 0 to 10 if the header does not say
 * that they are ratings. If only the values suggest it, there must be several, in steps of 0.5.
 */
function areRatings(
  values: readonly SourceCell[],
  by: SaidBy,
  { minimum, maximum }: RatingRange = { minimum: 0, maximum: 100 },
  answers?: AnswerScale,
): boolean {
  // Room 1 and Room 2 are ratings only if something else says so.
  if (answers !== undefined) return by === "header" || answers.maximum !== undefined || answers.isAnswer;
  const numbers = values.flatMap((cell): number[] => {
    const number = ratingIn(cell);
    return Number.isNaN(number) ? [] : [number];
  });
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
