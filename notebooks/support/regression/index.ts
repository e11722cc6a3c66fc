export { csvRows, type CsvRowsOptions } from "./csv-rows";
export { feedbackInParallel, leastCells, type ParallelOptions } from "./feedback-in-parallel";
export { parquetRows, type ParquetRowsOptions } from "./parquet-rows";
export { RowReadingError } from "./row-reading-error";
export { stopRowThreads } from "./row-threads";
export { sharedNumbers } from "./shared-numbers";
