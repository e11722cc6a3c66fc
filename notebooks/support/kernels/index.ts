import { keptKernels } from "@crm-functions/core";
import { pairDoubledKernel, pairLimbKernel, pairOutcomeKernel, pairRowKernels } from "./pair-kernels";

/**
 * The loops over the rows of a regression on pairs of doubles (WebAssembly, from `kernels.as`), twice as fast as plain
 * JavaScript and identical to the bit. Importing this package makes `feedback` and `outcome` use them.
 */
export const pairKernels = keptKernels({
  rows: pairRowKernels,
  doubled: pairDoubledKernel,
  outcome: pairOutcomeKernel,
  limbs: pairLimbKernel,
});
