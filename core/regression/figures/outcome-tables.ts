import { termLabels } from "../design";
import type { GainsGroup, OutcomeDrivers } from "../outcome";
import type { OutcomeResult } from "./outcome-figures";
import { driverTable, termTable, type TableCell } from "./tables";

/** The figures as the table that `OUTCOME` spills: 8 columns, a header, a row per term, then label and value. */
export function outcomeTable(result: OutcomeResult, names?: readonly string[]): TableCell[][] {
  const labels = termLabels(result.terms, names);
  const { coefficients, standardErrors, z, p, oddsRatios, lower, upper } = result;
  const listed = (terms: readonly number[]): string => terms.map((j) => labels[j]).join(", ");
  const figures: [string, TableCell][] = [
    ["Log-likelihood", result.logLikelihood],
    ["Log-likelihood without predictors", result.logLikelihoodWithout],
    ["χ²", result.chiSquared],
    ["p of χ²", result.pOfChiSquared],
    ["McFadden R²", result.mcFadden],
    ["Nagelkerke R²", result.nagelkerke],
    ["AIC", result.aic],
    ["BIC", result.bic],
    ["AUC", result.auc],
    ["Brier score", result.brier],
    ["Rows used", result.rowsUsed],
    ["Rows left out", result.rowsLeftOut],
    ["Yes", result.yes],
    ["No", result.no],
    ["Rank", result.rank],
  ];
  if (result.collinear.length > 0) figures.push(["Collinear terms", listed(result.collinear)]);
  if (result.separated.length > 0) figures.push(["Separated terms", listed(result.separated)]);
  if (result.method === "Firth") figures.push(["Method", "Firth's penalised likelihood"]);
  return termTable(
    [`Outcome: ${result.yesLabel}`, "Coefficient", "Std. error", "z", "p", "Odds ratio", "Lower", "Upper"],
    labels,
    [coefficients, standardErrors, z, p, oddsRatios, lower, upper],
    figures,
  );
}

/** The table that `OUTCOMEDRIVERS` spills: by falling share. */
export function outcomeDriversTable(drivers: OutcomeDrivers, names?: readonly string[]): TableCell[][] {
  const header = ["Driver", "Odds ratio per std. deviation", "Share of deviance explained", "Rank"];
  return driverTable(header, drivers, drivers.oddsRatios, names);
}

/** The table that `OUTCOMEGAINS` spills. */
export function outcomeGainsTable(groups: readonly GainsGroup[]): TableCell[][] {
  return [
    ["Group", "Customers", "Predicted", "Observed", "Lift", "Captured"],
    ...groups.map(({ customers, predicted, observed, lift, captured }, g): TableCell[] => [
      g + 1,
      customers,
      predicted,
      observed,
      lift,
      captured,
    ]),
  ];
}
