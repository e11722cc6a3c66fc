export * from "./csv";
export * from "./show";
export * from "./sqlite";
