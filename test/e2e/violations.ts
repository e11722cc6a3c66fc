import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";

/** What axe finds on the page as it is; `rules`: only these; `without`: what it need not look at. */
export async function violationsOn(
  page: Page,
  rules?: readonly string[],
  without: readonly string[] = [],
): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.addScriptTag({ content: readFileSync(resolve("node_modules/axe-core/axe.min.js"), "utf8") });
  }
  // Half-way to a new theme, or to being enabled, the colours of a button are no theme's.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const fading = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(fading.map((each) => each.finished));
  });
  // Fluent's focus management (tabster) puts stops at both ends of the page that pass the focus on at once.
  const asked = { only: rules, exclude: ["[data-tabster-dummy]", ...without] };
  return page.evaluate(async ({ only, exclude }) => {
    const axe = (
      window as unknown as {
        axe: {
          run(
            context: object,
            options: object,
          ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      }
    ).axe;
    const options = { resultTypes: ["violations"], ...(only && { runOnly: only }) };
    const result = await axe.run({ exclude }, options);
    return result.violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  }, asked);
}

/** A theme of the pane, or what the system asks of the one that follows it: `forced` colours, `more` contrast. */
export type Look = "forced" | "more" | "light" | "dark" | "contrast";

/**
 * What axe finds in themes, which change colours and nothing else: all rules in the light one, the colours in the others.
 * The page is left in the last.
 */
export async function violationsInThemes(
  page: Page,
  themes: readonly Look[] = ["forced", "light", "dark", "contrast"],
): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({
      forcedColors: theme === "forced" ? "active" : "none",
      contrast: theme === "more" ? "more" : "no-preference",
    });
    await page.evaluate(
      (next) =>
        (window as unknown as { pane: { pane: { setTheme(theme: string): void } } }).pane.pane.setTheme(next),
      theme === "forced" || theme === "more" ? "auto" : theme,
    );
    const rules = theme === "light" ? undefined : ["color-contrast"];
    // With forced colours links are painted in the system's colour, and axe goes by the theme's fill colour.
    const without = theme === "forced" ? ["a"] : [];
    found.push(...(await violationsOn(page, rules, without)).map((each) => `${theme}: ${each}`));
  }
  return found;
}
