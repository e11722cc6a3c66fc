import { displayBundle } from "./display";

/** Figures behind the words, for programs that read the executed notebook. */
export const valuesMime = "application/vnd.crm-functions.values+json";

/**
 * Shows prose with computed figures in it. Put values of users through `markdownText`. `values` are not shown; they
 * stand beside the prose in the executed notebook.
 */
export function showMarkdown(markdown: string, values?: Readonly<Record<string, unknown>>): void {
  displayBundle({
    "text/markdown": markdown,
    "text/plain": markdown,
    ...(values === undefined ? {} : { [valuesMime]: values }),
  });
}

/** Text of a user inside Markdown: its marks are shown, not obeyed. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, (mark) =>
      mark === "<" ? "&lt;" : mark === ">" ? "&gt;" : mark === "&" ? "&amp;" : `\\${mark}`,
    );
}
