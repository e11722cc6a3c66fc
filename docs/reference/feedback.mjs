// What the reference says of the feedback regression beyond its metadata. The examples' numbers are those of R's
// summary(lm), confint, predict, rstudent and cooks.distance for the same data; a test executes them.
const y = [[2.1], [3.9], [6.2], [7.8], [10.1], [11.9]];
const x = [
  [1, 2],
  [2, 1],
  [3, 4],
  [4, 3],
  [5, 6],
  [6, 4],
];
const figure = (label, value) => [label, value, "", "", "", "", "", ""];

const errors = {
  "en-US": [
    "`#VALUE!`: text or a logical value in y or x (the message names the row and column, or says to take the headers out of the range), y and x of different height, fewer than 2 usable rows.",
    "An error cell in y or x is handed on.",
    "Single cells are `#N/A` where the figure does not exist: standard errors of collinear terms, t and p of a perfect fit, R² of a constant y, whatever needs degrees of freedom that are not left. The message of such a cell says why.",
  ],
  "zh-CN": [
    "`#VALUE!`：因变量或自变量中有文本或逻辑值（提示信息指出行列，或提示不要选入标题）、两者行数不同、可用行少于 2 行。",
    "因变量或自变量中的错误原样返回。",
    "不存在的指标显示为 `#N/A`：共线项的标准误、完全拟合时的 t 与 p、因变量为常数时的 R²，以及需要剩余自由度而自由度为零的指标。这些单元格的提示信息会说明原因。",
  ],
};

const source =
  "Longley, J. W. (1967), *JASA* 62, 819–841, is why the cross products are made without rounding; Ozaki, K. et al. (2012), *Numerical Algorithms* 59, 95–118, is how.";

export const feedback = {
  FEEDBACK: {
    formula: "y = β₀ + Σ βᵢxᵢ + ε",
    source,
    result: {
      "en-US":
        "A table of 8 columns: a row per term with its coefficient, standard error, t, p, confidence limits and variance inflation factor, then the figures of the whole fit as label and value. Rows with a blank in y or x are left out and counted. Collinear data get the minimum-norm fit, and the row `Collinear terms` names the terms.",
      "zh-CN":
        "8 列的表：每项一行，列出系数、标准误、t、p、置信界限和方差膨胀因子；其后是整体拟合的各项指标（标签和数值）。因变量或自变量有空白的行不参与计算，但会计数。共线数据给出最小范数解，并在 `Collinear terms` 一行列出相关项。",
    },
    errors,
    examples: [
      {
        args: [y, x, [["Quality", "Price"]]],
        result: [
          ["Term", "Coefficient", "Std. error", "t", "p", "Lower", "Upper", "VIF"],
          [
            "Intercept",
            -0.02171581769,
            0.0934355779,
            -0.23241487,
            0.8311687739,
            -0.3190695274,
            0.275637892,
            "",
          ],
          [
            "Quality",
            1.902412869,
            0.03298967285,
            57.66692132,
            0.00001148736712,
            1.797425006,
            2.007400731,
            2.158176944,
          ],
          [
            "Price",
            0.1089812332,
            0.03524347674,
            3.092238431,
            0.05361971284,
            -0.003179239102,
            0.2211417056,
            2.158176944,
          ],
          figure("R²", 0.9996136233),
          figure("Adjusted R²", 0.9993560388),
          figure("Std. error of regression", 0.09394063876),
          figure("F", 3880.721772),
          figure("p of F", 0.000007594800622),
          figure("Rows used", 6),
          figure("Rows left out", 0),
          figure("Degrees of freedom", 3),
          figure("Rank", 3),
          figure("Log-likelihood", 7.756363535),
          figure("AIC", -9.51272707),
          figure("BIC", -10.13744866),
          figure("Durbin–Watson", 2.296231038),
          figure("Condition number", 7.476110339),
        ],
      },
    ],
  },
  FEEDBACKPREDICT: {
    formula: "ŷ = β₀ + Σ βᵢxᵢ",
    result: {
      "en-US":
        "A row per row of new_x: the prediction, and with an interval also its lower and upper limit. `confidence` is that of the mean of such customers, `prediction` that of one customer. A new row with a blank has no prediction (`#N/A`).",
      "zh-CN":
        "new_x 每行对应一行结果：预测值；若选择区间，还有下限和上限。`confidence` 是此类客户均值的区间，`prediction` 是单个客户的区间。有空白的新行没有预测值（`#N/A`）。",
    },
    errors: {
      "en-US": [
        ...errors["en-US"],
        "A cell of new_x that is no number, or an error in it, spoils its row only; blank rows at the end of new_x stay empty.",
        "Limits are `#N/A` where collinear data say nothing about the new row (it lies outside the row space of x).",
      ],
      "zh-CN": [
        ...errors["zh-CN"],
        "new_x 中不是数字的单元格或错误只影响所在行；new_x 末尾的空行保持为空。",
        "若共线数据对新行没有信息（新行不在自变量的行空间内），上下限为 `#N/A`。",
      ],
    },
    examples: [
      {
        args: [
          [[10], [20], [30]],
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [[7, 8]],
        ],
        result: [[40]],
      },
      { args: [y, x, [[7, 5]], "prediction", 0.9], result: [[13.84008043, 13.53196937, 14.14819149]] },
    ],
  },
  FEEDBACKDRIVERS: {
    formula: {
      "en-US": "LMGᵢ = 1/p! · Σ (R² with i − R² without i) over all orderings",
      "zh-CN": "LMGᵢ = 1/p! · Σ (含 i 的 R² − 不含 i 的 R²)，对所有排列求和",
    },
    source:
      "Grömping, U. (2006), *Journal of Statistical Software* 17(1); beyond 16 predictors Johnson, J. W. (2000), *Multivariate Behavioral Research* 35, 1–19.",
    result: {
      "en-US":
        "A row per predictor by falling share of R²: its standardised coefficient, its share, its rank. The shares add up to R². Exact up to 16 predictors; with more, Johnson's relative weights, and the header says so.",
      "zh-CN":
        "每个自变量一行，按 R² 份额降序：标准化系数、份额、名次。各份额之和为 R²。16 个自变量以内为精确值；更多时采用 Johnson 相对权重，并在标题中注明。",
    },
    errors,
    examples: [
      {
        args: [y, x, [["Quality", "Price"]]],
        result: [
          ["Driver", "Standardised β", "Share of R²", "Rank"],
          ["Quality", 0.9614243608, 0.7133386544, 1],
          ["Price", 0.05155387681, 0.2862749689, 2],
        ],
      },
    ],
  },
  FEEDBACKDIAGNOSTICS: {
    formula: "tᵢ = eᵢ / (s₍ᵢ₎ √(1 − hᵢ)),  Dᵢ = eᵢ² hᵢ / (p s² (1 − hᵢ)²)",
    source: "Cook, R. D. and Weisberg, S. (1982), *Residuals and Influence in Regression*.",
    result: {
      "en-US":
        'A row per input row: fitted value, residual, leverage, externally studentised residual and Cook\'s distance. Rows that were left out give `""`.',
      "zh-CN":
        '每个输入行对应一行：拟合值、残差、杠杆值、外部学生化残差和 Cook 距离。未参与计算的行返回 `""`。',
    },
    errors,
    examples: [
      {
        args: [y, x],
        result: [
          ["Fitted", "Residual", "Leverage", "Studentised residual", "Cook's distance"],
          [2.098659517, 0.001340482574, 0.5442359249, 0.01725934577, 0.0001778283912],
          [3.892091153, 0.007908847185, 0.5348525469, 0.1010472498, 0.005840511312],
          [6.121447721, 0.07855227882, 0.3243967828, 1.026331087, 0.1656465615],
          [7.914879357, -0.1148793566, 0.245308311, -1.972655045, 0.2146984178],
          [10.14423592, -0.04423592493, 0.672922252, -0.7641427937, 0.4649270817],
          [11.82868633, 0.07131367292, 0.6782841823, 1.72161974, 1.258879606],
        ],
      },
    ],
  },
};
