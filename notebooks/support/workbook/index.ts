export { importWorkbook, type ImportOptions, type ImportResult } from "./import-workbook";
export { readWorkbook } from "./read-workbook";
export type { ReadWorkbookOptions } from "./read-records";
export { sampleTables } from "./sample-tables";
export { rowProblemText, type RowProblem, type TeamWorkbook } from "./team-workbook";
export { writeWorkbook, type TeamTables } from "./write-workbook";
