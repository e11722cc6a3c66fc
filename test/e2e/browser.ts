import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve, sep } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from "playwright-core";

/** The folder that `npm run build` fills. Tests and scripts run from the top of the checkout. */
export const distFolder = resolve(process.cwd(), "dist");

/** Where browsers that Playwright can drive usually live, besides the channels that it finds by itself. */
const installedPaths = [
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...[process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]]
    .filter((folder): folder is string => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
      join(folder, "Chromium", "Application", "chrome.exe"),
    ]),
];

// The sandbox needs kernel features that containers and build machines lack; the pages are our own. Without a graphics
// card its emulation would cost a third of the processor's time, and no page draws with WebGL. Threads that compile and
// tidy memory beside the page save it no time where other suites take every core, and cost a fifth more in all.
const launchArguments = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--lang=en-US",
  "--disable-gpu",
  "--js-flags=--single-threaded",
];

/**
 * A headless browser: the one named by `CHROME_PATH`, else an installed Chrome, Edge or Chromium,
 * else the Chromium inside the npm package `@sparticuz/chromium` (also when `CRM_BROWSER=npm`).
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const args = [...launchArguments, ...(options.args ?? [])];
  const installed = process.env["CRM_BROWSER"] === "npm" ? undefined : installedBrowser();
  if (installed !== undefined) {
    return chromium.launch({ ...options, executablePath: installed, args });
  }
  const packed = packedBrowser();
  return chromium.launch({
    ...options,
    executablePath: packed.executablePath,
    args,
    env: { ...(process.env as Record<string, string>), ...packed.env, ...options.env },
  });
}

function installedBrowser(): string | undefined {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    return named;
  }
  return installedPaths.find((path) => existsSync(path));
}

interface PackedBrowser {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, with the shared libraries that a bare container lacks, once
 * per version into the temporary folder. The package decides by environment variables where and what to unpack, and
 * those of a test are not the process's own, so a process unpacks it; the rename makes sure that a second one never
 * sees half a browser.
 */
function packedBrowser(): PackedBrowser {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome, Edge or Chromium was found. Install one, or name it with CHROME_PATH.");
  }
  const manifest = JSON.parse(
    readFileSync(join(process.cwd(), "node_modules", "@sparticuz", "chromium", "package.json"), "utf8"),
  ) as { version: string };
  const folder = join(tmpdir(), `crm-functions-chromium-${manifest.version}-${process.getuid?.() ?? 0}`);
  const executablePath = join(folder, "chromium");
  if (!existsSync(executablePath)) {
    const unpacking = mkdtempSync(join(tmpdir(), "crm-functions-chromium-"));
    const script = 'import("@sparticuz/chromium").then(({ default: packed }) => packed.executablePath())';
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TMPDIR: unpacking, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 120_000,
    });
    mkdirSync(join(unpacking, "fonts"), { recursive: true });
    try {
      renameSync(unpacking, folder);
    } catch {
      // Another process was first, or somebody tidied the temporary folder and left a part.
      if (!existsSync(executablePath)) {
        rmSync(folder, { recursive: true, force: true });
        renameSync(unpacking, folder);
      } else rmSync(unpacking, { recursive: true, force: true });
    }
  }
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]]
        .filter(Boolean)
        .join(":"),
      FONTCONFIG_PATH:
        process.env["FONTCONFIG_PATH"] ?? (existsSync("/etc/fonts") ? "/etc/fonts" : join(folder, "fonts")),
    },
  };
}

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml; charset=utf-8",
  ".woff2": "font/woff2",
  ".map": "application/json; charset=utf-8",
};

export interface ServedFolder {
  /** Address without a trailing slash, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder of built files (`dist` by default) on a port of the system's choice. */
export async function serveDist(folder: string = distFolder): Promise<ServedFolder> {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: run "npm run build" first.`);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found");
      return;
    }
    response
      .writeHead(200, {
        "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
        "cache-control": "max-age=3600",
      })
      .end(readFileSync(file));
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done, failed) => server.close((error) => (error ? failed(error) : done())));
}

/** A new context, in English, without motion to wait for, whose actions wait as long as a busy machine needs. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(120_000);
  return context;
}

export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests to any other host; a test empties it. */
  readonly complaints: string[];
}

/** A new page, in a context of its own, that writes down whatever it should not do. */
export async function watchedPage(
  browser: Browser,
  served: ServedFolder,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await openContext(browser, { viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(served.url) && !/^(?:data|blob):/.test(address)) complaints.push(address);
  });
  return { page, complaints };
}
