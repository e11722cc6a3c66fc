declare module "plotly.js/lib/core";
declare module "plotly.js/lib/bar";
declare module "plotly.js/lib/locales/zh-cn";
