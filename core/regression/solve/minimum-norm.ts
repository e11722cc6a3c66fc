import { add, divide, multiply, subtract, type DoubleDouble } from "../../numbers/double-double";
import { invertPositive } from "./small-matrices";

/** A predictor that is a combination of the independent ones (and a constant), with its coefficients on them. */
export interface Dependent {
  readonly column: number;
  readonly on: Float64Array;
  /** Low parts of the coefficients, if they are known beyond doubles. */
  readonly onLow?: Float64Array;
}

/**
 * Of the coefficients that fit equally well, those of least norm, from those of the independent predictors alone.
 *
 * With γ the coefficients of the independent predictors and N their shares in the dependent ones, the shortest β lies
 * in the span of the rows of [I, N]: u = (I + NNᵀ)⁻¹γ for the independent predictors and Nᵀu for the dependent ones.
 * Predictors are first exchanged until no share exceeds 2, as in the simplex method, so that a copy of a predictor in
 * other units costs no digits; all in doubled precision.
 *
 * @param slopes one per predictor, in columns scaled by `scale` (powers of two); 0 for the dependent ones
 * @returns the same for all predictors, shortest in the units of the data; `slopes` as given if units are so far apart
 * that shares exceed the range of doubles
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
  const size = basis.length;
  const matrix = shares.flatMap((row, s) =>
    shares.map((other, t) => sumOfProducts(row, other, [s === t ? 1 : 0, 0])),
  );
  const inverse = invertPositive(matrix, size);
  if (inverse === undefined) return [...slopes];
  const solved = values.map((_, s) => sumOfProducts(inverse.slice(s * size, (s + 1) * size), values));
  const found: DoubleDouble[] = [...slopes];
  basis.forEach((column, s) => (found[column] = byPower(solved[s], -exponent[column])));
  others.forEach((column, c) => {
    const own = shares.map((row) => row[c]);
    found[column] = byPower(sumOfProducts(own, solved), -exponent[column]);
  });
  return found.every(([high, low]) => Number.isFinite(high + low)) ? found : [...slopes];
}

/** Exchanges independent and dependent predictors until no share of one in another exceeds 2. */
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
      const factor = shares[t][c];
      shares[t] = shares[t].map((share, i) =>
        subtract(i === c ? [0, 0] : share, multiply(factor, i === c ? inverse : shares[s][i])),
      );
      values[t] = subtract(values[t], multiply(factor, values[s]));
    }
    [basis[s], others[c]] = [others[c], basis[s]];
  }
}

/** Times 2^exponent, in two steps, because the exponent may exceed that of a double. */
function byPower([high, low]: DoubleDouble, exponent: number): DoubleDouble {
  const half = Math.trunc(exponent / 2);
  const [first, second] = [2 ** half, 2 ** (exponent - half)];
  return [high * first * second, low * first * second];
}

function sumOfProducts(
  a: readonly DoubleDouble[],
  b: readonly DoubleDouble[],
  start: DoubleDouble = [0, 0],
): DoubleDouble {
  return a.reduce((sum, value, i) => add(sum, multiply(value, b[i])), start);
}
