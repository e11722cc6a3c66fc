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
import { predictorOf, regressionRows, sourcesOf } from "./regression-rows";
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
  const { table, confidence } = request;
  const columns = await tableColumns(engine, request);
  sourcesOf(request);
  const predictors = request.x.map((source) => predictorOf(columns, source));
  const y = columns.number(request.y);
  const { isFilled, place } = engine.dialect;
  const rows = await regressionRows(
    engine,
    { table, from: columns.from, predictors, names: request.x.map(labelOf) },
    { label: y.name, value: place(y), isFilled: isFilled(y) },
    options,
  );
  if (request.way !== "compressed rows") {
    const passes = request.way === "cross products" ? options : stage(options, 0, 2);
    const result = feedbackOfMoments(await crossProducts(engine, rows, passes), { confidence }, rows.terms);
    if (request.way === "cross products" || keepsDigits(result)) {
      options.onProgress?.(1);
      return finished(request, result, "cross products");
    }
  }
  const reading = request.way === undefined ? stage(options, 1, 2) : options;
  const result = feedbackOfCompressedRows(
    await compressedRows(engine, rows, reading),
    { confidence },
    rows.terms,
  );
  return finished(request, result, "compressed rows");
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
    names: request.x.map(labelOf),
    way,
    drivers: driversOf(result),
    predict: (newX, interval = {}) => feedbackPredict(result, newX, interval),
  };
}
