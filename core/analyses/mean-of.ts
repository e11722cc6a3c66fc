import { studentQuantile } from "../numbers/distributions";
import { meanOfPresent } from "../numbers/present";

/** The mean of the numbers that are present, with its Student's t interval. */
export interface Mean {
  readonly mean: number;
  /** How many numbers are present. */
  readonly count: number;
  readonly deviation: number;
  /** Bounds of the interval; `NaN` for fewer than two numbers. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Mean, standard deviation (n − 1) and interval mean ± t · s / √n of the numbers that are not missing.
 *
 * @param error the proportion of such intervals that miss the mean; default 0.05
 *
 * ```ts
 * meanOf([1, NaN, 3]).mean; // => 2
 * ```
 */
export function meanOf(values: ArrayLike<number>, error = 0.05): Mean {
  const { mean, count } = meanOfPresent(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) squares += (values[i] - mean) ** 2;
  }
  const deviation = count < 2 ? NaN : Math.sqrt(squares / (count - 1));
  const reach = count < 2 ? NaN : (studentQuantile(error / 2, count - 1) * deviation) / Math.sqrt(count);
  return { mean, count, deviation, lower: mean - reach, upper: mean + reach };
}
