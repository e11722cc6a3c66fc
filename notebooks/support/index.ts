import { useKernels } from "@crm-functions/core";
import { pairKernels } from "./kernels";

// Whoever imports this package has `feedback` and `outcome` of the core read rows faster, with the same bits.
useKernels(pairKernels);

export { NotebookError } from "./notebook-error";
export * from "./csv";
export * from "./frames";
export { pairKernels };
export * from "./regression";
export { readTeam, type ReadTeamOptions } from "./report/read-team";
export * from "./show";
export * from "./sqlite";
export * from "./sync";
export * from "./workbook";
export * from "./warehouse";
