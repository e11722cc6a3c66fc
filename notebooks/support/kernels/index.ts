import { plainKernels, type DoubledKernel, type Kernels } from "@crm-functions/core";
import { simdDoubledKernel } from "./simd-doubled-kernel";
import { simdKernels } from "./simd-kernels";

let latest: { readonly predictors: number; readonly kernels: Kernels } | undefined;

/**
 * The loops over rows of a regression on pairs of doubles (WebAssembly), twice as fast as plain JavaScript's and with
 * the same bits: `feedback(y, x, { kernels: pairKernels })`.
 */
export function pairKernels(predictors: number): Kernels {
  if (latest?.predictors !== predictors) {
    const plain = plainKernels(predictors);
    let doubled: DoubledKernel | undefined;
    latest = {
      predictors,
      kernels: {
        ...(simdKernels(predictors) ?? plain),
        doubled: () => (doubled ??= simdDoubledKernel(predictors) ?? plain.doubled()),
        outcome: () => plain.outcome(),
      },
    };
  }
  return latest.kernels;
}
