import { access, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { editedXlsx, xlsxPieces } from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import type { SqliteCustomerStore } from "../sqlite";
import { replaceFile } from "../workbook/replace-file";
import { named } from "../import/file-source";
import { sheetsOf } from "../workbook/write-workbook";
import { newFile, noWrites, planSync, type Plan, type SyncOptions, type SyncResult } from "./plan-sync";

/**
 * Brings a SQLite store and an Excel workbook to the same state, in both directions and field by field. The store
 * remembers what both last agreed on: a change or removal on one side only goes to the other; changes on both sides to
 * different values are a conflict, which `settle` settles. A record new on one side is added to the other.
 *
 * The store's part is one transaction. The file is written beside the old one and then takes its name; everything
 * except the changed cells stays as it was. If it throws, neither side has changed, unless the machine stops between
 * the two: then the next synchronisation finishes what this one began. A missing file is created.
 *
 * Synchronises customers with their ratings, interactions and weights; a table missing in the file is left alone. Dates
 * of service and marketing are ordinary fields here: interactions from the file do not update them.
 *
 * @throws NotebookError `fileOpen`, `fileChanged`, `manyRemoved`, `notSyncable`, `noCustomers`, `noIdColumn`, those of
 *   writing files and of the store; WorkbookFileError if the file cannot be read or its table cannot grow
 */
export async function syncWorkbook(
  store: SqliteCustomerStore,
  file: string,
  options: SyncOptions = {},
): Promise<SyncResult> {
  if (!/\.xls[xm]$/i.test(file)) throw new NotebookError("notSyncable", { file: basename(file) });
  await refuseWhereOpen(file);
  let result: SyncResult | undefined;
  await store.exchange(nameOf(store, file), async (now) => {
    const bytes = await readIfThere(file);
    try {
      const plan = bytes === undefined ? newFile(now) : await planSync(now, basename(file), bytes, options);
      result = plan.result;
      if (options.dryRun) return { batch: noWrites, agreed: [], finish: async () => undefined };
      const write = (): Promise<void> =>
        bytes === undefined
          ? makeFile(file, xlsxPieces(sheetsOf({ ...now, language: options.language })))
          : changeFile(file, bytes, plan.edits);
      return { ...plan.exchange, finish: write };
    } catch (error) {
      throw named(error, file);
    }
  });
  return result!;
}

/** The file's name in the store: its path relative to the store's folder, so that both may be moved together. */
function nameOf(store: SqliteCustomerStore, file: string): string {
  if (store.file === ":memory:") return resolve(file);
  return relative(dirname(resolve(store.file)), resolve(file)).replaceAll("\\", "/");
}

/** Excel and LibreOffice put a lock file beside a file they have open; saving there would undo our changes. */
async function refuseWhereOpen(file: string): Promise<void> {
  for (const mark of [`~$${basename(file)}`, `.~lock.${basename(file)}#`]) {
    const isThere = await access(join(dirname(file), mark)).then(
      () => true,
      () => false,
    );
    if (isThere) throw new NotebookError("fileOpen", { file: basename(file) });
  }
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a file that does not exist, and checks at the end that it still does not. */
async function makeFile(file: string, pieces: Parameters<typeof replaceFile>[1]): Promise<void> {
  await replaceFile(file, pieces, async () => {
    if ((await readIfThere(file)) !== undefined) {
      throw new NotebookError("fileChanged", { file: basename(file) });
    }
  });
}

/** Writes the edits to the file, which must be unchanged since it was read and not open in another program. */
async function changeFile(file: string, bytes: Uint8Array, edits: Plan["edits"]): Promise<void> {
  const unchanged = async (): Promise<void> => {
    if ((await readIfThere(file))?.equals(bytes) !== true) {
      throw new NotebookError("fileChanged", { file: basename(file) });
    }
    await refuseWhereOpen(file);
  };
  if (edits.length === 0) await unchanged();
  else await replaceFile(file, editedXlsx(bytes, edits), unchanged);
}
