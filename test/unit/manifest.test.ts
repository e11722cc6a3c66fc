import { describe, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeScript } from "../node-script";
import { xmlElements } from "./xml";
import { checkedUrl, manifestFor } from "../../scripts/build-manifest.mjs";

const top = readFileSync("manifest.xml", "utf8");
const dist = readFileSync("dist/manifest.xml", "utf8");

function parsed(xml: string): { id: string } {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  try {
    const file = join(folder, "manifest.xml");
    writeFileSync(file, xml);
    return nodeScript(`
      import manifests from "office-addin-manifest";
      done(await manifests.OfficeAddinManifest.readManifestFile(${JSON.stringify(file)}));
    `);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Size of a PNG, from its header. */
function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe.each([
  ["manifest.xml", top],
  ["dist/manifest.xml", dist],
])("%s", (_name, xml) => {
  const document = xmlElements(xml);
  const resources = new Map(
    document
      .filter((each) => each.attributes.id && each.name.startsWith("bt:"))
      .map((each) => [each.attributes.id, each]),
  );

  test("office-addin-manifest reads it", () => {
    const manifest = parsed(xml);
    expect(manifest).toMatchObject({
      id: "6f1d3c52-8a0e-4f0b-9d53-2a4c7be1a9e7",
      displayName: "CRM Functions",
      defaultLocale: "en-US",
      officeAppType: "TaskPaneApp",
      hosts: ["Workbook"],
      version: "1.0.0.0",
      permissions: "ReadWriteDocument",
    });
  });

  test("every resid is defined, every resource is used and short enough", () => {
    const used = new Set(document.map((each) => each.attributes.resid).filter((each) => each !== undefined));
    expect([...used].filter((each) => !resources.has(each))).toEqual([]);
    expect([...resources.keys()].filter((each) => !used.has(each))).toEqual([]);
    for (const id of used) expect(id.length).toBeLessThanOrEqual(32);
  });

  test("every file that it names is built", () => {
    const urls = [...xml.matchAll(/(?:DefaultValue|Value)="(https:\/\/localhost:3000\/[^"]+)"/g)].map(
      (each) => each[1],
    );
    expect(urls.length).toBeGreaterThan(15);
    for (const url of new Set(urls)) {
      const path = new URL(url).pathname;
      expect([path, existsSync(join("dist", path))]).toEqual([path, true]);
    }
  });

  test("icons are PNGs of the size that their place asks for", () => {
    for (const image of document.filter(
      (each) => each.name === "bt:Image" && each.attributes.size !== undefined,
    )) {
      const size = Number(image.attributes.size);
      const url = resources.get(image.attributes.resid)?.attributes.DefaultValue ?? "";
      expect(pngSize(join("dist", new URL(url).pathname))).toEqual([size, size]);
    }
    const sizes = document
      .filter((each) => each.name === "bt:Image" && each.attributes.size)
      .map((each) => each.attributes.size);
    for (const size of ["16", "32", "80"]) expect(sizes).toContain(size);
  });

  test("functions run in the JavaScript-only runtime, in the namespace CRM, from set 1.3 on", () => {
    expect(document.some((each) => each.name === "Runtimes" || each.name === "Runtime")).toBe(false);
    expect(resources.get("Functions.Namespace")?.attributes.DefaultValue).toBe("CRM");
    expect(
      document
        .filter((each) => each.name === "Set")
        .map((each) => [each.attributes.Name, each.attributes.MinVersion]),
    ).toEqual([["CustomFunctionsRuntime", "1.3"]]);
  });

  test("every text has Chinese beside it", () => {
    for (const string of document.filter((each) => each.name === "bt:String")) {
      if (string.attributes.id === "Functions.Namespace") continue;
      expect([string.attributes.id, /[\u4e00-\u9fff]/.test(string.inner)]).toEqual([
        string.attributes.id,
        true,
      ]);
    }
    expect(resources.get("Functions.Metadata.Url")?.inner).toContain("functions.zh-CN.json");
  });

  test("texts keep to Excel's limits: short strings 125 characters, long ones 250", () => {
    for (const string of document.filter((each) => each.name === "bt:String")) {
      expect(string.attributes.DefaultValue.length).toBeLessThanOrEqual(
        string.attributes.id.endsWith("Tip") || string.attributes.id.endsWith("Description") ? 250 : 125,
      );
    }
  });
});

describe("a manifest for another server", () => {
  test("names nothing of this machine", async () => {
    const xml = await manifestFor({ url: "https://addins.example.com/crm/" });
    expect(xml).not.toContain("localhost");
    expect(xml).toContain('DefaultValue="https://addins.example.com/crm/functions.js"');
    expect(xml).toContain("<AppDomain>https://addins.example.com</AppDomain>");
    expect(parsed(xml).id).toBe("6f1d3c52-8a0e-4f0b-9d53-2a4c7be1a9e7");
  });

  test("a development build is another add-in with another namespace", async () => {
    const xml = await manifestFor({ url: "https://localhost:3000", development: true });
    expect(xml).toContain('DefaultValue="CRMDEV"');
    expect(parsed(xml).id).not.toBe("6f1d3c52-8a0e-4f0b-9d53-2a4c7be1a9e7");
  });

  test.each([
    ["http://addins.example.com", /over https only/],
    ["addins.example.com", /is not an address/],
    ["https://addins.example.com/?a=1", /leave out/],
  ])("%s is refused with the way out", (url, message) => expect(() => checkedUrl(url)).toThrow(message));
});
