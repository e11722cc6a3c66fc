import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openFiles } from "../../../../notebooks/support/warehouse";
import { temporaryFolder } from "../../../temporary-folder";

const root = join(__dirname, "../../../..");
const folder = temporaryFolder();
writeFileSync(join(folder, "a.csv"), "id,a\nx,1\n");

const open = () => ({ tables: { a: join(folder, "a.csv") }, temporaryFolder: folder });
const left = () => readdirSync(folder).filter((name) => name !== "a.csv");

/** A process that has opened a warehouse and goes on as `then` says. */
async function process(then: string): Promise<ChildProcess> {
  const program =
    `const { openFiles } = require("./notebooks/support");` +
    `openFiles(${JSON.stringify(open())}).then(() => { console.log("open"); ${then} });`;
  const child = spawn(globalThis.process.execPath, ["-e", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("a process that ends without closing leaves nothing, and of one that is killed the next removes it", async () => {
  const ended = await process("");
  if (ended.exitCode === null) await once(ended, "exit");
  expect(left()).toEqual([]);

  const killed = await process("setInterval(() => {}, 1000);");
  const [its] = left();
  await (await openFiles(open())).close();
  expect(left()).toEqual([its]); // it is alive
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(left()).toEqual([its]);
  await (await openFiles(open())).close();
  expect(left()).toEqual([]);
});
