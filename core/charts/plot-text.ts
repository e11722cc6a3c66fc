/**
 * A user's text, safe to show in a plot. Plotly interprets `<b>`, `<a href>` and entities in labels and `%{…}` in hover
 * templates; these are neutralised, and the text reads the same.
 */
export function plotText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/%\{/g, "%\u200b{");
}
