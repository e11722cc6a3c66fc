export { NotebookError } from "./notebook-error";
export * from "./csv";
export * from "./frames";
export * from "./regression";
export * from "./show";
export * from "./sqlite";
export * from "./sync";
export * from "./workbook";
export * from "./warehouse";
