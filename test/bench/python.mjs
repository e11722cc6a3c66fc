import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

/** The Pythons that have the given modules: peers are measured where they are installed. */
export function pythonsWith(...modules) {
  return ["python3", "/usr/bin/python3", "python"].filter(
    (command) => spawnSync(command, ["-c", `import ${modules.join(", ")}`], { stdio: "ignore" }).status === 0,
  );
}

/** The first of them, or undefined. */
export function pythonWith(...modules) {
  return pythonsWith(...modules)[0];
}

/** Runs a Python program and gives back the JSON that it prints; `environment` may bind it to one thread. */
export function runPython(command, program, environment = {}) {
  const result = spawnSync(command, ["-c", program], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 26,
  });
  if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/**
 * A Python that keeps its data between measurements: the program defines functions without arguments, and `run(name)`
 * gives the milliseconds that one call of such a function took there.
 */
export function pythonSession(command, program, environment = {}) {
  const loop = `
import sys, time
for _line in sys.stdin:
    _body = globals()[_line.strip()]
    _start = time.perf_counter(); _body(); print((time.perf_counter() - _start) * 1000, flush=True)
`;
  const child = spawn(command, ["-u", "-c", program + loop], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(name) {
      child.stdin.write(`${name}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended.`);
      return Number(value);
    },
    async end() {
      child.stdin.end();
      await new Promise((resolve) => (child.exitCode === null ? child.once("close", resolve) : resolve()));
    },
  };
}

/** Makes BLAS use one thread. */
export const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
