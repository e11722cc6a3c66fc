import { randomFrom } from "../numbers/random-from";
import type { Numbers } from "../numbers/values";
import { toRowMajor, type Values } from "../numbers/values";
import { completeRows, rowsOf, type RowBlock } from "./compress/rows";
import { designOf, type Predictors } from "./design";
import { groupsOf, sharesOfProducts, type Drivers } from "./figures/drivers";
import { checkConfidence } from "./figures/figures";
import { feedbackDrivers } from "./feedback";
import type { Fit } from "./solve/fit";

/** Shares of R² with bootstrap bounds. */
export interface DriverShares extends Drivers {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly confidence: number;
  readonly replicates: number;
}

export interface ShareOptions {
  readonly confidence?: number;
  /** Number of resamples; 1,000 by default. */
  readonly replicates?: number;
  /** The same seed gives the same bounds on any machine. */
  readonly seed?: number;
}

/**
 * Driver shares with bootstrap bounds: as many customers as there are, drawn with replacement, and the shares computed
 * again; bounds are percentiles of these (Efron 1979, Annals of Statistics 7; Grömping 2006 for shares). A resample in
 * which nothing can be explained (constant y) is drawn again. If there are more than 2,000 customers, they are dealt
 * into 1,000 groups, and groups are resampled: the bounds differ by chance only, and a million take no longer.
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
  const parts = partsOf(blocks, p, drivers.result.fit);
  const groups = groupsOf(terms);
  const random = randomFrom(seed);
  const found: Float64Array[] = [];
  for (let tries = 0; found.length < replicates && tries < 2 * replicates; tries++) {
    const products = drawn(parts, p, random);
    if (products[products.length - 1] > 0) found.push(sharesOfProducts(products, groups));
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

/** With more customers than this, groups of customers are resampled. */
const mostSingle = 2000;
const groupCount = 1000;

/** Sums over the customers of one part: their number, their values, and the products of the values. */
interface Part {
  readonly rows: number;
  readonly sums: Float64Array;
  /** Row-major, on and above the diagonal. */
  readonly products: Float64Array;
}

/** Sums about the means, in the fit's scales, so that nothing cancels. */
function partsOf(
  blocks: readonly RowBlock[],
  p: number,
  { means, scale }: Pick<Fit, "means" | "scale">,
): Part[] {
  const size = p + 1;
  const all = blocks.reduce((sum, { rows }) => sum + rows, 0);
  const count = all > mostSingle ? groupCount : all;
  const parts = Array.from({ length: count }, (_, k) => ({
    rows: Math.ceil((all - k) / count),
    sums: new Float64Array(size),
    products: new Float64Array(size * size),
  }));
  const row = new Float64Array(size);
  let place = 0;
  for (const { rows, x, y } of blocks) {
    for (let i = 0; i < rows; i++) {
      const { sums, products } = parts[place++ % count];
      for (let a = 0; a < size; a++) row[a] = (a < p ? x[i * p + a] : y[i]) * scale[a] - means[a];
      for (let a = 0; a < size; a++) {
        sums[a] += row[a];
        for (let b = a; b < size; b++) products[a * size + b] += row[a] * row[b];
      }
    }
  }
  return parts;
}

/** Centred cross products of a resample: as many parts as there are, each drawn from all of them. */
function drawn(parts: readonly Part[], p: number, random: () => number): Float64Array {
  const size = p + 1;
  const counts = new Uint32Array(parts.length);
  for (let k = 0; k < parts.length; k++) counts[Math.floor(random() * parts.length)]++;
  const means = new Float64Array(size);
  const products = new Float64Array(size * size);
  let n = 0;
  parts.forEach((part, i) => {
    const count = counts[i];
    if (count === 0) return;
    n += count * part.rows;
    for (let a = 0; a < size; a++) {
      means[a] += count * part.sums[a];
      for (let b = a; b < size; b++) products[a * size + b] += count * part.products[a * size + b];
    }
  });
  for (let a = 0; a < size; a++) means[a] /= n;
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      const value = products[a * size + b] - n * means[a] * means[b];
      products[a * size + b] = products[b * size + a] = value;
    }
  }
  return products;
}
