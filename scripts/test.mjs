// npm test: formatting, lint, types, build, then every suite. Arguments are passed to jest: npm test -- scores
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";

function run(title, script, args) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  return new Promise((resolve, reject) => {
    // Two programs share two cores: threads that compile and tidy memory beside each would only take an eighth more.
    const command = ["--single-threaded", join(root, "node_modules", script), ...args];
    const child = spawn(process.execPath, command, { cwd: root, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      console.log(
        `── ${title}: ${code === 0 ? "ok" : "failed"}, ${((Date.now() - started) / 1000).toFixed(0)} s`,
      );
      if (code === 0) resolve();
      else reject(new Error(`${title} failed (${signal ?? code})`));
    });
  });
}

export async function main(args) {
  const { buildAll } = await import("./build.mjs");
  const build = async () => {
    console.log("\n── build");
    await buildAll();
  };
  // Two steps at a time, for the two cores that every machine has by now. What has not changed since the last run is
  // neither formatted nor typed again; lint is, because its rules look from one file into others.
  if (args.length > 0) await build();
  else {
    await Promise.all([
      run("formatting", "prettier/bin/prettier.cjs", [
        ...["--check", "--log-level", "warn", "."],
        ...["--cache", "--cache-strategy", "content", "--cache-location", ".cache/prettier"],
      ]),
      run("lint", "eslint/bin/eslint.js", ["--max-warnings", "0", "."]),
    ]);
    await Promise.all([
      run("types", "typescript/bin/tsc", ["-p", ".", "--incremental", "--tsBuildInfoFile", ".cache/types"]),
      build(),
    ]);
  }
  await run("tests", "jest/bin/jest.js", args);
}
