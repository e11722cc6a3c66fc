// npm run excel [-- --development]: serves over https and puts the add-in into this machine's Excel.
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";
import { buildAll } from "./build.mjs";
import { serve } from "./serve.mjs";
import devCerts from "office-addin-dev-certs";
import devCertPaths from "office-addin-dev-certs/lib/defaults.js";
import debugging from "office-addin-debugging";
import manifests from "office-addin-manifest";

const port = 3000;

/** Windows and Mac have an Excel that add-ins can be put into from here. */
const canSideload = process.platform === "win32" || process.platform === "darwin";

/** The development certificate: installed as trusted where we can, else only made. */
async function certificate() {
  if (canSideload) return devCerts.getHttpsServerOptions();
  await devCerts.generateCertificates();
  const [ca, cert, key] = await Promise.all(
    [
      devCertPaths.caCertificatePath,
      devCertPaths.localhostCertificatePath,
      devCertPaths.localhostKeyPath,
    ].map((file) => readFile(file)),
  );
  return { ca, cert, key };
}

export async function main(args) {
  const { options } = readOptions(args, { flags: ["development"] });
  const tls = await certificate();
  const url = `https://localhost:${port}`;
  await buildAll({ url, development: options.development });
  const manifest = join(root, "dist", "manifest.xml");
  const server = await serve({ folder: join(root, "dist"), port, tls }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} is taken, and the manifest names it: stop what uses it and try again.`);
  });
  console.log(`Serving ${url}`);
  if (canSideload) {
    await debugging.startDebugging(manifest, {
      appType: debugging.AppType.Desktop,
      app: manifests.OfficeApp.Excel,
      enableDebugging: false,
      enableLiveReload: false,
    });
    console.log("Excel opens with the add-in: type =CRM. in a cell. Stop with Ctrl-C.");
  } else {
    console.log(`
There is no Excel on ${process.platform} to put the add-in into. Use Excel on the web:
1. Trust the certificate in your browser: import ${devCertPaths.caCertificatePath} as an authority,
   or open ${url}/taskpane.html once and accept it.
2. Open a workbook at https://excel.cloud.microsoft, then Home > Add-ins > More Add-ins > My Add-ins > Upload My Add-in.
3. Choose ${manifest}
Stop with Ctrl-C.`);
  }
  const stop = async () => {
    if (canSideload) await debugging.stopDebugging(manifest);
    await server.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      stop().catch((error) => {
        console.error(error.message);
        process.exit(1);
      });
    });
  }
}
