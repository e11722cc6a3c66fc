export type { Settle, Side, SyncChange, SyncConflict } from "./merge";
export { syncTexts } from "./sync-text";
export type { SyncOptions, SyncResult } from "./plan-sync";
export { syncWorkbook } from "./sync-workbook";
