import { isRating } from "../columns";
import type { Proposal } from "./proposal";
import { ratingIn } from "./rating-columns";
import { isBlank } from "./source";

/** Share of whole numbers from which a column is one of whole numbers. */
const mostlyWhole = 0.9;

/**
 * Returns whether the row at a position of the proposal's sheet has answers, although it has no name: a rating or a yes
 * or no. A sum, an average or weights without a word before them are none: each figure is the others' average or one
 * that nobody gives, a fraction among whole numbers or far more than all others.
 */
export function answersIn({ sheet, firstData, columns }: Proposal): (at: number) => boolean {
  const rated = columns.filter(({ use }) => isRating(use));
  const decided = columns.filter(({ role }) => role === "outcome");
  const numberAt = (at: number, { column, reading }: (typeof rated)[number]): number =>
    ratingIn(sheet.rows[at][column], reading.answers);
  const read = () =>
    rated.map((column) => {
      const numbers = [...sheet.rows.keys()]
        .slice(firstData)
        .map((at) => numberAt(at, column))
        .filter((number) => !Number.isNaN(number));
      const sum = numbers.reduce((total, number) => total + number, 0);
      const [highest = NaN, second = NaN] = [...numbers].sort((a, b) => b - a).slice(0, 2);
      return { count: numbers.length, sum, highest, second, whole: numbers.filter(Number.isInteger).length };
    });
  let facts: ReturnType<typeof read> | undefined;
  return (at) => {
    const given = rated.flatMap((column, j) => {
      const number = numberAt(at, column);
      return Number.isNaN(number) ? [] : [{ number, j }];
    });
    if (given.length === 0) return decided.some(({ column }) => !isBlank(sheet.rows[at][column]));
    facts ??= read();
    const all = facts;
    const isImpossible = ({ number, j }: (typeof given)[number]): boolean => {
      const { count, whole, highest, second } = all[j];
      const most = number === highest ? second : highest;
      if (count < 4) return false;
      return Number.isInteger(number) ? most > 0 && number > 2 * most : whole >= mostlyWhole * (count - 1);
    };
    const isAverage = ({ number, j }: (typeof given)[number]): boolean =>
      Math.abs((all[j].sum - number) / (all[j].count - 1) - number) <= 0.5;
    return !(given.some(isImpossible) && given.every((each) => isImpossible(each) || isAverage(each)));
  };
}
