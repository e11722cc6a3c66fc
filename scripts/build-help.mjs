// Renders the function reference (docs/functions*.md) as the pages that the functions' help URLs point to.
import { existsSync } from "node:fs";
import { readFile, writeFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { marked } from "marked";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

const pages = [
  {
    source: "functions.md",
    target: "help.html",
    lang: "en",
    locale: "en-US",
    title: "CRM Functions: function reference",
    words: "What the words mean",
  },
  {
    source: "functions.zh-CN.md",
    target: "help.zh-CN.html",
    lang: "zh-CN",
    locale: "zh-CN",
    title: "CRM 函数：函数参考",
    words: "词语解释",
  },
];

/** The anchor of a heading: its text in lower case, as on GitHub. */
function anchor(text) {
  return text
    .replace(/<[^>]*>/g, "")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, "")
    .replaceAll(" ", "-");
}

export async function buildHelp({ outDir }) {
  const renderer = new marked.Renderer();
  renderer.heading = function ({ tokens, depth }) {
    const text = this.parser.parseInline(tokens);
    return `<h${depth} id="${anchor(text)}">${text}</h${depth}>\n`;
  };
  // A wide table scrolls on its own, with the keyboard as well, instead of widening the page.
  const table = renderer.table;
  renderer.table = function (token) {
    return `<div class="scroll" tabindex="0">${table.call(this, token)}</div>`;
  };
  for (const page of pages) {
    const markdown = await readFile(join(root, "docs", page.source), "utf8");
    const links = { "functions.md": "help.html", "functions.zh-CN.md": "help.zh-CN.html" };
    const body = marked
      .parse(markdown, { renderer })
      .replace(/href="(functions[^"#]*\.md)/g, (whole, name) =>
        links[name] === undefined ? whole : `href="${links[name]}`,
      );
    const { glossary } = await importTypeScript(join(root, "addin", "locales", page.locale, "glossary.ts"));
    const words = glossary.map(([term, meaning]) => `<dt>${term}</dt>\n<dd>${meaning}</dd>`).join("\n");
    await writeFile(
      join(outDir, page.target),
      `<!doctype html>
<html lang="${page.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'" />
    <link rel="icon" href="icons/icon-32.png" />
    <link rel="stylesheet" href="help.css" />
    <title>${page.title}</title>
  </head>
  <body>
    <main>
${body}
<h2 id="glossary">${page.words}</h2>
<dl>
${words}
</dl>
    </main>
  </body>
</html>
`,
    );
  }
  await writeFile(join(outDir, "help.css"), await readFile(join(root, "docs", "help.css"), "utf8"));
  if (existsSync(join(root, "docs", "pictures"))) {
    await cp(join(root, "docs", "pictures"), join(outDir, "pictures"), { recursive: true });
  }
}
