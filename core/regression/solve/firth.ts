import type { DoubleDouble } from "../../numbers/double-double";
import { dot, invertPositive, plainSums, times, type OutcomeRows } from "./newton";
import { cholesky } from "./small-matrices";

/**
 * Firth's penalised likelihood ln L + ½ ln |information| (Firth 1993, Biometrika 80; Heinze & Schemper 2002, Statistics
 * in Medicine 21), which has a maximum for separated rows, too.
 */
export interface Penalised {
  readonly theta: Float64Array;
  readonly logLikelihood: number;
  readonly penalised: number;
  readonly covariance: readonly DoubleDouble[];
  /** Its gradient: Σ (w(y − π) + h(½ − π)) z. */
  readonly gradient: Float64Array;
}

const mostSteps = 500;
/** Longest step of a linear predictor's coordinate, in units of its standard error. */
const longest = 5;

/** The penalised likelihood at a θ; undefined where the information is singular. */
export function penalisedAt(rows: OutcomeRows, theta: Float64Array): Penalised | undefined {
  const { rows: n, columns: m, high, weights } = rows;
  const size = m + 1;
  const { logLikelihood, gradient, information } = plainSums(rows, theta);
  const covariance = invertPositive(information, size);
  if (covariance === undefined) return undefined;
  const lower = cholesky(
    Float64Array.from(information, ([value]) => value),
    size,
  );
  let logRoot = 0;
  for (let t = 0; t < size; t++) logRoot += Math.log(lower[t * (size + 1)]);
  const doubles = Float64Array.from(covariance, ([value]) => value);
  const z = new Float64Array(size).fill(1);
  for (let i = 0; i < n; i++) {
    let eta = theta[0];
    for (let t = 0; t < m; t++) {
      z[t + 1] = high[i * m + t];
      eta += theta[t + 1] * z[t + 1];
    }
    let leverage = 0;
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += doubles[a * size + b] * z[b];
      leverage += sum * z[a];
    }
    const u = Math.exp(-Math.abs(eta));
    leverage *= (weights?.[i] ?? 1) * (u / (1 + u) / (1 + u));
    // ½ − π = −½ tanh(η/2)
    const pull = leverage * -0.5 * Math.tanh(eta / 2);
    for (let t = 0; t < size; t++) gradient[t] += pull * z[t];
  }
  return { theta, logLikelihood, penalised: logLikelihood + logRoot, covariance, gradient };
}

/** A linear form of θ held at a value. */
export interface Held {
  readonly form: Float64Array;
  readonly value: number;
}

/** The maximum of the penalised likelihood, of all θ or of those with a form held; undefined where none was reached. */
export function maximisePenalised(
  rows: OutcomeRows,
  start: Float64Array,
  held?: Held,
): Penalised | undefined {
  let state = penalisedAt(rows, start);
  for (let step = 0; step < mostSteps && state !== undefined; step++) {
    let move = times(state.covariance, state.gradient);
    if (held !== undefined) {
      const along = times(state.covariance, held.form);
      const share =
        (dot(held.form, move) - (held.value - dot(held.form, state.theta))) / dot(held.form, along);
      move = move.map((value, t) => value - share * along[t]);
    }
    const size = lengthOf(state, move);
    if (size < 1e-14) return state;
    if (size > longest) move = move.map((value) => (value * longest) / size);
    let next: Penalised | undefined;
    for (let halving = 0; halving < 40; halving++) {
      next = penalisedAt(
        rows,
        state.theta.map((value, t) => value + move[t]),
      );
      // Where a form is first brought to its value the likelihood may fall.
      const free =
        held !== undefined &&
        Math.abs(dot(held.form, state.theta) - held.value) > 1e-12 * (1 + Math.abs(held.value));
      if (
        next !== undefined &&
        (free || next.penalised >= state.penalised - 1e-13 * (1 + Math.abs(state.penalised)))
      )
        break;
      next = undefined;
      move = move.map((value) => value / 2);
    }
    if (next === undefined) return size < 1e-6 ? state : undefined;
    state = next;
  }
  return state;
}

/** Length of a move in standard errors. */
function lengthOf({ covariance }: Penalised, move: Float64Array): number {
  let most = 0;
  const size = move.length;
  for (let t = 0; t < size; t++)
    most = Math.max(most, Math.abs(move[t]) / Math.sqrt(covariance[t * (size + 1)][0]));
  return most;
}

/**
 * Where the penalised profile likelihood of a form has fallen by `fall` from its maximum, on one side of it: the steps of
 * Venzon & Moolgavkar (1988, Applied Statistics 37). NaN where it does not fall so far.
 */
export function profileBound(
  rows: OutcomeRows,
  top: Penalised,
  form: Float64Array,
  fall: number,
  side: 1 | -1,
): number {
  const target = top.penalised - fall;
  let state: Penalised | undefined = top;
  for (let step = 0; step < mostSteps && state !== undefined; step++) {
    const along = times(state.covariance, form);
    const uphill = times(state.covariance, state.gradient);
    const spread = dot(form, along);
    const square = (2 * (state.penalised - target) + dot(state.gradient, uphill)) / spread;
    const share = side * Math.sqrt(Math.max(0, square));
    let move = uphill.map((value, t) => value + share * along[t]);
    const size = lengthOf(state, move);
    if (size < 1e-13) return dot(form, state.theta);
    if (size > longest) move = move.map((value) => (value * longest) / size);
    let next: Penalised | undefined;
    for (let halving = 0; halving < 20 && next === undefined; halving++) {
      next = penalisedAt(
        rows,
        state.theta.map((value, t) => value + move[t]),
      );
      move = move.map((value) => value / 2);
    }
    state = next;
  }
  return state !== undefined && Math.abs(state.penalised - target) < 1e-8 ? dot(form, state.theta) : NaN;
}
