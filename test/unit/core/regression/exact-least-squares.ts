/**
 * Least squares in rational arithmetic: the exact solution for the doubles given, by elimination without fractions
 * (Bareiss 1968) on the integer normal equations.
 */
export interface ExactFit {
  /** Intercept first, rounded to the nearest doubles. */
  readonly coefficients: number[];
  readonly standardErrors: number[];
  readonly rSquared: number;
  readonly residualSumOfSquares: number;
}

/** A double as mantissa · 2^exponent. */
function partsOf(value: number): [bigint, number] {
  if (value === 0) return [0n, 0];
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(value)))) - 53;
  return [BigInt(value / 2 ** ((exponent / 2) | 0) / 2 ** (exponent - ((exponent / 2) | 0))), exponent];
}

/** Integers of a column: its numbers times 2^shift. */
function integers(column: readonly number[]): { values: bigint[]; shift: number } {
  const parts = column.map(partsOf);
  const lowest = Math.min(...parts.map(([, exponent]) => exponent));
  return {
    values: parts.map(([mantissa, exponent]) => mantissa << BigInt(exponent - lowest)),
    shift: -lowest,
  };
}

/** a / b to the nearest double (give or take one unit in the last place), times 2^exponent. */
export function ratio(a: bigint, b: bigint, exponent = 0): number {
  if (a === 0n) return 0;
  const negative = a < 0n !== b < 0n;
  let top = a < 0n ? -a : a;
  let bottom = b < 0n ? -b : b;
  const gap = top.toString(2).length - bottom.toString(2).length;
  const up = 64 - gap;
  if (up > 0) top <<= BigInt(up);
  else bottom <<= BigInt(-up);
  const quotient = Number(top / bottom);
  const power = exponent - up;
  const half = Math.trunc(power / 2);
  return (negative ? -1 : 1) * quotient * 2 ** half * 2 ** (power - half);
}

/** Determinant-free solve: returns numerators and the common denominator of M⁻¹·B. */
function solve(matrix: bigint[][], right: bigint[][]): { numerators: bigint[][]; denominator: bigint } {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...right[i]]);
  let previous = 1n;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    while (rows[pivot][k] === 0n) pivot++;
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot], rows[k].map((value) => -value)];
    }
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i][k];
      for (let j = k + 1; j < rows[i].length; j++) {
        rows[i][j] = (rows[i][j] * rows[k][k] - factor * rows[k][j]) / previous;
      }
      rows[i][k] = 0n;
    }
    previous = rows[k][k];
  }
  return { numerators: rows.map((row) => row.slice(n)), denominator: previous };
}

function root(a: bigint, b: bigint, exponent: number): number {
  const odd = exponent % 2 !== 0;
  return Math.sqrt(ratio(odd ? a * 2n : a, b)) * 2 ** ((odd ? exponent - 1 : exponent) / 2);
}

/** Numbers as integers: value · 2^shift · over. */
interface IntegerColumn {
  readonly values: bigint[];
  readonly shift: number;
  readonly over: bigint;
}

/** The exact least squares of the doubles given. */
export function exactLeastSquares(y: readonly number[], x: readonly (readonly number[])[]): ExactFit {
  const doubles = (column: readonly number[]): IntegerColumn => ({ ...integers(column), over: 1n });
  return leastSquares(
    doubles(y),
    x[0].map((_, j) => doubles(x.map((row) => row[j]))),
  );
}

/** The exact least squares of decimal numbers as they are printed, on powers of x or on its columns. */
export function exactOfDecimals(
  y: readonly string[],
  x: readonly (readonly string[])[],
  degree: number,
): ExactFit {
  const columns = x[0].map((_, j) => decimals(x.map((row) => row[j])));
  const power = ({ values, over }: IntegerColumn, k: number): IntegerColumn => ({
    values: values.map((value) => value ** BigInt(k)),
    shift: 0,
    over: over ** BigInt(k),
  });
  return leastSquares(
    decimals(y),
    degree === 1 ? columns : Array.from({ length: degree }, (_, k) => power(columns[0], k + 1)),
  );
}

function decimals(texts: readonly string[]): IntegerColumn {
  const places = Math.max(...texts.map((text) => (text.split(".")[1] ?? "").length));
  const values = texts.map((text) => {
    const [whole, part = ""] = text.split(".");
    return BigInt(whole + part.padEnd(places, "0"));
  });
  return { values, shift: 0, over: 10n ** BigInt(places) };
}

function leastSquares(response: IntegerColumn, predictors: readonly IntegerColumn[]): ExactFit {
  const n = response.values.length;
  const columns = [{ values: response.values.map(() => 1n), shift: 0, over: 1n }, ...predictors];
  const dot = (a: bigint[], b: bigint[]): bigint => a.reduce((sum, value, i) => sum + value * b[i], 0n);
  const size = columns.length;
  const normal = columns.map((a) => columns.map((b) => dot(a.values, b.values)));
  const right = columns.map((a, i) => [
    dot(a.values, response.values),
    ...columns.map((_, j) => (i === j ? 1n : 0n)),
  ]);
  const { numerators, denominator } = solve(normal, right);
  const yy = dot(response.values, response.values);
  let explained = 0n;
  for (let j = 0; j < size; j++) explained += numerators[j][0] * right[j][0];
  // Both over `denominator`, in units of y's integers squared.
  const rss = yy * denominator - explained;
  const sum = response.values.reduce((a, b) => a + b, 0n);
  const total = yy * BigInt(n) - sum * sum; // over n
  const freedom = BigInt(n - size);
  return {
    coefficients: columns.map(({ shift, over }, j) =>
      ratio(numerators[j][0] * over, denominator * response.over, shift - response.shift),
    ),
    standardErrors: columns.map(({ shift, over }, j) =>
      freedom <= 0n
        ? NaN
        : root(
            rss * numerators[j][j + 1] * over * over,
            denominator * denominator * freedom * response.over * response.over,
            2 * (shift - response.shift),
          ),
    ),
    rSquared: ratio(total * denominator - rss * BigInt(n), total * denominator),
    residualSumOfSquares: ratio(rss, denominator * response.over * response.over, -2 * response.shift),
  };
}

/** Log relative error: the number of correct digits, at most 15. */
export function correctDigits(found: number, exact: number): number {
  const error = exact === 0 ? Math.abs(found) : Math.abs(found - exact) / Math.abs(exact);
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

/** Largest relative error. */
export function off(found: ArrayLike<number>, wanted: readonly number[]): number {
  return Math.max(...wanted.map((value, j) => Math.abs(found[j] / value - 1)));
}
