import { open, rename, rm } from "node:fs/promises";
import { NotebookError, type NotebookTextKey } from "../notebook-error";

const refusals: Readonly<Record<string, NotebookTextKey>> = {
  EBUSY: "fileInUse",
  EPERM: "fileInUse",
  EACCES: "fileNotWritable",
  EROFS: "fileNotWritable",
  ENOENT: "fileNotWritable",
  ENOSPC: "fileDiskFull",
  EDQUOT: "fileDiskFull",
};

/**
 * Replaces a file as a whole: writes beside it, flushes to disk, then renames. Nobody ever sees half a file, whatever
 * happens in between. `before` runs last before the renaming; if it throws, the old file stays.
 *
 * @throws NotebookError `fileInUse`, `fileNotWritable`, `fileDiskFull`
 */
export async function replaceFile(
  file: string,
  pieces: Iterable<Uint8Array>,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const handle = await open(unfinished, "w");
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await before();
    await rename(unfinished, file);
  } catch (error) {
    const key = refusals[(error as NodeJS.ErrnoException).code ?? ""];
    throw key === undefined ? error : new NotebookError(key, { file });
  } finally {
    await rm(unfinished, { force: true });
  }
}
