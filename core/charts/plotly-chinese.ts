/** Chinese for what plotly itself writes on a chart (months, names of buttons), as a plotly locale. */
export const plotlyChinese = {
  moduleType: "locale",
  name: "zh-CN",
  dictionary: {
    Autoscale: "自动缩放",
    "Box Select": "框选",
    "Double-click to zoom back out": "双击恢复原大小",
    "Download plot": "保存图片",
    "Download plot as a PNG": "保存为 PNG 图片",
    "Lasso Select": "套索选择",
    Pan: "平移",
    "Reset axes": "恢复坐标轴",
    Zoom: "缩放",
    "Zoom in": "放大",
    "Zoom out": "缩小",
  },
  format: {
    days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
    shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
    months: Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
    shortMonths: Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
    date: "%Y-%m-%d",
  },
} as const;
