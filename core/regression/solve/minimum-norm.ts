import { add, divide, multiply, type DoubleDouble } from "../../numbers/double-double";

/** A predictor that is a combination of the independent ones (and a constant): its coefficients on them. */
export interface Dependent {
  readonly column: number;
  readonly on: Float64Array;
  /** What `on` leaves of the coefficients, where they are known beyond doubles. */
  readonly onLow?: Float64Array;
}

/**
 * The shortest of the coefficients that fit equally well, given those of the independent predictors alone.
 *
 * With γ the coefficients of the independent predictors and N their shares in the dependent ones, the shortest β lies
 * in the span of the rows of [I, N]: u = (I + NNᵀ)⁻¹γ for the independent predictors and Nᵀu for the dependent ones.
 * Predictors change places first until no share is above 2, as in the simplex method, so that a copy of a predictor in
 * other units takes no digits away; all in doubled precision.
 *
 * @param slopes one per predictor, in columns scaled by `scale` (powers of two); 0 for the dependent ones
 * @returns the same for all predictors, shortest in the units of the data; as given where units lie so far apart that
 * shares are beyond doubles
 */
export function minimumNorm(
  slopes: readonly DoubleDouble[],
  order: readonly number[],
  dependent: readonly Dependent[],
  scale: Float64Array,
): DoubleDouble[] {
  if (dependent.length === 0) return [...slopes];
  const exponent = Array.from(scale, (factor) => Math.round(Math.log2(factor)));
  const basis = [...order];
  const others = dependent.map(({ column }) => column);
  const shares = order.map((column, s) =>
    dependent.map(({ on, onLow, column: other }) =>
      byPower([on[s], onLow?.[s] ?? 0], exponent[column] - exponent[other]),
    ),
  );
  const values = order.map((column) => byPower(slopes[column], exponent[column]));
  changePlaces(shares, values, basis, others);
  const matrix = shares.map((row, s) =>
    shares.map((other, t) => {
      let sum: DoubleDouble = [s === t ? 1 : 0, 0];
      row.forEach((share, c) => (sum = add(sum, multiply(share, other[c]))));
      return sum;
    }),
  );
  const solved = solvePositive(matrix, values);
  const found: DoubleDouble[] = [...slopes];
  basis.forEach((column, s) => (found[column] = byPower(solved[s], -exponent[column])));
  others.forEach((column, c) => {
    let sum: DoubleDouble = [0, 0];
    shares.forEach((row, s) => (sum = add(sum, multiply(row[c], solved[s]))));
    found[column] = byPower(sum, -exponent[column]);
  });
  return found.every(([high, low]) => Number.isFinite(high + low)) ? found : [...slopes];
}

/** Exchanges independent and dependent predictors until no share of one in the other is above 2. */
function changePlaces(
  shares: DoubleDouble[][],
  values: DoubleDouble[],
  basis: number[],
  others: number[],
): void {
  for (let step = 0; step < 20 * basis.length; step++) {
    let largest = 2;
    let pivot: readonly [number, number] | undefined;
    shares.forEach((row, s) =>
      row.forEach(([share], c) => {
        if (Math.abs(share) <= largest) return;
        largest = Math.abs(share);
        pivot = [s, c];
      }),
    );
    if (pivot === undefined) return;
    const [s, c] = pivot;
    const inverse = divide([1, 0], shares[s][c]);
    shares[s] = shares[s].map((share, i) => (i === c ? inverse : multiply(share, inverse)));
    values[s] = multiply(values[s], inverse);
    for (let t = 0; t < shares.length; t++) {
      if (t === s) continue;
      const [high, low] = shares[t][c];
      const minus: DoubleDouble = [-high, -low];
      shares[t] = shares[t].map((share, i) =>
        i === c ? multiply(minus, inverse) : add(share, multiply(minus, shares[s][i])),
      );
      values[t] = add(values[t], multiply(minus, values[s]));
    }
    [basis[s], others[c]] = [others[c], basis[s]];
  }
}

/** Times 2^exponent, in two steps, for the exponent may be beyond that of a double. */
function byPower([high, low]: DoubleDouble, exponent: number): DoubleDouble {
  const half = Math.trunc(exponent / 2);
  const [first, second] = [2 ** half, 2 ** (exponent - half)];
  return [high * first * second, low * first * second];
}

/** Solves M v = b for a symmetric positive definite M by LDLᵀ, without square roots. */
function solvePositive(matrix: readonly DoubleDouble[][], right: readonly DoubleDouble[]): DoubleDouble[] {
  const size = right.length;
  const left = matrix.map((row) => [...row]);
  const v = [...right];
  const minus = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => add(a, [-b[0], -b[1]]);
  for (let j = 0; j < size; j++) {
    for (let i = j + 1; i < size; i++) {
      const factor = divide(left[i][j], left[j][j]);
      for (let t = i; t < size; t++) left[t][i] = minus(left[t][i], multiply(factor, left[t][j]));
      v[i] = minus(v[i], multiply(factor, v[j]));
      left[j][i] = factor;
    }
  }
  for (let j = size - 1; j >= 0; j--) {
    let sum = divide(v[j], left[j][j]);
    for (let t = j + 1; t < size; t++) sum = minus(sum, multiply(left[j][t], v[t]));
    v[j] = sum;
  }
  return v;
}
