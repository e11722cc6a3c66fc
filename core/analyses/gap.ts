import { expectationGap } from "../scores";
import type { RatingRange } from "../customers";
import { criterionKey } from "./criterion-key";
import { meanOf, type Mean } from "./mean-of";
import type { RatingTable } from "./rating-table";
import { isSameScale, onScale } from "./scale";

/** A criterion with both expectation and perception, over the customers who rated both. */
export interface CriterionGap {
  readonly criterion: string;
  /** The scale of the expectation ratings; every figure here is on it. */
  readonly range: RatingRange;
  /** The scale of the received ratings, which are converted to `range` in proportion if it differs. */
  readonly receivedRange: RatingRange;
  /** Whether the scales differ and one of them is only a guess, so that the gap may not be real. */
  readonly isDoubtful: boolean;
  readonly expected: number;
  readonly received: number;
  /** Received − expected, with its interval; negative if we fall short. */
  readonly gap: Mean;
}

export interface Gap {
  readonly criteria: readonly string[];
  readonly weights: Float64Array;
  readonly expected: readonly Float64Array[];
  /** On the scales of the expectation ratings. */
  readonly received: readonly Float64Array[];
  /** Σ wᵢ (receivedᵢ − expectedᵢ) per customer; `NaN` if a rating is missing. */
  readonly scores: Float64Array;
  readonly meanScore: Mean;
  readonly byCriterion: readonly CriterionGap[];
  /** Criteria rated on one side only, which cannot be compared. */
  readonly expectedOnly: readonly string[];
  readonly receivedOnly: readonly string[];
}

/**
 * Compares what customers expect with what they receive, for criteria of the same name. Undefined if no criterion has
 * both sides. The weights are those of the expectation; if the team has none, the compared criteria have equal weights.
 */
export function gapOf(expected: RatingTable, received: RatingTable): Gap | undefined {
  const shared = sharedCriteria(expected, received);
  if (shared.length === 0) return undefined;
  const taken = new Set(shared.map(({ other }) => other));
  const e = shared.map(({ one }) => expected.columns[one]);
  const r = shared.map(({ one, other }) =>
    onScale(received.columns[other], received.ranges[other], expected.ranges[one]),
  );
  const weights = Float64Array.from(shared, ({ one }) =>
    expected.isWeighed ? expected.weights[one] : 1 / shared.length,
  );
  const scores = weights.some(Number.isNaN)
    ? new Float64Array(e[0].length).fill(NaN)
    : expectationGap(e, r, weights);
  return {
    criteria: shared.map(({ criterion }) => criterion),
    weights,
    expected: e,
    received: r,
    scores,
    meanScore: meanOf(scores),
    byCriterion: shared.map(({ criterion, one, other }, k) => {
      const [ofExpected, ofReceived] = meansOfBoth(e[k], r[k]);
      return {
        criterion,
        range: expected.ranges[one],
        receivedRange: received.ranges[other],
        isDoubtful:
          (expected.isGuessed[one] || received.isGuessed[other]) &&
          !isSameScale(expected.ranges[one], received.ranges[other]),
        expected: ofExpected.mean,
        received: ofReceived.mean,
        gap: meanOf(differences(e[k], r[k])),
      };
    }),
    expectedOnly: expected.criteria.filter((_, j) => !shared.some((each) => each.one === j)),
    receivedOnly: received.criteria.filter((_, j) => !taken.has(j)),
  };
}

/** The means of two columns over the customers who have both. */
export function meansOfBoth(one: Float64Array, other: Float64Array): readonly [Mean, Mean] {
  const both = (column: Float64Array) =>
    meanOf(column.map((x, i) => (Number.isNaN(one[i] + other[i]) ? NaN : x)));
  return [both(one), both(other)];
}

/** received − expected for every customer. */
export function differences(expected: Float64Array, received: Float64Array): Float64Array {
  return received.map((value, i) => value - expected[i]);
}

/** The criteria that two tables share, whatever their spelling, with their position in each. */
export function sharedCriteria(
  { criteria }: Pick<RatingTable, "criteria">,
  others: Pick<RatingTable, "criteria">,
): { readonly criterion: string; readonly one: number; readonly other: number }[] {
  const places = new Map(others.criteria.map((criterion, j) => [criterionKey(criterion), j]));
  return criteria.flatMap((criterion, one) => {
    const other = places.get(criterionKey(criterion));
    return other === undefined ? [] : [{ criterion, one, other }];
  });
}
