import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { nodeScript } from "../../node-script";

const doors = nodeScript<Record<string, string[]>>(`
  import { workspacesOf } from "./scripts/install.mjs";
  done(Object.fromEntries(["start", "excel", "manifest", "notebooks", "report", "import"].map((name) => [name, workspacesOf(name)])));
`);

/** Packages in the package.json of a workspace. */
function packagesNamedBy(workspace: string): string[] {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(workspace, "package.json"), "utf8"),
  ) as { dependencies?: object; devDependencies?: object };
  return Object.keys({ ...dependencies, ...devDependencies });
}

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
    const installed = workspaces.flatMap(packagesNamedBy);
    const found = packagesOf(join("scripts", `${command}.mjs`));
    expect(found.filter(([name]) => !installed.includes(name))).toEqual([]);
  },
);

test("the scripts of the page import packages", () => {
  expect(packagesOf("scripts/start.mjs").map(([name]) => name)).toContain("esbuild");
});

/** Packages that nothing of ours names, each with who asks for it. */
const namedByOthers: Record<string, string> = {
  semver: "office-addin-dev-settings loads it, and its package.json does not say so",
  "@swc/core": "@swc/jest compiles with it",
};

/** The sources in a folder, without what is installed or built there. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : sourcesIn(path);
    return /\.(tsx?|mjs|ipynb|html|css)$/.test(path) && !__filename.endsWith(path)
      ? [readFileSync(path, "utf8")]
      : [];
  });
}

test("every package is used by a file of ours", () => {
  const root = JSON.parse(readFileSync("package.json", "utf8")) as { workspaces: string[] };
  const packages = root.workspaces.flatMap(packagesNamedBy);
  const text = [
    ...["core", "addin", "notebooks", "scripts", "test"].flatMap(sourcesIn),
    ...["eslint.config.mjs", "jest.config.mjs"].map((file) => readFileSync(file, "utf8")),
  ].join("\n");
  // Types are named after the package or the global that they describe.
  const unused = packages.filter((name) => {
    const used = (file: string) => text.includes(`"${file}"`) || text.includes(`"${file}/`);
    return !name.startsWith("@types/") && !used(name) && !used(`node_modules/${name}`);
  });
  expect(unused.sort()).toEqual(Object.keys(namedByOthers).sort());
});
