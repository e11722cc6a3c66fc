export { normalDensity, normalQuantile, normalTail } from "./normal";
export { studentQuantile, studentTail, studentTwoSided } from "./student";
export { fisherQuantile, fisherTail } from "./fisher";
export { regularizedBeta } from "./incomplete-beta";
export { chiSquaredTail } from "./chi-squared";
