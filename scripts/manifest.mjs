// npm run manifest -- --url https://… [--out file]: the manifest of an add-in on a company's own server.
import { join, resolve } from "node:path";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";
import { buildManifest } from "./build-manifest.mjs";
import { OfficeAddinManifest } from "office-addin-manifest";

export async function main(args) {
  const options = readOptions(args, { values: ["url", "out"], flags: ["development"] });
  const url = options.url ?? process.env.ADDIN_URL;
  if (url === undefined)
    throw new Error("Which address? npm run manifest -- --url https://addins.example.com/crm");
  const file = options.out === undefined ? join(root, "dist", "manifest.xml") : resolve(options.out);
  await buildManifest({ file, url, development: options.development });
  // Read as Office reads it: what is not found here, Office would not find either.
  const { displayName, id, version } = await OfficeAddinManifest.readManifestFile(file);
  console.log(`${file}
${displayName} ${version} (${id})\n
1. npm run build -- --url ${url}
2. Copy the folder dist to ${url} (https, with Access-Control-Allow-Origin: * on functions.js, functions.json and shortcuts.json).
3. Give this manifest to Excel: Microsoft 365 admin center > Integrated apps, or Excel > Home > Add-ins > More add-ins > Upload.`);
}
