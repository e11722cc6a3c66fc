import {
  CrmError,
  diagnosticsTable,
  driversTable,
  errorChoices,
  feedback as fitFeedback,
  feedbackDiagnostics as diagnose,
  feedbackDrivers as findDrivers,
  feedbackPredict as predict,
  feedbackTable,
  intervalChoices,
  whyBoundsMissing,
  whyConditionMissing,
  whyDiagnosticMissing,
  whyFigureMissing,
  whyTermMissing,
} from "@crm-functions/core";
import { answer, choiceOf, numberOr, toCells, type Cell } from "../cells";
import { belowHeader } from "./ranges";
import {
  numericResponse,
  predictionCells,
  readNames,
  readNewRows,
  readRegression,
  type RegressionRows,
} from "./regression-rows";

/**
 * Bounds of a prediction.
 * @customenum {string}
 */
export enum INTERVAL {
  /** The prediction alone. */
  none = "none",
  /** Prediction, lower and upper bound of the mean. */
  confidence = "confidence",
  /** Prediction, lower and upper bound for one customer. */
  prediction = "prediction",
}

/**
 * How standard errors are made.
 * @customenum {string}
 */
export enum ERRORS {
  /** From one variance of all residuals. */
  classic = "classic",
  /** HC3: they hold where the spread of y differs between rows. */
  robust = "robust",
}

/**
 * Feedback regression y = β₀ + Σ βᵢxᵢ + ε by least squares: coefficients with standard errors, t, p, bounds and VIF, and every figure of the fit. Rows with a blank (n/a, - and the like too) in y or x are left out and counted. For a y of 0 and 1, yes and no, take OUTCOME.
 * @customfunction FEEDBACK
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @param {any[][]} [names] A row or a column with a label per predictor; the header, or x1, x2 … when left out.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @param {ERRORS} [errors] "classic" (default), or "robust" (HC3) where the spread of y differs between rows.
 * @returns {any[][]} A table of 8 columns: terms, then label and value.
 */
export function feedback(
  y: any[][],
  x: any[][],
  names?: any[][],
  confidence?: any,
  case_weights?: any[][],
  errors?: ERRORS,
): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights);
    const result = fitted(data, confidence, errors);
    const table = feedbackTable(result, readNames(names) ?? data.names);
    return toCells(table, (row) => {
      if (row <= result.vif.length + 1) return whyTermMissing(result, row - 1);
      return table[row][0] === "Condition number" ? whyConditionMissing() : whyFigureMissing(result);
    });
  });
}

function fitted(data: RegressionRows, confidence: Cell, errors?: Cell) {
  return belowHeader(data.above, () =>
    fitFeedback(numericResponse(data), data.x, {
      confidence: numberOr(confidence, "confidence", 0.95),
      caseWeights: data.caseWeights,
      errors: choiceOf(errors, errorChoices, "errors", "classic"),
    }),
  );
}

/**
 * Predictions of the feedback regression of y on x for new rows, with bounds where asked for. Rows with a blank (n/a, - and the like too) in y or x are left out of the fit; a new row with a blank gives #N/A.
 * @customfunction FEEDBACKPREDICT
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category.
 * @param {any[][]} new_x The rows to predict, with the columns of x.
 * @param {INTERVAL} [interval] "none" (default): the prediction; "confidence": with bounds of the mean; "prediction": with bounds for one customer.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @returns {any[][]} A row per new row: prediction, or prediction, lower, upper.
 */
export function feedbackPredict(
  y: any[][],
  x: any[][],
  new_x: any[][],
  interval?: INTERVAL,
  confidence?: any,
  case_weights?: any[][],
): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights);
    const kind = choiceOf(interval, intervalChoices, "interval", "none");
    const result = fitted(data, confidence);
    const newRows = readNewRows(new_x, result.terms, data.names);
    const { prediction, lower, upper } = predict(result, newRows.x, { interval: kind });
    return predictionCells(
      new_x,
      newRows,
      "Prediction",
      [prediction, lower, upper],
      () => whyBoundsMissing(result),
      (row) => new CrmError("num", "feedbackNewRowTooLarge", { argument: "new_x", row }),
    );
  });
}

/**
 * What drives the response: standardised coefficients and each predictor's share of R², the average over all orderings of the predictors (LMG) up to 16, Johnson's relative weights beyond. A category is one driver. Rows with a blank (n/a, - and the like too) are left out.
 * @customfunction FEEDBACKDRIVERS
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category.
 * @param {any[][]} [names] A row or a column with a label per predictor; the header, or x1, x2 … when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @returns {any[][]} A row per predictor by falling share: driver, standardised β, share of R², rank.
 */
export function feedbackDrivers(y: any[][], x: any[][], names?: any[][], case_weights?: any[][]): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights);
    const drivers = belowHeader(data.above, () =>
      findDrivers(numericResponse(data), data.x, { caseWeights: data.caseWeights }),
    );
    return toCells(driversTable(drivers, readNames(names) ?? data.names), () =>
      whyFigureMissing(drivers.result),
    );
  });
}

/**
 * How each customer fits the feedback regression: fitted value, residual, leverage, externally studentised residual, Cook's distance. Rows with a blank (n/a, - and the like too) are left out and stay empty.
 * @customfunction FEEDBACKDIAGNOSTICS
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category.
 * @returns {any[][]} A header and a row per input row.
 */
export function feedbackDiagnostics(y: any[][], x: any[][]): any[][] {
  return answer(() => {
    const data = readRegression(y, x);
    const diagnostics = belowHeader(data.above, () => diagnose(numericResponse(data), data.x));
    const cells = toCells(diagnosticsTable(diagnostics), (row) => whyDiagnosticMissing(diagnostics, row - 1));
    // A header above the rows stands where that of the result does.
    const height = 1 - data.above + Math.max(y.length, x.length);
    while (cells.length < height) cells.push(["", "", "", "", ""]);
    return cells;
  });
}
