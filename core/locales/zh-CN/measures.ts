import type { measures as english } from "../en-US/measures";

export const measures: Record<keyof typeof english, string> = {
  ratingOutside: "{argument}：第 {row} 行是{found}，超出量表范围 {low} 至 {high}。",
  ratingsEmpty: "{argument}中没有评分。",
  attributeIncomplete: "{argument}：第 {row} 行为空，该属性没有象限。",
  ratingNotWhole: "{argument}：第 {row} 行是{found}。评分是 {low} 至 {high} 的整数，平均分不是评分。",
  scaleTooShort: "{argument}为{found}：此处量表上限应为不小于 {least} 的整数。",
  lengthsDiffer: "{argument}有 {found} 个单元格，而{otherArgument}有 {otherFound} 个：请给出长度相同的区域。",
  baseZero: "{argument}为 0，无法作除数。",
  argumentNegative: "{argument}为{found}，不能为负数。",
  beyondOther: "{argument}为{found}，大于{otherArgument}({otherFound})。",
  staysBeyondStart: "期末减新增为{found}，而期初只有 {start}：留下的客户不可能多于原有的客户。",
  lossBeyondStart: "缩减与流失合计为{found}，而期初只有 {start}：减少的收入不可能多于原有的收入。",
  resultTooLarge: "结果太大，无法作为数字表示。",
  comparisonsNotSquare: "{argument}为 {rows}×{columns}：行数与列数应相同，每个指标一行一列。",
  comparisonNotPositive:
    "{argument}：第 {row} 行第 {column} 列是{found}。比较值应为大于 0 的数字，例如 3 或 1/3。",
  comparisonsNotReciprocal:
    "{argument}：第 {row} 行第 {column} 列是{found}，而其对称位置是 {mirror}。两者应互为倒数。",
  entropyNegative: "{argument}：第 {row} 行第 {column} 列是{found}。熵权法要求数值不小于 0。",
  entropyColumnZero: "{argument}：第 {column} 列全为 0，无法计算占比。",
  entropyTooFew: "{argument}只有 {rows} 行完整数据。熵权法至少需要 2 行。",
  entropyNoContrast: "{argument}：没有一列能区分各行，无法由数据得出权重。",
  binsOutside: "{argument}为{found}。请给出 2 至 100 的整数。",
  purchasesEmpty: "没有完整的购买记录：每条记录都需要客户以及其他各列所要求的内容。",
  periodsTooMany:
    '从 {first} 到 {last} 共 {found} 个时段、{cohorts} 个群组，超出表格可显示的范围。是否有日期输错？若没有，请选择更长的周期，例如 "year"。',
  dateMissing: "{argument}为空。请给出日期。",
  frequencyNotWhole: "{argument}：第 {row} 行是{found}。重复购买次数应为不小于 0 的整数。",
  recencyWithoutRepeat: "{argument}：第 {row} 行是{found}，但频率为 0：没有重复购买时近度为 0。",
  recencyBeyondAge:
    "{argument}：第 {row} 行是{found}，不在 0 至客龄 {age} 之间。近度是首次购买到末次购买的时间。",
  monetaryNotPositive: "{argument}：第 {row} 行是{found}。重复购买的平均金额必须大于 0。",
  ageNegative: "{argument}：第 {row} 行是{found}。首次购买至今的时间不能为负数。",
  rowIncomplete: "{argument}：第 {row} 行为空，无法得出该客户的结果。",
  noRepeatCustomers: "没有客户有重复购买，无法拟合购买模型。",
  tooFewCustomers: "只有 {customers} 位客户三项数字齐全；至少要有 {fewest} 位才能拟合购买模型。",
  parameterWithoutBound: "没有此参数：似然函数趋向一个极限，模型即该极限，名称见 Method。",
  noMaximum:
    "无法对这些客户拟合购买模型：时间合计为零，或似然函数无限增大（是否有重复购买发生在首次购买当天？）。",
  noSpendMaximum:
    "消费模型没有最大值：有重复购买的客户不足两位，或其平均金额的差异方式不符合该模型（几乎没有差异，或相差许多个数量级）。",
  noSpendMean: "该客户单次购买的预期金额为无穷大：客户之间的消费差异太大，模型无法得出。",
  horizonNegative: "{argument}为{found}。预测期不能为负数。",
  horizonTooLong: "{argument}为{found}。最多可给出 {most} 个时间单位。",
  discountOutside: "{argument}为{found}。请给出每个时间单位大于 −1 的折现率，例如每周 0.0025。",
};
