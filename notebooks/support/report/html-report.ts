import { createHash } from "node:crypto";
import { htmlText, plotlyChinese, type Language } from "@crm-functions/core";
import { scriptJson } from "../show/script-json";
import { plotlyMime, plotlySource } from "../show/show-chart";
import { tableHtml, tableMime, type ShownTable } from "../show/show-table";
import { markdownHtml } from "./markdown-html";
import {
  wholeText,
  type CellOutput,
  type NotebookCell,
  type NotebookFile,
  type NotebookText,
} from "./notebook-file";

export interface HtmlReportOptions {
  /** Language of the page's own text. */
  readonly language?: Language;
  /** When the report was made, as shown on the page. */
  readonly date?: string;
}

interface PlotlyFigure {
  readonly data: unknown;
  readonly layout?: { readonly title?: { readonly text?: string } };
}

const words = {
  "en-US": {
    code: "Code",
    chart: "Chart",
    noScript: "The charts need JavaScript.",
    error: "This cell failed",
  },
  "zh-CN": { code: "代码", chart: "图表", noScript: "图表需要 JavaScript。", error: "此单元格运行失败" },
} as const;

const style = `
:root { color-scheme: light; }
body { font: 16px/1.55 "Segoe UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif;
  color: #242424; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .5em; }
h1 { font-size: 1.9rem; margin-top: 0; }
a { color: #00568f; }
code, pre { font-family: Cascadia Code, Consolas, Menlo, monospace; font-size: .88em; }
pre { background: #f6f6f6; padding: .75rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 1em 0; padding: 0 1em; border-left: 3px solid #c8c8c8; }
table { border-collapse: collapse; margin: 1em 0; font-size: .92em; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3em 0; }
th, td { border-bottom: 1px solid #e0e0e0; padding: .3em .7em; word-break: keep-all; }
th { text-align: left; border-bottom: 2px solid #8a8a8a; }
.wide { overflow-x: auto; }
.note { color: #5c5c5c; font-size: .88em; margin-top: -.5em; }
.chart { height: 420px; margin: 1em 0; }
figure { margin: 1em 0; }
details { margin: .5em 0; color: #5c5c5c; }
summary { cursor: pointer; font-size: .85em; }
.failed { border-left: 4px solid #b10e1c; padding-left: 1em; }
.date { color: #5c5c5c; }
iframe { width: 100%; border: 1px solid #e0e0e0; }
@page { margin: 16mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
  details { display: none; }
  figure, table, tr, p, pre, blockquote { break-inside: avoid; }
  .note, pre { break-before: avoid; }
  thead { display: table-header-group; }
  h1, h2, h3, .prose { break-after: avoid; }
  .wide { overflow: visible; }
  th, td { word-break: normal; overflow-wrap: anywhere; padding: .2em .5em; }
  a { color: inherit; text-decoration: none; }
}
`;

/**
 * Draws every figure in its place, and at the paper's width before printing: the browser would shrink the whole page if
 * a chart were wider. 660 pixels fit A4 and Letter in portrait within our margins. Without a pointer that can hover,
 * plotly's buttons would permanently cover the title.
 */
const drawScript = `
(function () {
  var figures = JSON.parse(document.getElementById("figures").textContent);
  var language = document.documentElement.lang;
  // On a telephone a long title is written smaller: plotly would cut it off.
  function fitTitle(title, width) {
    if (!title || !title.text) return;
    var ems = Array.prototype.reduce.call(title.text, function (sum, letter) {
      return sum + (letter > "\u2e80" ? 1 : 0.55);
    }, 1);
    var size = (title.font && title.font.size) || 17;
    title.font = Object.assign({}, title.font, { size: Math.max(10, Math.min(size, Math.floor(width / ems))) });
  }
  var places = Array.prototype.slice.call(document.querySelectorAll("[data-figure]"));
  places.forEach(function (place) {
    var figure = figures[Number(place.getAttribute("data-figure"))];
    fitTitle(figure.layout.title, place.clientWidth);
    window.Plotly.newPlot(place, figure.data, figure.layout, {
      responsive: true, displaylogo: false,
      displayModeBar: window.matchMedia("(hover: none)").matches ? false : "hover", locale: language === "zh-CN" ? "zh-CN" : "en-US"
    });
  });
  function draw(size) { places.forEach(function (place) { window.Plotly.relayout(place, size); }); }
  window.addEventListener("beforeprint", function () { draw({ autosize: false, width: 660, height: 400 }); });
  window.addEventListener("afterprint", function () { draw({ autosize: true, width: null, height: null }); });
})();
`;

/**
 * One self-contained HTML file: prose, tables, interactive charts, and the code folded away. It makes no network
 * requests (its Content-Security-Policy forbids them), runs only its own two scripts, and can be printed.
 */
export function htmlReport(notebook: NotebookFile, options: HtmlReportOptions = {}): string {
  const language = options.language ?? "en-US";
  const figures: PlotlyFigure[] = [];
  const body = notebook.cells.map((cell) => cellHtml(cell, figures, language)).join("\n");
  const title = titleOf(notebook) ?? "Report";
  const library = figures.length === 0 ? "" : librarySource(language);
  const scripts = figures.length === 0 ? [] : [library, drawScript];
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.length === 0 ? "'none'" : scripts.map((script) => `'${hashOf(script)}'`).join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return (
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>${htmlText(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n<main>\n` +
    `${options.date === undefined ? "" : `<p class="date">${htmlText(options.date)}</p>\n`}` +
    `${body}\n</main>\n` +
    (figures.length === 0
      ? ""
      : `<noscript><p>${words[language].noScript}</p></noscript>\n` +
        `<script type="application/json" id="figures">${scriptJson(figures)}</script>\n` +
        scripts.map((script) => `<script>${script}</script>`).join("\n")) +
    "\n</body>\n</html>\n"
  );
}

function librarySource(language: Language): string {
  const locale = language === "zh-CN" ? `Plotly.register(${JSON.stringify(plotlyChinese)})` : "";
  return `${plotlySource()}\n${locale}`.replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--");
}

/** The hash that permits exactly this script to run. */
function hashOf(script: string): string {
  return `sha256-${createHash("sha256").update(script, "utf8").digest("base64")}`;
}

function titleOf(notebook: NotebookFile): string | undefined {
  for (const cell of notebook.cells) {
    const heading = cell.cell_type === "markdown" && /^#\s+(.+)$/m.exec(wholeText(cell.source));
    if (heading) return heading[1].replace(/[*_`]/g, "").trim();
  }
  return undefined;
}

function cellHtml(cell: NotebookCell, figures: PlotlyFigure[], language: Language): string {
  const source = wholeText(cell.source);
  if (cell.cell_type === "markdown") return `<section class="prose">${markdownHtml(source)}</section>`;
  if (cell.cell_type !== "code" || source.trim() === "") return "";
  const outputs = (cell.outputs ?? []).map((output) => outputHtml(output, figures, language)).join("\n");
  const code = `<details><summary>${words[language].code}</summary><pre><code>${htmlText(source)}</code></pre></details>`;
  return `<section>${code}${outputs}</section>`;
}

function outputHtml(output: CellOutput, figures: PlotlyFigure[], language: Language): string {
  switch (output.output_type) {
    case "stream": {
      const text = wholeText(output.text);
      return text.trim() === "" ? "" : `<pre>${htmlText(text)}</pre>`;
    }
    case "error":
      return `<div class="failed"><p>${words[language].error}</p><pre>${htmlText(output.traceback.join("\n"))}</pre></div>`;
    default:
      return displayHtml(output.data, figures, language);
  }
}

function displayHtml(
  data: Readonly<Record<string, unknown>>,
  figures: PlotlyFigure[],
  language: Language,
): string {
  const figure = data[plotlyMime] as PlotlyFigure | undefined;
  if (figure !== undefined) {
    figures.push({ data: figure.data, layout: figure.layout });
    const label = figure.layout?.title?.text ?? words[language].chart;
    return `<figure><div class="chart" data-figure="${figures.length - 1}" role="img" aria-label="${htmlText(label)}"></div></figure>`;
  }
  const table = data[tableMime] as ShownTable | undefined;
  if (table !== undefined) return `<div class="wide">${tableHtml(table)}</div>`;
  const text = (mime: string) => wholeText((data[mime] ?? "") as NotebookText);
  if (data["text/markdown"] !== undefined) return markdownHtml(text("text/markdown"));
  for (const mime of ["image/png", "image/jpeg", "image/gif"]) {
    if (data[mime] !== undefined && /^[A-Za-z0-9+/=\s]*$/.test(text(mime))) {
      return `<figure><img alt="" src="data:${mime};base64,${text(mime).replace(/\s/g, "")}"></figure>`;
    }
  }
  if (data["image/svg+xml"] !== undefined) {
    // Scripts inside an image cannot run.
    const encoded = Buffer.from(text("image/svg+xml"), "utf8").toString("base64");
    return `<figure><img alt="" src="data:image/svg+xml;base64,${encoded}"></figure>`;
  }
  if (data["text/html"] !== undefined) {
    return `<iframe sandbox="" srcdoc="${htmlText(text("text/html"))}" title="HTML"></iframe>`;
  }
  return data["text/plain"] === undefined ? "" : `<pre>${htmlText(text("text/plain"))}</pre>`;
}
