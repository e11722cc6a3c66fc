import type { FunctionTexts } from "../../function-texts";

const values = {
  name: "数值",
  description: "每行一位客户，每列一个指标。空白（含 n/a、- 等）的处理见“空白处理”。",
};
const weights = { name: "权重", description: "一行或一列，每个指标一个数字，按原值使用。" };
const blanks = {
  name: "空白处理",
  description:
    '"na"（默认）：有空白则为 #N/A；"zero"：空白按 0 计；"reweight"：只按现有数值计分。旧版 Excel 会把空白当作 0 传入：请写 IF(range="","",range)。',
};

const score = (what: string) => ({
  description: `${what}每行一个得分，结果自动溢出。`,
  parameters: { values, weights, blanks },
});

/** 评分函数的说明。 */
export const scores: FunctionTexts = {
  NEEDSCORE: score("需求 P = Σ wᵢpᵢ：每位客户对所提供内容的需求程度。"),
  EXPECTATIONSCORE: score("期望 E = Σ wᵢeᵢ：每位客户的期望水平。"),
  MANAGEMENTSCORE: score("管理 T = Σ wᵢtᵢ：每段客户关系维护得如何。"),
  SERVICESCORE: score("服务 Q = Σ wᵢqᵢ：每位客户得到的服务质量。"),
  MARKETINGSCORE: score("营销 R = Σ wᵢrᵢ：营销对每位客户的效果。"),
  SCORE: score("自定义分析的加权得分 Σ wᵢvᵢ。"),
  SCOREPARTS: {
    description:
      "构成每个得分的各部分 wᵢvᵢ，形状与数值区域相同。空白（含 n/a、- 等）处没有对应部分（#N/A）。",
    parameters: { values: { name: "数值", description: "每行一位客户，每列一个指标。" }, weights },
  },
  EXPECTATIONGAP: {
    description: "SERVQUAL 差距 Σ wᵢ(感知ᵢ − 期望ᵢ)；负数表示未达到期望。每行一个差距，结果自动溢出。",
    parameters: {
      expected: {
        name: "期望值",
        description: "客户的期望：每行一位客户，每列一个指标。空白（含 n/a、- 等）的处理见“空白处理”。",
      },
      perceived: { name: "感知值", description: "客户的感知，形状与顺序须与期望值相同。" },
      weights,
      blanks,
    },
  },
};

/** 选项的说明。 */
export const scoreChoices = {
  BLANKS: {
    na: "有空白的客户没有得分（#N/A）。",
    zero: "空白按 0 计。",
    reweight: "只按现有数值计分，并重新加权。",
  },
};
