import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Figure } from "@crm-functions/core";
import { displayBundle } from "./display";
import { scriptJson } from "./script-json";

/** The MIME type that JupyterLab, VS Code and our report understand. */
export const plotlyMime = "application/vnd.plotly.v1+json";

/** The chart that carries the library, identified by its figure's title as JSON. */
let carrier: string | undefined;

/**
 * Shows a chart under the cell. VS Code, and JupyterLab with plotly's extension, draw the figure with their own plotly;
 * Jupyter Notebook, JupyterLab and exported HTML files use the plotly that the first chart carries. Nothing is fetched
 * from the network.
 */
export function showChart(figure: Figure): void {
  const name = JSON.stringify(figure.layout.title ?? "");
  // When the first chart is run again, it replaces the output with the library, so it must carry the library again.
  carrier ??= name;
  const library = name === carrier ? plotlyScript() : "";
  displayBundle({
    [plotlyMime]: {
      data: figure.data,
      layout: figure.layout,
      config: { responsive: true, displaylogo: false },
    },
    "text/html": library + chartHtml(figure),
    "text/plain": `[${figure.layout.title?.text ?? "chart"}]`,
  });
}

// In both languages, because the kernel does not know the language of the page around the chart.
const libraryMissing =
  "This chart is drawn by what the notebook's first chart brings along: run that cell again. " +
  "此图表由笔记本中第一个图表附带的绘图程序绘制：请重新运行该单元格。";

/** The library as a script element. Hides the `define` and `module` of RequireJS, which notebooks have, from plotly. */
function plotlyScript(): string {
  const source = plotlySource().replace(/<\/script/gi, "<\\/script");
  return `<script>(function(){var define,module,exports;${source}\n}).call(window);</script>`;
}

/** The source of plotly with what our charts need (lines, bars, heat maps), as published in its package. */
export function plotlySource(): string {
  // Resolved from the folder of the running notebook or script, then from this package.
  const load = createRequire(join(__dirname, "index.js"));
  return readFileSync(load.resolve("plotly.js"), "utf8");
}

function chartHtml(figure: Figure): string {
  const id = `chart-${randomUUID()}`;
  const figureJson = scriptJson({ data: figure.data, layout: figure.layout });
  return (
    `<div id="${id}" style="height:420px"></div>` +
    `<script>(function(){var f=${figureJson},n=0;` +
    `function draw(){var e=document.getElementById("${id}");` +
    `if(e&&window.Plotly){e.textContent="";` +
    `window.Plotly.newPlot(e,f.data,f.layout,{responsive:true,displaylogo:false});return;}` +
    `if(e&&++n===50)e.textContent=${scriptJson(libraryMissing)};` +
    `setTimeout(draw,100);}draw();})();</script>`
  );
}
