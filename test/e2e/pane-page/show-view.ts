import type { Page } from "playwright-core";

/** Turns to a view of the pane: by its tab, or by More where the row has no room for it. */
export async function showView(page: Page, name: string): Promise<void> {
  const where = await page.waitForFunction((view) => {
    const tab = document.getElementById(`pane-tab-${view}`);
    if (tab === null) return undefined;
    const row = tab.closest("[role=tablist]")!.parentElement!.getBoundingClientRect();
    const { width, right } = tab.getBoundingClientRect();
    if (width > 0) return right <= row.right + 1 ? "tab" : undefined; // not measured yet
    return document.getElementById("pane-more") === null ? undefined : "more";
  }, name);
  if ((await where.jsonValue()) === "tab") return page.locator(`#pane-tab-${name}`).click();
  await page.locator("#pane-more").click();
  await page.locator(`#pane-more-${name}`).click();
}
