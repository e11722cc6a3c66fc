import type { DoubledKernel } from "./doubled-kernels";
import { plainDoubledKernel } from "./plain-doubled-kernel";
import { plainKernels } from "./plain-kernels";
import type { RowKernels } from "./row-kernels";
import { simdDoubledKernel } from "./simd-doubled-kernel";
import { simdKernels } from "./simd-kernels";

interface FastestKernels extends RowKernels {
  /** Made where it is needed first. */
  doubled(): DoubledKernel;
}

let latest: { readonly predictors: number; readonly kernels: FastestKernels } | undefined;

/** The kernels for so many predictors, by WebAssembly where the engine has it and the page allows it. */
export function fastestKernels(predictors: number): FastestKernels {
  if (latest?.predictors !== predictors) {
    let doubled: DoubledKernel | undefined;
    latest = {
      predictors,
      kernels: {
        ...(simdKernels(predictors) ?? plainKernels(predictors)),
        doubled: () => (doubled ??= simdDoubledKernel(predictors) ?? plainDoubledKernel(predictors)),
      },
    };
  }
  return latest.kernels;
}
