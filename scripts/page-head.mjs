// What the heads of the spreadsheet page and the pane in Excel have in common, in place of <!-- head -->.
import { readFile, writeFile } from "node:fs/promises";

/** The policy lets nothing be loaded from elsewhere, except Office.js where its address is elsewhere. */
export const pageHead = (officeJs = "") => `<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'${/^https?:/.test(officeJs) ? ` ${new URL(officeJs).origin}` : ""}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'" />
    <title>CRM Functions</title>`;

export async function writePage(from, to, officeJs) {
  const html = await readFile(from, "utf8");
  await writeFile(to, html.replace("<!-- head -->", pageHead(officeJs)).replace("{{officeJs}}", officeJs));
}
