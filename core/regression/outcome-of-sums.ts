import { add, doubled, rounded, type DoubleDouble } from "../numbers/double-double";
import { dot, identity } from "../numbers/vectors";
import type { Moments } from "./compress/moments";
import { plainTerms, type Term } from "./design";
import { checkConfidence } from "./figures/figures";
import { outcomeFigures, type OutcomeResult } from "./figures/outcome-figures";
import { isWellConditioned, requireBoth } from "./outcome";
import { fitMoments, type Fit } from "./solve/fit";
import { climb, times } from "./solve/newton";
import { invertPositive } from "./solve/small-matrices";

/** η = θ₀ + Σ θₜ (xₜ scaleₜ − shiftₜ) */
export interface OutcomeLine {
  readonly theta: Float64Array;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** A yes/no outcome of which only sums are known, computed where the rows are. */
export interface SummedOutcome {
  /** Moments of the predictors and, last, of the outcome as 1 and 0. */
  readonly moments: Moments;
  /** Meaning of the predictors, if there are categories among them. */
  readonly terms?: readonly Term[];
  readonly yesLabel: string;
  /** Coefficients that Newton's steps start from, the intercept first; by default, the share of yeses. */
  readonly start?: ArrayLike<number>;
  /** ln L, its gradient and information in θ, full and row-major. */
  readonly sumsAt: (
    line: OutcomeLine,
  ) => Promise<{ logLikelihood: number; gradient: Float64Array; information: Float64Array }>;
  readonly qualityAt: (line: OutcomeLine) => Promise<{ auc: number; brier: number }>;
}

/**
 * The result of `outcome` from sums: Newton's steps, halved if the likelihood would fall. Undefined if sums are not
 * enough, because terms are (nearly) collinear or the likelihood has no maximum: these cases need the rows themselves.
 *
 * @throws CrmError `outcomeFewRows`, `outcomeOneValueUsed`
 */
export async function outcomeOfSums(
  { moments, terms = plainTerms(moments.predictors), yesLabel, start, sumsAt, qualityAt }: SummedOutcome,
  confidence = 0.95,
): Promise<OutcomeResult | undefined> {
  checkConfidence(confidence);
  const { predictors: p, rows, leftOut: rowsLeftOut, means } = moments;
  const yes = Math.round(means[p] * rows);
  requireBoth(rows, yes, p, rowsLeftOut);
  const basis = fitMoments(moments);
  if (basis.relations.length > 0 || basis.order.length < p || !isWellConditioned(basis)) return undefined;
  const fit: Fit = { ...basis, order: Array.from({ length: p }, (_, j) => j), w: identity(p + 1) };
  const [scale, shift] = [fit.scale.subarray(0, p), fit.shift.subarray(0, p)];
  const line = (theta: Float64Array): OutcomeLine => ({ theta, scale, shift });
  const plain = new Float64Array(p + 1);
  plain[0] = Math.log(yes / (rows - yes));
  const steps = climb(
    start === undefined ? plain : thetaOf(start, fit),
    // A step squares the error: what the step after one of 1e-10 leaves, (1e-20)², is below the last digits.
    (gain, before) => before < 1e-10 || gain < 1e-20 * rows,
    ({ information }) => isBoundless(invertPositive(information, p + 1), moments),
  );
  let next = steps.next();
  while (next.done !== true) {
    const { information, ...others } = await sumsAt(line(next.value));
    next = steps.next({ ...others, information: doubled(information) });
  }
  const { theta, sums, last } = next.value;
  const covariance = invertPositive(sums.information, p + 1);
  if (last === undefined || covariance === undefined || isBoundless(covariance, moments)) return undefined;
  const move = times(covariance, sums.gradient);
  const exact = Array.from(theta, (value, t): DoubleDouble => add([value, 0], [move[t], 0]));
  return outcomeFigures(
    {
      ...{ fit, terms, yesLabel, confidence, rowsLeftOut },
      rows: { rows: 0, columns: p, high: new Float64Array(0), shift, y: new Uint8Array(0) },
      totals: {
        counts: { yes, no: rows - yes, all: rows, yesRows: yes },
        quality: await qualityAt(line(rounded(exact))),
      },
    },
    { theta: exact, logLikelihood: sums.logLikelihood + dot(move, sums.gradient) / 2, covariance },
  );
}

/** If the standard error of a coefficient per standard deviation of its term exceeds this, it may have no bound. */
const mostSpread = 50;

/** Whether some coefficient is so uncertain that yes and no may be separated. */
function isBoundless(
  covariance: readonly DoubleDouble[] | undefined,
  { predictors: p, products, rows }: Moments,
): boolean {
  const most = mostSpread ** 2 * rows;
  return (
    covariance === undefined ||
    covariance.some(([value], at) => at > 0 && at % (p + 2) === 0 && value * products[at - p - 2] > most)
  );
}

function thetaOf(coefficients: ArrayLike<number>, { scale, shift }: Fit): Float64Array {
  const theta = Float64Array.from(coefficients, (value, t) => (t === 0 ? value : value / scale[t - 1]));
  for (let t = 1; t < theta.length; t++) theta[0] += theta[t] * shift[t - 1];
  return theta;
}
