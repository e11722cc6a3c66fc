import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Figure } from "@crm-functions/core";
import { displayBundle } from "./display";
import { scriptJson } from "./html-text";

/** Understood by JupyterLab, VS Code and our report. */
export const plotlyMime = "application/vnd.plotly.v1+json";

let libraryShown = false;

/**
 * Shows a chart under the cell. JupyterLab and VS Code draw the figure with the plotly they bring along; Jupyter
 * Notebook and exported HTML files draw it with the plotly that the first chart carries. Nothing comes from the network.
 */
export function showChart(figure: Figure): void {
  const library = libraryShown ? "" : plotlyScript();
  libraryShown = true;
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

/** The library as a script element. Notebooks have RequireJS, whose `define` and `module` must not catch it. */
function plotlyScript(): string {
  const source = plotlySource().replace(/<\/script/gi, "<\\/script");
  return `<script>(function(){var define,module,exports;${source}\n}).call(window);</script>`;
}

/** Plotly with what our charts need (lines, bars, heat maps), as it stands in its package. */
export function plotlySource(): string {
  // From the folder of the running notebook or script, then from this package.
  const load = createRequire(join(__dirname, "index.js"));
  return readFileSync(load.resolve("plotly.js/dist/plotly-cartesian.min.js"), "utf8");
}

function chartHtml(figure: Figure): string {
  const id = `chart-${randomUUID()}`;
  const figureJson = scriptJson({ data: figure.data, layout: figure.layout });
  return (
    `<div id="${id}" style="height:420px"></div>` +
    `<script>(function(){var f=${figureJson};` +
    `function draw(){var e=document.getElementById("${id}");` +
    `if(e&&window.Plotly)window.Plotly.newPlot(e,f.data,f.layout,{responsive:true,displaylogo:false});` +
    `else setTimeout(draw,100);}draw();})();</script>`
  );
}
