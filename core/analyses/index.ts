export { analysesOf, type Analyses } from "./analyses";
export { countedPurchases, type PurchasesAside } from "./counted-purchases";
export { criterionKey } from "./criterion-key";
export {
  customerScores,
  scoreNames,
  scoresNamed,
  type CustomerScore,
  type ScoreName,
} from "./customer-scores";
export { gapOf, meansOfBoth, sharedCriteria, type CriterionGap, type Gap } from "./gap";
export { meanOf, type Mean } from "./mean-of";
export { marketingKinds, monthsOf, serviceKinds, type Month, type Months } from "./months";
export { isBinary, outcomesOf, ownColumnsUsed, type ExplainsNot, type Outcome } from "./outcomes";
export { knowsAll } from "./often-known";
export { ratingTable, weighedAs, type RatingTable } from "./rating-table";
export {
  overallAnswer,
  recommendations,
  recommendationIn,
  satisfactionOf,
  type OverallAnswer,
  type Satisfaction,
} from "./satisfaction";
export { isSameScale, onScale, scaleOf, scalesOf, shareOfScale } from "./scale";
export {
  partsOf,
  scored,
  scoredAnalyses,
  type LeftOut,
  type Scored,
  type ScoredAnalysis,
  type ScorePart,
} from "./scored";
export { purchaseAsInteraction, withOwnTables, withoutZeros } from "./own-tables";
export type { Team } from "./team";
export * from "./purchase-values";
