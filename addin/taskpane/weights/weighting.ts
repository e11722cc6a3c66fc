/** Weights that add up to 1; undefined where they cannot (none, a missing one, or a sum that is not positive). */
export function normalised(weights: readonly number[]): number[] | undefined {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length === 0 || !Number.isFinite(sum) || sum <= 0) return undefined;
  return weights.map((weight) => weight / sum);
}

/** Saaty's scale: how much more one criterion counts than another; below 1 the other counts more. */
export const saatyScale: readonly number[] = [9, 7, 5, 3, 1, 1 / 3, 1 / 5, 1 / 7, 1 / 9];

/** Place of the pair (i, j), i < j, in a list of all pairs of n things, row after row. */
export function pairIndex(i: number, j: number, n: number): number {
  return i * n - (i * (i + 1)) / 2 + (j - i - 1);
}

/** The full reciprocal matrix of the judgements over the pairs. */
export function comparisonMatrix(judgements: readonly number[], n: number): number[][] {
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(1));
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const judgement = judgements[pairIndex(i, j, n)] ?? 1;
      matrix[i][j] = judgement;
      matrix[j][i] = 1 / judgement;
    }
  }
  return matrix;
}
