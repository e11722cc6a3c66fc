import { CrmError } from "../errors";
import { toRowMajor, type Values } from "../numbers/values";

/**
 * Weights by Shannon entropy: w ∝ 1 − e with e = −Σ p ln p / ln m of each column's shares p = x / Σ x; a column in
 * which the rows differ more weighs more (Hwang, C.-L. and Yoon, K. (1981), *Multiple Attribute Decision Making*,
 * section 3.2.2). They do not change with a column's unit. Rows with a blank (`NaN`) are left out.
 *
 * @param values m×n, from 0 up
 * @returns n weights, adding up to 1
 * @throws CrmError `entropyNegative`, `entropyColumnZero`, `entropyTooFew`, `entropyNoContrast`
 *
 * ```ts
 * entropyWeights([[1, 5], [2, 5], [3, 5]]); // => Float64Array [1, 0]
 * ```
 */
export function entropyWeights(values: Values): Float64Array {
  const argument = "values";
  const { data, columns } = toRowMajor(values, argument);
  const complete: number[] = [];
  for (let start = 0; start < data.length; start += columns) {
    let whole = true;
    for (let j = 0; j < columns; j++) {
      const found = data[start + j];
      if (found !== found) whole = false;
      else if (found < 0) {
        throw new CrmError("value", "entropyNegative", {
          argument,
          row: start / columns + 1,
          column: j + 1,
          found,
        });
      }
    }
    if (whole) complete.push(start);
  }
  if (complete.length < 2) throw new CrmError("value", "entropyTooFew", { argument, rows: complete.length });
  const contrast = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = complete.map((start) => data[start + j]).sort((a, b) => a - b);
    const largest = column[column.length - 1];
    if (largest === 0) throw new CrmError("value", "entropyColumnZero", { argument, column: j + 1 });
    if (column[0] === largest) continue;
    contrast[j] = Math.max(0, 1 - entropyOf(column.map((value) => value / largest)));
  }
  const total = contrast.reduce((sum, each) => sum + each, 0);
  if (total === 0) throw new CrmError("div0", "entropyNoContrast", { argument });
  return contrast.map((each) => each / total);
}

function entropyOf(parts: readonly number[]): number {
  const total = parts.reduce((sum, part) => sum + part, 0);
  let entropy = 0;
  for (const part of parts) {
    // A value too small beside the others to be a share of their sum contributes nothing.
    const share = part / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return entropy / Math.log(parts.length);
}
