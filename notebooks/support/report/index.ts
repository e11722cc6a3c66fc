export { CellFailed, executeNotebook, type CellProgress } from "./execute-notebook";
export { htmlReport, type HtmlReportOptions } from "./html-report";
export { startKernel, type Execution, type Kernel, type KernelOptions } from "./kernel";
export {
  hasParameter,
  readNotebook,
  translateNotebook,
  wholeText,
  withParameters,
  writeNotebook,
  type CellOutput,
  type NotebookCell,
  type NotebookFile,
} from "./notebook-file";
