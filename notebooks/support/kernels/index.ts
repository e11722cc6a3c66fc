import {
  plainKernels,
  type DoubledKernel,
  type Kernels,
  type LimbKernel,
  type OutcomeKernel,
} from "@crm-functions/core";
import { pairDoubledKernel, pairLimbKernel, pairOutcomeKernel, pairRowKernels } from "./pair-kernels";

let latest: { readonly predictors: number; readonly kernels: Kernels } | undefined;

/**
 * The loops over rows of a regression on pairs of doubles (WebAssembly, from `kernels.as`), twice as fast as plain
 * JavaScript's and with the same bits. Importing this package puts them to use in `feedback` and `outcome`.
 */
export function pairKernels(predictors: number): Kernels {
  if (latest?.predictors !== predictors) {
    const plain = plainKernels(predictors);
    let doubled: DoubledKernel | undefined;
    let outcome: OutcomeKernel | undefined;
    let limbs: LimbKernel | undefined;
    latest = {
      predictors,
      kernels: {
        ...(pairRowKernels(predictors) ?? plain),
        doubled: () => (doubled ??= pairDoubledKernel(predictors) ?? plain.doubled()),
        outcome: () => (outcome ??= pairOutcomeKernel(predictors) ?? plain.outcome()),
        limbs: () => (limbs ??= pairLimbKernel() ?? plain.limbs()),
      },
    };
  }
  return latest.kernels;
}
