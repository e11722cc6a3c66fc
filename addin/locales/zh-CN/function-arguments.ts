/** 多个函数共有的参数。 */
export const names = {
  name: "名称",
  description: "一行或一列，每个自变量一个标签；省略时取标题，没有标题则为 x1、x2……",
};
export const confidence = {
  name: "置信水平",
  description: "上下限的置信水平，介于 0 与 1 之间；省略时为 0.95。",
};
export const predictors = { name: "自变量", description: "每行一位客户，每列一个自变量；文本列视为分类。" };
const blanksNote = '旧版 Excel 会把空白当作 0 传入：请写 IF(区域="","",区域)。';
export const predictorsWithNote = { ...predictors, description: `${predictors.description}${blanksNote}` };
export const caseWeightsBeside = (response: string) => ({
  name: "行权重",
  description: `每行计作多少行：${response}旁的一列；空白或 0 表示略去该行。`,
});
