export { nps } from "./nps";
export { npsSplit, type NpsSplit } from "./nps-split";
export { npsChange, type NpsChange } from "./nps-change";
export { csat, csatMethods, type CsatMethod } from "./csat";
export { ces } from "./ces";
export { ipa, type IpaQuadrant } from "./ipa";
export { ahpWeights } from "./ahp-weights";
export { ahpConsistency } from "./ahp-consistency";
export { entropyWeights } from "./entropy-weights";
export { retentionRate } from "./retention-rate";
export { churnRate } from "./churn-rate";
export { nrr } from "./nrr";
export { grr } from "./grr";
export { cac } from "./cac";
export { romi } from "./romi";
export { returnsChoices, rfm, rfmSegments, type Returns, type Rfm } from "./rfm";
export {
  checkCohortPeriods,
  cohortPeriodName,
  cohortPeriodOf,
  cohorts,
  cohortPeriods,
  type CohortPeriod,
  type Cohorts,
} from "./cohorts";
export { daysIn, summary, timeUnits, type PurchaseSummary, type TimeUnit } from "./summary";
export type { CustomerLabel, DateLabel } from "./purchases-in-order";
export { checkHistory, explainHistory, type PurchaseHistory } from "./purchase-history";
export { purchaseModel, type PurchaseModel } from "./purchase-model";
export { purchases } from "./purchases";
export { alive } from "./alive";
export { lifetimeValue, type LifetimeValueOptions } from "./lifetime-value";
export { spendingModel, type SpendingModel } from "./spending-model";
export { purchaseTracking, type ExpectedTracking } from "./purchase-tracking";
export { completeness } from "./completeness";
