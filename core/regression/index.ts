export {
  feedback,
  feedbackOfCompressedRows,
  feedbackOfMoments,
  feedbackOfRows,
  feedbackOfRowsAsync,
  feedbackSteps,
  type FeedbackOptions,
  type FeedbackResult,
} from "./feedback";
export { feedbackTable, predictorNames, type TableCell } from "./feedback-table";
export {
  feedbackPredict,
  intervalChoices,
  type Interval,
  type Predictions,
  type PredictOptions,
} from "./predict";
export { diagnosticsTable, feedbackDiagnostics, type Diagnostics } from "./diagnostics";
export {
  whyBoundsMissing,
  whyConditionMissing,
  whyDiagnosticMissing,
  whyFigureMissing,
  whyTermMissing,
} from "./why-missing";
export { driversOf, driversTable, feedbackDrivers, mostForOrderings, type Drivers } from "./drivers";
export { mergeMoments, momentsOfBlock, noMoments, type Moments } from "./moments";
export { momentsOf } from "./fit";
export { compressRows, mergeCompressedRows, type CompressedRows } from "./compressed-rows";
export { mergeFindings, readGroup, settledPass, type Finding, type Findings, type Pass } from "./passes";
export { groupRowsFor, rowsOf, type AsyncRowSource, type RowBlock, type RowSource } from "./rows";
export { collinearTolerance } from "./factor";
export type { Fit } from "./fit";
