import {
  add,
  divide,
  doubled,
  exponential,
  multiply,
  rounded,
  type DoubleDouble,
} from "../../numbers/double-double";
import { dot } from "../../numbers/vectors";
import { kernelsInUse } from "../compress/plain-kernels";
import { invertPositive, solvePositive } from "./small-matrices";

/**
 * Rows of a yes/no outcome in coordinates in which they are nearly orthonormal: η = θ₀ + Σ θₜ zₜ with z = high − shift,
 * or z = high + low in doubled precision.
 */
export interface OutcomeRows {
  readonly rows: number;
  readonly columns: number;
  /** rows×columns, row-major. */
  readonly high: Float64Array;
  readonly low?: Float64Array;
  readonly shift: Float64Array;
  /** 1 yes, 0 no. */
  readonly y: Uint8Array;
  readonly weights?: Float64Array;
}

/** ln L, its gradient and its information (the negative Hessian, full and symmetric) at a θ. */
export interface OutcomeSums {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  readonly information: readonly DoubleDouble[];
}

/** Probabilities are multiplied as long as their product is no less than this, so that few logarithms are taken. */
const leastProduct = 1e-140;

/**
 * The sums in plain doubles, strip by strip, so that the kernel of the linear regression computes the products.
 *
 * @param informed false if the information is not needed: it is then 0, and the sums cost half
 */
export function plainSums(
  { rows, columns: m, high, shift, y, weights }: OutcomeRows,
  theta: Float64Array,
  informed = true,
): OutcomeSums {
  const size = m + 1;
  const kernel = kernelsInUse(m).outcome();
  const height = kernel.stripRows;
  const residuals = new Float64Array(height);
  const roots = new Float64Array(height);
  const gradient = new Float64Array(size);
  const sums = new Float64Array(size * size);
  let ofResiduals = 0;
  let logLikelihood = 0;
  let rest = 0;
  for (let start = 0; start < rows; start += height) {
    const count = Math.min(height, rows - start);
    const etas = kernel.etas(high, start, count, shift, theta);
    let part = 0;
    let product = 1;
    for (let i = 0; i < count; i++) {
      const yes = y[start + i];
      // How far η favours the wrong answer; beyond 708 its exponential, or what follows from it, is not finite.
      const wrong = yes === 1 ? -etas[i] : etas[i];
      const u = Math.exp(wrong > 708 ? -708 : wrong < -708 ? 708 : -wrong);
      const chanceOfWrong = 1 / (1 + u);
      const chance = u * chanceOfWrong;
      const weight = weights === undefined ? 1 : weights[start + i];
      if (chance < leastProduct) part -= weight * wrong;
      else if (weights !== undefined)
        part += weight * (chance < 0.5 ? Math.log(chance) : Math.log1p(-chanceOfWrong));
      else {
        product *= chance;
        if (product < leastProduct) {
          part += Math.log(product);
          product = 1;
        }
      }
      residuals[i] = (2 * yes - 1) * weight * chanceOfWrong;
      ofResiduals += residuals[i];
      roots[i] = Math.sqrt(weight * chance * chanceOfWrong);
    }
    part += Math.log(product);
    const sum = logLikelihood + part;
    rest +=
      Math.abs(logLikelihood) >= Math.abs(part) ? logLikelihood - sum + part : part - sum + logLikelihood;
    logLikelihood = sum;
    const found = kernel.sums(count, residuals, informed ? roots : undefined);
    for (let t = 0; t < m; t++) gradient[t + 1] += found.gradient[t];
    if (!informed) continue;
    // In the kernel's rows the root, which stands for the column of ones here, comes last.
    for (let a = 0; a < size; a++) {
      for (let b = a; b < size; b++) sums[a * size + b] += found.products[a * found.stride + b];
    }
  }
  gradient[0] = ofResiduals;
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
    gradient: rounded(gradient),
    information,
  };
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

/** η of each row at a θ, in plain doubles. */
export function etasOf(rows: OutcomeRows, theta: Float64Array): Float64Array {
  const { etas, stripRows } = kernelsInUse(rows.columns).outcome();
  const all = new Float64Array(rows.rows);
  for (let at = 0; at < rows.rows; at += stripRows) {
    const count = Math.min(stripRows, rows.rows - at);
    all.set(etas(rows.high, at, count, rows.shift, theta).subarray(0, count), at);
  }
  return all;
}

/** A maximum of the likelihood, or the direction in which it rises forever. */
export interface Maximum {
  readonly theta: readonly DoubleDouble[];
  readonly logLikelihood: number;
  /** Inverse of the information. */
  readonly covariance: readonly DoubleDouble[];
  /** Set if the rows are separated: the direction, and whether every row is strictly on its side of it. */
  readonly separation?: { readonly direction: Float64Array; readonly complete: boolean };
}

/** If there are many more rows than this, Newton's first steps use only about this many. */
const firstRows = 20_000;
/** Up to this value of rows · (130 + (columns + 1)²), the last steps are computed in doubled precision. */
const mostDoubled = 1e7;
const mostSteps = 100;
/** A step that has to be halved to less than this share does not lead up. */
const leastOfStep = 2 ** -30;
/** From this step on, a likelihood that still rises may rise forever. */
const patience = 10;

/**
 * Newton's steps to the maximum of the likelihood, halved if it would fall. With many rows, the first steps use only
 * some of them; the last are in doubled precision, unless there are too many rows.
 */
export function maximiseLikelihood(rows: OutcomeRows, start: number): Maximum {
  const size = rows.columns + 1;
  const first = new Float64Array(size);
  first[0] = start;
  const climbed = climbRows(rows, rows.rows > 4 * firstRows ? nearMaximum(rows, first) : first);
  let last = climbed.sums;
  let inverse = invertPositive(last.information, size);
  const exact = doubled(climbed.theta);
  if (climbed.separation === undefined) {
    const isFew = rows.rows * (130 + size * size) <= mostDoubled;
    let before = Infinity;
    for (let step = 0; step < (isFew ? 8 : 1); step++) {
      if (isFew) {
        last = doubledSums(rows, exact);
        inverse = invertPositive(last.information, size);
      }
      if (inverse === undefined) break;
      const move = times(inverse, last.gradient);
      const gain = dot(move, last.gradient);
      if (!(gain < before)) break;
      before = gain;
      move.forEach((value, t) => (exact[t] = add(exact[t], [value, 0])));
      // A step of less than 1e-13 standard errors changes no other figure.
      if (gain < 1e-26) break;
    }
  }
  return {
    theta: exact,
    logLikelihood: last.logLikelihood,
    covariance: inverse ?? new Array<DoubleDouble>(size * size).fill([NaN, 0]),
    separation: climbed.separation,
  };
}

/**
 * A θ near the maximum: that of a few rows, then steps with the gradient of all rows and the information of the few,
 * each of which leaves a hundredth of the distance.
 */
function nearMaximum(rows: OutcomeRows, start: Float64Array): Float64Array {
  const nth = Math.floor(rows.rows / firstRows);
  const found = climbRows(everyNth(rows, nth), start);
  const inverse = invertPositive(found.sums.information, start.length);
  if (found.separation !== undefined || inverse === undefined) return start;
  let theta = found.theta;
  let before = Infinity;
  for (let step = 0; step < 4; step++) {
    const { gradient } = plainSums(rows, theta, false);
    const move = times(inverse, gradient).map((value) => value / nth);
    const gain = dot(move, gradient);
    if (!(gain < before / 10)) break;
    before = gain;
    theta = moved(theta, move);
    // η was off by a ten-thousandth per row; Newton's next step is then the last.
    if (gain < 1e-9 * rows.rows) break;
  }
  return theta;
}

/** The likelihood's maximum, or its limit if rows are separated, to the digits of plain doubles. */
export function likelihoodOf(rows: OutcomeRows, start: number): number {
  const theta = new Float64Array(rows.columns + 1);
  theta[0] = start;
  return climbRows(rows, theta).sums.logLikelihood;
}

/** The climb with the rows in memory, including its last step. */
function climbRows(
  rows: OutcomeRows,
  start: Float64Array,
): { theta: Float64Array; sums: OutcomeSums; separation?: Maximum["separation"] } {
  let separation: Maximum["separation"];
  const steps = climb(
    start,
    // η moves by a millionth per row, and the square of that is left.
    (gain) => gain < 1e-12 * rows.rows,
    (_, move, step) => step >= patience && (separation = separationBy(rows, move)) !== undefined,
  );
  let next = steps.next();
  while (next.done !== true) next = steps.next(plainSums(rows, next.value));
  const { theta, sums, last } = next.value;
  if (last === undefined) return { theta, sums, separation };
  const top = moved(theta, last);
  return { theta: top, sums: plainSums(rows, top) };
}

const moved = (theta: Float64Array, move: Float64Array, share = 1): Float64Array =>
  theta.map((value, t) => value + share * move[t]);

/**
 * Newton's steps up the likelihood, halved if it would fall. Yields each θ and expects its sums from the caller, who
 * has the rows or can have them summed. Ends before the last step, or without one if it comes near no maximum.
 *
 * @param isLast whether a step is the last one, if ln L is to rise by half of `gain`, after half of `before`
 * @param isLost whether there is no maximum
 */
export function* climb(
  start: Float64Array,
  isLast: (gain: number, before: number) => boolean,
  isLost: (sums: OutcomeSums, move: Float64Array, step: number) => boolean,
): Generator<Float64Array, { theta: Float64Array; sums: OutcomeSums; last?: Float64Array }, OutcomeSums> {
  let theta = start;
  let sums = yield theta;
  let before = Infinity;
  for (let step = 0; step < mostSteps; step++) {
    const move = newtonMove(sums);
    if (move === undefined) break;
    const gain = dot(move, sums.gradient);
    if (isLast(gain, before)) return { theta, sums, last: move };
    if (isLost(sums, move, step)) break;
    before = gain;
    const least = sums.logLikelihood - 1e-13 * Math.abs(sums.logLikelihood);
    for (let share = 1; ; share /= 2) {
      if (share < leastOfStep) return { theta, sums };
      const tried = moved(theta, move, share);
      const found = yield tried;
      if (!(found.logLikelihood >= least)) continue;
      [theta, sums] = [tried, found];
      break;
    }
  }
  return { theta, sums };
}

/** The inverse of the information times the gradient: in doubled precision if doubles find it not positive definite. */
function newtonMove({ information, gradient }: OutcomeSums): Float64Array | undefined {
  const plain = solvePositive(rounded(information), gradient);
  if (plain !== undefined) return plain;
  const inverse = invertPositive(information, gradient.length);
  return inverse && times(inverse, gradient);
}

/** How far a row may be on the wrong side of a direction, relative to the farthest row, and still count as on it. */
const onIt = 1e-9;

/**
 * Whether every row is on its own side of the direction or on it, and some row on its side: then the likelihood has no
 * maximum (Albert & Anderson 1984, Biometrika 71). Newton's steps turn into such a direction by themselves.
 */
function separationBy(
  { rows, columns, high, shift, y }: OutcomeRows,
  direction: Float64Array,
): Maximum["separation"] {
  let farthest = 0;
  let wrong = 0;
  let least = Infinity;
  for (let i = 0; i < rows; i++) {
    let side = direction[0];
    for (let t = 0; t < columns; t++) side += direction[t + 1] * (high[i * columns + t] - shift[t]);
    if (y[i] === 0) side = -side;
    farthest = Math.max(farthest, side);
    wrong = Math.max(wrong, -side);
    least = Math.min(least, side);
  }
  return wrong <= onIt * farthest ? { direction, complete: least > onIt * farthest } : undefined;
}

function everyNth({ low: _, ...all }: OutcomeRows, nth: number): OutcomeRows {
  const { rows, columns, high, y, weights } = all;
  const count = Math.floor(rows / nth);
  const some = new Float64Array(count * columns);
  for (let i = 0; i < count; i++)
    some.set(high.subarray(i * nth * columns, (i * nth + 1) * columns), i * columns);
  return {
    ...all,
    rows: count,
    high: some,
    y: Uint8Array.from({ length: count }, (_, i) => y[i * nth]),
    weights: weights && Float64Array.from({ length: count }, (_, i) => weights[i * nth]),
  };
}
