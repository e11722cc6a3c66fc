import type { FunctionTexts } from "../../function-texts";
import { caseWeightsBeside, confidence, names, predictorsWithNote as x } from "../function-arguments";

const y = { name: "因变量", description: "一列数字，每行一位客户。" };
const case_weights = caseWeightsBeside("因变量");

/** 反馈回归函数的说明。 */
export const feedback: FunctionTexts = {
  FEEDBACK: {
    description:
      "反馈回归 y = β₀ + Σ βᵢxᵢ + ε（最小二乘）：系数、标准误差、t、p、上下限、VIF 以及拟合的全部指标。因变量或自变量有空白（含 n/a、- 等）的行不参与计算，并计数。因变量为 0/1 或是/否时请用 OUTCOME。",
    parameters: {
      y,
      x,
      names,
      confidence,
      case_weights,
      errors: {
        name: "误差",
        description: '"classic"（默认）；"robust"：HC3，适用于各行离散程度不同的情形。',
      },
    },
  },
  FEEDBACKPREDICT: {
    description:
      "用反馈回归预测新的行，可给出上下限。因变量或自变量有空白（含 n/a、- 等）的行不参与拟合；新行有空白则为 #N/A。",
    parameters: {
      y,
      x,
      new_x: { name: "新自变量", description: "要预测的行，列与自变量相同。" },
      interval: {
        name: "区间",
        description:
          '"none"（默认）：只给预测值；"confidence"：均值的上下限；"prediction"：单个客户的上下限。',
      },
      confidence,
      case_weights,
    },
  },
  FEEDBACKDRIVERS: {
    description:
      "驱动因素：标准化系数和每个自变量在 R² 中所占的份额。不超过 16 个自变量时为所有顺序的平均（LMG），更多时为 Johnson 相对权重。分类自变量算作一个驱动因素。有空白（含 n/a、- 等）的行不参与计算。",
    parameters: { y, x, names, case_weights },
  },
  FEEDBACKDIAGNOSTICS: {
    description:
      "每位客户与反馈回归的吻合程度：拟合值、残差、杠杆值、外部学生化残差、Cook 距离。有空白（含 n/a、- 等）的行不参与计算，结果留空。",
    parameters: { y, x },
  },
};

/** 选项的说明。 */
export const feedbackChoices = {
  INTERVAL: {
    none: "只给预测值。",
    confidence: "预测值以及均值的上下限。",
    prediction: "预测值以及单个客户的上下限。",
  },
  ERRORS: {
    classic: "由全部残差的同一方差得出。",
    robust: "HC3：各行离散程度不同时依然成立。",
  },
};
