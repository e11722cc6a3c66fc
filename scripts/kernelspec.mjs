import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * Starts the kernel of this checkout. Node's space for young objects is kept small: TypeScript fills it once, and the
 * kernel would keep that memory from then on.
 */
export const kernelCommand = [
  process.execPath,
  "--max-semi-space-size=4",
  join(root, "scripts", "notebook-kernel.mjs"),
];

/**
 * Writes the kernelspec by which Jupyter starts our kernel, below `.cache/jupyter` of the checkout, and returns the
 * folder for JUPYTER_PATH. tslab's own `install` needs IPython and changes the user's settings; this does neither.
 */
export async function writeKernelspec() {
  const data = join(root, ".cache", "jupyter");
  const folder = join(data, "kernels", "tslab");
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "kernel.json"),
    JSON.stringify(
      {
        argv: [...kernelCommand, "kernel", "--config-path", "{connection_file}"],
        display_name: "TypeScript",
        language: "typescript",
      },
      undefined,
      2,
    ),
  );
  return data;
}
