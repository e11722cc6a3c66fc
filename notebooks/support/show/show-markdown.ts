import { displayBundle } from "./display";

/** The figures behind the prose, for programs that read the executed notebook. */
const valuesMime = "application/vnd.crm-functions.values+json";

/**
 * Shows prose with computed figures. Pass user values through `markdownText`. `values` are not shown; they are stored
 * beside the prose in the executed notebook.
 */
export function showMarkdown(markdown: string, values?: Readonly<Record<string, unknown>>): void {
  displayBundle({
    "text/markdown": markdown,
    "text/plain": markdown,
    ...(values === undefined ? {} : { [valuesMime]: values }),
  });
}

/** Escapes a user's text for Markdown, so that its marks are shown as they are. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, (mark) =>
      mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : mark === "&" ? "&amp;" : `\\${mark}`,
    );
}
