import { turnedScale, type AnswerScale } from "../answer-scales";
import { isRating } from "../columns";
import { recommendationOfHeader } from "../feedback-questions";
import { scaleTold } from "../header-scale";
import type { RatingRange } from "../weight";
import type { Draft, Role } from "./column-draft";
import { ratingIn } from "./rating-columns";
import { textsShown, type SheetRow } from "./source";

/**
 * The scales of columns when a line above the headers says that the lowest number is best, `1 = very satisfied,
 * 5 = very dissatisfied`: it turns the numbers of ratings whose headers tell no scale themselves.
 */
export function withLegend(
  rowsAbove: readonly SheetRow[],
  roles: readonly Role[],
  values: Draft["values"],
  scales: Draft["scales"],
): Draft["scales"] {
  const legend = legendIn(rowsAbove);
  if (legend === undefined) return scales;
  const { range, scale } = legend;
  return roles.map(({ use, header }, i) => {
    const isMeant =
      scales[i] === undefined &&
      isRating(use) &&
      (use.analysis === "perceived" || use.analysis === "feedback") &&
      scaleTold(header) === undefined &&
      recommendationOfHeader(header) === undefined &&
      values[i]
        .map((cell) => ratingIn(cell))
        .every((rating) => !(rating < range.minimum || rating > range.maximum));
    return isMeant ? scale : scales[i];
  });
}

function legendIn(rows: readonly SheetRow[]): { range: RatingRange; scale: AnswerScale } | undefined {
  for (const row of rows) {
    // A comma in a line of a .csv without quotes has parted it.
    const text = textsShown(row).join(", ");
    const range = scaleTold(`Scale (${text.replace(/[()]/g, " ").trim()})`);
    const scale = range === undefined ? undefined : turnedScale(text, range);
    if (range !== undefined && scale !== undefined) return { range, scale };
  }
  return undefined;
}
