export * from "./dry-run";
export * from "./proposal";
export * from "./source";
