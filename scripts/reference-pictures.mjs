// node scripts/reference-pictures.mjs: draws the pictures of the function reference, docs/pictures/*.svg, from the
// CDNOW purchases, with the charts of pane and notebooks. Needs a built dist and a browser; the pictures are committed.
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cdnowPurchases } from "./cdnow.mjs";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

const size = { width: 760, height: 420 };

/** Figures by file name. */
async function figures() {
  const core = createRequire(import.meta.url)(join(root, "core", "dist", "cjs", "index.js"));
  const rows = await cdnowPurchases();
  const purchases = [0, 1, 2].map((j) => rows.map((row) => row[j]));
  const rfm = core.rfm(...purchases, "1998-06-30");
  const { frequency, recency, age } = core.summary(...purchases, "1997-09-30");
  const { time, expected } = core.purchaseTracking(frequency, recency, age, 78);
  // A point for every customer makes the file large; a sixth of them shows the same.
  const sixth = (column) => column.filter((_, i) => i % 6 === 0);
  const active = core.alive(frequency, recency, age);
  const actual = Float64Array.from(time, (week) => repeatPurchasesUntil(core, purchases, week));
  return {
    cohorts: core.cohortHeatMap(core.cohorts(purchases[0], purchases[1])),
    rfm: core.rfmMap({ recency: rfm.r, frequency: rfm.f, monetary: rfm.monetary, segments: rfm.segments }),
    alive: core.probabilityAliveChart({
      frequency: sixth(frequency),
      recency: sixth(recency),
      alive: sixth(active),
    }),
    tracking: core.purchaseTrackingChart({ time, expected, actual, calibrationEnd: 39 }),
    ipa: core.importancePerformanceChart({
      attributes: ["Reliability", "Responsiveness", "Assurance", "Empathy", "Tangibles"],
      importance: [8.9, 7.6, 6.4, 6.9, 4.8],
      performance: [6.1, 7.9, 7.4, 5.2, 7.1],
    }),
  };
}

/** Repeat purchase days of all customers until a week, counted from the very first purchase on 1997-01-01. */
function repeatPurchasesUntil(core, purchases, week) {
  const { frequency } = core.summary(...purchases, 35431 + 7 * week);
  return frequency.reduce((sum, each) => sum + each, 0);
}

async function drawReferencePictures() {
  const { launchBrowser } = await importTypeScript(join(root, "test", "e2e", "browser.ts"));
  const folder = join(root, "docs", "pictures");
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent("<div id=chart></div>");
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js") });
    for (const [name, figure] of Object.entries(await figures())) {
      const address = await page.evaluate(
        async ([drawn, { width, height }]) => {
          const layout = { ...drawn.layout, width, height, paper_bgcolor: "#ffffff", autosize: false };
          const made = await globalThis.Plotly.newPlot("chart", drawn.data, layout, { staticPlot: true });
          return globalThis.Plotly.toImage(made, { format: "svg", width, height });
        },
        [figure, size],
      );
      const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
      await writeFile(join(folder, `${name}.svg`), `${svg.trim()}\n`);
    }
  } finally {
    await browser.close();
  }
}

await drawReferencePictures();
