// Writes the manifest for the address from which the add-in is served.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./root.mjs";

const developmentAddress = "https://localhost:3000";
const productionId = "6f1d3c52-8a0e-4f0b-9d53-2a4c7be1a9e7";
const developmentId = "b41f0c1e-55f1-4d58-8a9a-7c0d9e6f2d10";

/** The address without a trailing slash. Throws, with advice, if Excel would reject it. */
export function checkedUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`"${text}" is not an address. Give one like https://addins.example.com/crm`);
  }
  if (url.protocol !== "https:") {
    throw new Error(`Excel loads add-ins over https only: "${text}" begins with ${url.protocol}//`);
  }
  if (url.search !== "" || url.hash !== "") throw new Error(`"${text}": leave out what follows ? or #`);
  return url.href.replace(/\/+$/, "");
}

/** Version of the add-in in the four parts of a manifest; an update in the admin centre needs a higher one. */
async function manifestVersion() {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return `${version.replace(/-.*/, "")}.0`;
}

/** manifest.xml for `url`; with `development`, under a separate id and namespace (CRMDEV). */
export async function manifestFor({ url, development = false }) {
  const address = checkedUrl(url);
  let xml = await readFile(join(root, "manifest.xml"), "utf8");
  xml = xml
    .replace(/\n<!--[\s\S]*?-->/, "")
    .replace(/<Version>[^<]*</, `<Version>${await manifestVersion()}<`)
    .replaceAll(developmentAddress, address)
    // an AppDomain is a scheme and a host, without a path
    .replace(/<AppDomain>[^<]*<\/AppDomain>/, `<AppDomain>${new URL(address).origin}</AppDomain>`);
  if (development) {
    xml = xml
      .replace(productionId, developmentId)
      .replace(
        'id="Functions.Namespace" DefaultValue="CRM"',
        'id="Functions.Namespace" DefaultValue="CRMDEV"',
      )
      .replace(
        '<DisplayName DefaultValue="CRM Functions">',
        '<DisplayName DefaultValue="CRM Functions (development)">',
      );
  }
  return xml;
}

export async function buildManifest({ file, url, development }) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await manifestFor({ url, development }));
}
