import { valueAt } from "../value-at";
import { figureIn, isTotalRow, areShares } from "./total-rows";
import { isBlank, type SheetRow, type SourceSheet } from "./source";

/** How many rows at the end may be statistics, and of how many customers: nobody adds them below longer tables by hand. */
const mostRows = 12;
const fewestCustomers = 5;
const mostCustomers = 2000;

/** Mean, sum, count, extremes, median and both standard deviations; a count may be one of texts. */
function statisticsOf(numbers: readonly number[], filled: number): readonly number[] {
  const n = numbers.length;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const squares = numbers.reduce((total, number) => total + (number - sum / n) ** 2, 0);
  const sorted = [...numbers].sort((a, b) => a - b);
  const median = (sorted[Math.floor((n - 1) / 2)] + sorted[Math.ceil((n - 1) / 2)]) / 2;
  const spreads = [Math.sqrt(squares / (n - 1)), Math.sqrt(squares / n)];
  return [sum / n, sum, filled, sorted[0], sorted[n - 1], median, ...spreads];
}

/** Whether a figure is a statistic, rounded to its own decimals. */
function isRounded(figure: number, exact: number): boolean {
  const decimals = /\.(\d+)$/.exec(String(figure))?.[1].length ?? 0;
  return Math.abs(figure - exact) <= (decimals === 0 ? 1e-9 : 0.5000001 * 10 ** -decimals);
}

/**
 * The rows at the end of a table that hold the means or sums of its columns and other statistics of them, whatever they
 * are called: all rows from the first of them to the end are told by arithmetic, and one is of means with decimals or of
 * sums.
 *
 * @param first position of the first data row
 */
export function statisticRows(rows: SourceSheet["rows"], first: number): ReadonlySet<number> {
  if (rows.length - first > mostCustomers) return new Set();
  const figuresIn = (row: SheetRow) =>
    [...row.keys()].flatMap((column) => {
      const figure = figureIn(row[column]);
      return figure === undefined ? [] : [{ column, figure }];
    });
  const filled = [...rows.keys()].filter(
    (at) => at >= first && rows[at].filter((cell) => !isBlank(cell)).length > 1,
  );
  for (let from = Math.max(fewestCustomers, filled.length - mostRows); from < filled.length; from++) {
    const last = filled.slice(from);
    const customers = filled.slice(0, from).map((at) => rows[at]);
    const known = new Map<number, readonly number[]>();
    const statistics = (column: number): readonly number[] =>
      valueAt(known, column, () =>
        statisticsOf(
          customers.flatMap((row) => figureIn(row[column]) ?? []),
          customers.filter((row) => !isBlank(row[column])).length,
        ),
      );
    const kinds = last.map((at) => {
      const [word] = rows[at].filter((cell) => !isBlank(cell));
      const figures = figuresIn(rows[at]);
      // A single figure tells only where it is the one that is not whole.
      const isAlone = ({ column, figure }: (typeof figures)[number]): boolean =>
        !Number.isInteger(figure) && customers.every((row) => Number.isInteger(figureIn(row[column]) ?? 0));
      const isAll =
        figureIn(word) === undefined && (figures.length > 1 || (figures.length === 1 && isAlone(figures[0])));
      const others = rows[at].filter((cell) => !isBlank(cell)).length - figures.length;
      if (!isAll || others > 1) return -1;
      return [...Array(8).keys()].findIndex((kind) =>
        figures.every(({ column, figure }) => isRounded(figure, statistics(column)[kind])),
      );
    });
    // What every customer has is their mean too.
    const isNobodys = ({ column, figure }: { column: number; figure: number }): boolean =>
      !customers.some((row) => figureIn(row[column]) === figure);
    const isEvident = last.some(
      (at, i) =>
        kinds[i] >= 0 &&
        kinds[i] < 2 &&
        figuresIn(rows[at]).some(
          (each) => isNobodys(each) && (kinds[i] === 1 || !Number.isInteger(each.figure)),
        ),
    );
    const isTold = (at: number, i: number): boolean =>
      kinds[i] >= 0 || isTotalRow(rows[at]) || areShares(rows, at, first);
    if (isEvident && last.every(isTold)) return new Set(last);
  }
  return new Set();
}
