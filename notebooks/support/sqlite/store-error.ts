import { NotebookError, type NotebookTextKey } from "../notebook-error";

/** Message keys for errors of the database file, by the beginning of SQLite's code. */
const keys: Readonly<Record<string, NotebookTextKey>> = {
  SQLITE_FULL: "storeFull",
  SQLITE_BUSY: "storeBusy",
  SQLITE_NOTADB: "storeNotDatabase",
  SQLITE_CORRUPT: "storeDamaged",
  SQLITE_READONLY: "storeReadOnly",
  SQLITE_CANTOPEN: "storeCannotOpen",
  SQLITE_IOERR: "storeDisk",
};

/** An error of SQLite with a helpful message; any other error unchanged. */
export function explained(error: unknown, file: string): unknown {
  const { message: reason = "", code: told } = error as { message?: string; code?: unknown };
  // The driver sets no code if it cannot open the file; its message then ends in SQLite's number, 14.
  const code = /^ConnectionFailed\b.*\b14\b/.test(reason) ? "SQLITE_CANTOPEN" : told;
  if (typeof code !== "string" || !code.startsWith("SQLITE_")) return error;
  const known = Object.keys(keys).find((each) => code === each || code.startsWith(`${each}_`));
  return new NotebookError(
    known === undefined ? "storeOther" : keys[known],
    { file, reason },
    { cause: error },
  );
}
