import { fastestKernels } from "./fastest-kernels";
import type { Position } from "./position";
import { mergeTraces, readStrips, type ResidualTrace } from "./residual-strips";
import type { RowKernels } from "./row-kernels";
import type { RowBlock } from "./rows";

/** What a reading in plain doubles tells besides: the gradient Σ e (v − shift) for v = (x₁ … x_p, y, 1). */
export interface PlainReading extends ResidualTrace {
  readonly gradient: Float64Array;
}

/** Reads a block of rows in plain doubles, about the shift of the position: for well-conditioned data in bulk. */
export function readPlainly(
  block: RowBlock,
  position: Position,
  kernels: RowKernels = fastestKernels(position.shift.length - 1),
): PlainReading {
  const { order, high } = position;
  const p = position.shift.length - 1;
  const shift = new Float64Array(p + 2);
  shift.set(position.shift);
  const slopes = new Float64Array(p + 2);
  order.forEach((column, t) => (slopes[column] = -high[t + 1]));
  slopes[p] = 1;
  slopes[p + 1] = -high[0];
  const gradient = new Float64Array(p + 2);
  const trace = readStrips(
    block,
    p,
    kernels.stripRows,
    (strip, at, rows, last) => kernels.residuals(strip, at, rows, shift, slopes, last),
    (found) => found.subarray(p + 2, p + 5),
    (found) => {
      for (let j = 0; j < gradient.length; j++) gradient[j] += found[j];
    },
  );
  return { ...trace, gradient };
}

/** The reading of two sets of consecutive rows together. */
export function mergePlainReadings(a: PlainReading, b: PlainReading): PlainReading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  return { ...mergeTraces(a, b), gradient: a.gradient.map((value, i) => value + b.gradient[i]) };
}
