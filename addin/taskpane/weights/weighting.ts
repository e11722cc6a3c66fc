/** Weights scaled to a sum of 1; undefined if there are none, one is missing, or the sum is not positive. */
export function normalised(weights: readonly number[]): number[] | undefined {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length === 0 || !Number.isFinite(sum) || sum <= 0) return undefined;
  return weights.map((weight) => weight / sum);
}

/** Shares of 1 in thousandths that still add up to 1: the remainder goes to the shares that rounding cut most. */
export function inThousandths(shares: readonly number[]): number[] {
  const whole = shares.map((share) => Math.floor(share * 1000 + 1e-9));
  const rest =
    Math.round(shares.reduce((sum, share) => sum + share, 0) * 1000) - whole.reduce((a, b) => a + b, 0);
  const mostCut = shares
    .map((share, i) => ({ i, cut: share * 1000 - whole[i] }))
    .sort((one, other) => other.cut - one.cut);
  for (const { i } of mostCut.slice(0, rest)) whole[i]++;
  return whole.map((thousandths) => thousandths / 1000);
}

/** Saaty's scale: how many times as important one criterion is as another; below 1, the other is more important. */
export const saatyScale: readonly number[] = [
  ...[9, 8, 7, 6, 5, 4, 3, 2, 1],
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((times) => 1 / times),
];

/** The judgement on the scale nearest to a ratio of two weights, on a log scale: 2 is as far from 1 as from 4. */
export function nearestJudgement(ratio: number): number {
  if (!(ratio > 0)) return 1;
  const distance = (judgement: number) => Math.abs(Math.log(judgement / ratio));
  return saatyScale.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/** The pairwise judgements that correspond to weights. */
export function judgementsOf(weights: readonly number[]): number[] {
  return weights.flatMap((first, i) =>
    weights.slice(i + 1).map((second) => nearestJudgement(first > 0 && second > 0 ? first / second : 1)),
  );
}

/** Index of the pair (i, j), i < j, in a row-by-row list of all pairs of n items. */
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

export interface Contradiction {
  readonly first: number;
  readonly second: number;
  readonly said: number;
  /** The judgement that the other answers imply for this pair, on the scale. */
  readonly implied: number;
}

/**
 * The judgement least consistent with the others. For a pair, each third item implies the product of its two
 * judgements; their geometric mean is the implied judgement. Undefined if nothing contradicts.
 */
export function worstJudgement(matrix: readonly (readonly number[])[]): Contradiction | undefined {
  const n = matrix.length;
  let worst: (Contradiction & { readonly distance: number }) | undefined;
  for (let first = 0; first < n; first++) {
    for (let second = first + 1; second < n; second++) {
      const said = matrix[first][second];
      const ways = matrix.flatMap((row, k) =>
        k === first || k === second ? [] : [Math.log(matrix[first][k] * row[second])],
      );
      const implied = Math.exp(ways.reduce((sum, each) => sum + each, 0) / ways.length);
      const distance = Math.abs(Math.log(said / implied));
      if (distance > (worst?.distance ?? 1e-9)) {
        worst = { first, second, said, implied: nearestJudgement(implied), distance };
      }
    }
  }
  return worst && { first: worst.first, second: worst.second, said: worst.said, implied: worst.implied };
}
