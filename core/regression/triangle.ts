import { blockRowsFor, completeRows, type RowBlock, type RowSource } from "./rows";

/**
 * Rows compressed to the triangular factor of [1, x, y]: R with RᵀR equal to the cross products, made by Householder
 * reflections, so that no digits are lost to squaring. `r` is (p + 2)×(p + 2), upper triangular, row-major.
 */
export interface Triangle {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly r: Float64Array;
}

/** The factor of no rows. */
export function noTriangle(predictors: number): Triangle {
  return { predictors, rows: 0, leftOut: 0, r: new Float64Array((predictors + 2) ** 2) };
}

/** The factor of `triangle` and the rows of a block together; rows with a blank are left out and counted. */
export function addRows(triangle: Triangle, block: RowBlock): Triangle {
  const p = triangle.predictors;
  const width = p + 2;
  const complete = completeRows(block, p);
  const columns = new Float64Array(width * complete.rows);
  for (let i = 0; i < complete.rows; i++) {
    columns[i] = 1;
    for (let j = 0; j < p; j++) columns[(j + 1) * complete.rows + i] = complete.x[i * p + j];
    columns[(p + 1) * complete.rows + i] = complete.y[i];
  }
  const r = Float64Array.from(triangle.r);
  reduceInto(r, columns, complete.rows, width);
  return {
    predictors: p,
    rows: triangle.rows + complete.rows,
    leftOut: triangle.leftOut + block.rows - complete.rows,
    r,
  };
}

/** The factor of two sets of rows together. */
export function mergeTriangles(a: Triangle, b: Triangle): Triangle {
  const width = a.predictors + 2;
  const columns = new Float64Array(width * width);
  for (let i = 0; i < width; i++) for (let j = i; j < width; j++) columns[j * width + i] = b.r[i * width + j];
  const r = Float64Array.from(a.r);
  reduceInto(r, columns, width, width);
  return { predictors: a.predictors, rows: a.rows + b.rows, leftOut: a.leftOut + b.leftOut, r };
}

/** The triangular factor of all the rows of a source. */
export function triangleOf(source: RowSource): Triangle {
  let triangle = noTriangle(source.predictors);
  for (const block of source.blocks())
    triangle = mergeTriangles(triangle, triangleOfBlock(block, source.predictors));
  return triangle;
}

/** The triangular factor of a block, made in pieces that stay in the processor's cache. */
export function triangleOfBlock({ rows, first = 0, x, y }: RowBlock, predictors: number): Triangle {
  let triangle = noTriangle(predictors);
  const size = blockRowsFor(predictors);
  for (let at = 0; at < rows; at += size) {
    const end = Math.min(at + size, rows);
    const piece = {
      rows: end - at,
      first: first + at,
      x: x.subarray(at * predictors, end * predictors),
      y: y.subarray(at, end),
    };
    triangle = addRows(triangle, piece);
  }
  return triangle;
}

/** Householder reflections that turn [R; rows below it] into a new R; `columns` (column-major) are used up. */
export function reduceInto(r: Float64Array, columns: Float64Array, rows: number, width: number): void {
  for (let k = 0; k < width; k++) {
    const head = k * rows;
    let square = 0;
    for (let i = head; i < head + rows; i++) square += columns[i] * columns[i];
    if (square === 0) continue;
    const top = r[k * width + k];
    const norm = Math.sqrt(top * top + square);
    const pivot = top >= 0 ? top + norm : top - norm;
    r[k * width + k] = top >= 0 ? -norm : norm;
    const factor = pivot / (top >= 0 ? norm : -norm);
    for (let i = head; i < head + rows; i++) columns[i] /= pivot;
    for (let j = k + 1; j < width; j++) {
      const other = j * rows;
      let dot = r[k * width + j];
      for (let i = 0; i < rows; i++) dot += columns[head + i] * columns[other + i];
      dot *= factor;
      r[k * width + j] -= dot;
      for (let i = 0; i < rows; i++) columns[other + i] -= dot * columns[head + i];
    }
  }
}
