import { npsSplit, npsVariance, quantileOf, type NpsSplit } from "./nps-split";

export interface NpsChange {
  readonly before: number;
  readonly after: number;
  /** after − before, in points */
  readonly change: number;
  readonly marginOfError: number;
  /** True where the change exceeds its margin of error. */
  readonly significant: boolean;
}

/**
 * Change of the net promoter score between two independent samples: the margin of error is
 * z √(V₁ + V₂) with V = 100² (p + d − (p − d)²) / n of each. Blanks (`NaN`) are left out.
 *
 * @throws CrmError `ratingOutside`, `ratingsEmpty`, `badConfidence`
 *
 * ```ts
 * npsChange([10, 5], [10, 10]).change; // => 100
 * ```
 */
export function npsChange(before: ArrayLike<number>, after: ArrayLike<number>, confidence = 0.95): NpsChange {
  const z = quantileOf(confidence);
  const first = npsSplit(before, confidence, "before");
  const second = npsSplit(after, confidence, "after");
  const change = second.nps - first.nps;
  const marginOfError = z * Math.sqrt(varianceOf(first) + varianceOf(second));
  return {
    before: first.nps,
    after: second.nps,
    change,
    marginOfError,
    significant: Math.abs(change) > marginOfError,
  };
}

function varianceOf(split: NpsSplit): number {
  return npsVariance(split.promoters, split.detractors, split.responses);
}
