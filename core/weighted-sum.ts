/**
 * Σ wⱼ vᵢⱼ of every row of a row-major matrix, added from the first criterion to the last, so that every layout, the
 * warehouse's SQL and a hand-written loop give the same bits.
 *
 * Four rows are summed in parallel, because a plain loop is bound by waiting for its own sum. O(rows × columns) time,
 * no memory beyond `out`. A `NaN` makes the sum of its row `NaN`.
 *
 * @param data m×n values, row-major
 * @param weights n weights; the row length is `weights.length`
 * @param out m sums
 * @param rows number of rows to sum (m)
 */
export function weightedRowSums(
  data: Float64Array,
  weights: Float64Array,
  out: Float64Array,
  rows: number,
): void {
  const n = weights.length;
  const paired = n - (n % 2);
  let i = 0;
  let a = 0;
  for (; i + 4 <= rows; i += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    let j = 0;
    for (; j < paired; j += 2) {
      const w = weights[j];
      const u = weights[j + 1];
      s0 = s0 + w * data[a + j] + u * data[a + j + 1];
      s1 = s1 + w * data[b + j] + u * data[b + j + 1];
      s2 = s2 + w * data[c + j] + u * data[c + j + 1];
      s3 = s3 + w * data[d + j] + u * data[d + j + 1];
    }
    if (j < n) {
      const w = weights[j];
      s0 += w * data[a + j];
      s1 += w * data[b + j];
      s2 += w * data[c + j];
      s3 += w * data[d + j];
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
    a = d + n;
  }
  for (; i < rows; i++, a += n) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += weights[j] * data[a + j];
    out[i] = sum;
  }
}

/**
 * The same sums, bit for bit, for criteria in separate columns: blocks of rows stay in the cache, and eight columns are
 * added in one sweep, so that a sum is read and written once for all eight.
 */
export function weightedColumnSums(
  columns: readonly Float64Array[],
  weights: Float64Array,
  out: Float64Array,
): void {
  const rows = out.length;
  const n = weights.length;
  const block = 1024;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(start + block, rows);
    out.fill(0, start, end);
    let j = 0;
    for (; j + 8 <= n; j += 8) {
      const c0 = columns[j];
      const c1 = columns[j + 1];
      const c2 = columns[j + 2];
      const c3 = columns[j + 3];
      const c4 = columns[j + 4];
      const c5 = columns[j + 5];
      const c6 = columns[j + 6];
      const c7 = columns[j + 7];
      const w0 = weights[j];
      const w1 = weights[j + 1];
      const w2 = weights[j + 2];
      const w3 = weights[j + 3];
      const w4 = weights[j + 4];
      const w5 = weights[j + 5];
      const w6 = weights[j + 6];
      const w7 = weights[j + 7];
      for (let i = start; i < end; i++) {
        const half = out[i] + w0 * c0[i] + w1 * c1[i] + w2 * c2[i] + w3 * c3[i];
        out[i] = half + w4 * c4[i] + w5 * c5[i] + w6 * c6[i] + w7 * c7[i];
      }
    }
    for (; j + 2 <= n; j += 2) {
      const c0 = columns[j];
      const c1 = columns[j + 1];
      const w0 = weights[j];
      const w1 = weights[j + 1];
      for (let i = start; i < end; i++) out[i] = out[i] + w0 * c0[i] + w1 * c1[i];
    }
    for (; j < n; j++) {
      const column = columns[j];
      const w = weights[j];
      for (let i = start; i < end; i++) out[i] += w * column[i];
    }
  }
}
