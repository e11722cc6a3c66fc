// A small static server for dist: this machine only, with the headers that the pages and Excel need.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { extname, join, normalize, sep } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Origins from which Excel on the web shows its panes. */
const excelOrigins = [
  "officeapps.live.com",
  "office.com",
  "office365.com",
  "sharepoint.com",
  "cloud.microsoft",
].map((host) => `https://*.${host}`);

async function answer(folder, request, response) {
  const headers = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    // Only Excel on the web, whose pane is a frame, may frame the pages.
    "Content-Security-Policy": `frame-ancestors 'self' ${excelOrigins.join(" ")}`,
    // Excel on the web loads functions.json and functions.js from its own page. Nothing in dist is private.
    "Access-Control-Allow-Origin": "*",
  };
  const refuse = (status, text) => {
    response.writeHead(status, { ...headers, "Content-Type": types[".txt"] });
    response.end(text);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET\n");
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return refuse(400, "Not an address\n");
  }
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(normalize(folder) + sep) || path.includes("\0")) return refuse(404, "Not found\n");
  const found = await stat(file).catch((error) => {
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(error.code)) return undefined;
    throw error;
  });
  if (found === undefined || !found.isFile()) return refuse(404, "Not found\n");
  const tag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
  headers.ETag = tag;
  // Office does not show icons that may not be cached.
  if (path.startsWith("/icons/")) headers["Cache-Control"] = "max-age=86400";
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers);
    return response.end();
  }
  response.writeHead(200, {
    ...headers,
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Length": found.size,
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file)
    .on("error", (error) => response.destroy(error))
    .pipe(response);
}

/**
 * Serves `folder` to this machine on both loopback addresses, because `localhost` may mean either.
 * @param {{ folder: string, port?: number, tls?: object }} options `port` 0: any free port
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serve({ folder, port = 0, tls }) {
  const listener = (request, response) => {
    answer(folder, request, response).catch((error) => {
      console.error(`${request.url}: ${error.message}`);
      response.destroy(error);
    });
  };
  const listen = (host, at) => {
    const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, host, () => resolve(server));
    });
  };
  const first = await listen("127.0.0.1", port);
  const its = first.address().port;
  const servers = [first];
  try {
    servers.push(await listen("::1", its));
  } catch (error) {
    // A machine without IPv6 has no such address; a port chosen by the system may be taken on it.
    const isLeftOut = ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code) || port === 0;
    if (!isLeftOut) {
      first.close();
      throw error;
    }
  }
  const close = (server) =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return {
    url: `${tls === undefined ? "http" : "https"}://localhost:${its}`,
    port: its,
    close: async () => void (await Promise.all(servers.map(close))),
  };
}
