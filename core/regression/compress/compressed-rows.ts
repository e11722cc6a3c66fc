import { twoProduct } from "../../numbers/double-double";
import { limbProducts } from "./limb-products";
import { kernelsInUse } from "./plain-kernels";
import { completeRows, type RowBlock } from "./rows";

/**
 * Rows compressed to their cross products without rounding: sums of squares and products of 1, x₁ … x_p, y as integers,
 * each row multiplied by its weight. Whatever the condition of the data, a fit of the compressed rows equals a fit of
 * the rows, and compressed parts merged in any order (`mergeCompressedRows`) are the compressed whole to the last bit.
 *
 * Σ vₐ·v_b = products[a·(p + 2) + b] · 2^(exponents[a] + exponents[b]) for a ≤ b. Digits more than 270 binary places
 * below the largest number of a column in its block are dropped.
 */
export interface CompressedRows {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly exponents: readonly number[];
  readonly products: readonly bigint[];
}

/** Compresses some rows; rows with a blank are left out and counted. */
export function compressBlock(given: RowBlock, predictors: number): CompressedRows {
  const block = completeRows(given, predictors);
  const weighted = block.weights !== undefined;
  const kernel = kernelsInUse(predictors).limbs();
  const width = weighted ? 3 * predictors + 3 : predictors;
  const parts = weighted
    ? limbProducts(withProducts(block, predictors), width, kernel, predictors + 2)
    : limbProducts(block, width, kernel);
  const all = Array.from(parts, (part) => ({ ...part, predictors: width, leftOut: 0 }));
  const found = all.reduce(mergeCompressedRows);
  const leftOut = given.rows - block.rows;
  return { ...(weighted ? foldProducts(found, predictors) : found), predictors, leftOut };
}

/**
 * Weighted rows as rows with more columns, so that Σ w·vₐ·v_b is a sum of products of columns, too:
 * v = (1, x₁ … x_p, y), then w·v as sums of two doubles without rounding (Dekker's product), the remainders last.
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

/** Extracts the products of v and w·v from those of all columns. */
function foldProducts(
  { exponents: all, products: found, ...counts }: CompressedRows,
  p: number,
): CompressedRows {
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
  return { ...counts, exponents, products };
}

/** Merges the compressed rows of two parts; the result is exactly that of the whole. */
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
