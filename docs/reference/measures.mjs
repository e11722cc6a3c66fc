// What the reference says of the customer measures beyond their metadata. Examples are executed by a test; those of the
// purchase models are those of test/fixtures/measures/reference-examples.py in 40 digits.
const column = (...cells) => cells.map((cell) => [cell]);
const both = (english, chinese) => ({ "en-US": english, "zh-CN": chinese });

const oneNumber = both("One number.", "一个数字。");
const ratingErrors = both(
  [
    "`#VALUE!`: a rating outside its scale, for NPS also one that is not whole, or a text (the message names the first such row), no ratings at all, a scale or confidence that cannot be meant. An error cell is handed on.",
  ],
  [
    "`#VALUE!`：评分超出量表、NPS 评分不是整数或为文本（提示信息指出第一个这样的行）、没有任何评分、量表或置信水平无效。错误单元格原样返回。",
  ],
);
const baseErrors = both(
  [
    "`#DIV/0!` where the divisor is 0; `#VALUE!` where it is negative, or where an argument is blank or text: a blank is no zero.",
  ],
  ["除数为 0 时为 `#DIV/0!`；除数为负、参数为空白或文本时为 `#VALUE!`：空白不当作零。"],
);
const comparisonErrors = both(
  [
    "`#VALUE!`: the matrix is not square, a comparison is not above 0, or two mirrored cells are not 1 divided by each other (up to rounding).",
  ],
  ["`#VALUE!`：矩阵不是方阵、比较值不大于 0，或对称的两个单元格不互为倒数（允许舍入误差）。"],
);
const purchaseErrors = both(
  [
    "`#VALUE!`: ranges of different length, text where a date or number belongs (the message names the row), or no complete purchase. An error cell is handed on.",
  ],
  [
    "`#VALUE!`：区域长度不同、日期或数字处为文本（提示信息指出行），或没有完整的购买记录。错误单元格原样返回。",
  ],
);
const modelErrors = both(
  [
    "`#VALUE!`, each with its own message: a frequency that is no whole number from 0 up; a recency other than 0 where the frequency is 0; a recency beyond the age; a mean value not above 0 where the frequency is above 0. In functions with a result per customer such a row has its own error and is not fitted; a blank gives `#N/A` there. A horizon that is blank or negative is `#VALUE!`.",
    "`#N/A`: no customer has a repeat purchase, or the likelihood has no maximum.",
  ],
  [
    "`#VALUE!`，各有提示：频率不是不小于 0 的整数；频率为 0 而近度不为 0；近度超过客龄；频率大于 0 而平均金额不大于 0。逐客户给出结果的函数中，只有该行显示错误且不参与拟合；空白行为 `#N/A`。预测期为空白或负数时为 `#VALUE!`。",
    "`#N/A`：没有客户有重复购买，或似然函数没有最大值。",
  ],
);
const bgNbd =
  'Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), "Counting your customers" the easy way, *Marketing Science* 24, 275–284.';
const perCustomer = both("One result per customer; it spills.", "每位客户一个结果，自动溢出。");

const frequency = column(0, 1, 0, 6, 8, 1, 9, 1, 0, 0);
const recency = column(0, 2, 0, 12, 12, 2, 32, 1, 0, 0);
const age = column(34, 26, 36, 35, 39, 28, 37, 34, 25, 25);
const monetary = column(0, 52, 0, 15, 12, 28, 35, 11, 0, 0);
const matrix = [
  [1, 2, 4],
  [0.5, 1, 2],
  [0.25, 0.5, 1],
];
const customers = column("A", "B", "A", "A");
const dates = column("2024-01-01", "2024-01-01", "2024-01-15", "2024-01-15");
const amounts = column(10, 20, 30, 40);

function rate(formula, args, result) {
  return { formula, result: oneNumber, errors: baseErrors, examples: [{ args, result: [[result]] }] };
}

export const measures = {
  NPS: {
    formula: both("100 (promoters − detractors) / responses", "100 (推荐者 − 贬损者) / 回答数"),
    source:
      "Reichheld, F. F. (2003), The one number you need to grow, *Harvard Business Review* 81(12), 46–54.",
    result: oneNumber,
    errors: ratingErrors,
    examples: [{ args: [column(10, 9, 8, 3)], result: [[25]] }],
  },
  NPSSPLIT: {
    formula: both(
      "margin of error = z √(100² (p + d − (p − d)²) / (n + 3)), p and d with ¾ of a promoter, 1½ passives and ¾ of a detractor added",
      "误差范围 = z √(100² (p + d − (p − d)²) / (n + 3))，计算 p 和 d 时另加 ¾ 个推荐者、1½ 个中立者和 ¾ 个贬损者",
    ),
    result: both("A header and one row.", "标题行和一行结果。"),
    errors: ratingErrors,
    examples: [
      {
        args: [column(10, 9, 8, 3)],
        result: [
          ["Promoters", "Passives", "Detractors", "Responses", "NPS", "Margin of error"],
          [2, 1, 1, 4, 25, 1.959963984540054 * 100 * Math.sqrt((4.5 / 7 - 1 / 49) / 7)],
        ],
      },
    ],
  },
  NPSCHANGE: {
    formula: both(
      "after − before; margin of error = z √(V₁ + V₂), V = 100² (p + d − (p − d)²) / (n + 3), p and d with ¾ of a promoter, 1½ passives and ¾ of a detractor added",
      "之后 − 之前；误差范围 = z √(V₁ + V₂)，V = 100² (p + d − (p − d)²) / (n + 3)，计算 p 和 d 时另加 ¾ 个推荐者、1½ 个中立者和 ¾ 个贬损者",
    ),
    result: both("A header and one row.", "标题行和一行结果。"),
    errors: ratingErrors,
    examples: [
      {
        args: [column(10, 0), column(10, 9)],
        result: [
          ["Before", "After", "Change", "Margin of error", "Significant"],
          [0, 100, 100, 1.959963984540054 * 100 * Math.sqrt((0.7 + 0.7 - 0.16) / 5), false],
        ],
      },
    ],
  },
  CSAT: {
    formula: both(
      "top two boxes / responses, or (mean − 1) / (top − 1)",
      "最高两档的回答数 / 回答数，或 (平均值 − 1) / (最高分 − 1)",
    ),
    result: oneNumber,
    errors: ratingErrors,
    examples: [
      { args: [column(5, 4, 3, 2)], result: [[0.5]] },
      { args: [column(5, 4, 3, 2), 5, "mean"], result: [[0.625]] },
    ],
  },
  CES: {
    formula: both("Σ ratings / responses", "Σ 评分 / 回答数"),
    source: "Dixon, M., Freeman, K. and Toman, N. (2010), *Harvard Business Review* 88(7), 116–122.",
    result: oneNumber,
    errors: ratingErrors,
    examples: [{ args: [column(7, 5, 3)], result: [[5]] }],
  },
  IPA: {
    picture: {
      file: "ipa.svg",
      alt: both(
        "Five attributes by performance (across) and importance (up), divided at the means into four quadrants",
        "五个属性按绩效（横轴）和重要性（纵轴）排列，以平均值划分为四个象限",
      ),
    },
    source: "Martilla, J. A. and James, J. C. (1977), *Journal of Marketing* 41, 77–79.",
    result: both(
      "A quadrant per attribute in the shape of importance; a value at the mean counts as high.",
      "每个属性一个象限，形状与重要性区域相同；等于平均值视为高。",
    ),
    errors: both(
      [
        "`#VALUE!`: ranges of different length. Text spoils its own attribute only; a blank gives `#N/A` there. Neither counts for the means.",
      ],
      ["`#VALUE!`：区域长度不同。文本只影响所在的属性；空白在该处为 `#N/A`。两者都不计入平均值。"],
    ),
    examples: [
      {
        args: [column(5, 5, 1, 1), column(1, 5, 1, 5)],
        result: column("Concentrate here", "Keep up the good work", "Low priority", "Possible overkill"),
      },
    ],
  },
  AHPWEIGHTS: {
    formula: both("A w = λ w, Σ w = 1, λ the largest eigenvalue", "A w = λ w，Σ w = 1，λ 为最大特征值"),
    source: "Saaty, T. L. (1977), *Journal of Mathematical Psychology* 15, 234–281.",
    result: both("A column of weights that add up to 1.", "一列权重，合计为 1。"),
    errors: comparisonErrors,
    examples: [{ args: [matrix], result: column(4 / 7, 2 / 7, 1 / 7) }],
  },
  AHPCONSISTENCY: {
    formula: "((λ − n) / (n − 1)) / RI(n)",
    source: "Saaty, T. L. (1977), *Journal of Mathematical Psychology* 15, 234–281.",
    result: oneNumber,
    errors: comparisonErrors,
    examples: [{ args: [matrix], result: [[0]] }],
  },
  ENTROPYWEIGHTS: {
    formula: "w ∝ 1 − e, e = −Σ p ln p / ln m, p = x / Σ x",
    source: "Hwang, C.-L. and Yoon, K. (1981), *Multiple Attribute Decision Making*, section 3.2.2.",
    result: both("A row of weights that add up to 1.", "一行权重，合计为 1。"),
    errors: both(
      [
        "`#VALUE!`: a negative value, a column of zeros, fewer than 2 complete rows. `#DIV/0!`: no column differs between the rows.",
      ],
      ["`#VALUE!`：有负值、某列全为 0、完整的行少于 2 行。`#DIV/0!`：各列在各行之间没有差异。"],
    ),
    examples: [
      {
        args: [
          [
            [1, 5],
            [2, 5],
            [3, 5],
          ],
        ],
        result: [[1, 0]],
      },
    ],
  },
  RETENTIONRATE: rate(both("(end − new) / start", "(期末 − 新增) / 期初"), [200, 210, 30], 0.9),
  CHURNRATE: rate(both("lost / start", "流失 / 期初"), [200, 20], 0.1),
  NRR: rate(
    both("(start + expansion − contraction − churn) / start", "(期初 + 扩张 − 缩减 − 流失) / 期初"),
    [1000, 200, 50, 50],
    1.1,
  ),
  GRR: rate(
    both("(start − contraction − churn) / start", "(期初 − 缩减 − 流失) / 期初"),
    [1000, 50, 50],
    0.9,
  ),
  CAC: rate(both("cost / customers", "成本 / 客户数"), [5000, 25], 200),
  ROMI: rate(both("(gain − cost) / cost", "(收益 − 成本) / 成本"), [15000, 10000], 0.5),
  RFM: {
    picture: {
      file: "rfm.svg",
      alt: both(
        "Customers of a music shop by recency score (across) and frequency score (up), with the segment and number in each cell",
        "某音像店的客户按近度评分（横轴）和频率评分（纵轴）排列，每格给出细分和人数",
      ),
    },
    formula: both(
      "score = 1 + ⌊bins × (customers strictly worse + ½ of those equal, itself included) / customers⌋, at most bins",
      "评分 = 1 + ⌊档数 × (更差的客户数 + ½ × 相同的客户数（含自身）) / 客户数⌋，不超过档数",
    ),
    source:
      "R 5: New (F 1), Potential loyalist (2, 3), Champions (4, 5). R 4: Promising (1), Potential loyalist (2, 3), Loyal (4), Champions (5). R 3: About to sleep (1, 2), Need attention (3), Loyal (4, 5). R 2: Hibernating (1, 2), At risk (3, 4), Cannot lose (5). R 1: Lost (1, 2), At risk (3, 4), Cannot lose (5). / 上表按 R 与 F 给出细分。",
    result: both(
      "A header and a row per customer in order of appearance. Recency: days from the last purchase to as_of; frequency: distinct purchase days; monetary: total amount. A negative amount is a return: it lessens the total and is no purchase, unless returns says otherwise; who has nothing but returns has no row.",
      "标题行，其后按出现顺序每位客户一行。近度：末次购买至截止日期的天数；频率：不同的购买日数；金额：总额。负数金额为退货：减少总额而不算购买，除非 returns 另有说明；只有退货的客户没有行。",
    ),
    errors: purchaseErrors,
    examples: [
      {
        args: [customers, dates, amounts, "2024-01-31"],
        result: [
          ["Customer", "Recency", "Frequency", "Monetary", "R", "F", "M", "Segment"],
          ["A", 16, 2, 80, 4, 4, 4, "Loyal"],
          ["B", 30, 1, 20, 2, 2, 2, "Hibernating"],
        ],
      },
    ],
  },
  COHORTS: {
    picture: {
      file: "cohorts.svg",
      alt: both(
        "Share of each month’s new customers who bought again in each later month, as a heat map",
        "每月新客户在之后各月再次购买的占比热图",
      ),
    },
    formula: both(
      "customers of the cohort active in period k / customers of the cohort",
      "群组中第 k 期活跃的客户数 / 群组的客户数",
    ),
    result: both(
      "A header and a row per cohort, oldest first; blank where the data do not reach.",
      "标题行，其后每组一行，最早的在前；数据未及之处为空白。",
    ),
    errors: purchaseErrors,
    examples: [
      {
        args: [customers, dates, "week"],
        result: [
          ["Cohort", "Size", 0, 1, 2],
          ["2024-W01", 2, 1, 0, 0.5],
        ],
      },
    ],
  },
  SUMMARY: {
    source: bgNbd,
    result: both(
      "A header and a row per customer, as PURCHASEMODEL, PURCHASES, ALIVE and LIFETIMEVALUE want them. Purchases of one day count as one.",
      "标题行，其后每位客户一行，供 PURCHASEMODEL、PURCHASES、ALIVE 和 LIFETIMEVALUE 使用。同一天的购买计为一次。",
    ),
    errors: purchaseErrors,
    examples: [
      {
        args: [customers, dates, amounts, "2024-01-29"],
        result: [
          ["Customer", "Frequency", "Recency", "Age", "Monetary"],
          ["A", 1, 2, 4, 70],
          ["B", 0, 0, 4, 0],
        ],
      },
    ],
  },
  PURCHASEMODEL: {
    source: bgNbd,
    result: both(
      "Label and value of each parameter. Drop-out is a / (a + b), the mean probability of leaving after a purchase. Method is BG/NBD, or the limit that the likelihood rises to, which is then the model: one drop-out probability for all, one purchase rate for all, or all or nothing (whoever stays after the first repeat purchase stays); what such a limit does not have is #N/A.",
      "各参数的标签和数值。Drop-out 为 a / (a + b)，即一次购买后流失的平均概率。Method 为 BG/NBD，或似然函数所趋向的极限，此时该极限即为模型：one drop-out probability for all（所有人流失概率相同）、one purchase rate for all（所有人购买速率相同）或 all or nothing（首次重复购买后留下者不再流失）；该极限没有的参数为 #N/A。",
    ),
    errors: modelErrors,
    examples: [
      {
        args: [frequency, recency, age],
        result: [
          ["r", 0.3413415602011],
          ["alpha", 1.245381490565],
          ["a", 0.6855030288591],
          ["b", 1.143193410681],
          ["Drop-out", 0.3748588415426],
          ["Log-likelihood", -71.85109141043],
          ["Customers", 10],
          ["Method", "BG/NBD"],
        ],
      },
    ],
  },
  PURCHASES: {
    source: bgNbd,
    result: perCustomer,
    errors: modelErrors,
    examples: [
      {
        args: [frequency, recency, age, 10],
        result: column(
          0.09072269671008,
          0.03933003886487,
          0.08612956006951,
          0.02406271084443,
          0.002150716805,
          0.03377949793276,
          1.768004181937,
          0.0140913333475,
          0.1194121003448,
          0.1194121003448,
        ),
      },
    ],
  },
  ALIVE: {
    picture: {
      file: "alive.svg",
      alt: both(
        "Probability of still being active by recency (across) and frequency (up): many purchases long ago mean a customer lost",
        "按近度（横轴）和频率（纵轴）显示仍活跃的概率：很久以前购买频繁的客户多已流失",
      ),
    },
    formula: "1 / (1 + a/(b + x − 1) · ((α + T)/(α + tₓ))ʳ⁺ˣ)",
    source: bgNbd,
    result: perCustomer,
    errors: modelErrors,
    examples: [
      {
        args: [frequency, recency, age],
        result: column(
          1,
          0.08766544750543,
          1,
          0.01491078973402,
          0.001117732850463,
          0.08035773523067,
          0.7827603012668,
          0.03985252483908,
          1,
          1,
        ),
      },
    ],
  },
  LIFETIMEVALUE: {
    formula: both(
      "Σₜ expected purchases in unit t / (1 + d)ᵗ × p (γ + x m) / (p x + q − 1)",
      "Σₜ 第 t 期的预期购买次数 / (1 + d)ᵗ × p (γ + x m) / (p x + q − 1)",
    ),
    source: "Fader, P. S. and Hardie, B. G. S. (2013), The Gamma-Gamma model of monetary value. " + bgNbd,
    result: perCustomer,
    errors: both(
      [
        ...modelErrors["en-US"],
        "`#NUM!`: the spending model has no finite mean. A customer who breaks only the rule of the mean value still counts for the purchase model, so that it is the one of PURCHASES and ALIVE.",
      ],
      [
        ...modelErrors["zh-CN"],
        "`#NUM!`：消费模型没有有限的均值。仅平均金额不合规则的客户仍参与购买模型的拟合，使其与 PURCHASES 和 ALIVE 的模型相同。",
      ],
    ),
    examples: [
      {
        args: [frequency, recency, age, monetary, 10, 0.01],
        result: column(
          2.208940942536,
          1.80041649502,
          2.09700030493,
          0.3488450893589,
          0.02503898918174,
          0.886507711237,
          58.39973535708,
          0.1748481231366,
          2.90837804822,
          2.90837804822,
        ),
      },
    ],
  },
  PURCHASETRACKING: {
    picture: {
      file: "tracking.svg",
      alt: both(
        "Expected against actual cumulative repeat purchases over 78 weeks; the model has seen the first 39",
        "78 周内预期与实际累计重复购买次数的对比；模型只见过前 39 周",
      ),
    },
    source: bgNbd,
    result: both(
      "A header and a row per unit of time since the first purchase of the first customer.",
      "标题行，其后从第一位客户的首次购买起每个时间单位一行。",
    ),
    errors: modelErrors,
    examples: [
      {
        args: [frequency, recency, age, 3],
        result: [
          ["Time", "Expected cumulative purchases"],
          [1, 0.2330066053188],
          [2, 0.4149741713468],
          [3, 0.8009882151653],
        ],
      },
    ],
  },
  DUPLICATES: {
    result: both(
      "A group number per row, blank where unique. The same personal address; the same telephone number or shared mailbox with names that agree; or the same name where nothing contradicts it.",
      "每行一个组号，唯一的行为空白。依据：相同的个人邮箱；相同的电话或公共邮箱且姓名相符；或姓名相同且无矛盾之处。",
    ),
    errors: both(
      ["`#VALUE!`: ranges of different length. An error cell is handed on in its row."],
      ["`#VALUE!`：区域长度不同。错误单元格在所在行原样返回。"],
    ),
    examples: [
      {
        args: [
          column("Ann Lee", "LEE, Ann", "王伟", "王伟先生", "Bob"),
          column(null, null, "+86 138-0013-8000", "13800138000", null),
          column(null, "ann@x.org", null, null, null),
        ],
        result: column(1, 1, 2, 2, ""),
      },
    ],
  },
  COMPLETENESS: {
    formula: both("filled cells / cells", "非空单元格数 / 单元格数"),
    result: both("A share per row.", "每行一个占比。"),
    errors: both(["An error cell is handed on in its row."], ["错误单元格在所在行原样返回。"]),
    examples: [
      {
        args: [
          [
            ["Ann", 1],
            ["Bob", null],
          ],
        ],
        result: column(1, 0.5),
      },
    ],
  },
};
