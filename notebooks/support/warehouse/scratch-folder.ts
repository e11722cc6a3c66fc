import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const prefix = "crm-warehouse-";

/** What remains to be removed when this process ends. */
const mine = new Set<() => void>();

/** Creates a folder for an engine's temporary files, and removes those left behind by killed processes. */
export async function scratchFolder(parent: string): Promise<string> {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(prefix))) {
    const path = join(parent, name);
    if (await isLeft(path, Number(name.slice(prefix.length).split("-")[0]))) remove(path);
  }
  return mkdtempSync(join(parent, `${prefix}${process.pid}-`));
}

/** Path of an engine's tables in its folder. */
export const tablesIn = (folder: string): string => join(folder, "tables.duckdb");

/**
 * Whether a folder is abandoned: no process has its number, and none (such as one in another container) locks its
 * tables. A process must not test its own folder: that would release the lock.
 */
async function isLeft(path: string, owner: number): Promise<boolean> {
  if (!(owner > 0) || isRunning(owner) || !existsSync(tablesIn(path))) return false;
  try {
    (await DuckDBInstance.create(tablesIn(path), { access_mode: "READ_ONLY" })).closeSync();
    return true;
  } catch (error) {
    // A file that its owner could not finish writing cannot be opened either.
    return !/lock|being used|permission/i.test(String(error));
  }
}

function isRunning(owner: number): boolean {
  try {
    return process.kill(owner, 0);
  } catch (error) {
    return (error as { code?: unknown }).code !== "ESRCH";
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Closes and removes a folder when the returned function is called, or else when the process ends. */
export function removedAtEnd(path: string, close: () => void): () => void {
  const discard = (): void => {
    if (!mine.delete(discard)) return;
    if (mine.size === 0) process.off("exit", removeMine);
    close();
    remove(path);
  };
  if (mine.size === 0) process.on("exit", removeMine);
  mine.add(discard);
  return discard;
}

function removeMine(): void {
  for (const discard of mine) discard();
}
