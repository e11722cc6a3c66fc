import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Libsql from "libsql";
import type { SqlValue } from "./records";
import { migrations } from "./schema";
import { explained, StoreError } from "./store-error";

/** The part of `libsql` that is used here; its own types name too little. */
interface Statement {
  run(...values: SqlValue[]): { changes: number };
  raw(on: boolean): Statement;
  get(...values: SqlValue[]): SqlValue[] | undefined;
  all(...values: SqlValue[]): SqlValue[][];
}

interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** One SQLite file: prepared statements kept, transactions, schema brought up to date. */
export class Database {
  readonly file: string;
  private readonly connection: Connection;
  private open = true;
  private readonly statements = new Map<string, Statement>();

  /** @throws StoreError where the file cannot be opened, is no database, or is of a newer version */
  constructor(file: string, busyTimeout: number) {
    this.file = file;
    try {
      if (file !== ":memory:") prepareFile(resolve(file));
      this.connection = new Libsql(file, { timeout: busyTimeout }) as unknown as Connection;
      this.connection.exec(
        // FULL: an acknowledged write survives a power cut as well. Deleted records are overwritten.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
      );
      this.migrate();
    } catch (error) {
      throw explained(error, file);
    }
  }

  get isOpen(): boolean {
    return this.open;
  }

  run(sql: string, ...values: SqlValue[]): number {
    return this.statement(sql, false).run(...values).changes;
  }

  first(sql: string, ...values: SqlValue[]): SqlValue[] | undefined {
    return this.statement(sql, true).get(...values) ?? undefined;
  }

  all(sql: string, ...values: SqlValue[]): SqlValue[][] {
    return this.statement(sql, true).all(...values);
  }

  number(sql: string, ...values: SqlValue[]): number {
    return Number(this.first(sql, ...values)?.[0] ?? 0);
  }

  /** How many writes there have been; every record has the number of the one that wrote it last. */
  get version(): number {
    return this.number("SELECT version FROM counter");
  }

  /** Counts a write, and gives its number. */
  nextVersion(): number {
    this.run("UPDATE counter SET version = version + 1");
    return this.version;
  }

  /** All of `work` or nothing; the lock is taken at once, so that nobody writes between our reads and writes. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    this.connection.exec("BEGIN IMMEDIATE");
    try {
      const result = await work();
      this.connection.exec("COMMIT");
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** Puts everything written into the main file and empties the log; false where another program still reads it. */
  checkpoint(): boolean {
    const [[busy]] = this.statement("PRAGMA wal_checkpoint(TRUNCATE)", true).all();
    return busy === 0;
  }

  /** Afterwards the file alone holds everything, unless another process still works with it. */
  close(): void {
    try {
      this.checkpoint();
    } finally {
      // On a full disk the log stays where it is; the next opening reads it.
      this.open = false;
      this.statements.clear();
      this.connection.close();
    }
  }

  private rollback(): void {
    try {
      this.connection.exec("ROLLBACK");
    } catch (error) {
      // A full disk rolls back by itself, and then there is nothing left to roll back.
      if (!/no transaction is active/i.test((error as Error).message)) throw error;
    }
  }

  private statement(sql: string, raw: boolean): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
      if (raw) statement.raw(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private migrate(): void {
    const version = () => this.number("PRAGMA user_version");
    if (version() < migrations.length) {
      this.connection.exec("BEGIN IMMEDIATE");
      try {
        // Another process may have done it while we waited.
        for (let next = version(); next < migrations.length; next++) {
          this.connection.exec(migrations[next]);
          this.connection.exec(`PRAGMA user_version = ${next + 1}`);
        }
        this.connection.exec("COMMIT");
      } catch (error) {
        this.rollback();
        throw error;
      }
    }
    if (version() > migrations.length) {
      throw new StoreError(this.file, "NEWER");
    }
  }
}

/** Whose file it is not cannot take rights away. */
function keepForOwner(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}

/**
 * A new file is readable by its owner alone: it holds personal data. So is one that anybody could read until now; one that
 * was opened to a group stays so. The logs beside it take the same rights.
 */
function prepareFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, "a", 0o600));
    for (const each of [file, `${file}-wal`, `${file}-shm`]) {
      if (existsSync(each) && (statSync(each).mode & 0o007) !== 0) keepForOwner(each);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What can be read but not written is opened all the same, as far as SQLite can.
    if (code === "EROFS" || code === "EACCES") return;
    throw Object.assign(error as Error, { code: "SQLITE_CANTOPEN" });
  }
}
