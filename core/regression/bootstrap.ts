import type { Numbers } from "../numbers/values";
import { toRowMajor, type Values } from "../numbers/values";
import type { Moments } from "./compress/moments";
import { completeRows, rowsOf } from "./compress/rows";
import { designOf, type Predictors } from "./design";
import { driversOf, type Drivers } from "./figures/drivers";
import { checkConfidence, figuresOf } from "./figures/figures";
import { feedbackDrivers } from "./feedback";
import { fitMoments } from "./solve/fit";

/** Shares of R² with the bounds that resampling the customers gives. */
export interface DriverShares extends Drivers {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly confidence: number;
  readonly replicates: number;
}

export interface ShareOptions {
  readonly confidence?: number;
  /** How many samples are drawn; 1,000 where it is not given. */
  readonly replicates?: number;
  /** The same seed gives the same bounds, on any machine. */
  readonly seed?: number;
}

/**
 * Driver shares with bootstrap bounds: customers are drawn with replacement, as many as there are, and the shares are
 * made anew; the bounds are percentiles of them (Efron 1979, Annals of Statistics 7; Grömping 2006 for shares). A draw
 * in which nothing can be explained (a constant y) is drawn again.
 *
 * @throws CrmError as `feedbackDrivers`, `badConfidence`
 */
export function driverShares(
  y: Numbers,
  x: Predictors,
  { confidence = 0.95, replicates = 1000, seed = 1 }: ShareOptions = {},
): DriverShares {
  checkConfidence(confidence);
  const drivers = feedbackDrivers(y, x);
  const { terms } = drivers.result;
  const { data, columns: p } = toRowMajor(designOf(y, x).x as Values, "x");
  const blocks = Array.from(rowsOf(y, { data, columns: p }).blocks(), (block) => completeRows(block, p));
  const rows: Float64Array[] = blocks.flatMap((block) =>
    Array.from({ length: block.rows }, (_, i) =>
      Float64Array.of(...block.x.subarray(i * p, (i + 1) * p), block.y[i]),
    ),
  );
  const means = drivers.result.fit.means;
  const scale = drivers.result.fit.scale;
  // About the means and in the fit's scales, so that nothing cancels.
  for (const row of rows) for (let j = 0; j <= p; j++) row[j] = row[j] * scale[j] - means[j];
  const random = randomOf(seed);
  const found: Float64Array[] = [];
  for (let tries = 0; found.length < replicates && tries < 2 * replicates; tries++) {
    const { share } = driversOf(figuresOf(fitMoments(drawn(rows, p, random)), { confidence }, terms));
    if (share.every((value) => value === value)) found.push(share);
  }
  const bound = (j: number, at: number): number => {
    if (found.length < replicates) return NaN;
    const sorted = Float64Array.from(found, (share) => share[j]).sort();
    const place = at * (sorted.length - 1);
    const low = sorted[Math.floor(place)];
    return low + (sorted[Math.ceil(place)] - low) * (place - Math.floor(place));
  };
  const tail = (1 - confidence) / 2;
  return {
    ...drivers,
    lower: drivers.share.map((_, j) => bound(j, tail)),
    upper: drivers.share.map((_, j) => bound(j, 1 - tail)),
    confidence,
    replicates,
  };
}

/** Moments of as many rows, each drawn from all. */
function drawn(rows: readonly Float64Array[], p: number, random: () => number): Moments {
  const size = p + 1;
  const n = rows.length;
  const counts = new Uint32Array(n);
  for (let k = 0; k < n; k++) counts[Math.floor(random() * n)]++;
  const means = new Float64Array(size);
  const products = new Float64Array(size * size);
  rows.forEach((row, i) => {
    for (let a = 0; a < size && counts[i] > 0; a++) {
      const value = counts[i] * row[a];
      means[a] += value;
      for (let b = a; b < size; b++) products[a * size + b] += value * row[b];
    }
  });
  for (let a = 0; a < size; a++) means[a] /= n;
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      const value = products[a * size + b] - n * means[a] * means[b];
      products[a * size + b] = products[b * size + a] = value;
    }
  }
  return { predictors: p, rows: n, leftOut: 0, means, products };
}

/** Numbers from 0 to below 1, the same for the same seed everywhere (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
