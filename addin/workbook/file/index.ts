export { areaAddress, cellAddress, columnLetters, quotedSheetName } from "./address";
export { parseCsv, readCsv, writeCsv } from "./csv";
export { WorkbookFileError, type FileErrorKey } from "./file-error";
export { readWorkbookFile } from "./read-file";
export { fromStoredFormula, toStoredFormula } from "./stored-formula";
export { isFileError } from "./workbook-file";
export type { FileCell, FileError, FileValue, SheetFile, TableFile, WorkbookFile } from "./workbook-file";
export { readXlsx } from "./xlsx-read";
export { writeXlsx } from "./xlsx-write";
