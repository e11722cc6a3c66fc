// Chooses the Excel that npm run excel puts the add-in into, and the workbook.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppType } from "office-addin-debugging";
import { OfficeApp } from "office-addin-manifest";

/** On Windows and Mac, Excel can be started with an add-in from here. */
export const hasExcel = (platform) => platform === "win32" || platform === "darwin";

/**
 * Options for office-addin-debugging; undefined if there is no Excel and no link was given.
 * @param {{ document?: string, workbook?: string }} options `document`: link to a workbook in OneDrive or SharePoint,
 * or a file; `workbook`: one of the examples
 * @param {{ platform: string, examples: string }} where `examples`: the folder of the examples
 */
export function excelTarget({ document, workbook }, { platform, examples }) {
  if (document !== undefined && workbook !== undefined) throw new Error("Give --document or --workbook.");
  const quiet = { app: OfficeApp.Excel, enableDebugging: false, enableLiveReload: false };
  if (/^https?:/i.test(document ?? "")) {
    return { ...quiet, appType: AppType.Web, document: webDocument(document) };
  }
  if (!hasExcel(platform)) {
    if (document === undefined && workbook === undefined) return undefined;
    throw new Error(
      `There is no Excel on ${platform}. For Excel on the web: --document with the link of a workbook in OneDrive or SharePoint.`,
    );
  }
  if (document === undefined && workbook === undefined) return { ...quiet, appType: AppType.Desktop };
  const file = document === undefined ? join(examples, `${workbook}.en-US.xlsx`) : resolve(document);
  if (!existsSync(file)) throw new Error(`There is no ${file}`);
  return { ...quiet, appType: AppType.Desktop, document: file };
}

/** The link with a query, because the tool can only extend an existing one. */
function webDocument(link) {
  const url = new URL(link);
  if (url.protocol !== "https:") throw new Error(`A workbook in OneDrive has a link with https: "${link}"`);
  url.hash = "";
  if (url.search === "") url.searchParams.set("web", "1");
  return url.href;
}
