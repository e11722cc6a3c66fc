export { isNumberOfNames, isOutcome, scaleTold, withoutScale, yesOfTwo } from "./column-words";
export * from "./dry-run";
export * from "./own-rows";
export * from "./proposal";
export * from "./source";
