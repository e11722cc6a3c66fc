// The bundle `charts.js`: plotly with just the traces that the charts use. Everything else stays out.
import bar from "plotly.js/lib/bar";
import Plotly from "plotly.js/lib/core";
import chinese from "plotly.js/lib/locales/zh-cn";

(Plotly as unknown as { register(modules: unknown[]): void }).register([bar, chinese]);
(globalThis as { CrmCharts?: unknown }).CrmCharts = Plotly;
