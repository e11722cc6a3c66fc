// npm run nodes [-- jest patterns]: runs the tests of the core and of the functions on the oldest supported Node and on
// later ones. The Nodes are downloaded once from the npm registry into .cache.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./install.mjs";
import { root } from "./root.mjs";

const versions = ["20.19.0", "22", "24"];

async function nodeOf(version) {
  const folder = join(root, ".cache", "nodes", version);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const file = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const quietly = ["--no-save", "--no-audit", "--no-fund"];
    await npm(["install", "--prefix", folder, ...quietly, `${name}@${version}`]);
  }
  return file;
}

export async function main(args) {
  const patterns = args.length > 0 ? args : ["test/unit/core", "test/unit/addin/functions"];
  const failed = [];
  for (const version of versions) {
    const node = await nodeOf(version);
    console.log(`\n── ${spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim()}`);
    const jest = join(root, "node_modules", "jest", "bin", "jest.js");
    if (spawnSync(node, [jest, ...patterns], { stdio: "inherit", cwd: root }).status !== 0)
      failed.push(version);
  }
  if (failed.length > 0) throw new Error(`Failed on Node ${failed.join(", ")}.`);
}
