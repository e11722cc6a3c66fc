import { turnedScale, type AnswerScale } from "../answer-scales";
import { isRating } from "../columns";
import { recommendationOfHeader } from "../feedback-questions";
import { scaleTold, withScale } from "../header-scale";
import type { RatingRange } from "../weight";
import type { Draft, Role } from "./column-draft";
import { ratingIn } from "./rating-columns";
import { isBlank, textsShown, type SheetRow } from "./source";

/**
 * Where a line beside the table or a legend on another sheet says that the lowest number is best, `1 = very satisfied,
 * 5 = very dissatisfied`: the numbers of ratings whose headers tell no scale themselves are turned, and on that scale.
 *
 * @param lines the rows above and below the table
 * @param sheets the rows of the other sheets
 */
export function withLegend(
  lines: readonly SheetRow[],
  sheets: readonly (readonly SheetRow[])[],
  roles: readonly Role[],
  values: Draft["values"],
  scales: Draft["scales"],
): Pick<Draft, "roles" | "scales"> {
  const legend = legendIn([...lines.map(lineOf), ...sheets.map(listOf)]);
  if (legend === undefined) return { roles, scales };
  const { range, scale } = legend;
  const isMeant = ({ use, header }: Role, i: number): boolean =>
    scales[i] === undefined &&
    isRating(use) &&
    ["expectation", "perceived", "feedback"].includes(use.analysis) &&
    scaleTold(header) === undefined &&
    recommendationOfHeader(header) === undefined &&
    values[i]
      .map((cell) => ratingIn(cell))
      .every((rating) => !(rating < range.minimum || rating > range.maximum));
  const areMeant = roles.map(isMeant);
  return {
    scales: scales.map((own, i) => (areMeant[i] ? scale : own)),
    roles: roles.map((role, i) => {
      const { use } = role;
      return areMeant[i] && isRating(use)
        ? { ...role, use: { ...use, criterion: withScale(use.criterion, range) } }
        : role;
    }),
  };
}

/** A comma in a line of a .csv without quotes has parted it. */
const lineOf = (row: SheetRow): string => textsShown(row).join(", ");

/** A sheet with more rows is no legend. */
export const longestLegend = 30;

/** A short sheet of a number and its meaning in each row, as a line; `""` for any other sheet. */
function listOf(rows: readonly SheetRow[]): string {
  if (rows.length > longestLegend) return "";
  return rows
    .filter((row) => row.filter((cell) => !isBlank(cell)).length === 2)
    .map((row) => textsShown(row))
    .map(([one, other]) => (/^\d+$/.test(other) ? `${other} = ${one}` : `${one} = ${other}`))
    .filter((pair) => /^\d{1,2} = \D+$/.test(pair))
    .join(", ");
}

const pair = /(?<!\d)(\d{1,2})\s*[=:]\s*([^\d,;/=:]+)/g;

function legendIn(texts: readonly string[]): { range: RatingRange; scale: AnswerScale } | undefined {
  for (const text of texts) {
    // Of a list of all numbers, the two ends say what the others do.
    const pairs = [...text.slice(0, 500).matchAll(pair)]
      .map(([, number, words]) => ({ number: Number(number), words: words.trim() }))
      .sort((a, b) => a.number - b.number);
    const ends = [pairs[0], pairs[pairs.length - 1]].map((end) => end && `${end.number} = ${end.words}`);
    const said = pairs.length > 2 ? ends.join(", ") : text;
    const range = scaleTold(`Scale (${said.replace(/[()]/g, " ").trim()})`);
    const scale = range === undefined ? undefined : turnedScale(said, range);
    if (range !== undefined && scale !== undefined) return { range, scale };
  }
  return undefined;
}
