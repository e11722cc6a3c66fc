export * from "./csv";
export * from "./show";
