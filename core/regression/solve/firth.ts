import { dot, product } from "../../numbers/vectors";
import { productsInto } from "../compress/plain-kernels";
import type { OutcomeRows } from "./newton";
import { cholesky, invertLower } from "./small-matrices";

/** Rows of Firth's likelihood: `size` columns of n numbers, one after another, the column of ones first. */
export interface FirthRows {
  readonly n: number;
  readonly size: number;
  readonly columns: Float64Array;
  readonly y: Uint8Array;
  readonly weights?: Float64Array;
}

/**
 * Firth's penalised likelihood ln L + ½ ln |information| at a θ (Firth 1993, Biometrika 80; Heinze & Schemper 2002,
 * Statistics in Medicine 21), which has a maximum for separated rows as well.
 */
export interface Penalised {
  readonly theta: Float64Array;
  readonly logLikelihood: number;
  readonly penalised: number;
  /** Gradient of the penalised likelihood: Σ (w(y − π) + h(½ − π)) z. */
  readonly gradient: Float64Array;
  /** L⁻¹, with LLᵀ the information. */
  readonly root: Float64Array;
  /** Per row ½ − π and √v = √(w π(1 − π)); by columns u = L⁻¹z√v, with uᵀu the row's leverage h. */
  readonly halves: Float64Array;
  readonly roots: Float64Array;
  readonly upright: Float64Array;
}

/** A maximum, with the inverse of the negative Hessian there. */
export interface PenalisedMaximum extends Penalised {
  readonly inverse: Float64Array;
}

const mostSteps = 200;
/** In standard errors: the longest step, and the length beyond which the curvature is recomputed after a step. */
const longest = 5;
const far = 0.5;
/** The longest steps along a profile; the shorter ones are used if a walk with longer ones does not end. */
const strides = [0.3, 0.1];
/** In standard errors: below `nothing` a step counts as none; below `rounding`, if it does not shrink, as rounding. */
const nothing = 1e-14;
const rounding = 1e-11;
/** The same for bounds and tests: a likelihood changes by the square of a step, so they need no shorter ones. */
const nothingHeld = 1e-5;

export function firthRows({ rows: n, columns: m, high, shift, y, weights }: OutcomeRows): FirthRows {
  const size = m + 1;
  const columns = new Float64Array(size * n).fill(1, 0, n);
  for (let i = 0; i < n; i++)
    for (let t = 0; t < m; t++) columns[(t + 1) * n + i] = high[i * m + t] - shift[t];
  return { n, size, columns, y, weights };
}

/** The penalised likelihood at a θ; undefined if the information is singular. */
export function penalisedAt(
  { n, size, columns, y, weights }: FirthRows,
  theta: Float64Array,
): Penalised | undefined {
  const etas = new Float64Array(n);
  addColumns(etas, columns, theta, 0, size);
  const pulls = new Float64Array(n);
  const roots = new Float64Array(n);
  const halves = new Float64Array(n);
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const eta = etas[i];
    const u = Math.exp(-Math.abs(eta));
    const weight = weights === undefined ? 1 : weights[i];
    const isRight = eta > 0 === (y[i] === 1);
    roots[i] = Math.sqrt(weight * u) / (1 + u);
    // ½ − π = −½ tanh(η/2)
    halves[i] = (eta > 0 ? u - 1 : 1 - u) / (1 + u) / 2;
    pulls[i] = ((2 * y[i] - 1) * weight * (isRight ? u : 1)) / (1 + u);
    logLikelihood -= weight * (Math.log1p(u) + (isRight ? 0 : Math.abs(eta)));
  }
  const scaled = new Float64Array(columns.length + 2 * n);
  for (let t = 0, at = 0; t < size; t++)
    for (let i = 0; i < n; i++, at++) scaled[at] = roots[i] * columns[at];
  const factor = rootOf(squaresOf(scaled, n, size), size);
  if (factor === undefined) return undefined;
  const { root, logDeterminant } = factor;
  const upright = new Float64Array(size * n);
  for (let t = 0; t < size; t++) {
    const own = upright.subarray(t * n, (t + 1) * n);
    addColumns(own, scaled, root, t * size, t + 1);
    for (let i = 0; i < n; i++) pulls[i] += own[i] * own[i] * halves[i];
  }
  const gradient = theta.map((_, t) => dot(columns.subarray(t * n, (t + 1) * n), pulls));
  const penalised = logLikelihood + logDeterminant / 2;
  return { theta, logLikelihood, penalised, gradient, root, halves, roots, upright };
}

/** Adds Σ shareₜ columnₜ, four columns at a time. */
function addColumns(
  to: Float64Array,
  columns: Float64Array,
  shares: Float64Array,
  from: number,
  count: number,
): void {
  const n = to.length;
  let t = 0;
  for (; t + 3 < count; t += 4) {
    const a = shares[from + t];
    const b = shares[from + t + 1];
    const c = shares[from + t + 2];
    const d = shares[from + t + 3];
    for (let i = 0, k = t * n; i < n; i++, k++)
      to[i] += a * columns[k] + b * columns[k + n] + c * columns[k + 2 * n] + d * columns[k + 3 * n];
  }
  for (; t < count; t++) {
    const share = shares[from + t];
    for (let i = 0, k = t * n; i < n; i++, k++) to[i] += share * columns[k];
  }
}

/** The products of columns of `rows` numbers with one another. The last tile needs room for two columns more. */
function squaresOf(columns: Float64Array, rows: number, size: number): Float64Array {
  const stride = 3 * Math.ceil(size / 3);
  const tiles = new Float64Array(stride * stride);
  productsInto(tiles, columns, 0, rows, stride);
  const sums = new Float64Array(size * size);
  for (let s = 0; s < size; s++)
    for (let t = 0; t <= s; t++) sums[s * size + t] = sums[t * size + s] = tiles[t * stride + s];
  return sums;
}

/** L⁻¹ of a matrix LLᵀ, and ln of its determinant; undefined if it is not positive definite. */
function rootOf(
  matrix: Float64Array,
  size: number,
): { root: Float64Array; logDeterminant: number } | undefined {
  const lower = cholesky(matrix, size);
  let logDeterminant = 0;
  for (let t = 0; t < size; t++) {
    const pivot = lower[t * (size + 1)];
    if (!(pivot * pivot > 1e-14 * matrix[t * (size + 1)])) return undefined;
    logDeterminant += 2 * Math.log(pivot);
  }
  return { root: invertLower(lower, size), logDeterminant };
}

/** L⁻ᵀL⁻¹, the inverse of LLᵀ. */
export function inverseOf(root: Float64Array): Float64Array {
  const size = Math.sqrt(root.length);
  const square = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let a = 0; a <= k; a++) {
      const factor = root[k * size + a];
      for (let b = 0; b <= k; b++) square[a * size + b] += factor * root[k * size + b];
    }
  }
  return square;
}

/** Length of a move in standard errors. */
function lengthOf({ root }: Penalised, move: Float64Array): number {
  const size = move.length;
  const variances = new Float64Array(size);
  for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) variances[b] += root[a * size + b] ** 2;
  return Math.max(...move.map((value, t) => Math.abs(value) / Math.sqrt(variances[t])));
}

/**
 * The inverse of the negative Hessian of the penalised likelihood. With q = uᵢᵀuⱼ between rows, the negative Hessian is
 * Zᵀ(D + S)Z, D = v + qᵢᵢ(π(1 − π) − 2(½ − π)²) and S = 2(½ − πᵢ)(½ − πⱼ)qᵢⱼ². If rows are many, so that the penalty
 * bends little, or if it is not positive definite, the inverse of the information instead. Along a form that is held to
 * a value, any curvature will do, because steps do not move along it; `form` gets some added there.
 */
function inverseCurvature(
  { n, size, columns }: FirthRows,
  { halves, root, roots, upright }: Penalised,
  form?: Float64Array,
): Float64Array {
  if (n > 8 * size) return inverseOf(root);
  const rows = new Float64Array((n + 2) * size);
  for (let t = 0; t < size; t++) for (let i = 0; i < n; i++) rows[i * size + t] = upright[t * n + i];
  const weights = squaresOf(rows, size, n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      const q = weights[at];
      weights[at] = 2 * halves[i] * halves[j] * q * q;
      // π(1 − π) = ¼ − (½ − π)²
      if (i === j) weights[at] += roots[i] * roots[i] + q * (0.25 - 3 * halves[i] * halves[i]);
    }
  }
  const along = form === undefined ? 0 : 10 / dot(form, product(inverseOf(root), form));
  const curvature = new Float64Array(size * size);
  const bent = new Float64Array(n);
  for (let s = 0; s < size; s++) {
    addColumns(bent.fill(0), weights, columns, s * n, n);
    for (let t = 0; t <= s; t++) {
      const held = form === undefined ? 0 : along * form[s] * form[t];
      curvature[s * size + t] = dot(columns.subarray(t * n, (t + 1) * n), bent) + held;
    }
  }
  return inverseOf(rootOf(curvature, size)?.root ?? root);
}

/** The maximum of the penalised likelihood; undefined if none was reached. */
export function maximisePenalised(rows: FirthRows, start: Float64Array): PenalisedMaximum | undefined {
  const state = penalisedAt(rows, start);
  if (state === undefined) return undefined;
  return walk(rows, { ...state, inverse: inverseOf(state.root) })?.state;
}

/** The penalised profile likelihood at a value of a linear form of θ; undefined if the walk there does not end. */
export function profileAt(
  rows: FirthRows,
  top: PenalisedMaximum,
  form: Float64Array,
  value: number,
): number | undefined {
  return follow(rows, top, { form, start: value, wantedAt: () => value })?.penalised;
}

/**
 * The value of a linear form at which its penalised profile likelihood has fallen by `fall` from the maximum, on one
 * side: Newton's steps on the root of the fall, which is nearly straight. NaN if the walk there does not end.
 */
export function profileBound(
  rows: FirthRows,
  top: PenalisedMaximum,
  form: Float64Array,
  fall: number,
  side: 1 | -1,
): number {
  const wanted = Math.sqrt(2 * fall);
  const middle = dot(form, top.theta);
  const start = middle + side * wanted * Math.sqrt(dot(form, product(top.inverse, form)));
  const wantedAt = (value: number, penalised: number, slope: number): number => {
    const found = Math.sqrt(Math.max(0, 2 * (top.penalised - penalised)));
    const now = side * (value - middle);
    const away = now - (side * (wanted - found) * found) / slope;
    return middle + side * Math.max(now / 3, Math.min(3 * now, away));
  };
  return follow(rows, top, { form, start, wantedAt })?.value ?? NaN;
}

/** A linear form of θ and where it goes: to `start`, then to what `wantedAt` makes of the profile there. */
interface Destination {
  readonly form: Float64Array;
  readonly start: number;
  readonly wantedAt: (value: number, penalised: number, slope: number) => number;
}

/** If a profile has several branches, short steps follow the one that leads away from the maximum. */
function follow(rows: FirthRows, top: PenalisedMaximum, to: Destination): ReturnType<typeof walk> {
  for (const stride of strides) {
    const end = walk(rows, top, to, stride);
    if (end !== undefined) return end;
  }
  return undefined;
}

/**
 * Newton's steps to the maximum of the penalised likelihood, or along the profile of a form to its destination, moving
 * the form and everything else at once (Venzon & Moolgavkar 1988, Applied Statistics 37). The curvature is recomputed
 * after long steps and updated from the gradients after short ones (Broyden, Fletcher, Goldfarb & Shanno 1970).
 */
function walk(
  rows: FirthRows,
  start: PenalisedMaximum,
  to?: Destination,
  stride = longest,
): { state: PenalisedMaximum; value: number; penalised: number } | undefined {
  const inverse = start.inverse.slice();
  let state: Penalised = start;
  let before = Infinity;
  for (let step = 0; step < mostSteps; step++) {
    const { theta, gradient, penalised } = state;
    const move = product(inverse, gradient);
    // The rise that the curvature promises for the step.
    let promise = dot(gradient, move) / 2;
    let peak = penalised + promise;
    let value = NaN;
    let gap = 0;
    if (to !== undefined) {
      const along = product(inverse, to.form);
      const spread = dot(to.form, along);
      const slope = dot(to.form, move) / spread;
      const reached = dot(to.form, theta);
      peak -= (slope * slope * spread) / 2;
      value = step === 0 ? to.start : to.wantedAt(reached, peak, slope);
      const reach = stride * Math.sqrt(spread);
      gap = Math.max(-reach, Math.min(reach, value - reached));
      promise = peak - penalised + slope * gap - (gap * gap) / (2 * spread);
      for (let t = 0; t < move.length; t++) move[t] += (gap / spread - slope) * along[t];
    }
    const size = lengthOf(state, move);
    const isOver = to === undefined ? size < nothing : size < nothingHeld;
    if (isOver || (size < rounding && size > 0.5 * before))
      return { state: { ...state, inverse }, value, penalised: peak };
    before = size;
    const next = nextOf(
      rows,
      state,
      size > stride ? move.map((each) => (each * stride) / size) : move,
      promise,
      gap,
    );
    if (next === undefined) return undefined;
    const moved = next.theta.map((each, t) => each - theta[t]);
    if (size > far) inverse.set(inverseCurvature(rows, next, to?.form));
    else
      learn(
        inverse,
        moved,
        gradient.map((each, t) => each - next.gradient[t]),
      );
    state = next;
  }
  return undefined;
}

/** The state after a step. A step is halved if the likelihood falls or, if a form is to move, falls by far too much. */
function nextOf(
  rows: FirthRows,
  { theta, penalised }: Penalised,
  move: Float64Array,
  promise: number,
  gap: number,
): Penalised | undefined {
  const least = Math.abs(gap) > 0 ? promise - 1 - Math.abs(promise) : -1e-13 * (1 + Math.abs(penalised));
  for (let share = 1; share > 1e-12; share /= 2) {
    const next = penalisedAt(
      rows,
      theta.map((value, t) => value + share * move[t]),
    );
    if (next !== undefined && next.penalised - penalised >= least) return next;
  }
  return undefined;
}

/** Updates the inverse curvature (BFGS): moving θ by `move` has lowered the gradient by `change`. */
function learn(inverse: Float64Array, move: Float64Array, change: Float64Array): void {
  const size = move.length;
  const curved = dot(move, change);
  if (!(curved > 0)) return;
  const image = product(inverse, change);
  const factor = (1 + dot(change, image) / curved) / curved;
  for (let a = 0, at = 0; a < size; a++) {
    for (let b = 0; b < size; b++, at++)
      inverse[at] += factor * move[a] * move[b] - (image[a] * move[b] + move[a] * image[b]) / curved;
  }
}
