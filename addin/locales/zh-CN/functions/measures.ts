import type { FunctionTexts } from "../../function-texts";

const ratings10 = { name: "评分", description: "一行或一列 0 至 10 的整数评分。" };
const ratings = { name: "评分", description: "一行或一列从 1 到量表上限的评分。" };
const confidence = { name: "置信水平", description: "误差范围的置信水平，介于 0 与 1 之间；默认 0.95。" };
const comparisons = {
  name: "比较矩阵",
  description: "方阵：行指标比列指标重要多少，1/9 至 9。",
};
const customers = { name: "客户", description: "每笔购买的客户。" };
const dates = {
  name: "日期",
  description: '每笔购买的日期。工作簿从 1904 年起算时，请写 IF(日期="","",日期+1462)。',
};
const amounts = { name: "金额", description: "每笔购买的金额。" };
const history = {
  frequency: { name: "频率", description: "每位客户的重复购买次数（由 SUMMARY 得出）。" },
  recency: { name: "近度", description: "从首次购买到末次购买的时间。" },
  age: { name: "客龄", description: "首次购买至今的时间。" },
};
const horizon = { name: "预测期", description: "预测的时间长度，单位与其他列相同。" };
const start = { name: "期初客户数", description: "期初的客户数。" };
const startRevenue = { name: "期初收入", description: "期初的经常性收入。" };
const contraction = { name: "缩减", description: "这些客户减少的收入。" };
const churn = { name: "流失收入", description: "流失客户的收入。" };

/** 客户指标函数的说明。 */
export const measures: FunctionTexts = {
  NPS: {
    description:
      "净推荐值，−100 至 100：推荐者（9、10）百分比减去贬损者（0 至 6）百分比。空白（含 n/a、- 等）不计。",
    parameters: { ratings: ratings10 },
  },
  NPSSPLIT: {
    description: "净推荐值及其构成与误差范围。空白（含 n/a、- 等）不计。",
    parameters: { ratings: ratings10, confidence },
  },
  NPSCHANGE: {
    description: "两次调查之间净推荐值的变化，以及是否超出误差范围。空白（含 n/a、- 等）不计。",
    parameters: {
      before: { name: "前期评分", description: "第一次调查 0 至 10 的整数评分，一行或一列。" },
      after: { name: "后期评分", description: "第二次调查 0 至 10 的整数评分，一行或一列。" },
      confidence,
    },
  },
  CSAT: {
    description: "客户满意度，0 至 1：满意评分的占比，或平均分在量表中的占比。空白（含 n/a、- 等）不计。",
    parameters: {
      ratings,
      scale_max: { name: "量表上限", description: "量表的最高分；默认 5。" },
      method: {
        name: "方法",
        description: '"top2"（默认）：最高两档的占比，量表至少到 3；"mean"：(平均分 − 1) / (上限 − 1)。',
      },
    },
  },
  CES: {
    description: "客户费力度：费力评分的平均值。空白（含 n/a、- 等）不计。",
    parameters: { ratings, scale_max: { name: "量表上限", description: "量表的最高分；默认 7。" } },
  },
  IPA: {
    description:
      "重要性–绩效分析：以平均值划分，给出每个属性所在的象限。空白（含 n/a、- 等）所在的行为 #N/A，不计入平均值。",
    parameters: {
      importance: { name: "重要性", description: "每个属性的重要程度：一行或一列。" },
      performance: { name: "绩效", description: "每个属性的表现：长度相同的区域。" },
    },
  },
  AHPWEIGHTS: {
    description:
      "由两两比较得出权重（层次分析法）：主特征向量，合计为 1。空白（含 n/a、- 等）由其对称位置补全。",
    parameters: { comparisons },
  },
  AHPCONSISTENCY: {
    description: "两两比较的 Saaty 一致性比率：0 为完全一致，通常接受不超过 0.1。",
    parameters: { comparisons },
  },
  ENTROPYWEIGHTS: {
    description: "由香农熵得出权重（熵权法）：客户差异越大的指标权重越大。有空白（含 n/a、- 等）的行不计。",
    parameters: { values: { name: "数值", description: "每行一位客户，每列一个指标；不小于 0 的数字。" } },
  },
  RETENTIONRATE: {
    description: "留存率 (期末 − 新增) / 期初：一段时期内留下来的客户占比。",
    parameters: {
      start,
      end: { name: "期末客户数", description: "期末的客户数。" },
      new_customers: { name: "新增客户数", description: "期间新增的客户数。" },
    },
  },
  CHURNRATE: {
    description: "流失率 流失 / 期初：一段时期内流失的客户占比。",
    parameters: { start, lost: { name: "流失客户数", description: "期间流失的客户数。" } },
  },
  NRR: {
    description: "净收入留存率 (期初 + 扩张 − 缩减 − 流失) / 期初。",
    parameters: {
      start: startRevenue,
      expansion: { name: "扩张", description: "这些客户增加的收入。" },
      contraction,
      churn,
    },
  },
  GRR: {
    description: "总收入留存率 (期初 − 缩减 − 流失) / 期初。",
    parameters: { start: startRevenue, contraction, churn },
  },
  CAC: {
    description: "获客成本：费用 / 获得的客户数。",
    parameters: {
      cost: { name: "费用", description: "销售与营销的费用。" },
      customers: { name: "客户数", description: "由此获得的客户数。" },
    },
  },
  ROMI: {
    description: "营销投资回报率 (收益 − 费用) / 费用。",
    parameters: {
      gain: { name: "收益", description: "营销带来的毛利。" },
      cost: { name: "费用", description: "营销的费用。" },
    },
  },
  RFM: {
    description:
      "每位客户的近度、频率、金额及 1 至 5 的评分与细分。这里的近度是距末次购买的天数。空白（含 n/a、- 等）所在的行和截止日期之后的购买不计。",
    parameters: {
      customers,
      dates,
      amounts,
      as_of: { name: "截止日期", description: "计算近度的日期；工作簿从 1904 年起算时加 1462。" },
      bins: { name: "档数", description: "评分的档数；默认 5。" },
      returns: {
        name: "退货",
        description: '负数金额的含义："net"（默认）冲减金额但不算购买；"ignore" 忽略；"count" 算作一次购买。',
      },
    },
  },
  COHORTS: {
    description:
      "按首次购买分组的留存：每组客户在之后各期再次购买的占比。金额不起作用：请不要选入退货。空白（含 n/a、- 等）所在的行不计。",
    parameters: {
      customers,
      dates,
      period: {
        name: "周期",
        description: '"month" 月（默认）、"quarter" 季、"week" 周或 "year" 年。',
      },
    },
  },
  SUMMARY: {
    description:
      "把购买记录整理成重复购买模型所需的形式。这里的近度是从首次到末次购买的时间。空白（含 n/a、- 等）所在的行、退货（负数金额）和截止日期之后的购买不计。",
    parameters: {
      customers,
      dates,
      amounts,
      as_of: { name: "截止日期", description: "观察期结束的日期；工作簿从 1904 年起算时加 1462。" },
      unit: { name: "时间单位", description: '"week" 周（默认）、"day" 日或 "month" 月（30.4375 天）。' },
    },
  },
  PURCHASEMODEL: {
    description: "用最大似然法拟合重复购买的 BG/NBD 模型。有空白（含 n/a、- 等）的客户不计。",
    parameters: history,
  },
  PURCHASES: {
    description:
      "按这些客户的 BG/NBD 模型，预测每位客户在预测期内的购买次数。空白（含 n/a、- 等）所在的行给出 #N/A。",
    parameters: { ...history, horizon },
  },
  ALIVE: {
    description: "按这些客户的 BG/NBD 模型，每位客户仍然活跃的概率。空白（含 n/a、- 等）所在的行给出 #N/A。",
    parameters: history,
  },
  LIFETIMEVALUE: {
    description:
      "每位客户在预测期内的预期价值：BG/NBD 购买次数 × Gamma-Gamma 金额，并折现。空白（含 n/a、- 等）所在的行给出 #N/A。",
    parameters: {
      ...history,
      monetary: { name: "平均金额", description: "重复购买的平均金额；频率为 0 时不需要。" },
      horizon,
      discount_rate: { name: "折现率", description: "每个时间单位的折现率；默认 0。" },
    },
  },
  PURCHASETRACKING: {
    description:
      "BG/NBD 模型预期的全体客户累计重复购买次数，用于与实际购买对照作图。有空白（含 n/a、- 等）的客户不计。",
    parameters: {
      ...history,
      horizon: { name: "预测期", description: "表中最后的时间，从第一位客户的首次购买算起。" },
    },
  },
  DUPLICATES: {
    description: "按电话、邮箱和姓名找出同一客户的记录：每行一个组号，没有重复的行为空白。",
    parameters: {
      names: { name: "姓名", description: "每行一个姓名。空白及 n/a、- 等表示没有。" },
      phones: { name: "电话", description: "顺序相同的电话号码；没有时给一个空白单元格。" },
      emails: { name: "邮箱", description: "顺序相同的邮箱地址；没有时给一个空白单元格。" },
    },
  },
  COMPLETENESS: {
    description:
      "每行已填单元格的占比，0 至 1。n/a、- 等与空白一样不算填写；每一行都算，请不要选入标题。区域末尾的空白行保持空白。",
    parameters: { table: { name: "表格", description: "每行一条记录。" } },
  },
};

/** 选项的说明。 */
export const measureChoices = {
  CSATMETHOD: { top2: "最高两档评分的占比。", mean: "平均评分在量表中的占比。" },
  RETURNS: { net: "退货：冲减金额，不算购买。", ignore: "忽略。", count: "算作一次购买。" },
  COHORTPERIOD: { month: "自然月。", quarter: "自然季度。", week: "从周一开始的周。", year: "自然年。" },
  TIMEUNIT: { week: "周。", day: "日。", month: "每月 30.4375 天。" },
};
