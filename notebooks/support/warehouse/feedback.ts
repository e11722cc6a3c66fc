import {
  driversOf,
  feedbackOfCompressedRows,
  feedbackOfMoments,
  feedbackPredict,
  type FeedbackResult,
} from "@crm-functions/core";
import { compressedRows } from "./compressed-rows";
import { crossProducts } from "./cross-products";
import { stage, type Engine, type RunOptions } from "./engine";
import { predictorsOf, regressionRows } from "./regression-rows";
import { labelOf, tableColumns } from "./table-columns";
import type { FeedbackRequest, WarehouseFeedback } from "./warehouse";

/** Largest variance inflation at which sums of products keep 12 digits. */
const mostInflation = 1000;
/** Smallest unexplained share of y's variance at which its sum of squares keeps 8 digits. */
const leastUnexplained = 1e-8;

/**
 * The regression from cross products computed in SQL if they keep enough digits, else from rows that the core
 * compresses without rounding; `way` says which.
 */
export async function feedbackWhereDataAre(
  engine: Engine,
  request: FeedbackRequest,
  options: RunOptions,
): Promise<WarehouseFeedback> {
  const { way, confidence } = request;
  const columns = await tableColumns(engine, request);
  const predictors = predictorsOf(columns, request);
  const y = columns.number(request.y);
  const response = { value: engine.dialect.place(y), isFilled: engine.dialect.isFilled(y) };
  const rows = await regressionRows(engine, request, columns.from, predictors, response, options);
  const finished = (result: FeedbackResult, done: WarehouseFeedback["way"]): WarehouseFeedback => ({
    ...result,
    names: request.x.map(labelOf),
    way: done,
    drivers: driversOf(result),
    predict: (newX, interval = {}) => feedbackPredict(result, newX, interval),
  });
  if (way !== "compressed rows") {
    const moments = await crossProducts(engine, rows, way === undefined ? stage(options, 0, 2) : options);
    const result = feedbackOfMoments(moments, { confidence }, rows.terms);
    if (way !== undefined || keepsDigits(result)) {
      options.onProgress?.(1);
      return finished(result, "cross products");
    }
  }
  const read = await compressedRows(engine, rows, way === undefined ? stage(options, 1, 2) : options);
  return finished(feedbackOfCompressedRows(read, { confidence }, rows.terms), "compressed rows");
}

function keepsDigits({ vif, rSquared, collinear }: FeedbackResult): boolean {
  return (
    collinear.length === 0 && vif.every((each) => each <= mostInflation) && !(1 - rSquared < leastUnexplained)
  );
}
