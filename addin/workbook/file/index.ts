export { areaAddress, areaOf, cellAddress, quotedSheetName } from "./address";
export { cellOfText, readCsvSteps } from "./csv";
export { CsvParser, guessSeparator, separatorLine, type Separator } from "./csv-parser";
export { encodingNamed, encodingOf, type EncodingCandidate, type TextEncoding } from "./text-encoding";
export { rewriteReferences, type ReferenceWriter } from "./excel-references";
export { WorkbookFileError, type FileErrorKey } from "./file-error";
export {
  encodingsToChoose,
  isTextFile,
  readWorkbookFile,
  readWorkbookFileSteps,
  sheetNameOf,
} from "./read-file";
export { shownAs } from "./number-format";
export { tableHeaders } from "./table-headers";
export { fromStoredFormula, storedFormula } from "./stored-formula";
export { isFileError } from "./workbook-file";
export type { FileCell, FileValue, SheetFile, TableFile, WorkbookFile } from "./workbook-file";
export { readXlsx, xlsxSheets, type SheetRows } from "./xlsx-read";
export type { SheetRow } from "./sheet-cells";
export { editedXlsx, type SheetEdit } from "./xlsx-edit";
export { addIn } from "./web-extension";
export { writeXlsx, xlsxPieces, type SheetSource } from "./xlsx-write";
export { importSource, importSourceSteps } from "./import-source";
export { cellOfRecordField, recordSheets } from "./record-sheets";
