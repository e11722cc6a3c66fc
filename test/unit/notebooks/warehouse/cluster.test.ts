import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, test } from "@jest/globals";
import { openClickHouse } from "../../../../notebooks/support/warehouse";
import { startClickHouse } from "../../../../scripts/clickhouse-servers.mjs";
import { clickHouse, describeWith } from "../../../needs";
import { temporaryFolder } from "../../../temporary-folder";

const suite = describeWith(clickHouse);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
}

suite("npm run cluster", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });

  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "says how to point a notebook at it, answers, and leaves nothing behind after %s",
    async (signal) => {
      const child = spawn(process.execPath, [join("scripts", "run.mjs"), "cluster", "--customers", "1000"], {
        env: { ...process.env, TMPDIR: folder },
      });
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      await new Promise<void>((done, fail) => {
        child.stdout.on("data", (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes("Ctrl-C stops")) done();
        });
        child.once("exit", () => fail(new Error(said)));
      });
      const url = /openClickHouse\(\{ url: "([^"]+)", username: "analyst" \}\)/.exec(said)?.[1] ?? "";
      const warehouse = openClickHouse({ url, username: "analyst" });
      const groups = await warehouse.scoreSummary({
        table: "survey",
        values: ["quality", "price"],
        weights: [0.5, 0.5],
        by: "region",
      });
      expect(groups.map(({ group }) => group)).toEqual(["East", "North", "South", "West"]);
      expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
      await warehouse.close();
      const [own] = readdirSync(folder);
      const servers = [1, 2, 3].map((i) =>
        Number(readFileSync(join(folder, own, `shard${i}`, "pid"), "utf8")),
      );
      expect(servers.map(isRunning)).toEqual([true, true, true]);
      const ended = new Promise((done) => child.once("exit", done));
      child.kill(signal);
      expect(await ended).toBe(signal === "SIGKILL" ? null : 0);
      // Who is killed leaves it to the servers to go, which takes them a moment.
      for (let tries = 0; signal === "SIGKILL" && existsSync(join(folder, own)) && tries < 500; tries++)
        await new Promise((done) => setTimeout(done, 10));
      expect(existsSync(join(folder, own))).toBe(false);
      expect(servers.map(isRunning)).toEqual([false, false, false]);
    },
  );

  test("a port that another program takes in between is an error at once, which says so", async () => {
    const servers = await startClickHouse({ folder, shards: 1 });
    process.kill(await servers.pid(0), "SIGKILL");
    const squatter = createServer((socket) => socket.destroy());
    for (let tries = 0; !squatter.listening && tries < 100; tries++) {
      await new Promise<void>((done) => {
        squatter.once("error", () => setTimeout(done, 20));
        squatter.listen(Number(new URL(servers.url).port), "127.0.0.1", done);
      });
    }
    await expect(servers.start(0)).rejects.toThrow(/Address already in use/);
    await new Promise((done) => squatter.close(done));
    await servers.start(0);
    expect((await servers.query(0, "SELECT 1")).trim()).toBe("1");
    await servers.stop();
  });

  test("a number of customers that is none is refused", async () => {
    const child = spawn(process.execPath, [join("scripts", "run.mjs"), "cluster", "--customers", "many"]);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((done) => child.once("close", done));
    expect(code).toBe(1);
    expect(said).toContain("--customers needs a whole number");
  });
});
