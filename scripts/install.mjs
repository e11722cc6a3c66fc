// Installs the packages that a command lacks, so that npm start and npm test are the only commands anyone has to type.
// Page, Excel and notebooks are workspaces with packages of their own: the page alone does not wait for the rest.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const page = ["core", "addin"];
const excel = [...page, "addin/workbook/excel"];
const notebooks = ["core", "notebooks/support"];
const everything = [...excel, "notebooks/support", "test"];

/** The workspaces that a command needs; all of them for a command that is not listed. */
export const workspacesOf = (command) =>
  ({ start: page, excel, manifest: excel, notebooks, report: notebooks, import: notebooks })[command] ??
  everything;

const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** The location of `name` as seen from `path`, found as Node does: beside it, then further up. */
function placeOf(packages, path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/")))) {
    const place = from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`;
    if (place in packages) return place;
    if (from === "") return undefined;
  }
}

/** The packages in the lockfile that these workspaces need, each by its location. */
function packagesOf(lockfile, workspaces) {
  const found = new Set();
  const waiting = [...workspaces];
  while (waiting.length > 0) {
    const path = waiting.pop();
    const { dependencies, devDependencies, peerDependencies } = lockfile[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })) {
      const place = placeOf(lockfile, path, name);
      if (place === undefined || found.has(place) || lockfile[place].link) continue;
      found.add(place);
      waiting.push(place);
    }
  }
  return found;
}

/** True if every package that these workspaces need is installed in the version of the lockfile. */
function isInstalled(workspaces) {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const lockfile = read(join(root, "package-lock.json"));
  const found = read(installed);
  return [...packagesOf(lockfile, workspaces)].every(
    (place) => lockfile[place].optional || found[place]?.version === lockfile[place].version,
  );
}

/** Runs npm: the one that runs this process, if any, otherwise the one on the path. */
export function npm(args) {
  const own = process.env.npm_execpath;
  const [command, before, shell] =
    own === undefined ? ["npm", [], process.platform === "win32"] : [process.execPath, [own], false];
  return new Promise((resolve, reject) => {
    // Standard output is for the command's own result, so npm prints to standard error.
    const child = spawn(command, [...before, ...args], { cwd: root, stdio: ["inherit", 2, 2], shell });
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(" ")} ended with ${signal ?? code}`)),
    );
  });
}

/** Installs the workspaces of `command`, and keeps those already installed for other commands. */
export async function install(command) {
  const wanted = workspacesOf(command);
  if (isInstalled(wanted)) return;
  const workspaces = everything.filter((each) => wanted.includes(each) || isInstalled([each]));
  console.error("Installing packages (once; a minute or two) …");
  await npm([
    "ci",
    ...workspaces.map((each) => `--workspace=${each}`),
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}
