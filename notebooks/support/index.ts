export * from "./csv";
export * from "./show";
export * from "./sqlite";
export * from "./workbook";
export * from "./warehouse";
