import { standsForNone } from "../../blank";
import { answerKey, isNoAnswer, turnedScale, type AnswerScale } from "../answer-scales";
import { isRating, keyOf } from "../columns";
import { recommendationOfHeader } from "../feedback-questions";
import { scaleTold, withScale } from "../header-scale";
import type { RatingRange } from "../weight";
import type { Draft, Role } from "./column-draft";
import { ratingIn } from "./rating-columns";
import { textsShown, type SheetRow, type SourceCell } from "./source";

/**
 * Where a line beside the table, a legend on another sheet or the header of the overall rating says that the lowest number
 * is best, `1 = very satisfied, 5 = very dissatisfied`: the numbers of ratings whose headers tell no scale themselves are
 * turned, and on that scale.
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
  // The scale of the overall rating is that of all if no other header tells one.
  const telling = roles.filter(({ use, header }) => isRating(use) && scaleTold(header) !== undefined);
  const overall = telling.length === 1 && keyOf(telling[0].use).startsWith("feedback: ") ? telling : [];
  const legend = legendIn([
    ...lines.map(lineOf),
    ...sheets.map(listOf),
    ...overall.map(({ header }) => header),
  ]);
  const range = legend?.range ?? rangeIn(lines.map(lineOf));
  if (range === undefined) return { roles, scales };
  const scale = legend?.scale;
  const isMeant = ({ use, header }: Role, i: number): boolean =>
    scales[i] === undefined &&
    isRating(use) &&
    (scale === undefined || ["expectation", "perceived", "feedback"].includes(use.analysis)) &&
    scaleTold(header) === undefined &&
    recommendationOfHeader(header) === undefined &&
    values[i]
      .map((cell) => ratingIn(cell))
      .every((rating) => !(rating < range.minimum || rating > range.maximum));
  const areMeant = roles.map(isMeant);
  return {
    scales: scales.map((own, i) => (areMeant[i] && scale !== undefined ? scale : own)),
    roles: roles.map((role, i) => {
      const { use } = role;
      return areMeant[i] && isRating(use)
        ? { ...role, use: { ...use, criterion: withScale(use.criterion, range) } }
        : role;
    }),
  };
}

/**
 * The scales of own words, where a line beside the table or a list on another sheet gives the number of each: `1 = awful,
 * 2 = so-so, 3 = great`.
 */
export function scalesOfLegends(
  lines: readonly SheetRow[],
  sheets: readonly (readonly SheetRow[])[],
): AnswerScale[] {
  return [...lines.map(lineOf), ...sheets.map(listOf)].flatMap((text) => {
    const numbers = new Map(pairsIn(text).map(({ number, words }) => [answerKey(words), number]));
    const [least, greatest] = [Math.min(...numbers.values()), Math.max(...numbers.values())];
    const areAll = least >= 0 && least <= 1 && greatest - least === numbers.size - 1;
    if (numbers.size < fewestWords || !areAll) return [];
    return { numbers, ...(least === 1 && { maximum: greatest }), isAnswer: false, isLegend: true };
  });
}

/** The scale that has all words of a column; undefined for numbers and any other words. */
export function scaleWithWords(
  cells: readonly SourceCell[],
  scales: readonly AnswerScale[],
): AnswerScale | undefined {
  if (scales.length === 0) return undefined;
  const words = textsShown(cells).filter((text) => !standsForNone(text) && !isNoAnswer(text));
  const keys = [...new Set(words.map(answerKey))];
  return keys.length < 2 ? undefined : scales.find(({ numbers }) => keys.every((key) => numbers.has(key)));
}

/** Fewer words with numbers are codes of a yes and a no. */
const fewestWords = 3;

/** The scale of a line that says it is one: `Survey 2025 (scale 1–10)`, `Ratings: 1 = poor, 5 = excellent`, `评分：1-5分`. */
function rangeIn(lines: readonly string[]): RatingRange | undefined {
  const said = lines.filter((line) =>
    /scale|rating|skala|bewertung|échelle|escala|量表|评分|打分/i.test(line),
  );
  return said
    .map((line) => scaleTold(line) ?? scaleTold(`Scale (${line.replace(/[()]/g, " ").trim()})`))
    .find((range) => range !== undefined);
}

/** A comma in a line of a .csv without quotes has parted it. */
const lineOf = (row: SheetRow): string => textsShown(row).join(", ");

/** A sheet with more rows is no legend. */
export const longestLegend = 30;

/** A short sheet of a number and its meaning in each row, as a line; `""` for any other sheet. */
function listOf(rows: readonly SheetRow[]): string {
  if (rows.length > longestLegend) return "";
  return rows
    .map((row) => textsShown(row))
    .map(([one = "", other, ...more]) =>
      more.length > 0
        ? ""
        : other === undefined
          ? one.replace(/^(\d{1,2})\s*[-–=:.]\s*/, "$1 = ")
          : /^\d+$/.test(other)
            ? `${other} = ${one}`
            : `${one} = ${other}`,
    )
    .filter((pair) => /^\d{1,2} = \D+$/.test(pair))
    .join(", ");
}

const pair = /(?<!\d)(\d{1,2})\s*[=:]\s*([^\d,;/=:]+)/g;

const pairsIn = (text: string): { readonly number: number; readonly words: string }[] =>
  [...text.slice(0, 500).matchAll(pair)]
    .map(([, number, words]) => ({ number: Number(number), words: words.trim() }))
    .sort((a, b) => a.number - b.number);

function legendIn(texts: readonly string[]): { range: RatingRange; scale: AnswerScale } | undefined {
  for (const text of texts) {
    // Of a list of all numbers, the two ends say what the others do.
    const pairs = pairsIn(text);
    const ends = [pairs[0], pairs[pairs.length - 1]].map((end) => end && `${end.number} = ${end.words}`);
    const said = pairs.length > 2 ? ends.join(", ") : text;
    const range = scaleTold(`Scale (${said.replace(/[()]/g, " ").trim()})`);
    const scale = range === undefined ? undefined : turnedScale(said, range);
    if (range !== undefined && scale !== undefined) return { range, scale };
  }
  return undefined;
}
