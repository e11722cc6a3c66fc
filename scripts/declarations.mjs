import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.mjs";

const run = promisify(execFile);

/** Writes the declarations of a package of this checkout. @throws Error with the compiler's messages */
export async function declarations(folder) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  await run(process.execPath, [compiler, "-p", join(root, folder)]).catch((error) => {
    throw new Error(`The declarations of ${folder} do not build:\n${error.stdout}`);
  });
}
