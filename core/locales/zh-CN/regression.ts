import type { regression as english } from "../en-US/regression";

export const regression: Record<keyof typeof english, string> = {
  feedbackHeights: "因变量有 {rows} 行，而自变量有 {otherRows} 行：两者必须对应相同的客户。",
  feedbackTooFewRows:
    "回归至少需要 2 行在因变量和所有自变量列中都有数字的数据：现在只有 {rows} 行（{leftOut} 行因空白被略去）。",
  feedbackNotFinite: "第 {row} 行的数字过大，无法计算。",
  feedbackTooLarge:
    "自变量第 {term} 列（0 为截距）的系数或其标准误差过大，超出数字范围：请换用其他单位表示因变量或该列。",
  feedbackNames: "{argument}有 {found} 个标签，而自变量有 {wanted} 列。",
  feedbackColumns: "{argument}有 {found} 列，而自变量有 {wanted} 列。",
  feedbackOneColumn: "{argument}为 {rows}×{columns}：请给出一列，每行一位客户。",
  feedbackNewRowBlank: "{argument}：第 {row} 行第 {column} 列为空，因此没有预测值。",
  feedbackNewRowTooLarge: "{argument}第 {row} 行的预测值过大，超出数字范围。",
  feedbackCollinear: "数据无法把该项与其他项的组合区分开（见 Collinear terms）：请从自变量中去掉其中一项。",
  feedbackNoFreedom: "{rows} 行对 {rank} 个独立项没有剩余自由度：该指标需要更多行。",
  feedbackConstant: "因变量在每一行都相同：没有可解释的变化。",
  feedbackPerfect: "自变量完全拟合因变量，没有残差：完全拟合时该指标不存在。",
  feedbackNothingVaries: "自变量各列都没有变化：没有可用来解释因变量的变化。",
  feedbackRowsNeeded: "该指标需要按顺序排列的各行，而现有的只是它们的合计。",
  feedbackSingular: "存在共线项（见 Collinear terms）：条件数为无穷大。",
  feedbackOutside: "数据对该行没有信息：它不符合自变量中共线项之间的关系。",
  feedbackOwnRow: "有一项只由该行决定（杠杆值为 1）：无论因变量为何值都会被拟合。",
  feedbackWithoutRow: "去掉该行后拟合没有残差，无法与之比较。",
  feedbackRobustOwnRow: "有一项只由一行决定（杠杆值为 1）：稳健标准误要求每一项都不止一行。",
  caseWeightTooSmall:
    "{argument}：第 {row} 行为 {found}，小到无法计入。要排除该行请填 0，否则请用常见大小的权重。",
  caseWeightNegative: "{argument}：第 {row} 行为 {found}。权重表示该行计作多少行，不能为负。",
  caseWeightTooLarge: "{argument}：第 {row} 行大到无法计入。请用常见大小的权重。",
  categoryOneLevel:
    "{argument}：第 {column} 列是只有一个类别“{level}”的分类列，无法解释任何差异：请去掉该列。",
  categoryLevels:
    "{argument}：第 {column} 列是分类列，{rows} 行中有 {levels} 个类别，超过三分之一：请合并类别，或去掉该列（名称和编号不是类别）。",
  wideRegression:
    "{argument}有 {columns} 列却只有 {rows} 行：表格方向反了。请每行一位客户、每列一个自变量，例如 TRANSPOSE({argument})。",
  categoryNumber:
    "{argument}：第 {row} 行第 {column} 列为 {found}，而该列是文本。如果它是一个类别，请写成文本。",
  categoryUnknown: "{argument}：第 {row} 行第 {column} 列：数据中没有“{level}”，因此没有预测值。",
  outcomeOneValue: "{argument}只有“{found}”：结果变量必须既有是也有否。",
  outcomeOneValueUsed:
    "在可用的 {rows} 行中（{leftOut} 行因空白被略去）因变量都相同：结果变量必须既有是也有否。",
  outcomeThreeValues:
    "{argument}：第 {row} 行为“{found}”，是 {values} 之外的第三个值：结果变量只能有两个值，例如 0 和 1，或是和否。",
  outcomeNotBinary:
    "{argument}：第 {row} 行为 {found}：请给出 0 和 1、TRUE 和 FALSE，或两种文本，例如是和否。",
  outcomeFewRows:
    "没有空白的只有 {rows} 行（{leftOut} 行被略去），少于 {terms} 项（包括截距）：请减少自变量或增加行。",
  outcomeManyDrivers: "{found} 个自变量过多，无法按所有顺序分解偏差：最多 {most} 个。请从自变量中去掉一些。",
  badProbability: "{argument}：第 {row} 行为 {found}：概率应介于 0 与 1 之间。",
  outcomeGroups: "{argument}为 {found}：请给出 2 到行数 {rows} 之间的整数。",
  outcomeNoBound: "惩罚似然没有这样的界限：行数太少，无法判断。",
};
