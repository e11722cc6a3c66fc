import { useKernels } from "@crm-functions/core";
import { pairKernels } from "./kernels";

// Importing this package makes the core's `feedback` and `outcome` read rows faster, with results identical to the bit.
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
