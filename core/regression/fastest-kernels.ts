import { plainKernels } from "./plain-kernels";
import type { RowKernels } from "./row-kernels";
import { simdKernels } from "./simd-kernels";

let latest: { readonly predictors: number; readonly kernels: RowKernels } | undefined;

/** The kernels for so many predictors, by WebAssembly where the engine has it and the page allows it. */
export function fastestKernels(predictors: number): RowKernels {
  if (latest?.predictors !== predictors) {
    latest = { predictors, kernels: simdKernels(predictors) ?? plainKernels(predictors) };
  }
  return latest.kernels;
}
