import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { replaceFolder } from "../../../scripts/replace-folder.mjs";
import { temporaryFolder } from "../../temporary-folder";

let top = "";
let dist = "";
beforeEach(() => {
  top = temporaryFolder();
  dist = join(top, "dist");
  mkdirSync(dist);
  writeFileSync(join(dist, "page.js"), "old");
  writeFileSync(join(dist, "pane.js"), "old pane");
});
afterEach(() => void jest.restoreAllMocks());

const contents = () =>
  Object.fromEntries(readdirSync(dist).map((name) => [name, readFileSync(join(dist, name), "utf8")]));
const old = { "page.js": "old", "pane.js": "old pane" };
const writePage = async (folder: string) => writeFileSync(join(folder, "page.js"), "new");

test("the old folder is served whole until the new one is, and nothing of it is left", async () => {
  await replaceFolder(dist, async (folder) => {
    await writePage(folder);
    expect(contents()).toEqual(old);
  });
  expect(contents()).toEqual({ "page.js": "new" });
  expect(readdirSync(top)).toEqual(["dist"]);
});

test("what another build made stays where it is to be kept", async () => {
  await replaceFolder(dist, writePage, { keeps: true });
  expect(contents()).toEqual({ "page.js": "new", "pane.js": "old pane" });
  expect(readdirSync(top)).toEqual(["dist"]);
});

test.each([false, true])("a folder that is not there yet is made (keeps: %s)", async (keeps) => {
  rmSync(dist, { recursive: true });
  await replaceFolder(dist, writePage, { keeps });
  expect(contents()).toEqual({ "page.js": "new" });
});

test("a build that fails leaves the old folder", async () => {
  const failing = replaceFolder(dist, async (folder) => {
    await writePage(folder);
    throw new Error("no such word");
  });
  await expect(failing).rejects.toThrow("no such word");
  expect(contents()).toEqual(old);
  expect(readdirSync(top)).toEqual(["dist"]);
});

test("a build that is stopped leaves the old folder, and the next one clears up", async () => {
  const script = `
    import { writeFileSync } from "node:fs";
    import { replaceFolder } from ${JSON.stringify(pathToFileURL(resolve("scripts/replace-folder.mjs")).href)};
    await replaceFolder(${JSON.stringify(dist)}, async (folder) => {
      writeFileSync(folder + "/half.js", "");
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => setInterval(() => undefined, 1000));
    });`;
  spawnSync(process.execPath, ["--input-type=module", "--eval", script], { timeout: 120_000 });
  expect(readdirSync(top)).toEqual([".dist-build", "dist"]);
  expect(contents()).toEqual(old);
  await replaceFolder(dist, writePage);
  expect(contents()).toEqual({ "page.js": "new" });
  expect(readdirSync(top)).toEqual(["dist"]);
});

/** Windows: the first `times` renames of `from` fail. */
function openFor(times: number, from: string): void {
  const { rename } = fs;
  jest.spyOn(fs, "rename").mockImplementation(async (before, after) => {
    if (before === from && times-- > 0) throw Object.assign(new Error("open"), { code: "EPERM" });
    await rename(before, after);
  });
}

test("on Windows a folder that is open for a moment is replaced", async () => {
  openFor(2, dist);
  await replaceFolder(dist, writePage);
  expect(contents()).toEqual({ "page.js": "new" });
});

test("on Windows a folder that stays open stays, and the message says what to do", async () => {
  openFor(Infinity, dist);
  await expect(replaceFolder(dist, writePage)).rejects.toThrow(/dist could not be replaced.*Close that/);
  expect(contents()).toEqual(old);
  expect(readdirSync(top)).toEqual(["dist"]);
});

test("on Windows a new folder that stays open gives the old one its place back", async () => {
  openFor(Infinity, join(top, ".dist-build", "new", "dist"));
  await expect(replaceFolder(dist, writePage)).rejects.toThrow("open");
  expect(contents()).toEqual(old);
});
