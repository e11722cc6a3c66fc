import { dot, plainSums, type OutcomeRows } from "./newton";
import { cholesky, invertLower } from "./small-matrices";

/**
 * Firth's penalised likelihood ln L + ½ ln |information| (Firth 1993, Biometrika 80; Heinze & Schemper 2002, Statistics
 * in Medicine 21), which has a maximum for separated rows, too.
 */
export interface Penalised {
  readonly theta: Float64Array;
  readonly logLikelihood: number;
  readonly penalised: number;
  /** L⁻¹ of the information LLᵀ: its inverse is L⁻ᵀL⁻¹. */
  readonly root: Float64Array;
  /** Standard errors of θ. */
  readonly errors: Float64Array;
  /** Its gradient: Σ (w(y − π) + h(½ − π)) z. */
  readonly gradient: Float64Array;
  /** The same root of minus the second derivatives here or near here, where they were made. */
  readonly curved?: Float64Array;
}

const mostSteps = 100;
/** Times that the likelihood is made in one walk; where rounding keeps it from arriving there is no answer. */
const mostTries = 200;
const mostBoundSteps = 30;
/** Longest step of a linear predictor's coordinate, in units of its standard error. */
const longest = 5;
/** A step of so many standard errors is none; one below `rounding` that does not shrink is rounding. */
const nothing = 1e-14;
/** Where only the likelihood counts: it changes by the square of a step. */
const nothingHeld = 1e-7;
const rounding = 1e-8;

/** The penalised likelihood at a θ; undefined where the information is singular. */
export function penalisedAt(rows: OutcomeRows, theta: Float64Array): Penalised | undefined {
  const { rows: n, columns: m, high, shift, weights } = rows;
  const size = m + 1;
  const { logLikelihood, gradient, information } = plainSums(rows, theta);
  const factor = rootOf(
    Float64Array.from(information, ([value]) => value),
    size,
  );
  if (factor === undefined) return undefined;
  const { root, logDeterminant } = factor;
  const z = new Float64Array(size).fill(1);
  for (let i = 0; i < n; i++) {
    let eta = theta[0];
    for (let t = 0; t < m; t++) {
      z[t + 1] = high[i * m + t] - shift[t];
      eta += theta[t + 1] * z[t + 1];
    }
    let leverage = 0;
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b <= a; b++) sum += root[a * size + b] * z[b];
      leverage += sum * sum;
    }
    const u = Math.exp(-Math.abs(eta));
    leverage *= (weights?.[i] ?? 1) * (u / (1 + u) / (1 + u));
    // ½ − π = −½ tanh(η/2)
    const pull = leverage * -0.5 * Math.tanh(eta / 2);
    for (let t = 0; t < size; t++) gradient[t] += pull * z[t];
  }
  const errors = new Float64Array(size);
  for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) errors[b] += root[a * size + b] ** 2;
  return {
    theta,
    logLikelihood,
    penalised: logLikelihood + logDeterminant / 2,
    root,
    errors: errors.map(Math.sqrt),
    gradient,
  };
}

/** L⁻¹ of a matrix LLᵀ, and ln of its determinant; undefined where it is not positive definite. */
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

/** L⁻ᵀL⁻¹ v */
export function inverseTimes(root: Float64Array, v: Float64Array): Float64Array {
  const size = v.length;
  const result = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    let sum = 0;
    for (let b = 0; b <= a; b++) sum += root[a * size + b] * v[b];
    for (let b = 0; b <= a; b++) result[b] += root[a * size + b] * sum;
  }
  return result;
}

/** A linear form of θ held at a value. */
export interface Held {
  readonly form: Float64Array;
  readonly value: number;
}

/** The maximum of the penalised likelihood, of all θ or of those with a form held; undefined where none was reached. */
export function maximisePenalised(
  rows: OutcomeRows,
  start: Penalised | undefined,
  held?: Held,
): Penalised | undefined {
  return walk(
    rows,
    start,
    (state, root) => {
      const move = inverseTimes(root, state.gradient);
      if (held === undefined) return move;
      const along = inverseTimes(root, held.form);
      const share =
        (dot(held.form, move) - (held.value - dot(held.form, state.theta))) / dot(held.form, along);
      return move.map((value, t) => value - share * along[t]);
    },
    (state, next) => {
      // Where a form is first brought to its value the likelihood may fall.
      const free =
        held !== undefined &&
        Math.abs(dot(held.form, state.theta) - held.value) > 1e-12 * (1 + Math.abs(held.value));
      return free || next.penalised >= state.penalised - 1e-13 * (1 + Math.abs(state.penalised));
    },
    held?.form,
  );
}

/**
 * Where the penalised profile likelihood of a form has fallen by `fall` from its maximum, on one side of it: Newton's steps
 * on the root of the fall, which is nearly straight, held between bounds. NaN where it does not fall so far.
 */
export function profileBound(
  rows: OutcomeRows,
  top: Penalised,
  form: Float64Array,
  fall: number,
  side: 1 | -1,
): number {
  const wanted = Math.sqrt(2 * fall);
  const error = Math.sqrt(dot(form, inverseTimes(top.root, form)));
  let near = dot(form, top.theta);
  let far = side * Infinity;
  let value = near + side * wanted * error;
  let state = top;
  for (let step = 0; step < mostBoundSteps; step++) {
    const next = maximisePenalised(rows, state, { form, value });
    if (next === undefined) return NaN;
    state = next;
    const found = Math.sqrt(Math.max(0, 2 * (top.penalised - state.penalised)));
    // At the held maximum the gradient is a multiple of the form: the slope of the profile.
    const slope = dot(state.gradient, form) / dot(form, form);
    let better = value - ((wanted - found) * found) / slope;
    if (Math.abs(found - wanted) < 1e-7 * wanted) return better;
    if (found < wanted) near = value;
    else far = value;
    if (!(side * (better - near) > 0 && side * (far - better) > 0))
      better = Math.abs(far) === Infinity ? value + side * 2 * wanted * error : (near + far) / 2;
    if (Math.abs(better - value) <= 1e-15 * (Math.abs(value) + error)) return better;
    value = better;
  }
  return NaN;
}

/**
 * LongWork until they are nothing but rounding: made with the information, which is at hand, and where those do not shrink
 * fast with the second derivatives.
 *
 * @param moveOf the step from a state, given the root of what is taken for its curvature
 * @param isBetter whether it may be taken; it is halved where it may not
 * @param held a form whose value stays: only across it need the penalised likelihood curve down
 */
function walk(
  rows: OutcomeRows,
  start: Penalised | undefined,
  moveOf: (state: Penalised, root: Float64Array) => Float64Array,
  isBetter: (state: Penalised, next: Penalised) => boolean,
  held?: Float64Array,
): Penalised | undefined {
  let state = start;
  let curved = start?.curved;
  let before = Infinity;
  let curvedFrom = longest;
  let tries = 0;
  for (let step = 0; step < mostSteps && state !== undefined; step++) {
    let move = moveOf(state, curved ?? state.root);
    let size = lengthOf(state, move);
    if (size < nothing) return { ...state, curved };
    if (held !== undefined && size < nothingHeld) {
      const last = penalisedAt(rows, sum(state.theta, move));
      return last && { ...last, curved };
    }
    if (size > 0.2 * before) {
      if (curved !== undefined && size < rounding) return { ...state, curved };
      if (curved !== undefined || size < curvedFrom) {
        curved = curvatureRoot(rows, state, held);
        curvedFrom = size / 4;
        move = moveOf(state, curved ?? state.root);
        size = lengthOf(state, move);
      }
    }
    before = size;
    if (size > longest) move = move.map((value) => (value * longest) / size);
    let next: Penalised | undefined;
    for (let halving = 0; halving < 40; halving++) {
      if (tries++ > mostTries) return held === undefined ? state : undefined;
      next = penalisedAt(rows, sum(state.theta, move));
      if (next !== undefined && isBetter(state, next)) break;
      next = undefined;
      move = move.map((value) => value / 2);
    }
    if (next === undefined) return size < 1e-6 ? { ...state, curved } : undefined;
    state = next;
  }
  return held === undefined ? state : undefined;
}

/**
 * The root of minus the second derivatives of the penalised likelihood; undefined where it does not curve down. With
 * v = wπ(1 − π), qᵢⱼ = zᵢᵀ information⁻¹ zⱼ and a = v(½ − π) they are
 * Σ (vᵢ + vᵢqᵢᵢ(π(1 − π) − 2(½ − π)²)) zᵢzᵢᵀ + 2 Σᵢ Σⱼ aᵢ aⱼ qᵢⱼ² zᵢzⱼᵀ, the double sum made of Σ aᵢ zᵢ ⊗ uᵢ ⊗ uᵢ, u = L⁻¹z.
 */
function curvatureRoot(
  { rows, columns: m, high, shift, weights }: OutcomeRows,
  { theta, root }: Penalised,
  held?: Float64Array,
): Float64Array | undefined {
  const size = m + 1;
  const curvature = new Float64Array(size * size);
  const cubes = new Float64Array(((size * (size + 1)) / 2) * size);
  const z = new Float64Array(size).fill(1);
  const u = new Float64Array(size);
  for (let i = 0; i < rows; i++) {
    let eta = theta[0];
    for (let t = 0; t < m; t++) {
      z[t + 1] = high[i * m + t] - shift[t];
      eta += theta[t + 1] * z[t + 1];
    }
    let q = 0;
    for (let a = 0; a < size; a++) {
      u[a] = 0;
      for (let b = 0; b <= a; b++) u[a] += root[a * size + b] * z[b];
      q += u[a] * u[a];
    }
    const away = Math.exp(-Math.abs(eta));
    const spread = away / (1 + away) / (1 + away);
    const half = -0.5 * Math.tanh(eta / 2);
    const v = (weights?.[i] ?? 1) * spread;
    const own = v + v * q * (spread - 2 * half * half);
    for (let a = 0, at = 0; a < size; a++) {
      for (let b = 0; b <= a; b++, at += size) {
        curvature[a * size + b] += own * z[a] * z[b];
        const share = v * half * u[a] * u[b];
        for (let k = 0; k < size; k++) cubes[at + k] += share * z[k];
      }
    }
  }
  // A form that is held may curve as it likes: a step that keeps it does not feel what is added along it.
  const along = held === undefined ? 0 : 10 / dot(held, inverseTimes(root, held));
  for (let k = 0; k < size; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = 0;
      for (let a = 0, at = 0; a < size; a++) {
        for (let b = 0; b <= a; b++, at += size) sum += (a === b ? 2 : 4) * cubes[at + k] * cubes[at + l];
      }
      curvature[k * size + l] += sum + (held === undefined ? 0 : along * held[k] * held[l]);
    }
  }
  return rootOf(curvature, size)?.root;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, t) => value + b[t]);
}

/** Length of a move in standard errors. */
function lengthOf({ errors }: Penalised, move: Float64Array): number {
  let most = 0;
  for (let t = 0; t < move.length; t++) most = Math.max(most, Math.abs(move[t]) / errors[t]);
  return most;
}
