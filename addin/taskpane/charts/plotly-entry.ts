// The bundle `charts.js`: plotly, loaded when the first chart is shown.
import { plotlyChinese } from "@crm-functions/core";
import Plotly from "plotly.js";

(Plotly as unknown as { register(module: unknown): void }).register(plotlyChinese);
(globalThis as { CrmCharts?: unknown }).CrmCharts = Plotly;
