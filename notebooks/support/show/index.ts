export { sayIn } from "./say-in";
export { displayBundle } from "./display";
export { showChart } from "./show-chart";
export { markdownText, showMarkdown } from "./show-markdown";
export { showSection } from "./show-report";
export { showTable, type TableCell, type TableOptions } from "./show-table";
export { inLanguage } from "./in-language";
