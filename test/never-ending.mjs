// A suite that never ends, a loop that no time limit of a test can interrupt, would hold a run for ever and say nothing.
// After twenty minutes, which no suite takes on the busiest machine, the run names it and ends.
import { spawnSync } from "node:child_process";
import { relative } from "node:path";

const longest = 1_200_000;

/** Every process below `pid`, the deepest last. */
function processesBelow(pid) {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = (stdout ?? "")
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = [pid];
  for (const parent of below) for (const [child, of] of pairs) if (of === parent) below.push(child);
  return below.slice(1);
}

export default class NeverEnding {
  #started = new Map();
  #watch;

  onRunStart() {
    this.#watch = setInterval(() => this.#look(), 5_000);
    this.#watch.unref();
  }
  onTestFileStart({ path }) {
    this.#started.set(path, Date.now());
  }
  onTestFileResult({ path }) {
    this.#started.delete(path);
  }
  onRunComplete() {
    clearInterval(this.#watch);
  }

  #look() {
    const over = [...this.#started].filter(([, since]) => Date.now() - since > longest);
    if (over.length === 0) return;
    for (const [path] of over) {
      console.error(`\n${relative(process.cwd(), path)} did not end in ${longest / 60_000} minutes.`);
    }
    for (const pid of processesBelow(process.pid).reverse()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error; // ended by itself meanwhile
      }
    }
    process.exit(1);
  }
}
