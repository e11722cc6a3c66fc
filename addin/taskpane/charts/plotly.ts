import { loadScript } from "../functions/function-library";

/** What the pane uses of plotly. */
export interface Plotter {
  react(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(element: HTMLElement): void;
  /** The picture as a `data:` address. */
  toImage(
    element: HTMLElement,
    options: { format: "png"; width: number; height: number; scale: number },
  ): Promise<string>;
  downloadImage(
    element: HTMLElement,
    options: { format: "png"; filename: string; width: number; height: number; scale: number },
  ): Promise<unknown>;
}

let loading: Promise<Plotter> | undefined;

/** Loads `charts.js` from the folder `assets` when the first chart is shown. */
export function loadPlotter(assets: string): Promise<Plotter> {
  loading ??= loadScript(new URL("charts.js", assets).href).then(
    () => (globalThis as unknown as { CrmCharts: Plotter }).CrmCharts,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
