// Builds what Excel loads for calculation: functions.js, functions.json and functions.zh-CN.json.
import { readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build } from "esbuild";
import metadata from "custom-functions-metadata";
import { bundled } from "./bundle.mjs";
import { root } from "./root.mjs";
import { importTypeScript } from "./import-typescript.mjs";

const folder = join(root, "addin", "functions");

/** The six analyses come first in every list of functions. */
const firstFiles = ["scores.ts", "feedback.ts"];

/** Every file with custom functions, in a fixed order. */
async function functionFiles() {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && entry.name !== "index.ts")
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(file) {
  const place = firstFiles.findIndex((name) => file === join(folder, name));
  return place < 0 ? firstFiles.length : place;
}

/** The generator's metadata, with additions that it cannot express. */
export async function generateMetadata({ url }) {
  const files = await functionFiles();
  const generated = await metadata.generateCustomFunctionsMetadata(files);
  if (generated.errors.length > 0) throw new Error(`Custom functions:\n${generated.errors.join("\n")}`);
  const english = JSON.parse(generated.metadataJson);
  // Errors in a range are passed to the function, which then fails for one row instead of the whole result. Data types
  // (a currency, a stock) are passed as their plain values.
  english.allowErrorForDataTypeAny = true;
  delete english.allowCustomDataForDataTypeAny;
  const seen = new Set();
  english.enums = (english.enums ?? []).filter((each) => !seen.has(each.id) && seen.add(each.id));
  for (const each of english.functions) {
    each.helpUrl = `${url}/help.html#${each.name.toLowerCase()}`;
    each.description = oneLine(each.description);
    for (const parameter of each.parameters) parameter.description = oneLine(parameter.description);
  }
  const { texts, choices } = await chineseTexts();
  const chinese = structuredClone(english);
  const missing = [];
  for (const each of chinese.functions) {
    each.helpUrl = `${url}/help.zh-CN.html#${each.name.toLowerCase()}`;
    const text = texts[each.id];
    if (text === undefined) {
      missing.push(each.id);
      continue;
    }
    each.description = text.description;
    for (const parameter of each.parameters) {
      const its = text.parameters[parameter.name];
      if (its === undefined) missing.push(`${each.id}(${parameter.name})`);
      else Object.assign(parameter, { name: its.name, description: its.description });
    }
  }
  for (const each of chinese.enums) {
    for (const value of each.values) {
      const tooltip = choices[each.id]?.[value.stringValue];
      if (tooltip === undefined) missing.push(`${each.id}.${value.stringValue}`);
      else value.tooltip = tooltip;
    }
  }
  // `new` is the name in the catalogue, but a reserved word in TypeScript.
  for (const parameter of english.functions.flatMap((each) => each.parameters)) {
    if (parameter.name === "new_customers") parameter.name = "new";
  }
  if (missing.length > 0) throw new Error(`addin/locales/zh-CN/functions lacks: ${missing.join(", ")}`);
  return { english, chinese, associate: generated.associate };
}

function oneLine(text) {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

async function chineseTexts() {
  const locale = join(root, "addin", "locales", "zh-CN", "functions");
  const texts = {};
  const choices = {};
  for (const file of (await readdir(locale)).sort()) {
    for (const [name, value] of Object.entries(await importTypeScript(join(locale, file)))) {
      Object.assign(name.endsWith("Choices") ? choices : texts, value);
    }
  }
  return { texts, choices };
}

/** functions.js is generated from the metadata's own list, so that every described function is also associated. */
function entrySource(associate) {
  const files = [...new Set(associate.map((each) => each.sourceFileName))];
  const lines = files.map(
    (file, i) =>
      `import * as family${i} from "./${relative(root, file).replaceAll("\\", "/").replace(/\.ts$/, "")}";`,
  );
  const pairs = associate.map(
    (each) =>
      `[${JSON.stringify(each.id)}, family${files.indexOf(each.sourceFileName)}.${each.functionName}]`,
  );
  // The pane on the same page uses these for previews, and is notified when the workbook calls one of our functions.
  lines.push(
    `const page = (globalThis.crmFunctions = { implementations: Object.fromEntries([${pairs.join()}]) });`,
    "for (const [id, body] of Object.entries(page.implementations))",
    "  CustomFunctions.associate(id, (...values) => (page.onCall?.(), body(...values)));",
  );
  return lines.join("\n");
}

/** Leaves out the messages about fields of customer records: no function uses them, and a test checks that. */
const withoutCustomerMessages = {
  name: "without-customer-messages",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]core[\\/]locales[\\/][^\\/]+[\\/]customers\.ts$/ }, () => ({
      contents: "export const customers = {};",
    }));
  },
};

export async function buildFunctions({ outDir, url }) {
  const { english, chinese, associate } = await generateMetadata({ url });
  await build({
    stdin: { contents: entrySource(associate), resolveDir: root, sourcefile: "functions.ts", loader: "ts" },
    ...bundled,
    platform: "neutral",
    mainFields: ["module", "main"],
    // Unescaped Chinese takes half the space; the byte order mark sets the encoding, whatever a server says.
    charset: "utf8",
    banner: { js: "\uFEFF" },
    outfile: join(outDir, "functions.js"),
    plugins: [withoutCustomerMessages, ...bundled.plugins],
  });
  await Promise.all([
    writeFile(join(outDir, "functions.json"), JSON.stringify(english, null, 2) + "\n"),
    writeFile(join(outDir, "functions.zh-CN.json"), JSON.stringify(chinese, null, 2) + "\n"),
  ]);
  return { english, chinese };
}
