import { NotebookError, type NotebookTextKey } from "../notebook-error";

/** Message keys for errors of the database file, by SQLite's code. */
const keys: Readonly<Record<string, NotebookTextKey>> = {
  SQLITE_FULL: "storeFull",
  SQLITE_BUSY: "storeBusy",
  SQLITE_NOTADB: "storeNotDatabase",
  SQLITE_CORRUPT: "storeDamaged",
  SQLITE_READONLY: "storeReadOnly",
  SQLITE_CANTOPEN: "storeCannotOpen",
  SQLITE_IOERR: "storeDisk",
  NEWER: "storeNewer",
  ERASURE_PENDING: "storeErasurePending",
};

/** A problem with the database file, not with the data; `code` is SQLite's. */
export class StoreError extends NotebookError {
  readonly code: string;

  constructor(file: string, code: string, reason = "") {
    const known = Object.keys(keys).find((each) => code === each || code.startsWith(`${each}_`));
    super(known === undefined ? "storeOther" : keys[known], { file, reason });
    this.name = "StoreError";
    this.code = code;
  }
}

/** An error of SQLite with a helpful message; any other error unchanged. */
export function explained(error: unknown, file: string): unknown {
  const { message } = error as { message?: unknown };
  // The driver sets no code if it cannot open the file; its message then ends in SQLite's number, 14.
  const cannotOpen = typeof message === "string" && /^ConnectionFailed\b.*\b14\b/.test(message);
  const code = cannotOpen ? "SQLITE_CANTOPEN" : (error as { code?: unknown }).code;
  if (typeof code === "string" && code.startsWith("SQLITE_")) {
    return new StoreError(file, code, (error as Error).message);
  }
  return error;
}
