export { CellFailed, executeNotebook } from "./execute-notebook";
export { htmlReport } from "./html-report";
export {
  hasParameter,
  readNotebook,
  translateNotebook,
  withParameters,
  writeNotebook,
} from "./notebook-file";
