// npm run notebooks [-- --no-browser]: opens the notebooks in the Jupyter installed on this machine.
import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { buildForNotebooks } from "./build-for-notebooks.mjs";
import { writeKernelspec } from "./kernelspec.mjs";
import { root } from "./root.mjs";

const candidates = [
  ["jupyter-lab", []],
  ["jupyter", ["lab"]],
  ["jupyter-notebook", []],
  ["jupyter", ["notebook"]],
  ["python3", ["-m", "jupyterlab"]],
  ["python3", ["-m", "notebook"]],
  ["py", ["-m", "jupyterlab"]],
];

/** The first Jupyter that reports its version, JupyterLab before the classic notebook. */
function findJupyter() {
  return candidates.find(([command, args]) => {
    const answer = spawnSync(command, [...args, "--version"], { stdio: "ignore", timeout: 30_000 });
    return answer.status === 0;
  });
}

export async function main(args) {
  await buildForNotebooks();
  const kernels = await writeKernelspec();
  const jupyter = findJupyter();
  const folder = join(root, "notebooks");
  if (jupyter === undefined) {
    console.log(
      [
        "There is no Jupyter on this machine. Any of these opens the notebooks:",
        "  - pip install jupyterlab, then npm run notebooks again",
        "  - VS Code with the Jupyter extension: open the folder notebooks/ and choose the kernel TypeScript;",
        `    it finds the kernel where JUPYTER_PATH contains ${kernels}`,
        "  - npm run report -- notebooks/01-needs-and-expectations.ipynb runs one without Jupyter and writes HTML",
      ].join("\n"),
    );
    return;
  }
  const [command, prefix] = jupyter;
  const path = [kernels, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter);
  const child = spawn(command, [...prefix, ...args, folder], {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, JUPYTER_PATH: path },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}
