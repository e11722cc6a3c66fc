/// <reference types="office-js" />
import { resultOf } from "./formula-results";

/**
 * Whether functions of this Excel receive 0 for a blank cell, judged by its version; undefined if the version does not
 * tell. Behaviour changed on Windows and Mac in summer 2024 (office-js issues 1951, 4702), and earlier on the web. For
 * a few versions around the change the result is undefined.
 */
export function blanksHiddenByVersion(): boolean | undefined {
  const { platform, version } = (Office.context.diagnostics ?? {}) as unknown as {
    platform?: string;
    version?: string;
  };
  if (platform === undefined || version === undefined) return undefined;
  const [, minor = 0, build = 0] = version.split(".").map(Number);
  if (platform === "OfficeOnline") return false;
  // Windows: 16.0.build, version 2407 is 17830 and version 2410 is 18129. Mac: 16.87 is July 2024, 16.90 October.
  if (platform === "PC") return build >= 18129 ? false : build < 17830 ? true : undefined;
  if (platform === "Mac") return minor >= 90 ? false : minor < 87 ? true : undefined;
  return undefined;
}

/**
 * Finds out whether functions receive 0 for a blank cell, as in older builds. Excel can only compute a result in a cell:
 * uses a temporary hidden sheet.
 */
export async function hidesBlanks(context: Excel.RequestContext): Promise<boolean | undefined> {
  const sheet = context.workbook.worksheets.add(`crm-preview-${Date.now().toString(36)}`);
  sheet.visibility = "Hidden";
  try {
    const cell = sheet.getRangeByIndexes(0, 0, 1, 1);
    cell.formulas = [["=CRM.NEEDSCORE(Z99:Z99,{1})"]];
    const [[value]] = await resultOf(context, cell);
    if (value === 0) return true;
    if (value === null || value === "") return false;
    return typeof value === "object" && value.error === "#N/A" ? false : undefined;
  } finally {
    sheet.delete();
    await context.sync();
  }
}
