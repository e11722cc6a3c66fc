import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { nodeScript } from "../node-script";
import { paneTasks } from "../../addin/taskpane/shell/pane-task";
import { xmlElements } from "./xml";
import { checkedUrl, manifestFor } from "../../scripts/build-manifest.mjs";
import { temporaryFolder } from "../temporary-folder";

const top = readFileSync("manifest.xml", "utf8");
const dist = readFileSync("dist/manifest.xml", "utf8");
const { version: packageVersion } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

function parsed(xml: string): { id: string } {
  const file = join(temporaryFolder(), "manifest.xml");
  writeFileSync(file, xml);
  return nodeScript(`
    import manifests from "office-addin-manifest";
    done(await manifests.OfficeAddinManifest.readManifestFile(${JSON.stringify(file)}));
  `);
}

/** Elements in document order, each with the names of its children. */
function childrenOf(xml: string): [string, string[]][] {
  const found: [string, string[]][] = [];
  const open: [string, string[]][] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    const element: [string, string[]] = [name, []];
    // OfficeApp and VersionOverrides have a Description, Hosts and Requirements each; theirs differ within.
    open.at(-1)?.[1].push(name);
    if (name === "Host" && open.some(([each]) => each === "VersionOverrides"))
      element[0] = "Host of overrides";
    if (name === "Action") element[0] = "Action";
    found.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return found;
}

const control = ["Label", "Supertip", "Icon", "Action", "Enabled", "Items"];

/**
 * Children in the order that they must have (Microsoft Learn, "How to find the proper order of manifest elements", task
 * pane add-ins; [MS-OWEMXML] for the items of a menu).
 */
const documentedOrder: Record<string, readonly string[]> = {
  OfficeApp: [
    ..."Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl".split(" "),
    ..."HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions".split(
      " ",
    ),
    ..."Dictionary VersionOverrides ExtendedOverrides".split(" "),
  ],
  DisplayName: ["Override"],
  Description: ["Override"],
  SupportUrl: ["Override"],
  AppDomains: ["AppDomain"],
  Hosts: ["Host"],
  Requirements: ["Sets", "Methods"],
  Sets: ["Set"],
  DefaultSettings: ["SourceLocation"],
  VersionOverrides: ["Description", "Requirements", "Hosts", "Resources", "WebApplicationInfo"],
  "Host of overrides": ["Runtimes", "AllFormFactors", "DesktopFormFactor"],
  Runtimes: ["Runtime"],
  AllFormFactors: ["ExtensionPoint"],
  DesktopFormFactor: ["GetStarted", "FunctionFile", "ExtensionPoint"],
  GetStarted: ["Title", "Description", "LearnMoreUrl"],
  ExtensionPoint: ["Script", "Page", "Metadata", "Namespace", "OfficeTab", "OfficeMenu"],
  Script: ["SourceLocation"],
  Page: ["SourceLocation"],
  Metadata: ["SourceLocation"],
  OfficeTab: ["Group"],
  Group: ["Label", "Icon", "Control"],
  OfficeMenu: ["Control"],
  Control: control,
  Items: ["Item"],
  Item: control,
  Supertip: ["Title", "Description"],
  Icon: ["bt:Image"],
  Action: ["TaskpaneId", "SourceLocation", "Title", "FunctionName"],
  Resources: ["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"],
  "bt:Images": ["bt:Image"],
  "bt:Urls": ["bt:Url"],
  "bt:ShortStrings": ["bt:String"],
  "bt:LongStrings": ["bt:String"],
  "bt:Image": ["bt:Override"],
  "bt:Url": ["bt:Override"],
  "bt:String": ["bt:Override"],
};

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
      version: `${packageVersion}.0`,
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

  test("functions, commands and pane share one runtime, in the namespace CRM", () => {
    const runtime = document.find((each) => each.name === "Runtime");
    expect(runtime?.attributes).toEqual({ resid: "Pane.Url", lifetime: "long" });
    // another resid for one of the pages, and Excel does not load the runtime
    const pages = document.filter((each) => ["FunctionFile", "SourceLocation"].includes(each.name));
    const ofPages = pages.map((each) => each.attributes.resid).filter((each) => each !== undefined);
    expect(new Set(ofPages)).toEqual(new Set(["Functions.Script.Url", "Pane.Url", "Functions.Metadata.Url"]));
    expect(resources.get("Pane.Url")?.attributes.DefaultValue).toBe(
      document.find((each) => each.name === "SourceLocation")?.attributes.DefaultValue,
    );
    expect(resources.get("Functions.Namespace")?.attributes.DefaultValue).toBe("CRM");
    expect(
      document
        .filter((each) => each.name === "Set")
        .map((each) => [each.attributes.Name, each.attributes.MinVersion]),
    ).toEqual([
      ["SharedRuntime", "1.1"],
      ["CustomFunctionsRuntime", "1.3"],
    ]);
  });

  test("children stand in the documented order", () => {
    for (const [parent, children] of childrenOf(xml)) {
      const order = documentedOrder[parent];
      expect([parent, order !== undefined || children.length === 0]).toEqual([parent, true]);
      const places = children.map((each) => (order ?? []).indexOf(each));
      expect([parent, children, places.includes(-1)]).toEqual([parent, children, false]);
      expect([parent, children, [...places].sort((a, b) => a - b)]).toEqual([parent, children, places]);
    }
  });

  test("ids are unique; a group has at most six controls, a menu of a cell one", () => {
    const ids = document
      .filter((each) => ["Group", "Control", "Item"].includes(each.name))
      .map((each) => each.attributes.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(125);
    const children = childrenOf(xml);
    const controls = (parent: string) =>
      children
        .filter(([name]) => name === parent)
        .map(([, names]) => names.filter((name) => name === "Control").length);
    for (const count of controls("Group")) expect(count).toBeLessThanOrEqual(6);
    expect(controls("OfficeMenu")).toEqual([1]);
  });

  test("one pane, which opens with documents that ask for it", () => {
    const panes = document.filter((each) => each.name === "TaskpaneId");
    expect(panes.map((each) => each.inner)).toEqual(["Office.AutoShowTaskpaneWithDocument"]);
  });

  test("names and descriptions keep to their limits", () => {
    const ofName = (name: string) => document.filter((each) => each.name === name);
    const texts = (name: string) => ofName(name).map((each) => each.attributes.DefaultValue ?? each.inner);
    for (const text of [...texts("DisplayName"), ...texts("ProviderName")]) {
      expect(text.length).toBeLessThanOrEqual(125);
    }
    expect(texts("Description")[0].length).toBeLessThanOrEqual(250);
    for (const override of document.filter((each) => each.name.endsWith("Override"))) {
      expect((override.attributes.Value ?? "").length).toBeLessThanOrEqual(250);
    }
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

describe("shortcuts.json", () => {
  const { actions, shortcuts } = JSON.parse(readFileSync("dist/shortcuts.json", "utf8")) as {
    actions: { id: string; type: string; name: string }[];
    shortcuts: { action: string; key: Record<string, string> }[];
  };

  test("names tasks that the pane has, each with a key of its own and a name in both languages", () => {
    for (const { id, type, name } of actions) {
      expect(Object.keys(paneTasks)).toContain(id);
      expect(type).toBe("ExecuteFunction");
      expect(name).toMatch(/^[A-Z][A-Za-z ]+ · [\u4e00-\u9fff]+$/);
    }
    expect(shortcuts.map((each) => each.action)).toEqual(actions.map((each) => each.id));
    // Microsoft's advice against conflicts with Excel and other add-ins
    for (const { key } of shortcuts) expect(key.default).toMatch(/^Ctrl\+Shift\+Alt\+[A-Z]$/);
    expect(new Set(shortcuts.map((each) => each.key.default)).size).toBe(shortcuts.length);
  });

  test("every command of the manifest is one of them or opens the help", () => {
    const names = xmlElements(top).filter((each) => each.name === "FunctionName");
    expect(names.length).toBeGreaterThan(5);
    for (const { inner } of names) expect([...Object.keys(paneTasks), "showHelp"]).toContain(inner);
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
