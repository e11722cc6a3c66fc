import type { FunctionTexts } from "../../function-texts";
import {
  caseWeightsBeside,
  confidence,
  names,
  predictors as x,
  predictorsWithNote,
} from "../function-arguments";

const y = { name: "结果", description: "一列，只有两个值，例如 0 和 1、是和否、TRUE 和 FALSE。" };
const case_weights = caseWeightsBeside("结果");

/** 是/否结果函数的说明。 */
export const outcome: FunctionTexts = {
  OUTCOME: {
    description:
      "是/否结果（谁会流失、谁会续约、谁会购买）的逻辑回归（最大似然）：系数、标准误差、z、p、优势比及其上下限，以及拟合的全部指标。有空白（含 n/a、- 等）的行不参与计算，并计数。若自变量把是与否完全分开，则采用 Firth 惩罚似然。",
    parameters: {
      y,
      x: predictorsWithNote,
      names,
      confidence,
      case_weights,
    },
  },
  OUTCOMEPREDICT: {
    description:
      "按逻辑回归给出新行为“是”的概率，可给出上下限。有空白（含 n/a、- 等）的行不参与拟合；新行有空白则为 #N/A。",
    parameters: {
      y,
      x,
      new_x: { name: "新自变量", description: "要预测的行，列与自变量相同。" },
      interval: { name: "区间", description: '"none"（默认）：只给概率；"confidence"：概率及其上下限。' },
      confidence,
      case_weights,
    },
  },
  OUTCOMEDRIVERS: {
    description:
      "“是”的驱动因素：增加一个标准差的优势比，以及每个自变量在所解释偏差（McFadden R²）中的份额，为所有顺序的平均，最多 10 个自变量。分类自变量算作一个驱动因素。有空白（含 n/a、- 等）的行不参与计算。",
    parameters: { y, x, names, case_weights },
  },
  OUTCOMEGAINS: {
    description:
      "概率对客户的区分能力：按概率从高到低分为人数相等的组，给出预测和实际的“是”的比例、相对整体的提升度，以及累计捕获的“是”的比例。任一有空白（含 n/a、- 等）的行不参与计算。",
    parameters: {
      y,
      probabilities: { name: "概率", description: "一列：每位客户一个概率，例如 OUTCOMEPREDICT 的结果。" },
      groups: { name: "组数", description: "分为多少组；省略时为 10。" },
    },
  },
};

/** 选项的说明。 */
export const outcomeChoices = {
  BOUNDS: {
    none: "只给概率。",
    confidence: "概率及其上下限。",
  },
};
