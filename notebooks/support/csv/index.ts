export { csvChunks, type CsvChunk, type CsvOptions } from "./csv-chunks";
export { CsvParser, type Separator } from "./csv-parser";
export { CsvTable, readCsv } from "./csv-table";
