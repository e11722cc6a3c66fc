// Installs what is missing, so that npm start and npm test are the only commands anybody needs.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** True where every package of the lockfile that this machine needs is there in its version. */
export function isInstalled() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes("node_modules/") || optional || link || found[path]?.version === version,
  );
}

/** Runs npm, the one that runs us where there is one, else the one on the path. */
function npm(args) {
  const own = process.env.npm_execpath;
  const [command, before, shell] =
    own === undefined ? ["npm", [], process.platform === "win32"] : [process.execPath, [own], false];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args], { cwd: root, stdio: "inherit", shell });
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(" ")} ended with ${signal ?? code}`)),
    );
  });
}

export async function install() {
  if (isInstalled()) return;
  console.log("Installing the packages of package-lock.json (once; a few minutes) …");
  await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
