import { predictorNames, termLabels } from "../design";
import type { OutcomeDrivers } from "../outcome";
import type { Drivers } from "./drivers";
import type { FeedbackResult } from "./figures";

/** A cell of a result table: NaN is shown as #N/A, "" as an empty cell. */
export type TableCell = number | string;

/** The figures as the table that `FEEDBACK` spills: 8 columns, a header, a row per term, then label and value. */
export function feedbackTable(result: FeedbackResult, names?: readonly string[]): TableCell[][] {
  const labels = termLabels(result.terms, names);
  const { coefficients, standardErrors, t, p, lower, upper, vif } = result;
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
  return termTable(
    ["Term", "Coefficient", "Std. error", "t", "p", "Lower", "Upper", "VIF"],
    labels,
    [coefficients, standardErrors, t, p, lower, upper, ["", ...vif]],
    figures,
  );
}

/** A header, a row per term, the intercept first, then label and value of the figures of the whole fit. */
export function termTable(
  header: readonly string[],
  labels: readonly string[],
  columns: readonly ArrayLike<TableCell>[],
  figures: readonly (readonly [string, TableCell])[],
): TableCell[][] {
  return [
    [...header],
    ...["Intercept", ...labels].map((label, j) => [label, ...columns.map((column) => column[j])]),
    ...figures.map(([label, value]) => [label, value, ...columns.slice(1).map(() => "")]),
  ];
}

/** A row per driver by falling share. A category, whose terms enter together, has no figure of its own. */
export function driverTable(
  header: readonly string[],
  { share, rank, result: { terms } }: Pick<Drivers | OutcomeDrivers, "share" | "rank" | "result">,
  own: Float64Array,
  names?: readonly string[],
): TableCell[][] {
  const labels = predictorNames(share.length, names);
  const order = Array.from(labels.keys()).sort((a, b) => share[b] - share[a] || a - b);
  const isCategory = (j: number): boolean =>
    terms.some(({ predictor, level }) => predictor === j && level !== undefined);
  return [
    [...header],
    ...order.map((j): TableCell[] => [labels[j], isCategory(j) ? "" : own[j], share[j], rank[j]]),
  ];
}
