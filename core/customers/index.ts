export * from "./customer";
export * from "./fields";
export * from "./interaction";
export * from "./store";
