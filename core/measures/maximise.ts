/** A function of several unknowns: returns its value and puts its derivatives into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Logarithms of parameters beyond this count as run away: the likelihood rises without end in that direction. */
const runaway = 11;

/**
 * The maximum of `objective` over the logarithms of positive parameters by BFGS (Nocedal, J. and Wright, S. (2006),
 * *Numerical Optimization*, algorithm 6.1), from several starts; undefined where there is none inside.
 *
 * @param size the number of observations, by which the gradient is judged
 */
export function maximise(
  objective: Objective,
  starts: readonly (readonly number[])[],
  size: number,
): { point: Float64Array; value: number } | undefined {
  for (const start of starts) {
    const found = climb(objective, Float64Array.from(start), size);
    if (found !== undefined && curves(objective, found.point, size)) return found;
  }
  return undefined;
}

function climb(
  objective: Objective,
  start: Float64Array,
  size: number,
): { point: Float64Array; value: number } | undefined {
  const n = start.length;
  let point = start;
  let gradient = new Float64Array(n);
  let value = objective(point, gradient);
  let inverse = identity(n, 1 / size);
  for (let iteration = 0; iteration < 500; iteration++) {
    if (largest(gradient) < 1e-9 * size) return { point, value };
    let direction = multiply(inverse, gradient);
    let slope = dot(direction, gradient);
    if (!(slope > 0)) {
      inverse = identity(n, 1 / size);
      direction = multiply(inverse, gradient);
      slope = dot(direction, gradient);
    }
    // A step of more than e² in a parameter would leave the region in which the curvature is known.
    let step = Math.min(1, 2 / largest(direction));
    const next = new Float64Array(n);
    const nextGradient = new Float64Array(n);
    let nextValue = -Infinity;
    for (;;) {
      for (let i = 0; i < n; i++) next[i] = point[i] + step * direction[i];
      nextValue = objective(next, nextGradient);
      if (nextValue >= value + 1e-4 * step * slope) break;
      step /= 2;
      // No step climbs any more: rounding decides, so this is as good as the doubles allow.
      if (step < 1e-12) return largest(gradient) < 1e-6 * size ? { point, value } : undefined;
    }
    if (largest(next) > runaway) return undefined;
    update(inverse, point, next, gradient, nextGradient);
    point = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return undefined;
}

/** True where the objective curves down in every direction, so that the point is a maximum and no ridge. */
function curves(objective: Objective, point: Float64Array, size: number): boolean {
  const n = point.length;
  const hessian: Float64Array[] = [];
  const h = 1e-5;
  for (let i = 0; i < n; i++) {
    const moved = Float64Array.from(point);
    const up = new Float64Array(n);
    const down = new Float64Array(n);
    moved[i] = point[i] + h;
    objective(moved, up);
    moved[i] = point[i] - h;
    objective(moved, down);
    hessian.push(up.map((each, j) => (down[j] - each) / (2 * h * size)));
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = hessian[i][k] / hessian[k][k];
      for (let j = k; j < n; j++) hessian[i][j] -= factor * hessian[k][j];
    }
    if (!(hessian[i][i] > 1e-8)) return false;
  }
  return true;
}

function update(
  inverse: Float64Array[],
  point: Float64Array,
  next: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
): void {
  const s = next.map((each, i) => each - point[i]);
  const y = gradient.map((each, i) => each - nextGradient[i]);
  const sy = dot(s, y);
  if (!(sy > 0)) return;
  const hy = multiply(inverse, y);
  const factor = (1 + dot(y, hy) / sy) / sy;
  for (let i = 0; i < s.length; i++) {
    for (let j = 0; j < s.length; j++) {
      inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
    }
  }
}

function identity(n: number, diagonal: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    row[i] = diagonal;
    return row;
  });
}

function multiply(matrix: Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}
