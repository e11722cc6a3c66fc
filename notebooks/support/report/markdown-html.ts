import { Marked } from "marked";
import { htmlText } from "@crm-functions/core";

const markdown = new Marked({
  gfm: true,
  renderer: {
    // Raw HTML is shown as text.
    html: ({ text }) => htmlText(text),
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      return /^(https?:|mailto:|#)/i.test(href)
        ? `<a href="${htmlText(href)}" rel="noreferrer">${inner}</a>`
        : inner;
    },
    image: ({ href, text }) =>
      /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(href)
        ? `<img alt="${htmlText(text)}" src="${href}">`
        : htmlText(text),
  },
});

/** Prose as HTML: no raw HTML, links only to the web, e-mail and anchors, and only images embedded in the text. */
export function markdownHtml(source: string): string {
  return markdown.parse(source, { async: false });
}
