export * from "./errors";
export * from "./locales/message";
export * from "./scores";
export * from "./values";
export * from "./customers";
export * from "./charts";
