import { twoProduct } from "../../numbers/double-double";
import { addRows, noProducts, settle, type LimbProducts } from "./limb-products";
import { completeRows, hasBlank, type RowBlock, type RowSource } from "./rows";

/**
 * Rows compressed to their cross products without any rounding: sums of squares and products of 1, x₁ … x_p, y as
 * integers, each row counted as many as its weight says. Whatever the condition of the data, the fit of the compressed rows is that of the rows, and compressed
 * parts added up are the compressed whole to the last bit, in whatever order (`mergeCompressedRows`).
 *
 * Σ vₐ·v_b = products[a·(p + 2) + b] · 2^(exponents[a] + exponents[b]) for a ≤ b. What lies more than 250 binary places
 * below the largest number of a column is not kept.
 */
export interface CompressedRows {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly exponents: readonly number[];
  readonly products: readonly bigint[];
}

/** Compresses all the rows of a source in one reading; rows with a blank are left out and counted. */
export function compressRows(source: RowSource): CompressedRows {
  return compressBlocks(source.blocks(), source.predictors);
}

/** The same for rows that are at hand. */
export function compressBlocks(blocks: Iterable<RowBlock>, predictors: number): CompressedRows {
  let sums: LimbProducts | undefined;
  let weighted = false;
  let rows = 0;
  let leftOut = 0;
  for (const given of blocks) {
    // Weighted rows are looked at one by one: a weight may make a number too large.
    const isPlain = given.weights === undefined && !hasBlank(given);
    const block = isPlain ? given : completeRows(given, predictors);
    weighted = block.weights !== undefined;
    sums ??= weighted
      ? noProducts(3 * predictors + 3, given.rows, predictors + 2)
      : noProducts(predictors, given.rows);
    rows += block.rows;
    leftOut += given.rows - block.rows;
    addRows(sums, weighted ? withProducts(block, predictors) : block);
  }
  sums ??= noProducts(predictors, 0);
  settle(sums);
  // A column of zeros has no place on the lattice, and needs none.
  const exponents = sums.exponents.map((exponent) => (exponent === Infinity ? 0 : exponent));
  const compressed = { predictors, rows, leftOut, exponents, products: sums.products };
  return weighted ? foldProducts(compressed) : compressed;
}

/**
 * Weighted rows as rows of more columns, so that Σ w·vₐ·v_b are sums of products as well: v = (1, x₁ … x_p, y), then
 * w·v as sums of two doubles without rounding (Dekker's product): the w and the w·v rounded, then what that leaves.
 */
function withProducts({ rows, x, y, weights }: RowBlock, p: number): RowBlock {
  const width = 3 * p + 3;
  const wide = new Float64Array(rows * width);
  const last = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const w = weights![i];
    const at = i * width;
    wide[at + p] = y[i];
    wide[at + p + 1] = w;
    for (let j = 0; j <= p; j++) {
      const value = j < p ? x[i * p + j] : y[i];
      const [high, low] = twoProduct(w, value);
      const rest = low * 0 === 0 ? low : 0;
      if (j < p) wide[at + j] = value;
      wide[at + p + 2 + j] = high;
      if (j < p) wide[at + 2 * p + 3 + j] = rest;
      else last[i] = rest;
    }
  }
  return { rows, x: wide, y: last };
}

/** The products of v and w·v out of those of all the columns. */
function foldProducts({
  predictors: p,
  exponents: all,
  products: found,
  ...counts
}: CompressedRows): CompressedRows {
  const size = p + 2;
  const width = 3 * p + 5;
  const high = (b: number): number => size + b;
  const low = (b: number): number => 2 * size + b - 1;
  const exponents = Array.from({ length: size }, (_, c) =>
    Math.min(all[c], all[high(c)], c === 0 ? Infinity : all[low(c)]),
  );
  const products = new Array<bigint>(size * size).fill(0n);
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      for (const other of b === 0 ? [high(b)] : [high(b), low(b)]) {
        const up = all[a] + all[other] - exponents[a] - exponents[b];
        products[a * size + b] += found[a * width + other] << BigInt(up);
      }
    }
  }
  return { ...counts, predictors: p, exponents, products };
}

/** The compressed rows of two parts together: exactly those of the whole. */
export function mergeCompressedRows(a: CompressedRows, b: CompressedRows): CompressedRows {
  const size = a.predictors + 2;
  const exponents = a.exponents.map((exponent, c) => Math.min(exponent, b.exponents[c]));
  const part = ({ exponents: own, products }: CompressedRows, i: number, j: number): bigint =>
    products[i * size + j] << BigInt(own[i] + own[j] - exponents[i] - exponents[j]);
  return {
    predictors: a.predictors,
    rows: a.rows + b.rows,
    leftOut: a.leftOut + b.leftOut,
    exponents,
    products: a.products.map((_, at) => {
      const i = Math.floor(at / size);
      const j = at % size;
      return i <= j ? part(a, i, j) + part(b, i, j) : 0n;
    }),
  };
}
