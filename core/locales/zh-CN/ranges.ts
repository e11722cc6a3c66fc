import type { ranges as english } from "../en-US/ranges";

export const ranges: Record<keyof typeof english, string> = {
  weightsShape:
    "{argument}为 {rows}×{columns}，而{otherArgument}为 {otherRows}×{otherColumns}：请给出一行或一列权重，个数与指标数相同。",
  weightNotNumber: "{argument}：第 {position} 个权重是{found}。每个权重都必须是数字。",
  weightNotFinite: "{argument}：第 {position} 个权重过大，无法计算。",
  sameShape:
    "{argument}为 {rows}×{columns}，而{otherArgument}为 {otherRows}×{otherColumns}：两个区域的形状必须相同。",
  cellBlank: '{argument}：第 {row} 行第 {column} 列为空。请填写，或将空白处理设为 "zero" 或 "reweight"。',
  cellNotNumber: "{argument}：第 {row} 行第 {column} 列是{found}，此处应为数字。",
  cellReference: "{argument}：第 {row} 行第 {column} 列是 {found}，函数无法传递此错误。",
  headerPartly:
    "{withHeader}的第 1 行是标题(“{found}”)，而{without}的第 1 行不是：请让这些区域都包含标题，或都不包含标题。",
  rowAllBlank: "{argument}：第 {customer} 位客户没有可用于重新加权的数值。",
  weightsCancel: "第 {customer} 位客户现有数值的权重之和为 0，无法重新加权。",
  resultNotFinite: "第 {customer} 位客户的结果过大，超出数字范围。",
  badChoice: "{argument}为{found}。请选择：{choices}。",
  badConfidence: "{argument}为{found}。请给出 0 与 1 之间的数字，例如 0.95。",
  partBlank: "{argument}：第 {row} 行第 {column} 列为空，没有对应的部分。",
  numberTooLarge: "{argument}：第 {row} 行第 {column} 列的数字过大。",
  columnLengths: "{argument}：各列长度不同({found} 与 {wanted})。",
  rowLengths: "{argument}：第 {row} 行有 {found} 个单元格，应为 {wanted} 个。",
  notVector: "{argument}为 {rows}×{columns}：请给出一行或一列。",
  cellNotDate:
    "{argument}：第 {row} 行第 {column} 列是{found}，不是日期。请使用日期单元格或 2026-01-31 形式的文本。",
  argumentNotNumber: "{argument}是{found}，此处应为数字。",
  notSingle: "{argument}为 {rows}×{columns}：请给出一个单元格。",
  cellError: "{argument}：第 {row} 行第 {column} 列是错误 {found}。",
  argumentTooLarge: "{argument}太大，无法作为数字计算。",
  emptyRange: "{argument}为空。",
  foundBlank: "空白",
  foundNumber: "{text}",
  foundText: "文本“{text}”",
  foundFraction: "文本“{text}”(要成为数字，请写 ={text})",
  foundNumberText: "文本“{text}”，即以文本形式存储的数字(可用“数据 > 分列 > 完成”或 VALUE 函数转换为数字)",
  foundBoolean: "逻辑值 {text}",
  foundError: "错误 {text}",
};
