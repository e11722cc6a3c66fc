import { add, divide, exponential, multiply, type DoubleDouble } from "../../numbers/double-double";
import { plainKernels } from "../compress/plain-kernels";

/**
 * Rows of a yes/no outcome in coordinates in which they are nearly orthonormal: η = θ₀ + Σ θₜ zₜ, with z held in doubled
 * precision where `low` is given.
 */
export interface OutcomeRows {
  readonly rows: number;
  readonly columns: number;
  /** rows×columns, row-major. */
  readonly high: Float64Array;
  readonly low?: Float64Array;
  /** 1 yes, 0 no. */
  readonly y: Uint8Array;
  readonly weights?: Float64Array;
}

/** ln L, its gradient and its information (minus the second derivatives, full and symmetric) at a θ. */
export interface OutcomeSums {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  readonly information: readonly DoubleDouble[];
}

const strip = 256;

/** The sums in plain doubles, strip by strip, so that the products are made by the kernel of the linear regression. */
export function plainSums(
  { rows, columns: m, high, y, weights }: OutcomeRows,
  theta: Float64Array,
): OutcomeSums {
  const size = m + 1;
  const kernels = plainKernels(m);
  const height = Math.min(strip, kernels.stripRows);
  const scaled = new Float64Array(height * m);
  const roots = new Float64Array(height);
  const residuals = new Float64Array(height);
  const shift = new Float64Array(m + 2);
  const gradient = new Float64Array(size);
  const sums = new Float64Array(size * size);
  let logLikelihood = 0;
  let rest = 0;
  for (let start = 0; start < rows; start += height) {
    const count = Math.min(height, rows - start);
    let part = 0;
    for (let i = 0; i < count; i++) {
      const at = (start + i) * m;
      let eta = theta[0];
      for (let t = 0; t < m; t++) eta += theta[t + 1] * high[at + t];
      const u = Math.exp(-Math.abs(eta));
      const yes = y[start + i] === 1;
      const right = eta > 0 === yes;
      const few = u / (1 + u);
      const weight = weights === undefined ? 1 : weights[start + i];
      part -= weight * ((right ? 0 : Math.abs(eta)) + Math.log1p(u));
      residuals[i] = weight * (yes ? 1 : -1) * (right ? few : 1 / (1 + u));
      const root = Math.sqrt((weight * few) / (1 + u));
      roots[i] = root;
      for (let t = 0; t < m; t++) scaled[i * m + t] = root * high[at + t];
    }
    const sum = logLikelihood + part;
    rest +=
      Math.abs(logLikelihood) >= Math.abs(part) ? logLikelihood - sum + part : part - sum + logLikelihood;
    logLikelihood = sum;
    for (let i = 0; i < count; i++) {
      const at = (start + i) * m;
      const e = residuals[i];
      gradient[0] += e;
      for (let t = 0; t < m; t++) gradient[t + 1] += e * high[at + t];
    }
    const products = kernels.products({ rows: count, x: scaled, y: roots }, 0, count, shift);
    // In the kernel's rows the root, which stands for the ones here, comes last.
    for (let a = 0; a < size; a++) {
      for (let b = a; b < size; b++) sums[a * size + b] += products[a * kernels.stride + b];
    }
  }
  const place = (a: number): number => (a === 0 ? m : a - 1);
  const information = Array.from({ length: size * size }, (_, at): DoubleDouble => {
    const a = place(Math.floor(at / size));
    const b = place(at % size);
    return [sums[Math.min(a, b) * size + Math.max(a, b)], 0];
  });
  return { logLikelihood: logLikelihood + rest, gradient, information };
}

/** The same sums in doubled precision. */
export function doubledSums(
  { rows, columns: m, high, low, y, weights }: OutcomeRows,
  theta: readonly DoubleDouble[],
): OutcomeSums {
  const size = m + 1;
  const gradient = new Array<DoubleDouble>(size).fill([0, 0]);
  const sumHigh = new Float64Array(size * size);
  const sumLow = new Float64Array(size * size);
  let logLikelihood: DoubleDouble = [0, 0];
  const z = new Float64Array(size).fill(1);
  for (let i = 0; i < rows; i++) {
    const at = i * m;
    let eta = theta[0];
    for (let t = 0; t < m; t++) eta = add(eta, multiply(theta[t + 1], [high[at + t], low?.[at + t] ?? 0]));
    const positive = eta[0] > 0;
    const size1: DoubleDouble = positive ? [-eta[0], -eta[1]] : eta;
    const u: DoubleDouble = size1[0] < -700 ? [Math.exp(size1[0]), 0] : exponential(size1);
    const whole = add([1, 0], u);
    const yes = y[i] === 1;
    const right = positive === yes;
    const weight = weights === undefined ? 1 : weights[i];
    const few = divide(u, whole);
    const chance = right ? few : divide([1, 0], whole);
    const sign = yes ? weight : -weight;
    const e: DoubleDouble = multiply(chance, [sign, 0]);
    logLikelihood = add(logLikelihood, [-weight * ((right ? 0 : -size1[0]) + Math.log1p(u[0])), 0]);
    const spread = weight * divide(few, whole)[0];
    gradient[0] = add(gradient[0], e);
    for (let t = 0; t < m; t++) {
      z[t + 1] = high[at + t];
      gradient[t + 1] = add(gradient[t + 1], multiply(e, [high[at + t], low?.[at + t] ?? 0]));
    }
    for (let a = 0; a < size; a++) {
      const part = spread * z[a];
      for (let b = a; b < size; b++) {
        const value = part * z[b];
        const before = sumHigh[a * size + b];
        const sum = before + value;
        const back = sum - before;
        sumLow[a * size + b] += before - (sum - back) + (value - back);
        sumHigh[a * size + b] = sum;
      }
    }
  }
  const information = Array.from({ length: size * size }, (_, at): DoubleDouble => {
    const [a, b] = [Math.floor(at / size), at % size];
    const place = Math.min(a, b) * size + Math.max(a, b);
    return add([sumHigh[place], 0], [sumLow[place], 0]);
  });
  return {
    logLikelihood: logLikelihood[0],
    gradient: Float64Array.from(gradient, ([value]) => value),
    information,
  };
}

/** The inverse of a positive definite matrix in doubled precision; undefined where it is not. */
export function invertPositive(matrix: readonly DoubleDouble[], size: number): DoubleDouble[] | undefined {
  // Gauss and Jordan, without pivots: none are needed, and columns are of like length.
  const a = matrix.slice();
  const inverse = Array.from({ length: size * size }, (_, at): DoubleDouble => [
    at % (size + 1) === 0 ? 1 : 0,
    0,
  ]);
  for (let j = 0; j < size; j++) {
    const pivot = a[j * size + j];
    if (!(pivot[0] > 1e-28 * matrix[j * size + j][0]) || !(pivot[0] > 0)) return undefined;
    for (let t = 0; t < size; t++) {
      a[j * size + t] = divide(a[j * size + t], pivot);
      inverse[j * size + t] = divide(inverse[j * size + t], pivot);
    }
    for (let i = 0; i < size; i++) {
      if (i === j) continue;
      const [high, low] = a[i * size + j];
      const minus: DoubleDouble = [-high, -low];
      for (let t = 0; t < size; t++) {
        a[i * size + t] = add(a[i * size + t], multiply(minus, a[j * size + t]));
        inverse[i * size + t] = add(inverse[i * size + t], multiply(minus, inverse[j * size + t]));
      }
    }
  }
  return inverse;
}

/** M v */
export function times(matrix: readonly DoubleDouble[], v: ArrayLike<number>): Float64Array {
  const size = v.length;
  return Float64Array.from({ length: size }, (_, a) => {
    let sum: DoubleDouble = [0, 0];
    for (let b = 0; b < size; b++) sum = add(sum, multiply(matrix[a * size + b], [v[b], 0]));
    return sum[0];
  });
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return sum;
}

/** A maximum of the likelihood, or the direction in which it rises for ever. */
export interface Maximum {
  readonly theta: readonly DoubleDouble[];
  readonly logLikelihood: number;
  /** Inverse of the information. */
  readonly covariance: readonly DoubleDouble[];
  /** Set where the rows are separated: the direction, and whether every row is on its side of it. */
  readonly separation?: { readonly direction: Float64Array; readonly complete: boolean };
}

/** Rows from which Newton's first steps are made where there are many more. */
const firstRows = 20_000;
/** Rows · (130 + columns²) up to which the last steps are made in doubled precision. */
const mostDoubled = 1e7;
const mostSteps = 100;
/** From this step on a likelihood that still rises may rise for ever. */
const patience = 10;

/**
 * Newton's steps to the maximum of the likelihood, halved where it would fall. The first are made with few of many rows,
 * the last in doubled precision, where the rows are not too many for it.
 */
export function maximiseLikelihood(rows: OutcomeRows, start: number): Maximum {
  let theta = new Float64Array(rows.columns + 1);
  theta[0] = start;
  if (rows.rows > 4 * firstRows) {
    const found = climb(everyNth(rows, Math.floor(rows.rows / firstRows)), theta);
    if (found.separation === undefined) theta = found.theta;
  }
  const climbed = climb(rows, theta);
  const plain = climbed.theta.map((value) => value);
  let last = climbed.sums;
  const size = rows.columns + 1;
  const exact: DoubleDouble[] = Array.from(plain, (value) => [value, 0]);
  if (climbed.separation === undefined && rows.rows * (130 + size * size) <= mostDoubled) {
    let before = Infinity;
    let settled = false;
    for (let step = 0; step < 8; step++) {
      last = doubledSums(rows, exact);
      const inverse = invertPositive(last.information, size);
      if (inverse === undefined) break;
      const move = times(inverse, last.gradient);
      const gain = dot(move, last.gradient);
      if (!(gain < before)) break;
      before = gain;
      move.forEach((value, t) => (exact[t] = add(exact[t], [value, 0])));
      // A step of less than 1e-13 standard errors changes no other figure.
      settled = gain < 1e-26;
      if (settled) break;
    }
    if (!settled) last = doubledSums(rows, exact);
  }
  const covariance = invertPositive(last.information, size);
  return {
    theta: exact,
    logLikelihood: last.logLikelihood,
    covariance: covariance ?? new Array<DoubleDouble>(size * size).fill([NaN, 0]),
    separation: climbed.separation,
  };
}

/** The likelihood's maximum, or its limit where rows are separated, to the digits of plain doubles. */
export function likelihoodOf(rows: OutcomeRows, start: number): number {
  const theta = new Float64Array(rows.columns + 1);
  theta[0] = start;
  return climb(rows, theta).sums.logLikelihood;
}

interface Climbed {
  readonly theta: Float64Array<ArrayBuffer>;
  readonly sums: OutcomeSums;
  readonly separation?: Maximum["separation"];
}

function climb(rows: OutcomeRows, start: Float64Array<ArrayBuffer>): Climbed {
  let theta = start;
  let sums = plainSums(rows, theta);
  for (let step = 0; step < mostSteps; step++) {
    const inverse = invertPositive(sums.information, theta.length);
    if (inverse === undefined) break;
    let move = times(inverse, sums.gradient);
    const gain = dot(move, sums.gradient);
    if (gain < 1e-20 * (1 + Math.abs(sums.logLikelihood)) || gain < 1e-14) {
      // The step is smaller than what its own square leaves: with it the maximum is reached.
      theta = theta.map((value, t) => value + move[t]);
      return { theta, sums: plainSums(rows, theta) };
    }
    if (step >= patience) {
      const separation = separationBy(rows, move);
      if (separation !== undefined) return { theta, sums, separation };
    }
    let next = sums;
    for (let halving = 0; halving < 30; halving++) {
      const tried = theta.map((value, t) => value + move[t]);
      next = plainSums(rows, tried);
      if (next.logLikelihood >= sums.logLikelihood - 1e-13 * Math.abs(sums.logLikelihood)) {
        theta = tried;
        break;
      }
      move = move.map((value) => value / 2);
    }
    if (next === sums) break;
    sums = next;
  }
  return { theta, sums };
}

/** How far a row may lie on the wrong side of a direction, as a share of the farthest, and count as on it. */
const onIt = 1e-9;

/**
 * Whether every row lies on its own side of the direction, or on it, and some row on its side: then the likelihood has no
 * maximum (Albert & Anderson 1984, Biometrika 71). Newton's steps come to lie in such a direction by themselves.
 */
function separationBy(
  { rows, columns, high, y }: OutcomeRows,
  direction: Float64Array,
): Maximum["separation"] {
  let farthest = 0;
  let wrong = 0;
  let least = Infinity;
  for (let i = 0; i < rows; i++) {
    let side = direction[0];
    for (let t = 0; t < columns; t++) side += direction[t + 1] * high[i * columns + t];
    if (y[i] === 0) side = -side;
    farthest = Math.max(farthest, side);
    wrong = Math.max(wrong, -side);
    least = Math.min(least, side);
  }
  return wrong <= onIt * farthest ? { direction, complete: least > onIt * farthest } : undefined;
}

function everyNth({ rows, columns, high, y, weights }: OutcomeRows, nth: number): OutcomeRows {
  const count = Math.floor(rows / nth);
  const some = new Float64Array(count * columns);
  for (let i = 0; i < count; i++)
    some.set(high.subarray(i * nth * columns, (i * nth + 1) * columns), i * columns);
  return {
    rows: count,
    columns,
    high: some,
    y: Uint8Array.from({ length: count }, (_, i) => y[i * nth]),
    weights: weights && Float64Array.from({ length: count }, (_, i) => weights[i * nth]),
  };
}
