/** What the database file may refuse, by the code of SQLite. */
const explanations: Readonly<Record<string, string>> = {
  SQLITE_FULL: "The disk is full. Nothing of this write was stored; what was stored before is safe.",
  SQLITE_BUSY: "Another program is writing to this database for too long. Nothing was stored; try again.",
  SQLITE_NOTADB: "This file is no SQLite database.",
  SQLITE_CORRUPT: "This database is damaged. Restore a copy of it.",
  SQLITE_READONLY: "This database cannot be written to.",
  SQLITE_CANTOPEN: "This database cannot be opened: check that its folder exists and may be written to.",
  SQLITE_IOERR: "The disk does not answer as it should. Nothing of this write was stored.",
};

/** Something wrong with the database file, not with the data; `code` is SQLite's. */
export class StoreError extends Error {
  readonly code: string;

  constructor(file: string, code: string, detail: string) {
    const known = Object.keys(explanations).find((each) => code === each || code.startsWith(`${each}_`));
    super(`${file}: ${known === undefined ? detail : explanations[known]}`);
    this.name = "StoreError";
    this.code = code;
  }
}

/** An error of SQLite in words that help; any other error as it is. */
export function explained(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && code.startsWith("SQLITE_")) {
    return new StoreError(file, code, (error as Error).message);
  }
  return error;
}
