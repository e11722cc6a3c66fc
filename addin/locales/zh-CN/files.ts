import type { files as english } from "../en-US/files";

/** 打开的文件可能有的问题。 */
export const files: Readonly<Record<keyof typeof english, string>> = {
  notXlsx: "这不是 Excel 工作簿（.xlsx）。",
  xls: "无论文件名如何，这是旧版 Excel 工作簿（.xls）。请在 Excel 中打开并另存为 .xlsx。",
  xlsb: "无论文件名如何，这是 Excel 二进制工作簿（.xlsb）。请在 Excel 中打开并另存为 .xlsx。",
  ods: "这是 OpenDocument 电子表格（.ods）。请在其程序中打开并另存为 .xlsx。",
  html: "无论文件名如何，这是网页（HTML）。请在 Excel 中打开并另存为 .xlsx。",
  xml2003: "无论文件名如何，这是 XML 电子表格 2003。请在 Excel 中打开并另存为 .xlsx。",
  otherXml: "这是 XML 文件，不是工作簿。请在 Excel 中打开并另存为 .xlsx。",
  pdf: "这是 PDF 文件，不是表格。",
  encrypted: "此工作簿有密码保护，请先去掉密码再保存。",
  damaged: "此工作簿已损坏，无法读取（{reason}）。",
  tooLarge: "文件过大：{found} MB，最多 {limit} MB。",
  empty: "文件中没有内容。",
  notText: "这不是文本表格（.csv）。",
  cellTooLong: "{sheet} 的单元格 {cell}：{length} 个字符；Excel 工作簿的单元格最多容纳 {limit} 个。",
  sheetTooLarge:
    "{sheet}：Excel 工作簿的一张工作表最多有 {rows} 行、{columns} 列。请将其余部分写入第二个文件，或全部写入 .csv。",
  quoteOpen: "第 {line} 行：带引号的单元格没有结束。",
  cellOccupied: "{sheet}：表格无法扩展，因为单元格 {cell} 已有内容。请将其移开。",
  recordTooLong: "从第 {line} 行开始的记录超过 {limit} 个字符，可能有引号没有结束。",
  encoding: '这不是 {encoding} 编码的文本。请指明编码，例如 readCsv(file, { encoding: "gb18030" })。',
};
