export { readWorkbook, type ReadWorkbookOptions } from "./read-workbook";
export { sampleTables, writeSampleWorkbook } from "./sample-workbook";
export { TeamWorkbook, type CriterionWeight, type RatingTable, type RowProblem } from "./team-workbook";
export { writeWorkbook, type TeamTables } from "./write-workbook";
