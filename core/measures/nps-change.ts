import { adjustedNps, npsSplit, quantileOf } from "./nps-split";

export interface NpsChange {
  readonly before: number;
  readonly after: number;
  /** after − before, in points */
  readonly change: number;
  readonly marginOfError: number;
  /** True if the change of the adjusted scores exceeds the margin of error. */
  readonly significant: boolean;
}

/**
 * Change of the net promoter score between two independent samples. The scores are not adjusted, but the test is: the
 * margin of error is z √(V₁ + V₂) of the adjusted scores (see `adjustedNps`), and a change of these beyond it is
 * significant, so that one answer each proves nothing. Blanks (`NaN`) are left out.
 *
 * @param before whole numbers 0 … 10
 * @param after whole numbers 0 … 10
 * @throws CrmError `ratingOutside`, `ratingNotWhole`, `ratingsEmpty`, `badConfidence`
 *
 * ```ts
 * npsChange([10, 5], [10, 10]).change; // => 100
 * ```
 */
export function npsChange(before: ArrayLike<number>, after: ArrayLike<number>, confidence = 0.95): NpsChange {
  const z = quantileOf(confidence);
  const first = npsSplit(before, confidence, "before");
  const second = npsSplit(after, confidence, "after");
  const [one, other] = [adjustedNps(first), adjustedNps(second)];
  const marginOfError = z * Math.sqrt(one.variance + other.variance);
  return {
    before: first.nps,
    after: second.nps,
    change: second.nps - first.nps,
    marginOfError,
    significant: Math.abs(other.score - one.score) > marginOfError,
  };
}
