import type { imports as english } from "../en-US/imports";

/** 导入文件各行时可能出现的问题。 */
export const imports: Readonly<Record<keyof typeof english, string>> = {
  nothingToImport: "此文件中没有表格。",
  headerRowNotFound: "此工作表中没有第 {row} 行。",
  mapHeaderNotFound: "没有名为“{header}”的列，最接近的是“{nearest}”。",
  mapFieldUnknown:
    "“{field}”不是列可以表示的内容。请写字段名，如“姓名”或“电话”，或“感知：价格”、Amount、Refund、“Purchase date”、Outcome、Own、Ignore。",
  rowWithoutName: "此行没有姓名。",
  tooManyCells: "此行有 {cells} 个单元格，但只有 {headers} 个标题：文本中的分隔符没有加引号。",
  badBytes: "“{found}”含有不符合文件编码的字节。",
  digitsLost: "“{found}”的位数超出了数字能保留的范围，末尾几位已丢失。请在来源处将该列设为文本格式。",
  formulaWithoutValue: "此公式在文件中没有值。请在 Excel 中打开工作簿，计算后保存。",
  purchaseWithoutCustomer: "该购买记录没有说明属于哪位客户。",
  purchaseLine: "该行既无日期也无金额，视为上一笔购买的明细行。",
  purchaseWithoutDay: "该购买记录没有日期。",
  idTwice: "编号 {id} 已在第 {firstRow} 行出现。",
  idsAgain:
    "有 {rows} 行的编号在前面已出现（同一客户多次作答）：每个编号只有第一行能作为客户导入。报告会计入每一行。",
  askEncoding: "哪几行显示正确？",
  askDelimiter: "单元格之间用什么分隔？",
  askSheet: "是哪个工作表？",
  askHeader: "标题在哪一行？",
  askName: "哪一列是姓名？",
  askDates: "{column}：日在前还是月在前？",
  askDecimal: "{column}：小数点用哪个符号？",
  askRegion: "{column}：没有国家代码的号码属于哪个国家或地区？",
};
