export { feedbackInParallel, type ParallelOptions } from "./feedback-in-parallel";
export { stopRowThreads } from "./row-threads";
export { sharedNumbers } from "./shared-numbers";
