// npm start: builds and serves the spreadsheet page. PORT sets the port.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";
import { buildPage } from "./build.mjs";
import { serve } from "./serve.mjs";

/** Serves on `first` or, if it is taken, on the next free port; reports which ports were taken. */
async function serveOnFreePort(folder, first) {
  for (let port = first; port < first + 100 && port < 65536; port++) {
    try {
      return await serve({ folder, port });
    } catch (error) {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
      console.log(
        `Port ${port} is ${error.code === "EACCES" ? "not allowed" : "taken"}; trying ${port + 1}.`,
      );
    }
  }
  throw new Error(`No free port from ${first} on. Choose one: PORT=8080 npm start`);
}

/** The port given by PORT, 3000 by default. */
function wantedPort(text = process.env.PORT) {
  const advice = `PORT is "${text}": give a whole number from 0 to 65535.`;
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(advice);
  return port;
}

function openBrowser(url) {
  const { platform, env } = process;
  const [command, args] =
    platform === "darwin"
      ? ["open", [url]]
      : platform === "win32"
        ? ["cmd", ["/c", "start", "", url]]
        : ["xdg-open", [url]];
  if (env.CI || (platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY)) return;
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => console.log("Open the address in a browser; none could be opened from here."));
  child.unref();
}

export async function main() {
  const port = wantedPort();
  console.log("Building …");
  await buildPage();
  const server = await serveOnFreePort(join(root, "dist"), port);
  console.log(`\nCRM Functions is ready:  ${server.url}/\nStop with Ctrl-C.\n`);
  openBrowser(`${server.url}/`);
  const stop = () => {
    server.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
