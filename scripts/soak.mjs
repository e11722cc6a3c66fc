// npm run soak [-- --minutes 30]: the suites that draw random inputs or break things on purpose, again and again.
// Each round draws new inputs; the first failure ends the run with its seed in the output.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";

const suites = [
  "test/unit/core/scores",
  "test/unit/core/regression",
  "test/unit/core/charts",
  "test/unit/core/customers",
  "test/unit/notebooks/sqlite",
  "test/unit/notebooks/sync",
  "test/unit/notebooks/large-files",
  "test/unit/notebooks/regression",
  "test/unit/addin/workbook/file",
  "test/unit/notebooks/warehouse/faults",
  "test/unit/notebooks/warehouse/sources",
];

function round() {
  return new Promise((resolve, reject) => {
    const jest = join(root, "node_modules", "jest", "bin", "jest.js");
    const child = spawn(process.execPath, [jest, "--silent", ...suites], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      // 200 MB of .csv read, half a million rows of .xlsx, 10,000 inserts killed in the middle
      env: { ...process.env, CRM_LARGE_FILE_MB: "200", CRM_KILL_AFTER: "5000" },
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error("A suite failed: see above."))));
  });
}

export async function main(args) {
  const { options } = readOptions(args, { values: ["minutes"] });
  const minutes = Number(options.minutes ?? 30);
  if (!(minutes > 0)) throw new Error(`--minutes ${options.minutes}: give a number above 0.`);
  const { buildAll } = await import("./build.mjs");
  await buildAll();
  const end = Date.now() + minutes * 60_000;
  let rounds = 0;
  do {
    await round();
    rounds++;
    console.log(`Round ${rounds} passed.`);
  } while (Date.now() < end);
}
