import { keptKernels, plainKernels } from "@crm-functions/core";
import { pairDoubledKernel, pairLimbKernel, pairOutcomeKernel, pairRowKernels } from "./pair-kernels";

/**
 * The loops over the rows of a regression on pairs of doubles (WebAssembly, from `kernels.as`), twice as fast as plain
 * JavaScript and identical to the bit. Importing this package makes `feedback` and `outcome` use them.
 */
export const pairKernels = keptKernels({
  rows: (p) => pairRowKernels(p) ?? plainKernels(p),
  doubled: (p) => pairDoubledKernel(p) ?? plainKernels(p).doubled(),
  outcome: (p) => pairOutcomeKernel(p) ?? plainKernels(p).outcome(),
  limbs: () => pairLimbKernel() ?? plainKernels(1).limbs(),
});
