// What the benchmark of customers measures.
export * from "../../core/customers";
export { finished } from "../../core/long-work";
export { createExcelWorkbook } from "../../addin/workbook/excel/excel-workbook";
export { openWorkbookStore } from "../../addin/workbook/store/workbook-store";
export { installExcel } from "../doubles/excel/stand-in";
export { createMemoryWorkbook } from "../doubles/memory-workbook";
