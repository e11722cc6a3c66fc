import {
  driversOf,
  feedbackOfMoments,
  feedbackOfTriangle,
  feedbackPredict,
  type FeedbackResult,
} from "@crm-functions/core";
import { crossProducts } from "./cross-products";
import type { Engine, RunOptions } from "./engine";
import { triangularFactor } from "./triangular-factor";
import type { FeedbackRequest, WarehouseFeedback } from "./warehouse";

/** Largest variance inflation for which sums of products keep 12 digits. */
const mostInflation = 1000;
/** Least share of y's variance left unexplained for which its sum of squares keeps 8 digits. */
const leastUnexplained = 1e-8;

/**
 * The regression by cross products that SQL makes, where they keep enough digits, else by a triangular factor of the
 * rows; `way` says which it was.
 */
export async function feedbackWhereDataAre(
  engine: Engine,
  request: FeedbackRequest,
  options: RunOptions,
): Promise<WarehouseFeedback> {
  const { confidence } = request;
  if (request.way !== "triangular factor") {
    const result = feedbackOfMoments(await crossProducts(engine, request, options), { confidence });
    if (request.way === "cross products" || keepsDigits(result))
      return finished(request, result, "cross products");
  }
  const result = feedbackOfTriangle(await triangularFactor(engine, request, options), { confidence });
  return finished(request, result, "triangular factor");
}

function keepsDigits({ vif, rSquared, collinear }: FeedbackResult): boolean {
  return (
    collinear.length === 0 && vif.every((each) => each <= mostInflation) && !(1 - rSquared < leastUnexplained)
  );
}

function finished(
  request: FeedbackRequest,
  result: FeedbackResult,
  way: WarehouseFeedback["way"],
): WarehouseFeedback {
  return {
    ...result,
    names: request.x,
    way,
    drivers: driversOf(result),
    predict: (newX, interval = {}) => feedbackPredict(result, newX, interval),
  };
}
