import type { Moments } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { isCentred, mostReadings } from "./centred";
import { double } from "./dialect";
import { numbersOf, type Engine, type RunOptions } from "./engine";
import type { RegressionRows } from "./regression-rows";

/** A centre for each column, and a power of two that scales the column to about 1. */
interface Scaling {
  readonly centres: Float64Array;
  readonly scales: Float64Array;
}

/** Sample size that is usually enough to find the centres and scales. */
const sampleRows = 1000;
/** Squares of larger values overflow. */
const largest = 1e150;
/** Sums of scaled squares lie between these bounds, or the column's size differs from the estimate. */
const [leastSquares, mostSquares] = [1e-250, 1e290];

const powerOfTwo = (size: number): number =>
  size > 0 ? 2 ** -Math.max(-1000, Math.min(1000, Math.ceil(Math.log2(size)))) : 1;

/** Centres and scales of the columns of some rows. @throws NotebookError `numberTooLarge` */
async function scalingOf(
  engine: Engine,
  rows: string,
  names: readonly string[],
  table: string,
  options: RunOptions,
): Promise<Scaling> {
  const { dialect } = engine;
  const each = names.flatMap((_, j) => [`avg(crm_v${j})`, `max(abs(crm_v${j}))`]);
  const [answer] = await numbersOf(engine, each.map(dialect.toDouble), `FROM ${rows}`, options);
  const sizes = names.map((_, j) => answer[2 * j + 1]);
  names.forEach((column, j) => {
    if (sizes[j] >= largest) throw new NotebookError("numberTooLarge", { column, table });
  });
  return {
    centres: Float64Array.from(sizes, (_, j) => (Number.isFinite(answer[2 * j]) ? answer[2 * j] : 0)),
    scales: Float64Array.from(sizes, powerOfTwo),
  };
}

/**
 * Means and centred cross products of a regression's columns in one pass of SQL: sums of products of the columns, less
 * the centre of a sample, scaled to about 1 by powers of two and added with compensated rounding. The products are
 * corrected for the remaining means as in Chan, Golub and LeVeque (1983). If the sample's centre is too far from the
 * means to keep the digits, the rows are read again around the means. Each answer comes from one reading.
 *
 * @throws NotebookError `tableChanged` if no reading fits the one before
 */
export async function crossProducts(
  engine: Engine,
  { usable, labels, table, total }: RegressionRows,
  options: RunOptions,
): Promise<Moments> {
  const { dialect } = engine;
  const size = labels.length;
  const sums = labels.map((_, j) => dialect.sum(`crm_d${j}`));
  for (let j = 0; j < size; j++)
    for (let k = j; k < size; k++) sums.push(dialect.sum(`crm_d${j} * crm_d${k}`));
  const select = [dialect.toDouble("count(*)"), ...sums.map(dialect.toDouble)];
  const sample = `(SELECT * FROM ${usable} LIMIT ${sampleRows}) AS crm_sample`;
  let scaling = await scalingOf(engine, sample, labels, table, { signal: options.signal });
  for (let reading = 0; reading < mostReadings; reading++) {
    const { centres, scales } = scaling;
    const scaled = labels.map(
      (_, j) => `(crm_v${j} - ${double(centres[j])}) * ${double(scales[j])} AS crm_d${j}`,
    );
    const share = { ...options, onProgress: reading === 0 ? options.onProgress : undefined };
    const from = `FROM (SELECT ${scaled.join(", ")} FROM ${usable}) AS crm_centred`;
    const [answer] = await numbersOf(engine, select, from, share);
    const [rows] = answer;
    if (rows < 2) throw new NotebookError("tooFewRows", { table, rows });
    if (total < rows) throw new NotebookError("tableChanged", { table });
    const moments = momentsOf(answer, scaling, total);
    const squares = diagonal(answer, size);
    if (squares.some((each) => !(each > leastSquares && each < mostSquares))) {
      // A constant column, or one with values beyond the range of the sample.
      const found = await scalingOf(engine, usable, labels, table, { signal: options.signal });
      const isSame = found.scales.every((scale, j) => scale === scaling.scales[j]);
      if (!isSame || squares.some((each) => !(each < mostSquares))) {
        scaling = found;
        continue;
      }
    }
    const means = moments.means.map((mean, j) => mean * scales[j]);
    if (squares.every((each, j) => isCentred(rows, answer[1 + j], each, means[j]))) return moments;
    scaling = { ...scaling, centres: Float64Array.from(moments.means) };
  }
  throw new NotebookError("tableChanged", { table });
}

/** Σ dⱼ² of each column; the answer holds the count, the sums and the products of pairs. */
function diagonal(answer: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, j) => answer[1 + size + j * size - (j * (j - 1)) / 2]);
}

function momentsOf(answer: readonly number[], { centres, scales }: Scaling, total: number): Moments {
  const size = centres.length;
  const [rows] = answer;
  const shifts = answer.slice(1, 1 + size);
  const means = centres.map((centre, j) => centre + shifts[j] / rows / scales[j]);
  const products = new Float64Array(size * size);
  let at = 1 + size;
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const sum = answer[at++] - (shifts[j] * shifts[k]) / rows;
      products[j * size + k] = products[k * size + j] = sum / scales[j] / scales[k];
    }
  }
  return { predictors: size - 1, rows, leftOut: total - rows, means, products };
}
