// What the reference says of yes/no outcomes beyond their metadata. The examples' numbers were made in 50 digits (Python,
// mpmath) from the likelihood; a test executes them.
const y = [[0], [0], [1], [1], [0], [1], [0], [0], [1], [1]];
const x = [
  [9, 1],
  [7, 3],
  [8, 2],
  [4, 2],
  [6, 5],
  [3, 1],
  [5, 4],
  [2, 3],
  [1, 1],
  [4, 6],
];
const names = [["Visits", "Years"]];
const figure = (label, value) => [label, value, "", "", "", "", "", ""];

const errors = {
  "en-US": [
    "`#VALUE!`: y with one value only, with three, or with numbers other than 0 and 1; fewer rows than terms; y and x of different height; one text among the numbers of a column of x.",
    "An error cell in y or x is handed on.",
    "Single cells are `#N/A` where the figure does not exist, as standard errors of collinear terms. The message of such a cell says why.",
  ],
  "zh-CN": [
    "`#VALUE!`：因变量只有一个值、有三个值，或有 0 和 1 以外的数字；行数少于项数；因变量与自变量行数不同；自变量的数字列中有文本。",
    "因变量或自变量中的错误原样返回。",
    "不存在的指标显示为 `#N/A`，例如共线项的标准误。这些单元格的提示信息会说明原因。",
  ],
};

export const outcome = {
  OUTCOME: {
    formula: "ln(π / (1 − π)) = β₀ + Σ βᵢxᵢ",
    source:
      "Where terms separate yes from no: Firth, D. (1993), *Biometrika* 80, 27–38; Heinze, G. and Schemper, M. (2002), *Statistics in Medicine* 21, 2409–2419.",
    result: {
      "en-US":
        "A table of 8 columns: a row per term with its coefficient, standard error, z, p, odds ratio and the odds ratio's limits, then the figures of the whole fit as label and value. The header names what counts as yes: 1, `TRUE`, `yes`, `y` or another language's yes (`ja`, `oui`), or of two other texts the later by order. A column of texts in x is a category, its levels against the first. Where terms separate yes from no the likelihood has no maximum: then `Method` says *Firth's penalised likelihood*, `Separated terms` names them, the log-likelihoods are penalised, p is that of the penalised likelihood ratio and the limits are those of the penalised profile likelihood.",
      "zh-CN":
        "8 列的表：每项一行，列出系数、标准误、z、p、优势比及其界限；其后是整体拟合的各项指标（标签和数值）。标题说明哪个值算作“是”：1、`TRUE`、`yes`、`y`、`是`或其他语言的“是”（`ja`、`oui`），其他两种文本则取排序靠后者。自变量中的文本列是分类，各类别与第一个类别比较。若自变量把是与否完全分开，似然没有最大值：此时 `Method` 为 *Firth's penalised likelihood*，`Separated terms` 列出相关项，对数似然为惩罚似然，p 来自惩罚似然比，界限来自惩罚轮廓似然。",
    },
    errors,
    examples: [
      {
        args: [y, x, names],
        result: [
          ["Outcome: 1", "Coefficient", "Std. error", "z", "p", "Odds ratio", "Lower", "Upper"],
          [
            "Intercept",
            2.588879455,
            2.216676872,
            1.167910167,
            0.2428430027,
            13.31484336,
            0.172781519,
            1026.064911,
          ],
          [
            "Visits",
            -0.3329520326,
            0.3002978726,
            -1.108739232,
            0.2675426923,
            0.7168045766,
            0.3979117438,
            1.291263224,
          ],
          [
            "Years",
            -0.3255268926,
            0.4308209659,
            -0.7555966824,
            0.4498910456,
            0.7221467596,
            0.3103916259,
            1.680122461,
          ],
          figure("Log-likelihood", -5.929894786),
          figure("Log-likelihood without predictors", -6.931471806),
          figure("χ²", 2.003154038),
          figure("p of χ²", 0.3672997455),
          figure("McFadden R²", 0.1444970199),
          figure("Nagelkerke R²", 0.2420365827),
          figure("AIC", 17.85978957),
          figure("BIC", 18.76754485),
          figure("AUC", 0.76),
          figure("Brier score", 0.2054127379),
          figure("Rows used", 10),
          figure("Rows left out", 0),
          figure("Yes", 5),
          figure("No", 5),
          figure("Rank", 3),
        ],
      },
    ],
  },
  OUTCOMEPREDICT: {
    formula: "π = 1 / (1 + e^−(β₀ + Σ βᵢxᵢ))",
    result: {
      "en-US":
        "A row per row of new_x: the probability of a yes, and with `confidence` its lower and upper limit, made on the scale of the logit. A new row with a blank, or with a level that the data do not have, is `#N/A`.",
      "zh-CN":
        "new_x 每行对应一行结果：为“是”的概率；选择 `confidence` 时还有在 logit 尺度上得出的下限和上限。有空白、或含有数据中没有的类别的新行为 `#N/A`。",
    },
    errors,
    examples: [{ args: [y, x, [[5, 2]]], result: [[0.5678453272]] }],
  },
  OUTCOMEDRIVERS: {
    formula: {
      "en-US": "shareᵢ = 1/p! · Σ (McFadden R² with i − without i) over all orderings",
      "zh-CN": "占比ᵢ = 1/p! · Σ (含 i 的 McFadden R² − 不含 i 的 McFadden R²)，对所有排列求和",
    },
    source: "Grömping, U. (2006), *Journal of Statistical Software* 17(1), with McFadden's R² for R².",
    result: {
      "en-US":
        "A row per predictor by falling share: the odds ratio of one standard deviation more, the share of the deviance explained, the rank. The shares add up to McFadden's R². At most 10 predictors; a category is one of them and has no odds ratio of its own.",
      "zh-CN":
        "每个自变量一行，按份额降序：增加一个标准差的优势比、所解释偏差的份额、名次。各份额之和为 McFadden R²。最多 10 个自变量；分类自变量算一个，没有单独的优势比。",
    },
    errors,
    examples: [
      {
        args: [y, x, names],
        result: [
          ["Driver", "Odds ratio per std. deviation", "Share of deviance explained", "Rank"],
          ["Visits", 0.4205877921, 0.101110244, 1],
          ["Years", 0.5654918123, 0.04338677581, 2],
        ],
      },
    ],
  },
  OUTCOMEGAINS: {
    formula: {
      "en-US": "lift = share of yes in the group / share of yes in all",
      "zh-CN": "提升度 = 组内“是”的占比 / 全体“是”的占比",
    },
    result: {
      "en-US":
        "A row per group of equal size by falling probability: how many customers, the mean predicted probability, the observed share of yes, the lift over all, and the share of all yeses in this group and those before it. Customers of one probability share their yeses evenly.",
      "zh-CN":
        "按概率从高到低，每个等大的组一行：客户数、平均预测概率、实际的“是”的比例、相对整体的提升度，以及到该组为止累计捕获的“是”的比例。概率相同的客户平均分摊。",
    },
    errors: {
      "en-US": [
        "`#VALUE!`: a probability that does not lie between 0 and 1, fewer rows than groups, y as in `OUTCOME`.",
      ],
      "zh-CN": ["`#VALUE!`：概率不在 0 与 1 之间、行数少于组数、因变量的要求同 `OUTCOME`。"],
    },
    examples: [
      {
        args: [
          y,
          [
            [0.3244894545],
            [0.3277530233],
            [0.3261191321],
            [0.6470318147],
            [0.2618322244],
            [0.779799178],
            [0.4066121914],
            [0.7203895479],
            [0.8732937459],
            [0.3326796877],
          ],
          2,
        ],
        result: [
          ["Group", "Customers", "Predicted", "Observed", "Lift", "Captured"],
          [1, 5, 0.6854252956, 0.6, 1.2, 0.6],
          [2, 5, 0.3145747044, 0.4, 0.8, 1.0],
        ],
      },
    ],
  },
};
