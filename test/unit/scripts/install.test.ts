import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { nodeScript } from "../../node-script";

const doors = nodeScript<Record<string, string[]>>(`
  import { workspacesOf } from "./scripts/install.mjs";
  done(Object.fromEntries(["start", "excel", "manifest", "notebooks", "report", "import"].map((name) => [name, workspacesOf(name)])));
`);

/** Packages that the scripts of a command import when they are loaded, each with the file that does. */
function packagesOf(file: string, seen = new Set<string>()): [name: string, file: string][] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export)\s(?:[^;"]*\sfrom\s)?"([^"]+)"/gm);
  return Array.from(imports, ([, path]) => path).flatMap((path): [string, string][] =>
    path.startsWith(".")
      ? packagesOf(join(dirname(file), path), seen)
      : path.startsWith("node:")
        ? []
        : [[path.match(/^(?:@[^/]+\/)?[^/]+/)![0], file]],
  );
}

test.each(Object.entries(doors))(
  "npm run %s imports only packages that it installs",
  (command, workspaces) => {
    const installed = workspaces.flatMap((workspace) => {
      const { dependencies, devDependencies } = JSON.parse(
        readFileSync(join(workspace, "package.json"), "utf8"),
      ) as { dependencies?: object; devDependencies?: object };
      return Object.keys({ ...dependencies, ...devDependencies });
    });
    const found = packagesOf(join("scripts", `${command}.mjs`));
    expect(found.filter(([name]) => !installed.includes(name))).toEqual([]);
  },
);

test("the scripts of the page import packages", () => {
  expect(packagesOf("scripts/start.mjs").map(([name]) => name)).toContain("esbuild");
});
