export type { Settle, Side, SyncChange, SyncConflict } from "./merge";
export { conflictText, syncTexts } from "./sync-text";
export { syncWorkbook, type SyncOptions, type SyncResult } from "./sync-workbook";
