export {
  feedback,
  feedbackDiagnostics,
  feedbackDrivers,
  feedbackOfCompressedRows,
  feedbackOfMoments,
  feedbackSteps,
} from "./feedback";
export { errorChoices, type Errors, type FeedbackOptions, type FeedbackResult } from "./figures/figures";
export {
  levelsOfTerms,
  predictorNames,
  predictorsOf,
  termLabels,
  type Predictor,
  type Predictors,
  type Term,
} from "./design";
export { feedbackTable, type TableCell } from "./figures/tables";
export {
  feedbackPredict,
  intervalChoices,
  type Interval,
  type Predictions,
  type PredictOptions,
} from "./figures/predict";
export { diagnosticsTable, type Diagnostics } from "./figures/diagnostics";
export {
  whyBoundsMissing,
  whyConditionMissing,
  whyDiagnosticMissing,
  whyFigureMissing,
  whyOutcomeMissing,
  whyProbabilityBoundsMissing,
  whyTermMissing,
} from "./figures/why-missing";
export { driversOf, driversTable, type Drivers } from "./figures/drivers";
export { type Moments } from "./compress/moments";
export { mergeCompressedRows, type CompressedRows } from "./compress/compressed-rows";
export {
  compressRows,
  mergeFindings,
  readGroup,
  settledPass,
  type Finding,
  type Findings,
  type Pass,
} from "./compress/readings";
export { groupRowsFor, rowsOf, type RowBlock, type RowSource } from "./compress/rows";
export {
  keptKernels,
  stripRowsFor,
  type DoubledKernel,
  type DoubledSums,
  type Kernels,
  type KernelsFor,
  type LimbKernel,
  type OutcomeKernel,
  type RowKernels,
  type SplitLine,
} from "./compress/kernels";
export { rowsAtOnce, rowsPerSum } from "./compress/limb-products";
export { plainKernels, topBits, useKernels } from "./compress/plain-kernels";
export { momentsOf, type Fit } from "./solve/fit";
export {
  outcome,
  outcomeDrivers,
  outcomeGains,
  outcomePredict,
  type GainsGroup,
  type OutcomeDrivers,
  type OutcomeOptions,
  type OutcomePredictions,
} from "./outcome";
export { outcomeOfSums, type OutcomeLine, type SummedOutcome } from "./outcome-of-sums";
export type { OutcomeResult } from "./figures/outcome-figures";
export { outcomeDriversTable, outcomeGainsTable, outcomeTable } from "./figures/outcome-tables";
export { yesNoOf, type YesNo, type YesNoValues } from "./yes-no";
export { driverShares, type DriverShares, type ShareOptions } from "./bootstrap";
