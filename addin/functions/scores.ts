import { blanksChoices, CrmError, explainScore, scoreRows, type Blanks } from "@crm-functions/core";
import {
  answer,
  choiceOf,
  errorCell,
  isBlank,
  notNumber,
  readWeights,
  toCell,
  type Cell,
  type Range,
  type ResultCell,
} from "../cells";

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
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function needScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * Expectation E = Σ wᵢeᵢ: what each customer expects. One score per row; the result spills.
 * @customfunction EXPECTATIONSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function expectationScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * Management T = Σ wᵢtᵢ: how well each relationship is managed. One score per row; the result spills.
 * @customfunction MANAGEMENTSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function managementScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * Service Q = Σ wᵢqᵢ: quality of the service each customer received. One score per row; the result spills.
 * @customfunction SERVICESCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function serviceScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * Marketing R = Σ wᵢrᵢ: effect of marketing on each customer. One score per row; the result spills.
 * @customfunction MARKETINGSCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function marketingScore(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * Weighted score Σ wᵢvᵢ for an analysis of your own. One score per row; the result spills.
 * @customfunction SCORE
 * @param {any[][]} values A row per customer, a column per criterion. Blanks: see blanks.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @param {BLANKS} [blanks] "na" (default): a blank gives #N/A; "zero": counts as 0; "reweight": score of the values present. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @returns {any[][]} One score per customer.
 */
export function score(values: any[][], weights: any[][], blanks?: BLANKS): any[][] {
  return answer(() => scoreCells(values, weights, blanks));
}

/**
 * The parts wᵢvᵢ that add up to each score, in the shape of the values. A blank has no part (#N/A).
 * @customfunction SCOREPARTS
 * @param {any[][]} values A row per customer, a column per criterion.
 * @param {any[][]} weights A row or a column with one number per criterion, used as given.
 * @returns {any[][]} One part per value.
 */
export function scoreParts(values: any[][], weights: any[][]): any[][] {
  return answer(() => {
    const layout = layoutOf([values], weights);
    const w = readWeights(weights);
    return values.map((row, i) =>
      row.map((cell, j) => {
        if ((layout.transposed ? j : i) >= layout.customers) return "";
        const weight = w[layout.transposed ? i : j];
        if (typeof cell === "number") {
          const part = weight * cell;
          return Number.isFinite(part)
            ? part
            : errorCell(
                new CrmError("num", "numberTooLarge", { argument: "values", row: i + 1, column: j + 1 }),
              );
        }
        return isBlank(cell)
          ? errorCell(new CrmError("na", "partBlank", { argument: "values", row: i + 1, column: j + 1 }))
          : notNumber(cell, "values", i + 1, j + 1);
      }),
    );
  });
}

/**
 * SERVQUAL gap Σ wᵢ(perceivedᵢ − expectedᵢ) of each customer; negative: we fall short. One gap per row; the result spills.
 * @customfunction EXPECTATIONGAP
 * @param {any[][]} expected What customers expect: a row per customer, a column per criterion. Blanks: see blanks.
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
    const layout = layoutOf([expected, perceived], weights);
    const w = readWeights(weights);
    const e = layout.transposed ? transpose(expected) : expected;
    const p = layout.transposed ? transpose(perceived) : perceived;
    const readGaps = (row: number, buffer: Float64Array, start: number): Spoilt | undefined => {
      for (let j = 0; j < w.length; j++) {
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
    return scoreByBlocks({ layout, rows: e.length, read: readGaps, blankArgument }, w, policy);
  });
}

function numberOrZero(cell: Cell): number {
  return typeof cell === "number" ? cell : 0;
}

function scoreCells(values: Range, weights: Range, blanks: Cell): ResultCell[][] {
  const policy = choiceOf(blanks, blanksChoices, "blanks", "na");
  const layout = layoutOf([values], weights);
  const w = readWeights(weights);
  const v = layout.transposed ? transpose(values) : values;
  const read = (row: number, buffer: Float64Array, start: number): Spoilt | undefined => {
    const cells = v[row];
    for (let j = 0; j < w.length; j++) {
      const cell = cells[j];
      if (typeof cell === "number") buffer[start + j] = cell;
      else if (cell === null || cell === undefined || cell === "") buffer[start + j] = NaN;
      else return { cell, argument: "values", column: j };
    }
    return undefined;
  };
  return scoreByBlocks({ layout, rows: v.length, read, blankArgument: () => "values" }, w, policy);
}

/** The cell that keeps a row from being scored. */
interface Spoilt {
  readonly cell: Cell;
  readonly argument: string;
  /** from 0 */
  readonly column: number;
}

interface Layout {
  /** True where each column is a customer. */
  readonly transposed: boolean;
  /** How many customers there are before the blank rest of a range taken too long. */
  readonly customers: number;
}

/**
 * Rows are customers where the weights are as many as the columns; else columns are, where they are as many as the
 * rows.
 */
function layoutOf(ranges: readonly Range[], weightRange: Range): Layout {
  const weights = weightRange.length * weightRange[0].length;
  const rows = ranges[0].length;
  const columns = ranges[0][0].length;
  const transposed = columns !== weights && rows === weights;
  const isVector = weightRange.length === 1 || weightRange[0].length === 1;
  if (!isVector || (columns !== weights && !transposed)) {
    throw new CrmError("value", "weightsShape", {
      argument: "weights",
      rows: weightRange.length,
      columns: weightRange[0].length,
      otherArgument: ranges.length === 1 ? "values" : "expected",
      otherRows: rows,
      otherColumns: columns,
    });
  }
  let customers = transposed ? columns : rows;
  const blankCustomer = (index: number): boolean =>
    ranges.every((range) =>
      transposed ? range.every((row) => isBlank(row[index])) : range[index].every(isBlank),
    );
  while (customers > 0 && blankCustomer(customers - 1)) customers--;
  return { transposed, customers };
}

function transpose(range: Range): Range {
  return range[0].map((_, j) => range.map((row) => row[j]));
}

interface Source {
  readonly layout: Layout;
  /** Customers of the range, the blank ones at the end included. */
  readonly rows: number;
  /** Puts the numbers of a customer into the buffer (`NaN` for a blank), or names the cell that is none. */
  read(row: number, buffer: Float64Array, start: number): Spoilt | undefined;
  blankArgument(row: number, column: number): string;
}

/** Customers scored at a time: their numbers stay in the processor's first cache. */
const blockRows = 256;
let buffer = new Float64Array(blockRows * 16);
const sums = new Float64Array(blockRows);

function scoreByBlocks(source: Source, weights: Float64Array, blanks: Blanks): ResultCell[][] {
  const n = weights.length;
  if (buffer.length < blockRows * n) buffer = new Float64Array(blockRows * n);
  const { transposed, customers } = source.layout;
  // Each result becomes its row at once: a second pass over a million cells would cost as much as the sums.
  const place = (cell: ResultCell): ResultCell | ResultCell[] => (transposed ? cell : [cell]);
  const cells = new Array<ResultCell | ResultCell[]>(source.rows);
  for (let start = 0; start < customers; start += blockRows) {
    const count = Math.min(blockRows, customers - start);
    let spoilt: Map<number, Spoilt> | undefined;
    for (let i = 0; i < count; i++) {
      const problem = source.read(start + i, buffer, i * n);
      if (problem !== undefined) (spoilt ??= new Map<number, Spoilt>()).set(i, problem);
    }
    scoreRows(buffer, weights, blanks, sums, count);
    for (let i = 0; i < count; i++) {
      const sum = sums[i];
      const problem = spoilt?.get(i);
      cells[start + i] = place(
        problem !== undefined
          ? spoiltCell(problem, start + i, transposed)
          : Number.isFinite(sum)
            ? sum
            : unscoredCell(source, start + i, i * n, weights, blanks, sum),
      );
    }
  }
  for (let i = customers; i < source.rows; i++) cells[i] = place("");
  return transposed ? [cells as ResultCell[]] : (cells as ResultCell[][]);
}

function spoiltCell(spoilt: Spoilt, row: number, transposed: boolean): ResultCell {
  return transposed
    ? notNumber(spoilt.cell, spoilt.argument, spoilt.column + 1, row + 1)
    : notNumber(spoilt.cell, spoilt.argument, row + 1, spoilt.column + 1);
}

function unscoredCell(
  source: Source,
  row: number,
  start: number,
  weights: Float64Array,
  blanks: Blanks,
  sum: number,
): ResultCell {
  const error = explainScore(buffer, start, weights, blanks, sum, row + 1);
  if (error === undefined) return toCell(sum);
  if (error.key !== "cellBlank") return errorCell(error);
  const column = error.place.column ?? 1;
  const argument = source.blankArgument(row, column - 1);
  return errorCell(
    new CrmError("na", "cellBlank", {
      argument,
      row: source.layout.transposed ? column : row + 1,
      column: source.layout.transposed ? row + 1 : column,
    }),
  );
}
