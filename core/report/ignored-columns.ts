import { criterionKey, type ExplainsNot } from "../analyses";
import { standsForNone } from "../blank";
import {
  answerScales,
  endsOf,
  isBlank,
  isContactPermission,
  fewestMonths,
  isCount,
  isDiscount,
  isMonth,
  isRating,
  isNumberOfNames,
  keyOf,
  purchaseRole,
  ratedColumns,
  ratingsIn,
  ratingTold,
  readDay,
  saysLast,
  shownText,
  withoutScale,
  type Proposal,
  type ProposedColumn,
  type RatingRange,
  type SourceCell,
} from "../customers";
import { grouped } from "../customers/grouped";
import type { Words } from "./words/en-US";

/** How many cells of a column that are not blank tell what it contains. */
const lookedAt = 2000;
/** More different texts are remarks rather than answers. */
const mostAnswers = 12;

/**
 * The columns that are not used, and the true reason of each, in one sentence. A reason that names a way out is given only
 * where the way leads out.
 *
 * @param not why columns that might have explained an outcome do not
 */
export function ignoredTexts(
  ignored: readonly ProposedColumn[],
  proposal: Proposal,
  not: ReadonlyMap<string, ExplainsNot>,
  { whyIgnored: why, ignoredColumns }: Words,
): string[] {
  if (ignored.length === 0) return [];
  // The least and the greatest rating of each column of ratings.
  const scales = ratedColumns(proposal).map(({ ratings }) => endsOf(ratings));
  const groups = grouped(ignored, (column) => reasonOf(column, proposal, scales, not, why));
  const told = [...groups].map(([why, its]) => ({ why, headers: its.map(({ header }) => header) }));
  return [ignoredColumns(told)];
}

function reasonOf(
  { use, role, header, column, field }: ProposedColumn,
  { columns, sheet, firstData, table }: Proposal,
  scales: readonly RatingRange[],
  not: ReadonlyMap<string, ExplainsNot>,
  why: Words["whyIgnored"],
): string {
  if (use === undefined) return why.chosen;
  const cells: SourceCell[] = [];
  for (let at = firstData; at < sheet.rows.length && cells.length < lookedAt; at++)
    if (!isBlank(sheet.rows[at][column])) cells.push(sheet.rows[at][column]!);
  const distinct = new Set(cells.map(shownText)).size;
  const isSame = ({ [column]: cell }: (typeof sheet.rows)[number], at: number): boolean =>
    at < firstData || isBlank(cell) || shownText(cell) === shownText(cells[0]);
  if (distinct < 2 && sheet.rows.every(isSame)) return why.same;
  const areDates = cells.every((cell) => standsForNone(shownText(cell)) || isDate(cell));
  const numbers = ratingsIn(cells);
  const areNumbers = numbers.length === cells.length;
  const told = ratingTold(header);
  const rated = columns.flatMap(({ use }) => (isRating(use) ? use.analysis : []));
  const explains = rated.includes("perceived") || rated.includes("service");
  const roleOf = (wanted: ProposedColumn["role"]) => columns.filter((each) => each.role === wanted);
  const [[day], [amount]] = [roleOf("purchaseDate"), roleOf("amount")];

  const meant = role ?? purchaseRole(header);
  if (meant !== undefined && meant !== "outcome") {
    const [holder] = roleOf(meant);
    if (table !== "purchases") return why.purchase;
    return holder === undefined || holder.column === column
      ? why.none
      : why.taken(holder.header, `${meant}=${header}`);
  }
  const taken = told && columns.find(({ use }) => criterionKey(keyOf(use)) === criterionKey(keyOf(told)));
  // An amount of money under Price is no second rating of it.
  if (taken !== undefined && numbers.every((number) => Number.isInteger(2 * number)))
    return why.taken(taken.header, `${withoutScale(keyOf(told))}=${header}`);
  if (amount !== undefined && day === undefined && areDates && rated.length === 0)
    return why.day(`purchaseDate=${header}`);
  if (areDates) return why.date;
  if (table === "purchases") return why.none;
  const unexplaining = not.get(field.slice("own: ".length));
  if (unexplaining !== undefined) return why[unexplaining];
  if (isContactPermission(header)) return why.permission;
  if (role === "outcome") return explains ? why.beyond : roleOf(role).length > 1 ? why.outcomes : why.outcome;
  const areRemarks = !areNumbers && distinct > Math.max(mostAnswers, cells.length / 2);
  if (told !== undefined && !areRemarks) return areNumbers ? why.offScale : why.words;
  if (isNumberOfNames(header)) return why.names;
  if (
    amount === undefined &&
    day !== undefined &&
    areNumbers &&
    rated.length === 0 &&
    !saysLast(day.header) &&
    !isCount(header) &&
    !isDiscount(header)
  )
    return why.sum(`amount=${header}`);
  if (areNumbers && isMonth(header) && columns.filter((each) => isMonth(each.header)).length >= fewestMonths)
    return why.months;
  if (areNumbers && areLikeRatings(numbers, scales)) return why.perhaps;
  const [scale] = answerScales([cells]);
  if (areNumbers || scale?.isAnswer === true || (scale?.maximum !== undefined && !scale.numbers.has("b")))
    return why.number;
  return distinct > cells.length / 2 ? why.different : why.texts;
}

/** Whether numbers may be ratings like those beside them: whole, of at least three sorts, and within two columns of these. */
function areLikeRatings(numbers: readonly number[], scales: readonly RatingRange[]): boolean {
  const { minimum, maximum } = endsOf(numbers);
  const alike = scales.filter(
    (scale) => minimum >= scale.minimum && maximum <= scale.maximum && scale.maximum <= 10,
  );
  return alike.length > 1 && numbers.every(Number.isInteger) && new Set(numbers).size > 2;
}

function isDate(cell: SourceCell): boolean {
  if (typeof cell === "object" && cell !== null && "isDate" in cell) return cell.isDate === true;
  const text = shownText(cell);
  return (
    (typeof cell === "string" || /^\d{8}$/.test(text)) &&
    readDay(text, { order: "dmy" }) + readDay(text, { order: "mdy" }) !== ""
  );
}
