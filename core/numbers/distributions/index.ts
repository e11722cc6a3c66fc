export { normalQuantile, normalTail } from "./normal";
export { studentQuantile, studentTwoSided } from "./student";
export { fisherTail } from "./fisher";
export { chiSquaredTail } from "./chi-squared";
