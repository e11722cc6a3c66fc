import {
  rowsAtOnce,
  rowsPerSum,
  stripRowsFor,
  type DoubledKernel,
  type LimbKernel,
  type OutcomeKernel,
  type RowKernels,
} from "@crm-functions/core";
import { kernelsIn } from "./module";

/** Lays out arrays one after another in a memory. Positions count numbers and are even, so that pairs are aligned. */
function layoutOf<Name extends string>(lengths: Readonly<Record<Name, number>>) {
  let end = 0;
  const at = {} as Record<Name, number>;
  for (const name of Object.keys(lengths) as Name[]) {
    at[name] = end;
    end += 2 * Math.ceil(lengths[name] / 2);
  }
  const { memory, functions } = kernelsIn(8 * (end + 2));
  const part = (name: Name): Float64Array => memory.subarray(at[name], at[name] + lengths[name]);
  const address = (name: Name): number => 8 * at[name];
  return { memory, functions, at, part, address };
}

/** The loops of the linear regression. */
export function pairRowKernels(p: number): RowKernels {
  const pairs = Math.ceil((p + 2) / 2);
  const stride = 2 * pairs;
  const stripRows = stripRowsFor(p);
  const layout = layoutOf({
    shift: stride,
    slopes: stride,
    found: p + 5,
    trace: 3,
    gradient: stride,
    products: stride * stride,
    e: stripRows,
    x: p * stripRows,
    y: stripRows,
    rows: stride * stripRows,
  });
  const { memory, functions, at: places, part, address } = layout;
  const [found, trace, gradient, products] = [
    part("found"),
    part("trace"),
    part("gradient"),
    part("products"),
  ];
  const [x, y, shift, slopes, e, rows] = (["x", "y", "shift", "slopes", "e", "rows"] as const).map(address);
  const centre = (block: { x: Float64Array; y: Float64Array }, at: number, count: number): void => {
    memory.set(block.x.subarray(at * p, (at + count) * p), places.x);
    memory.set(block.y.subarray(at, at + count), places.y);
    // The constant 1 of a row is not in memory; 0 is read in its place.
    memory[places.shift + p + 1] = -1;
    functions.centre(x, y, count, p, shift, rows);
  };
  return {
    stride,
    products(block, at, count, about) {
      memory.set(about, places.shift);
      centre(block, at, count);
      functions.products(rows, count, p + 1, 0, pairs, address("products"));
      return products;
    },
    residuals(block, at, count, about, by, last) {
      memory.set(about, places.shift);
      memory.set(by, places.slopes);
      centre(block, at, count);
      trace[2] = last;
      functions.residuals(rows, count, pairs, slopes, e, address("trace"));
      functions.gradient(rows, count, pairs, e, address("gradient"));
      found.set(gradient.subarray(0, p + 2));
      found.set(trace, p + 2);
      return found;
    },
  };
}

/** The loop in double-double precision. */
export function pairDoubledKernel(p: number): DoubledKernel {
  const width = 2 * Math.ceil(p / 2);
  const stripRows = stripRowsFor(p);
  const layout = layoutOf({
    slopes: width,
    heads: width,
    rests: width,
    constant: 2,
    high: width,
    low: width,
    others: 5,
    e: 3 * stripRows,
    // If p is odd, the last pair of the last row reaches into y.
    x: p * stripRows,
    y: stripRows,
  });
  const { memory, functions, at: places, part, address } = layout;
  const sums = {
    high: part("high").subarray(0, p),
    low: part("low").subarray(0, p),
    others: part("others"),
  };
  const [x, y, line, e, high, others] = (["x", "y", "slopes", "e", "high", "others"] as const).map(address);
  return (block, at, rows, { slopes, heads, rests, constant }, last) => {
    memory.set(slopes, places.slopes);
    memory.set(heads, places.heads);
    memory.set(rests, places.rests);
    memory.set(constant, places.constant);
    memory.set(block.x.subarray(at * p, (at + rows) * p), places.x);
    memory.set(block.y.subarray(at, at + rows), places.y);
    sums.others[2] = last;
    functions.doubledResiduals(x, y, rows, p, line, e, others);
    functions.doubledGradient(x, rows, p, e, high);
    return sums;
  };
}

/** The loops of a yes/no outcome. */
export function pairOutcomeKernel(p: number): OutcomeKernel {
  const pairs = Math.ceil((p + 1) / 2);
  const stride = 2 * pairs;
  const stripRows = stripRowsFor(p);
  const layout = layoutOf({
    shift: p,
    theta: p + 1,
    gradient: stride,
    products: stride * stride,
    etas: stripRows,
    e: stripRows,
    roots: stripRows,
    x: p * stripRows,
    rows: stride * stripRows,
  });
  const { memory, functions, at: places, part, address } = layout;
  const [etas, gradient, products] = [part("etas"), part("gradient"), part("products")];
  const [x, rows, e] = (["x", "rows", "e"] as const).map(address);
  const gradientOf = gradient.subarray(0, p);
  return {
    stripRows,
    etas(data, at, count, shift, theta) {
      memory.set(shift, places.shift);
      memory.set(theta, places.theta);
      memory.set(data.subarray(at * p, (at + count) * p), places.x);
      functions.etas(x, count, p, address("shift"), address("theta"), rows, pairs, address("etas"));
      return etas;
    },
    sums(count, residuals, roots) {
      memory.set(count < stripRows ? residuals.subarray(0, count) : residuals, places.e);
      functions.gradient(rows, count, pairs, e, address("gradient"));
      if (roots !== undefined) {
        memory.set(count < stripRows ? roots.subarray(0, count) : roots, places.roots);
        functions.weigh(rows, count, p, pairs, address("roots"));
        functions.products(rows, count, p + 1, 0, pairs, address("products"));
      }
      return { gradient: gradientOf, products, stride };
    },
  };
}

/** The loop over rows cut into limbs, in memory that grows as needed. */
export function pairLimbKernel(): LimbKernel {
  const memoryFor = (most: number) => ({
    most,
    ...layoutOf({ sums: most * most, values: most * rowsAtOnce }),
  });
  let memory = memoryFor(48);
  let pairs = 0;
  return {
    roomFor(limbs) {
      pairs = Math.ceil(limbs / 2);
      const stride = 2 * pairs;
      if (stride > memory.most) memory = memoryFor(stride);
      return { stride, values: memory.part("values"), rowStep: stride, limbStep: 1 };
    },
    sums(first, end, from) {
      const { functions, address, part } = memory;
      const rows = address("values") + 16 * pairs * first;
      functions.products(rows, rowsPerSum, end, from >> 1, pairs, address("sums"));
      return part("sums");
    },
  };
}
