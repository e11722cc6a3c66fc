/**
 * Text of a user, safe to show in a plot. Plotly reads `<b>`, `<a href>` and entities in labels and `%{…}` in hover
 * templates: the marks are taken out of play, the text reads the same.
 */
export function plotText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/%\{/g, "%\u200b{");
}
