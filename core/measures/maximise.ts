/** A function of several unknowns at a point, with its first and second derivatives. */
export interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: readonly ArrayLike<number>[];
}

export type Objective = (point: Float64Array) => Place;

/** The least and the greatest value of each unknown; if they are equal, the unknown is held there. */
export type Bounds = readonly (readonly [number, number])[];

/** Largest derivative per observation at a maximum. */
const summit = 1e-12;
/** Relative change of a value that may be mere rounding. */
const rounding = 1e-13;

/**
 * The maximum that Newton steps reach from `start` within `bounds`; undefined if they do not end at one. A step is
 * damped if the objective is not concave there (Nocedal, J. and Wright, S. (2006), *Numerical Optimization*, section
 * 3.4), and an unknown rests at a bound while the objective rises beyond it (Bertsekas, D. (1982), Projected Newton
 * methods, *SIAM Journal on Control and Optimization* 20, 221–246).
 *
 * @param size the number of observations, to which derivatives are relative
 */
export function maximise(
  objective: Objective,
  start: ArrayLike<number>,
  bounds: Bounds,
  size: number,
): Place | undefined {
  const within = (point: ArrayLike<number>): Float64Array =>
    Float64Array.from(bounds, ([least, most], i) => Math.min(most, Math.max(least, point[i])));
  let here = objective(within(start));
  let damping = 0;
  let levels = 0;
  for (let iteration = 0; iteration < 200; iteration++) {
    const free = freeUnknowns(here, bounds);
    if (largestSlope(here, free) < summit * size) break;
    let next: Place | undefined;
    for (; damping < 1e6; damping = Math.max(1e-6, damping * 10)) {
      const step = newtonStep(here, free, damping, size);
      if (step === undefined) continue;
      const length = Math.min(1, 2 / step.reduce((most, each) => Math.max(most, Math.abs(each)), 0));
      const tried = objective(within(here.point.map((each, i) => each + length * step[i])));
      // At the maximum, the value changes by rounding only; then the derivatives decide, a few times.
      const isLevel = Math.abs(tried.value - here.value) <= rounding * Math.abs(here.value);
      const isBetter = isLevel
        ? largestSlope(tried, freeUnknowns(tried, bounds)) < largestSlope(here, free)
        : tried.value > here.value;
      if (!isBetter) continue;
      next = tried;
      if (isLevel) levels++;
      break;
    }
    if (next === undefined || levels > 4) break;
    damping = damping < 1e-5 ? 0 : damping / 10;
    here = next;
  }
  const step = newtonStep(here, freeUnknowns(here, bounds), 0, size);
  const gain = step?.reduce((sum, each, i) => sum + each * here.gradient[i], 0) ?? Infinity;
  return gain < 1e-10 * size + rounding * Math.abs(here.value) ? here : undefined;
}

/** Unknowns that can move: those that have an effect and are not held at a bound. */
function freeUnknowns({ point, gradient, hessian }: Place, bounds: Bounds): number[] {
  return [...point.keys()].filter((i) => {
    const [least, most] = bounds[i];
    const isHeld = (point[i] <= least && gradient[i] <= 0) || (point[i] >= most && gradient[i] >= 0);
    return least < most && !isHeld && !(gradient[i] === 0 && hessian[i][i] === 0);
  });
}

/** NaN if any slope is NaN. */
function largestSlope({ gradient }: Place, free: readonly number[]): number {
  return free.reduce((most, i) => Math.max(most, Math.abs(gradient[i])), 0);
}

/**
 * The step to where the gradient vanishes: (−Hessian / size)⁻¹ gradient / size in the free unknowns, by elimination,
 * with the diagonal raised by the damping; undefined if that matrix is not positive definite.
 */
function newtonStep(
  { gradient, hessian }: Place,
  free: readonly number[],
  damping: number,
  size: number,
): Float64Array | undefined {
  const rows = free.map((i) => Float64Array.from(free, (j) => -hessian[i][j] / size));
  const solution = Float64Array.from(free, (i) => gradient[i] / size);
  for (let i = 0; i < free.length; i++) {
    rows[i][i] += damping * (1 + Math.abs(rows[i][i]));
    for (let k = 0; k < i; k++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j < free.length; j++) rows[i][j] -= factor * rows[k][j];
      solution[i] -= factor * solution[k];
    }
    if (!(rows[i][i] > 1e-10)) return undefined;
  }
  for (let i = free.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < free.length; j++) solution[i] -= rows[i][j] * solution[j];
    solution[i] /= rows[i][i];
  }
  const step = new Float64Array(gradient.length);
  free.forEach((i, k) => (step[i] = solution[k]));
  return step;
}
