import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Libsql from "libsql";
import { NotebookError } from "../notebook-error";
import type { SqlValue } from "./records";
import { migrations } from "./schema";
import { explained } from "./store-error";

/** The part of `libsql` used here; its own types declare too little. */
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

/** One SQLite file with cached prepared statements, transactions and an up-to-date schema. */
export class Database {
  readonly file: string;
  private readonly connection: Connection;
  private open = true;
  private readonly statements = new Map<string, Statement>();

  /** @throws NotebookError if the file cannot be opened, is not a database, or has a newer version */
  constructor(file: string, busyTimeout: number) {
    this.file = file;
    try {
      if (file !== ":memory:") prepareFile(resolve(file));
      this.connection = new Libsql(file, { timeout: busyTimeout }) as unknown as Connection;
      this.connection.exec(
        // With FULL, an acknowledged write survives even a power cut. Deleted records are overwritten.
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

  /** Number of writes so far; every record has the number of its last write. */
  get version(): number {
    return this.number("SELECT version FROM counter");
  }

  /** Counts a write and returns its number. */
  nextVersion(): number {
    this.run("UPDATE counter SET version = version + 1");
    return this.version;
  }

  /** Runs all of `work` or none; locks at once, so that nobody else writes between our reads and writes. */
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

  /** Moves all writes to the main file and empties the log; false if another program still reads the log. */
  checkpoint(): boolean {
    const [[busy]] = this.statement("PRAGMA wal_checkpoint(TRUNCATE)", true).all();
    return busy === 0;
  }

  /** Closes the file, which then holds everything by itself unless another process still uses it. */
  close(): void {
    try {
      this.checkpoint();
    } finally {
      // If the disk is full, the log stays and is read at the next opening.
      this.open = false;
      this.statements.clear();
      this.connection.close();
    }
  }

  private rollback(): void {
    try {
      this.connection.exec("ROLLBACK");
    } catch (error) {
      // SQLite rolls back by itself on a full disk, which leaves nothing to roll back.
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
        // Another process may have migrated while this one waited.
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
      throw new NotebookError("storeNewer", { file: this.file });
    }
  }
}

/** Restricts a file to its owner; skipped for a file that belongs to someone else, whose rights we cannot change. */
function keepForOwner(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}

/**
 * Makes a new file readable by its owner only, because it holds personal data, and likewise one that anybody could read
 * until now; a file opened to a group stays so. The logs beside it are treated alike.
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
    // A file that can be read but not written is opened anyway, as far as SQLite can.
    if (code === "EROFS" || code === "EACCES") return;
    throw Object.assign(error as Error, { code: "SQLITE_CANTOPEN" });
  }
}
