/** The names of the catalogue's arguments as a user reads them. */
export const argumentNames: Record<string, string> = {
  values: "数值",
  weights: "权重",
  blanks: "空白处理",
  expected: "期望值",
  perceived: "感知值",
  y: "因变量",
  x: "自变量",
  new_x: "新自变量",
  names: "名称",
  confidence: "置信水平",
  interval: "区间",
};
