import { describe, expect, test } from "@jest/globals";
import { nodeScript } from "../../node-script";

/** What is asked of Excel, or the message of what is refused. */
function target(options: object, platform: string): { appType?: string; document?: string; error?: string } {
  return nodeScript(`
    import { excelTarget } from "./scripts/excel-target.mjs";
    let found;
    try {
      found = excelTarget(${JSON.stringify(options)}, { platform: "${platform}", examples: "dist/examples" }) ?? {};
    } catch (error) {
      found = { error: error.message };
    }
    done(found);
  `);
}

describe("npm run excel", () => {
  test("opens this machine's Excel, with an example where one is asked for", () => {
    expect(target({}, "win32")).toMatchObject({ appType: "desktop", app: "excel" });
    expect(target({ workbook: "needs" }, "darwin").document).toMatch(/needs\.en-US\.xlsx$/);
    expect(target({ workbook: "none" }, "darwin").error).toMatch(/There is no .*none/);
  });

  test.each(["linux", "win32"])(
    "opens a workbook of OneDrive in Excel on the web, also on %s",
    (platform) => {
      const link = "https://contoso.sharepoint.com/:x:/g/abc";
      // Microsoft's tool adds "&wdaddin…": without a query that would be a part of the path
      expect(target({ document: link }, platform)).toMatchObject({
        appType: "web",
        document: `${link}?web=1`,
      });
      expect(target({ document: `${link}?e=x` }, platform).document).toBe(`${link}?e=x`);
      expect(target({ document: "http://contoso.com/a" }, platform).error).toMatch(/https/);
    },
  );

  test("says how to go on where there is no Excel", () => {
    expect(target({}, "linux")).toEqual({});
    expect(target({ workbook: "needs" }, "linux").error).toMatch(/--document with the link/);
    expect(target({ workbook: "needs", document: "a.xlsx" }, "win32").error).toMatch(/or --workbook/);
  });
});
