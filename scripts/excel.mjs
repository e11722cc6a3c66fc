// npm run excel [-- --development --document LINK_OR_FILE --workbook EXAMPLE --port 3000]: serves over https and puts
// the add-in into Excel on this machine or, with the link of a workbook, on the web. --remove takes it out again.
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";
import { buildAddin } from "./build.mjs";
import { excelTarget, hasExcel } from "./excel-target.mjs";
import { serve } from "./serve.mjs";
import { parseNumber } from "office-addin-cli";
import devCerts from "office-addin-dev-certs";
import devCertPaths from "office-addin-dev-certs/lib/defaults.js";
import debugging from "office-addin-debugging";

const canSideload = hasExcel(process.platform);

/** The development certificate: installed as trusted if possible, otherwise only generated. */
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
  const options = readOptions(args, {
    values: ["document", "workbook", "port"],
    flags: ["development", "remove"],
  });
  const manifest = join(root, "dist", "manifest.xml");
  if (options.remove) return debugging.stopDebugging(manifest);
  const port = parseNumber(options.port ?? "3000", `--port ${options.port} is no number`);
  const tls = await certificate();
  const url = `https://localhost:${port}`;
  await buildAddin({ url, development: options.development });
  const target = excelTarget(options, {
    platform: process.platform,
    examples: join(root, "dist", "examples"),
  });
  const server = await serve({ folder: join(root, "dist"), port, tls }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} is taken: stop what uses it, or give another one with --port.`);
  });
  console.log(`Serving ${url}`);
  const isWeb = target?.appType === debugging.AppType.Web;
  if (target !== undefined) {
    await debugging.startDebugging(manifest, target);
    console.log(
      isWeb
        ? `Your browser opens the workbook and asks whether to take the add-in from ${url}: say yes.
If it says that the add-in cannot be loaded, trust the certificate first: open ${url}/taskpane.html and accept it, or
import ${devCertPaths.caCertificatePath} as an authority. Stop with Ctrl-C.`
        : "Excel opens with the add-in: type =CRM. in a cell. Stop with Ctrl-C.",
    );
  } else {
    console.log(`
There is no Excel on ${process.platform} to put the add-in into. Use Excel on the web:
1. Trust the certificate in your browser: import ${devCertPaths.caCertificatePath} as an authority,
   or open ${url}/taskpane.html once and accept it.
2. Start again with the link of a workbook in OneDrive: npm run excel -- --document https://…
   Or by hand: open a workbook at https://excel.cloud.microsoft, then Home > Add-ins > More Add-ins > My Add-ins > Upload My Add-in.
3. Choose ${manifest}
Stop with Ctrl-C.`);
  }
  const stop = async () => {
    if (target !== undefined && !isWeb) await debugging.stopDebugging(manifest);
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
