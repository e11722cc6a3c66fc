export { feedbackInParallel, leastCells, type ParallelOptions } from "./feedback-in-parallel";
export { RowReadingError } from "./row-reading-error";
export { stopRowThreads } from "./row-threads";
export { sharedNumbers } from "./shared-numbers";
