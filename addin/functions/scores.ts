import { blanksChoices, CrmError, explainScore, scoreRows, type Blanks } from "@crm-functions/core";
import {
  answer,
  choiceOf,
  errorCell,
  isBlank,
  notNumber,
  toCell,
  type Cell,
  type Range,
  type ResultCell,
} from "../cells";
import { headerOf, readWeights } from "./ranges";

/**
 * How blanks count.
 * @customenum {string}
 */
export enum BLANKS {
  /** A customer with a blank has no score (#N/A). */
  na = "na",
  /** A blank counts as 0. */
  zero = "zero",
  /** The score of the values present, reweighted. */
  reweight = "reweight",
}

/**
 * Need P = Σ wᵢpᵢ: how strongly each customer needs what is offered. One score per row; the result spills.
 * @customfunction NEEDSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function needScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "P"));
}

/**
 * Expectation E = Σ wᵢeᵢ: what each customer expects. One score per row; the result spills.
 * @customfunction EXPECTATIONSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function expectationScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "E"));
}

/**
 * Management T = Σ wᵢtᵢ: how well each relationship is managed. One score per row; the result spills.
 * @customfunction MANAGEMENTSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function managementScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "T"));
}

/**
 * Service Q = Σ wᵢqᵢ: quality of the service each customer received. One score per row; the result spills.
 * @customfunction SERVICESCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function serviceScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "Q"));
}

/**
 * Marketing R = Σ wᵢrᵢ: effect of marketing on each customer. One score per row; the result spills.
 * @customfunction MARKETINGSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function marketingScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "R"));
}

/**
 * Weighted score Σ wᵢvᵢ for an analysis of your own. One score per row; the result spills.
 * @customfunction SCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function score(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks, "Score"));
}

/**
 * The parts wᵢvᵢ that add up to each score, in the shape of the values. A blank (n/a, - and the like too) has no part (#N/A).
 * @customfunction SCOREPARTS
 * @param {any[][]} values A row per customer, a column per criterion.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @returns {any[][]} One part per value.
 */
export function scoreParts(values: any[][], weights: any[][]): any[][] {
  return answer(() => {
    const { above, transposed, customers, weights: w } = layoutOf({ values }, weights);
    return values.map((row, i) =>
      row.map((cell, j) => {
        if (i < above) return cell as ResultCell;
        if ((transposed ? j : i) >= customers) return "";
        const place = { argument: "values", row: i + 1, column: j + 1 };
        if (typeof cell === "number") {
          const part = w[transposed ? i - above : j] * cell;
          return Number.isFinite(part)
            ? toCell(part)
            : errorCell(new CrmError("num", "numberTooLarge", place));
        }
        return isBlank(cell)
          ? errorCell(new CrmError("na", "partBlank", place))
          : notNumber(cell, "values", i + 1, j + 1);
      }),
    );
  });
}

/**
 * SERVQUAL gap Σ wᵢ(perceivedᵢ − expectedᵢ) of each customer; negative: we fall short. One gap per row; the result spills.
 * @customfunction EXPECTATIONGAP
 * @param {any[][]} expected What customers expect: a row per customer, a column per criterion. Blanks (n/a, - and the like too): see blanks.
 * @param {any[][]} perceived What they perceive, in the same shape and order.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": gap over the criteria present in both. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One gap per customer.
 */
export function expectationGap(
  expected: any[][],
  perceived: any[][],
  weights: any[][],
  blanks?: BLANKS,
): any[][] {
  return answer(() => {
    if (expected.length !== perceived.length || expected[0].length !== perceived[0].length) {
      throw new CrmError("value", "sameShape", {
        argument: "perceived",
        rows: perceived.length,
        columns: perceived[0].length,
        otherArgument: "expected",
        otherRows: expected.length,
        otherColumns: expected[0].length,
      });
    }
    const policy = choiceOf(blanks, blanksChoices, "blanks", "na");
    const layout = layoutOf({ expected, perceived }, weights);
    const n = layout.weights.length;
    const [e, p] = [rowsOf(expected, layout), rowsOf(perceived, layout)];
    const readGaps = (row: number, buffer: Float64Array, start: number): BadCell | undefined => {
      for (let j = 0; j < n; j++) {
        const expectedCell = e[row][j];
        const perceivedCell = p[row][j];
        if (typeof expectedCell === "number" && typeof perceivedCell === "number") {
          buffer[start + j] = perceivedCell - expectedCell;
          continue;
        }
        if (typeof expectedCell !== "number" && !isBlank(expectedCell)) {
          return { cell: expectedCell, argument: "expected", column: j };
        }
        if (typeof perceivedCell !== "number" && !isBlank(perceivedCell)) {
          return { cell: perceivedCell, argument: "perceived", column: j };
        }
        buffer[start + j] =
          policy === "zero" ? numberOrZero(perceivedCell) - numberOrZero(expectedCell) : NaN;
      }
      return undefined;
    };
    const blankArgument = (row: number, column: number): string =>
      isBlank(e[row][column]) ? "expected" : "perceived";
    return scoreByBlocks({ layout, rows: e.length, read: readGaps, blankArgument, label: "Gap" }, policy);
  });
}

function numberOrZero(cell: Cell): number {
  return typeof cell === "number" ? cell : 0;
}

function scoreCells(values: Range, weights: Range, blanks: Cell, label: string): ResultCell[][] {
  const policy = choiceOf(blanks, blanksChoices, "blanks", "na");
  const layout = layoutOf({ values }, weights);
  const n = layout.weights.length;
  const v = rowsOf(values, layout);
  const read = (row: number, buffer: Float64Array, start: number): BadCell | undefined => {
    const cells = v[row];
    for (let j = 0; j < n; j++) {
      const cell = cells[j];
      if (typeof cell === "number") buffer[start + j] = cell;
      else if (isBlank(cell)) buffer[start + j] = NaN;
      else return { cell, argument: "values", column: j };
    }
    return undefined;
  };
  return scoreByBlocks({ layout, rows: v.length, read, blankArgument: () => "values", label }, policy);
}

/** The cell that keeps a row from being scored. */
interface BadCell {
  readonly cell: Cell;
  readonly argument: string;
  /** from 0 */
  readonly column: number;
}

interface Layout {
  /** True where each column is a customer. */
  readonly transposed: boolean;
  /** Rows of headers above the values: 1 or 0. */
  readonly above: number;
  /** Set where some of the ranges have a header and others not: the first row is bad then. */
  readonly partly?: CrmError;
  /** The row or column after the last customer, before the blank rest of a range taken too long. */
  readonly customers: number;
  readonly weights: Float64Array;
}

/**
 * Rows are customers where the weights are as many as the columns; else columns are, where they are as many as the
 * rows.
 */
function layoutOf(ranges: Readonly<Record<string, Range>>, weightRange: Range): Layout {
  const [argument] = Object.keys(ranges);
  const all = Object.values(ranges);
  const { has, partly } = headerOf(ranges);
  const above = has ? 1 : 0;
  const rows = all[0].length;
  const columns = all[0][0].length;
  const weights = readWeights(weightRange, { argument, rows: rows - above, columns });
  const transposed = weights.length !== columns;
  if (transposed && partly !== undefined) throw partly;
  let customers = transposed ? columns : rows;
  const blankCustomer = (index: number): boolean =>
    all.every((range) =>
      transposed ? range.every((row, i) => i < above || isBlank(row[index])) : range[index].every(isBlank),
    );
  while (customers > 0 && blankCustomer(customers - 1)) customers--;
  return { transposed, above, partly, customers, weights };
}

/** A row per customer, without headers. */
function rowsOf(range: Range, { transposed, above }: Layout): Range {
  const rows = above === 0 ? range : range.slice(above);
  return transposed ? range[0].map((_, j) => rows.map((row) => row[j])) : rows;
}

interface Source {
  readonly layout: Layout;
  /** Customers of the range, the blank ones at the end included. */
  readonly rows: number;
  /** Puts the numbers of a customer into the buffer (`NaN` for a blank), or names the cell that is none. */
  read(row: number, buffer: Float64Array, start: number): BadCell | undefined;
  blankArgument(row: number, column: number): string;
  /** Stands above the scores where the values have a header. */
  readonly label: string;
}

/** Customers scored at a time: their numbers stay in the processor's first cache. */
const blockRows = 256;
let buffer = new Float64Array(blockRows * 16);
const sums = new Float64Array(blockRows);

function scoreByBlocks(source: Source, blanks: Blanks): ResultCell[][] {
  const { transposed, partly, weights } = source.layout;
  const n = weights.length;
  if (buffer.length < blockRows * n) buffer = new Float64Array(blockRows * n);
  // Where rows are customers, the header has a row of the result too.
  const first = transposed ? 0 : source.layout.above;
  const customers = source.layout.customers - first;
  // Each result becomes its row at once: a second pass over a million cells would cost as much as the sums.
  const place = (cell: ResultCell): ResultCell | ResultCell[] => (transposed ? cell : [cell]);
  const cells = new Array<ResultCell | ResultCell[]>(first + source.rows);
  if (first > 0) cells[0] = place(source.label);
  for (let start = 0; start < customers; start += blockRows) {
    const count = Math.min(blockRows, customers - start);
    let badRows: Map<number, BadCell> | undefined;
    for (let i = 0; i < count; i++) {
      const problem = source.read(start + i, buffer, i * n);
      if (problem !== undefined) (badRows ??= new Map<number, BadCell>()).set(i, problem);
    }
    scoreRows(buffer, weights, blanks, sums, count);
    for (let i = 0; i < count; i++) {
      const sum = sums[i];
      const problem = badRows?.get(i);
      cells[first + start + i] = place(
        problem !== undefined
          ? badCell(problem, start + i, source.layout)
          : Number.isFinite(sum)
            ? sum + 0
            : unscoredCell(source, start + i, i * n, blanks),
      );
    }
  }
  for (let i = first + customers; i < cells.length; i++) cells[i] = place("");
  if (partly !== undefined) cells[0] = place(errorCell(partly));
  return transposed ? [cells as ResultCell[]] : (cells as ResultCell[][]);
}

function badCell({ cell, argument, column }: BadCell, row: number, layout: Layout): ResultCell {
  const { transposed, above } = layout;
  return transposed
    ? notNumber(cell, argument, column + 1 + above, row + 1)
    : notNumber(cell, argument, row + 1 + above, column + 1);
}

function unscoredCell(source: Source, row: number, start: number, blanks: Blanks): ResultCell {
  const { transposed, above, weights } = source.layout;
  const error = explainScore(buffer, start, weights, blanks, row + 1);
  if (error.key !== "cellBlank") return errorCell(error);
  const column = error.place.column ?? 1;
  const argument = source.blankArgument(row, column - 1);
  return errorCell(
    new CrmError("na", "cellBlank", {
      argument,
      row: (transposed ? column : row + 1) + above,
      column: transposed ? row + 1 : column,
    }),
  );
}
