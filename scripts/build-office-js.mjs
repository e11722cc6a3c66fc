// Copies Microsoft's Office.js to our own files, so that the add-in contacts no other server. Its usage reporting
// (telemetry, ariatelemetry) is left out: nothing leaves the user's machine.
import { cp, mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The address from which Microsoft's store requires Office.js to be loaded. */
export const microsoftCdn = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

export async function buildOfficeJs({ outDir }) {
  const source = join(dirname(require.resolve("@microsoft/office-js/package.json")), "dist");
  const target = join(outDir, "office-js");
  await mkdir(target, { recursive: true });
  // Microsoft's licence stays beside the files that it covers.
  const copies = [cp(join(source, "..", "LICENSE.md"), join(target, "LICENSE.md"))];
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isDirectory()) {
      // language folders: ll-cc, also ll-scrp-cc and es-419
      if (/^[a-z]{2,3}(-[a-z]{4})?-([a-z]{2}|\d{3})$/.test(name)) {
        copies.push(
          cp(join(source, name), join(target, name), {
            recursive: true,
            filter: (path) => !/\.debug\.js$/.test(path),
          }),
        );
      }
    } else if (
      /^excel-(android|ios|mac|web|win32|winrt)-16\.\d\d(-core)?\.js$/.test(name) ||
      ["office.js", "es6-promise.js", "o15apptofilemappingtable.js"].includes(name)
    ) {
      copies.push(cp(join(source, name), join(target, name)));
    }
  }
  await Promise.all(copies);
}
