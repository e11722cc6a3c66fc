import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { serve } from "../../../scripts/serve.mjs";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  mkdirSync(join(folder, "icons"));
  writeFileSync(join(folder, "icons", "a.png"), "");
  server = await serve({ folder });
});
afterAll(() => server.close());

/** The answer to exactly this path, which `fetch` would tidy up first. */
const answer = (path: string, method = "GET") =>
  new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    request({ host: "localhost", port: server.port, path, method, family: 4 }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    })
      .on("error", reject)
      .end();
  });

test("a folder's page is served with its type, and framed by nobody but Excel on the web", async () => {
  const { status, headers } = await answer("/");
  expect([status, headers["content-type"], headers["x-content-type-options"]]).toEqual([
    200,
    "text/html; charset=utf-8",
    "nosniff",
  ]);
  expect(headers["content-security-policy"]).toMatch(
    /^frame-ancestors 'self' https:\/\/\*\.officeapps\.live\.com /,
  );
});

test("icons may be kept, which Office demands; pages are asked for anew", async () => {
  expect((await answer("/icons/a.png")).headers["cache-control"]).toMatch(/max-age=\d+/);
  expect((await answer("/")).headers["cache-control"]).toBe("no-cache");
});

test.each([
  ["/none", 404],
  ["/../secret", 404],
  ["/..%2f..%2fetc/passwd", 404],
  ["/a%00b", 404],
  [`/${"a".repeat(5000)}`, 404],
  ["/%E0%A4%A", 400],
])("%.30s is answered with %i", async (path, wanted) => {
  expect((await answer(path)).status).toBe(wanted);
});

test("nothing is taken but GET and HEAD", async () => {
  expect((await answer("/", "HEAD")).status).toBe(200);
  expect((await answer("/", "POST")).status).toBe(405);
});
