export { csvChunks, type CsvChunk, type CsvOptions } from "./csv-chunks";
export type { Separator } from "../../../addin/workbook/file";
export { CsvTable, readCsv } from "./csv-table";
