/**
 * Arithmetic in doubled precision: a number is the unevaluated sum of two doubles, high and low, good to about 32
 * digits. Sources: Dekker (1971), "A floating-point technique for extending the available precision", Numerische
 * Mathematik 18; Knuth, The Art of Computer Programming 2, 4.2.2 (the exact sum).
 */
export type DoubleDouble = readonly [high: number, low: number];

/** Numbers in doubled precision. */
export function doubled(numbers: Float64Array): DoubleDouble[] {
  return Array.from(numbers, (value) => [value, 0]);
}

/** The doubles nearest to numbers in doubled precision. */
export function rounded(numbers: readonly DoubleDouble[]): Float64Array {
  return Float64Array.from(numbers, ([value]) => value);
}

/** a + b exactly. */
export function twoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** 2²⁷ + 1, which splits a double into two halves of 26 bits. */
export const splitter = 134217729;

/** a · b exactly, as long as neither exceeds 1e300. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const ca = splitter * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = splitter * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return [product, al * bl - (product - ah * bh - al * bh - ah * bl)];
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [h, l] = fastTwoSum(s, e + t);
  return fastTwoSum(h, l + f);
}

export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, [-b[0], -b[1]]);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [p, e] = twoProduct(a[0], b[0]);
  return fastTwoSum(p, e + (a[0] * b[1] + a[1] * b[0]));
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q1 = a[0] / b[0];
  const r1 = subtract(a, multiply([q1, 0], b));
  const q2 = r1[0] / b[0];
  const r2 = subtract(r1, multiply([q2, 0], b));
  return add(fastTwoSum(q1, q2), [r2[0] / b[0], 0]);
}

function fastTwoSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  return [sum, b - (sum - a)];
}

const logOf2: DoubleDouble = [0.6931471805599453, 2.3190468138462996e-17];

/**
 * Natural logarithm of a positive double-double, to about 30 digits: the power of two is split off, and
 * log m = 2 artanh((m − 1)/(m + 1)) is summed as a series.
 */
export function logarithm(x: DoubleDouble): DoubleDouble {
  let exponent = Math.round(Math.log2(x[0]));
  // In two steps, because 2⁻ᵉ alone may overflow if x is very small.
  const half = Math.trunc(exponent / 2);
  const down = [2 ** -half, 2 ** -(exponent - half)];
  let m: DoubleDouble = [x[0] * down[0] * down[1], x[1] * down[0] * down[1]];
  if (m[0] > 1.42) {
    m = [m[0] / 2, m[1] / 2];
    exponent++;
  }
  const s = divide(subtract(m, [1, 0]), add(m, [1, 0]));
  const square = multiply(s, s);
  // Horner's rule on 1 + s²/3 + s⁴/5 + …; the low parts of the far terms are too small to count.
  let far = 0;
  for (let k = series - 1; k >= closeTerms; k--) far = far * square[0] + reciprocals[k][0];
  let sum: DoubleDouble = [far, 0];
  for (let k = closeTerms - 1; k >= 0; k--) sum = add(multiply(sum, square), reciprocals[k]);
  const logM = multiply(multiply(sum, s), [2, 0]);
  return add(multiply(logOf2, [exponent, 0]), logM);
}

const series = 22;
/** s² < 0.0301, so from the eleventh term on a double is precise enough. */
const closeTerms = 11;
/** 1, 1/3, 1/5 … */
const reciprocals = Array.from({ length: series }, (_, k) => divide([1, 0], [2 * k + 1, 0]));

/**
 * Natural exponential of a number between about −700 and 700, to about 29 digits: the power of two is split off, the
 * rest is divided by 2⁸, summed as a series and squared eight times.
 */
export function exponential(x: DoubleDouble): DoubleDouble {
  const power = Math.round(x[0] / logOf2[0]);
  const rest = subtract(x, multiply(logOf2, [power, 0]));
  const small: DoubleDouble = [rest[0] / 256, rest[1] / 256];
  let sum: DoubleDouble = inverseFactorials[inverseFactorials.length - 1];
  for (let k = inverseFactorials.length - 2; k >= 0; k--)
    sum = add(multiply(sum, small), inverseFactorials[k]);
  for (let k = 0; k < 8; k++) sum = multiply(sum, sum);
  const scale = 2 ** power;
  return [sum[0] * scale, sum[1] * scale];
}

/** 1/0!, 1/1! … 1/10!; the rest of the series is below 1e-38 for numbers up to 0.0014. */
const inverseFactorials = [1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800].map((factorial) =>
  divide([1, 0], [factorial, 0]),
);
