import type { regression as english } from "../en-US/regression";

export const regression: Record<keyof typeof english, string> = {
  feedbackHeights: "因变量有 {rows} 行，而自变量有 {otherRows} 行：两者必须对应相同的客户。",
  feedbackTooFewRows:
    "只有 {rows} 行在因变量和所有自变量列中都有数字（{leftOut} 行因空白被略去）：回归至少需要 2 行。",
  feedbackNotFinite: "第 {row} 行的数字过大，无法计算。",
  feedbackTooLarge:
    "自变量第 {term} 列（0 为截距）的系数过大，超出数字范围：请换用其他单位表示因变量或该列。",
  feedbackSourceChanged:
    "数据源两次读取的行不一致（第 {first} 行至第 {last} 行之间）：每次读取都必须给出相同的行。",
  feedbackNames: "{argument}有 {found} 个标签，而自变量有 {wanted} 列。",
  feedbackColumns: "{argument}有 {found} 列，而自变量有 {wanted} 列。",
  feedbackOneColumn: "{argument}为 {rows}×{columns}：请给出一列，每行一位客户。",
};
