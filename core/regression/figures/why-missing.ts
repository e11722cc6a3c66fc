import { CrmError } from "../../errors";
import type { MessageKey } from "../../locales/message";
import type { Diagnostics } from "./diagnostics";
import type { FeedbackResult } from "./figures";
import type { OutcomeResult } from "./outcome-figures";

const missing = (key: MessageKey, parameters = {}): CrmError => new CrmError("na", key, parameters);

/** Why figures of the whole fit do not exist (NaN): for the message of a cell that shows #N/A. */
export function whyFigureMissing(result: FeedbackResult): CrmError {
  if (result.degreesOfFreedom <= 0) return noFreedom(result);
  if (result.constant) return missing("feedbackConstant");
  if (result.perfect) return missing("feedbackPerfect");
  if (result.rank === 1) return missing("feedbackNothingVaries");
  return missing("feedbackRowsNeeded");
}

/** Why the condition number is NaN. */
export function whyConditionMissing(): CrmError {
  return missing("feedbackSingular");
}

/** Why a figure of a term (0: the intercept) does not exist. */
export function whyTermMissing(result: FeedbackResult, term: number): CrmError {
  const collinear = term === 0 ? result.degreesOfFreedom > 0 : result.vif[term - 1] !== result.vif[term - 1];
  if (collinear && result.standardErrors[term] !== result.standardErrors[term])
    return missing("feedbackCollinear");
  if (result.errors === "robust" && Number.isNaN(result.standardErrors[term]))
    return missing("feedbackRobustOwnRow");
  return whyFigureMissing(result);
}

/** Why the bounds of a prediction do not exist. */
export function whyBoundsMissing(result: FeedbackResult): CrmError {
  return result.degreesOfFreedom <= 0 ? noFreedom(result) : missing("feedbackOutside");
}

/** Why a studentised residual or Cook's distance does not exist. */
export function whyDiagnosticMissing({ result, cooksDistance }: Diagnostics, row: number): CrmError {
  if (result.perfect) return whyFigureMissing(result);
  return missing(Number.isNaN(cooksDistance[row]) ? "feedbackOwnRow" : "feedbackWithoutRow");
}

function noFreedom({ rowsUsed, rank }: FeedbackResult): CrmError {
  return missing("feedbackNoFreedom", { rows: rowsUsed, rank });
}

/** Why a figure of a yes/no outcome does not exist: of a term (0: the intercept), or of the whole fit. */
export function whyOutcomeMissing(result: OutcomeResult, term: number): CrmError {
  if (result.rank === 1) return missing("feedbackNothingVaries");
  if (term < result.coefficients.length && Number.isNaN(result.standardErrors[term])) {
    return missing("feedbackCollinear");
  }
  return missing("outcomeNoBound");
}

/** Why a probability has no bounds. */
export function whyProbabilityBoundsMissing(): CrmError {
  return missing("feedbackOutside");
}
