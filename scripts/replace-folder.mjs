// A folder that is filled before anybody sees it: a build that fails or is stopped leaves the old one whole.
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const gone = { recursive: true, force: true };
const isOpen = ({ code }) => ["EPERM", "EACCES", "EBUSY"].includes(code);

/** Windows moves nothing that is open, and a virus scanner opens what was just written: it is done in a moment. */
async function move(from, to) {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isOpen(error) || tries === 30) throw error;
      await wait(100);
    }
  }
}

/**
 * Puts what `fill` writes into a new folder in the place of `folder`.
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} fill
 * @param {{ keeps?: boolean }} [options] `keeps`: what `fill` does not write stays as it was
 */
export async function replaceFolder(folder, fill, { keeps = false } = {}) {
  const place = resolve(folder);
  const beside = join(dirname(place), `.${basename(place)}-build`);
  const [made, old] = ["new", "old"].map((state) => join(beside, state, basename(place)));
  await rm(beside, gone); // what a build left that was stopped
  await mkdir(made, { recursive: true });
  await mkdir(dirname(old));
  try {
    await fill(made);
    await move(place, old).catch((error) => {
      if (isOpen(error)) {
        const message = `${place} could not be replaced: something has it or one of its files open (Excel, a terminal, a window of files). Close that and run this again; until then the old build stays.`;
        throw new Error(message, { cause: error });
      }
      if (error.code !== "ENOENT") throw error;
    });
    await move(made, place).catch(async (error) => {
      await rename(old, place).catch(() => undefined);
      throw error;
    });
    if (!keeps) return;
    const written = await readdir(place);
    for (const name of await readdir(old).catch(() => []))
      if (!written.includes(name)) await rename(join(old, name), join(place, name));
  } finally {
    // Where one part of a build failed, another may be writing still: the next build clears what is left.
    await rm(beside, gone).catch(() => undefined);
  }
}
