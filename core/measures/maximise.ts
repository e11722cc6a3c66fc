/** A function of several unknowns: returns its value and puts its derivatives into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Logarithms of parameters beyond this count as run away: the likelihood rises without end in that direction. */
const runaway = 14;
const far = 10;
/** Two ways of a part of the observations that end so close to one another lead to the same place. */
const near = 0.5;
/** Derivatives per observation: on the summit, and what rounding may leave of them. */
const summit = 1e-14;
const rounded = 1e-6;

interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * The maximum of `objective` over the logarithms of positive parameters, from several starts; undefined where there is
 * none inside. Damped Newton steps (Nocedal, J. and Wright, S. (2006), *Numerical Optimization*, section 3.4) end on the
 * summit or follow a narrow ridge to it.
 *
 * @param size the number of observations, by which the derivatives are judged
 * @param draft the same of a part of the observations, where there are many: it leads near the summit, wherever it began
 */
export function maximise(
  objective: Objective,
  starts: readonly (readonly number[])[],
  size: number,
  draft?: { readonly objective: Objective; readonly size: number },
): { point: Float64Array; value: number } | undefined {
  const tried: Float64Array[] = [];
  for (const start of starts) {
    let from = Float64Array.from(start);
    if (draft !== undefined) {
      // What ran away for a part may come back for all, and need not begin in the far.
      const { point } = climb(draft.objective, placeAt(draft.objective, from), draft.size);
      from = point.map((each) => Math.max(-far, Math.min(far, each)));
      if (tried.some((other) => largest(other.map((each, i) => each - from[i])) < near)) continue;
      tried.push(from);
    }
    const top = climb(objective, placeAt(objective, from), size);
    if (isSummit(objective, top, size)) return { point: top.point, value: top.value };
  }
  return undefined;
}

function placeAt(objective: Objective, point: Float64Array): Place {
  const gradient = new Float64Array(point.length);
  return { point, value: objective(point, gradient), gradient };
}

/** Newton steps, damped where the objective does not curve down, to where they end or a parameter has run away. */
function climb(objective: Objective, start: Place, size: number): Place {
  let here = start;
  let damping = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    if (largest(here.gradient) < summit * size) return here;
    const curvature = curvatureAt(objective, here.point, size);
    let next: Place | undefined;
    for (; damping < 1e6; damping = Math.max(1e-6, damping * 10)) {
      const direction = solvePositive(curvature, here.gradient, damping, size);
      if (direction === undefined) continue;
      const length = Math.min(1, 2 / largest(direction));
      const tried = placeAt(
        objective,
        here.point.map((each, i) => each + length * direction[i]),
      );
      // On the summit the value changes by rounding only: there the derivatives decide.
      const isLevel = tried.value >= here.value - 1e-13 * Math.abs(here.value);
      if (tried.value > here.value || (isLevel && largest(tried.gradient) < largest(here.gradient))) {
        next = tried;
        break;
      }
    }
    if (next === undefined) return here;
    here = next;
    if (largest(here.point) > runaway) return here;
    damping = damping < 1e-5 ? 0 : damping / 10;
  }
  return here;
}

/** True where the derivatives are zero and the objective curves down in every direction: a maximum and no ridge. */
function isSummit(objective: Objective, { point, gradient }: Place, size: number): boolean {
  if (largest(point) > runaway || !(largest(gradient) < rounded * size)) return false;
  return solvePositive(curvatureAt(objective, point, size), gradient, 0, size) !== undefined;
}

/** Second derivatives per observation, negative: positive definite where the objective curves down. */
function curvatureAt(objective: Objective, point: Float64Array, size: number): Float64Array[] {
  const h = 1e-5;
  const moved = (i: number, by: number): Float64Array => {
    const there = Float64Array.from(point);
    there[i] += by;
    return placeAt(objective, there).gradient;
  };
  const rows = Array.from(point, (_, i) => {
    const up = moved(i, h);
    const down = moved(i, -h);
    return up.map((each, j) => (down[j] - each) / (2 * h * size));
  });
  return rows.map((row, i) => row.map((each, j) => (each + rows[j][i]) / 2));
}

/** Solves (matrix + damping I) x = vector / size by elimination; undefined where the matrix is not positive definite. */
function solvePositive(
  matrix: readonly Float64Array[],
  vector: Float64Array,
  damping: number,
  size: number,
): Float64Array | undefined {
  const n = vector.length;
  const rows = matrix.map((row) => Float64Array.from(row));
  const solution = vector.map((each) => each / size);
  for (let i = 0; i < n; i++) {
    rows[i][i] += damping;
    for (let k = 0; k < i; k++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j < n; j++) rows[i][j] -= factor * rows[k][j];
      solution[i] -= factor * solution[k];
    }
    if (!(rows[i][i] > 1e-8)) return undefined;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) solution[i] -= rows[i][j] * solution[j];
    solution[i] /= rows[i][i];
  }
  return solution;
}

/** NaN where any part is. */
function largest(vector: Float64Array): number {
  return vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}
