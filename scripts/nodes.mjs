// npm run nodes [-- jest patterns]: the tests of the core and of the functions on the oldest Node that is promised and on
// the ones after it. The Nodes come from the npm registry, once, into .cache.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const versions = ["20.19.0", "22", "24"];

function nodeOf(version) {
  const folder = join(root, ".cache", "nodes", version);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const file = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const [command, before] = process.env.npm_execpath
      ? [process.execPath, [process.env.npm_execpath]]
      : ["npm", []];
    const args = [
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--no-audit",
      "--no-fund",
      `${name}@${version}`,
    ];
    const { status } = spawnSync(command, [...before, ...args], { stdio: "inherit", cwd: folder });
    if (status !== 0) throw new Error(`Node ${version} could not be had as the package ${name}.`);
  }
  return file;
}

export async function main(args) {
  const patterns = args.length > 0 ? args : ["test/unit/core", "test/unit/addin/functions"];
  const failed = versions.filter((version) => {
    const node = nodeOf(version);
    console.log(`\n── ${spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim()}`);
    const jest = join(root, "node_modules", "jest", "bin", "jest.js");
    return spawnSync(node, [jest, ...patterns], { stdio: "inherit", cwd: root }).status !== 0;
  });
  if (failed.length > 0) throw new Error(`Failed on Node ${failed.join(", ")}.`);
}
