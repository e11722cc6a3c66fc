import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser, openContext, type ServedFolder } from "../browser";
import { servePanePage } from "./build-pane-page";

export interface LaunchedPanePage {
  readonly served: ServedFolder;
  readonly browser: Browser;
  /** Narrow as Excel's pane at its narrowest; scripts of a test (axe) are put into it past its policy. */
  readonly page: Page;
  close(): Promise<void>;
}

/** Builds and serves the page that holds nothing but the pane, and a browser with one empty page for it. */
export async function launchPanePage(options: BrowserContextOptions = {}): Promise<LaunchedPanePage> {
  const [served, browser] = await Promise.all([servePanePage(), launchBrowser()]);
  const context = await openContext(browser, {
    viewport: { width: 320, height: 720 },
    bypassCSP: true,
    ...options,
  });
  const page = await context.newPage();
  return {
    served,
    browser,
    page,
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}
