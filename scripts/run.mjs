// Entry point of every npm script: checks Node, installs what is missing, then runs the command.
import { pathToFileURL } from "node:url";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const scripts = dirname(fileURLToPath(import.meta.url));
const [name, ...args] = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `CRM Functions needs Node 20.19 or newer; this is ${process.version}. Get one at https://nodejs.org`,
  );
  process.exit(1);
}

try {
  const { install } = await import(pathToFileURL(join(scripts, "install.mjs")).href);
  await install(name);
  const { main } = await import(pathToFileURL(join(scripts, `${name}.mjs`)).href);
  await main(args);
} catch (error) {
  const { message, cause } = error;
  // A caller that asks for JSON gets JSON even if something fails.
  if (args.includes("--json"))
    console.log(JSON.stringify({ error: { kind: cause?.key ?? "other", message } }));
  console.error(process.env.DEBUG ? error : `\n${message}`);
  process.exitCode = 1;
}
