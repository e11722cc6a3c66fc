export { areaAddress, cellAddress, columnLetters, quotedSheetName } from "./address";
export { isFileError } from "./workbook-file";
export type { FileCell, FileError, FileValue, SheetFile, TableFile, WorkbookFile } from "./workbook-file";
