import { termLabels } from "../design";
import type { FeedbackResult } from "./figures";

/** A cell of a result table: NaN is shown as #N/A, "" as an empty cell. */
export type TableCell = number | string;

/** The figures as the table that `FEEDBACK` spills: 8 columns, a header, a row per term, then label and value. */
export function feedbackTable(result: FeedbackResult, names?: readonly string[]): TableCell[][] {
  const labels = termLabels(result.terms, names);
  const table: TableCell[][] = [["Term", "Coefficient", "Std. error", "t", "p", "Lower", "Upper", "VIF"]];
  ["Intercept", ...labels].forEach((label, j) => {
    table.push([
      label,
      result.coefficients[j],
      result.standardErrors[j],
      result.t[j],
      result.p[j],
      result.lower[j],
      result.upper[j],
      j === 0 ? "" : result.vif[j - 1],
    ]);
  });
  const figures: [string, TableCell][] = [
    ["R²", result.rSquared],
    ["Adjusted R²", result.adjustedRSquared],
    ["Std. error of regression", result.sigma],
    ["F", result.f],
    ["p of F", result.pOfF],
    ["Rows used", result.rowsUsed],
    ["Rows left out", result.rowsLeftOut],
    ["Degrees of freedom", result.degreesOfFreedom],
    ["Rank", result.rank],
    ["Log-likelihood", result.logLikelihood],
    ["AIC", result.aic],
    ["BIC", result.bic],
    ["Durbin–Watson", result.durbinWatson],
    ["Condition number", result.conditionNumber],
  ];
  if (result.collinear.length > 0) {
    figures.push(["Collinear terms", result.collinear.map((j) => labels[j]).join(", ")]);
  }
  for (const [label, value] of figures) table.push([label, value, "", "", "", "", "", ""]);
  return table;
}
