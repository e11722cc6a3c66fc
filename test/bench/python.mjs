import { spawnSync } from "node:child_process";

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

/** Makes BLAS use one thread. */
export const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
