import {
  CrmError,
  outcome as fitOutcome,
  outcomeDrivers as findDrivers,
  outcomeDriversTable,
  outcomeGains as findGains,
  outcomeGainsTable,
  outcomePredict as predict,
  outcomeTable,
  whyOutcomeMissing,
  whyProbabilityBoundsMissing,
} from "@crm-functions/core";
import { answer, choiceOf, numberOr, toCells, type Cell } from "../cells";
import { belowHeader, readNumbers, rowsInUse, rowsTogether } from "./ranges";
import {
  outcomesIn,
  padded,
  predictionCells,
  readNames,
  readNewRows,
  readRegression,
  requireColumn,
  type RegressionRows,
} from "./regression-rows";

/**
 * Bounds of a probability.
 * @customenum {string}
 */
export enum BOUNDS {
  /** The probability alone. */
  none = "none",
  /** Probability, lower and upper bound. */
  confidence = "confidence",
}

const bounds = ["none", "confidence"] as const;

/**
 * Logistic regression of a yes/no outcome (who leaves, who renews, who buys) by maximum likelihood: coefficients with standard errors, z, p and odds ratios with their bounds, and every figure of the fit. Rows with a blank (n/a, - and the like too) are left out and counted. Where terms separate yes from no, Firth's penalised likelihood.
 * @customfunction OUTCOME
 * @param {any[][]} y The outcome: one column of two values, such as 0 and 1, yes and no, TRUE and FALSE.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @param {any[][]} [names] A row or a column with a label per predictor; the header, or x1, x2 … when left out.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @returns {any[][]} A table of 8 columns: terms, then label and value.
 */
export function outcome(
  y: any[][],
  x: any[][],
  names?: any[][],
  confidence?: any,
  case_weights?: any[][],
): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights, "texts");
    const result = fitted(data, confidence);
    return toCells(outcomeTable(result, readNames(names) ?? data.names), (row) =>
      whyOutcomeMissing(result, row - 1),
    );
  });
}

function fitted(data: RegressionRows, confidence: Cell) {
  return belowHeader(data.above, () =>
    fitOutcome(outcomesIn(data), data.x, {
      confidence: numberOr(confidence, "confidence", 0.95),
      caseWeights: data.caseWeights,
    }),
  );
}

/**
 * Probability of a yes for new rows by the logistic regression of y on x, with bounds where asked for. Rows with a blank (n/a, - and the like too) in y or x are left out of the fit; a new row with one gives #N/A.
 * @customfunction OUTCOMEPREDICT
 * @param {any[][]} y The outcome: one column of two values, such as 0 and 1, yes and no, TRUE and FALSE.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category.
 * @param {any[][]} new_x The rows to predict, with the columns of x.
 * @param {BOUNDS} [interval] "none" (default): the probability; "confidence": with its bounds.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @returns {any[][]} A row per new row: probability, or probability, lower, upper.
 */
export function outcomePredict(
  y: any[][],
  x: any[][],
  new_x: any[][],
  interval?: BOUNDS,
  confidence?: any,
  case_weights?: any[][],
): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights, "texts");
    const kind = choiceOf(interval, bounds, "interval", "none");
    const result = fitted(data, confidence);
    const newRows = readNewRows(new_x, result.terms, data.names);
    const { probability, lower, upper } = predict(result, newRows.x, { interval: kind });
    const values = [probability, lower, upper];
    return predictionCells(new_x, newRows, "Probability", values, whyProbabilityBoundsMissing);
  });
}

/**
 * What drives a yes: the odds ratio of one standard deviation more, and each predictor's share of the deviance explained (McFadden's R²), the average over all orderings of up to 10 predictors. A category is one driver. Rows with a blank (n/a, - and the like too) are left out.
 * @customfunction OUTCOMEDRIVERS
 * @param {any[][]} y The outcome: one column of two values, such as 0 and 1, yes and no, TRUE and FALSE.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor; a column of texts is a category.
 * @param {any[][]} [names] A row or a column with a label per predictor; the header, or x1, x2 … when left out.
 * @param {any[][]} [case_weights] As how many each row counts: one column beside y; a blank or 0 leaves the row out.
 * @returns {any[][]} A row per predictor by falling share: driver, odds ratio, share, rank.
 */
export function outcomeDrivers(y: any[][], x: any[][], names?: any[][], case_weights?: any[][]): any[][] {
  return answer(() => {
    const data = readRegression(y, x, case_weights, "texts");
    const drivers = belowHeader(data.above, () =>
      findDrivers(outcomesIn(data), data.x, { caseWeights: data.caseWeights }),
    );
    return toCells(outcomeDriversTable(drivers, readNames(names) ?? data.names), () =>
      whyOutcomeMissing(drivers.result, 0),
    );
  });
}

/**
 * How well probabilities sort customers: groups of equal size by falling probability, with the predicted and the observed share of yes, the lift over all, and the share of all yeses captured so far. Rows with a blank (n/a, - and the like too) in either are left out.
 * @customfunction OUTCOMEGAINS
 * @param {any[][]} y The outcome: one column of two values, such as 0 and 1, yes and no, TRUE and FALSE.
 * @param {any[][]} probabilities One column: a probability per customer, such as those of OUTCOMEPREDICT.
 * @param {any} [groups] How many groups; 10 when left out.
 * @returns {any[][]} A row per group: group, customers, predicted, observed, lift, captured.
 */
export function outcomeGains(y: any[][], probabilities: any[][], groups?: any): any[][] {
  return answer(() => {
    requireColumn(y, "y");
    requireColumn(probabilities, "probabilities");
    if (y.length !== probabilities.length && rowsInUse(y) !== rowsInUse(probabilities)) {
      throw new CrmError("value", "lengthsDiffer", {
        argument: "probabilities",
        found: probabilities.length,
        otherArgument: "y",
        otherFound: y.length,
      });
    }
    const { rows, above } = rowsTogether({ y, probabilities }, { y: "texts" });
    const chances = readNumbers(rows.probabilities, "probabilities", above).data;
    const outcomes = outcomesIn({ y: rows.y.map(([cell]) => cell), above });
    return belowHeader(above, () =>
      toCells(
        outcomeGainsTable(
          findGains(outcomes, padded(chances, outcomes.length), numberOr(groups, "groups", 10)),
        ),
      ),
    );
  });
}
