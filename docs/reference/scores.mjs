// What the reference says of the scores beyond their metadata. Examples are executed by a test.
const scoreResult = {
  "en-US":
    "One score per row of values, as a spilled column (one row gives one cell). Where the weights fit the rows and not the columns, each column is a customer and the result is a row.",
  "zh-CN":
    "每行数值一个得分，溢出为一列（一行只占一个单元格）。若权重个数与行数相符而与列数不符，则每列是一位客户，结果为一行。",
};
const scoreErrors = {
  "en-US": [
    "`#VALUE!` for the whole result: the weights fit neither the columns nor the rows of values, or a weight is blank, text or an error. The message gives both shapes, or the position of the weight.",
    "In a single row: `#N/A` for a blank (see *blanks*), `#VALUE!` for text or a logical value, `#NUM!` for a result too large; an incoming error is handed on. The other rows keep their scores.",
    '`"reweight"`: `#N/A` where a row is all blank, `#DIV/0!` where its present weights add up to 0.',
    'Rows blank throughout at the end of the range give `""`.',
  ],
  "zh-CN": [
    "整个结果为 `#VALUE!`：权重与数值的列数、行数都不相符，或某个权重为空白、文本或错误。提示信息给出两个形状或权重的位置。",
    "仅影响一行：空白为 `#N/A`（见“空白处理”），文本或逻辑值为 `#VALUE!`，结果过大为 `#NUM!`；传入的错误原样返回。其他行照常计分。",
    '`"reweight"`：整行为空则 `#N/A`，现有权重之和为 0 则 `#DIV/0!`。',
    '区域末尾整行空白时返回 `""`。',
  ],
};

function score(symbol) {
  return {
    formula: `${symbol} = Σ wᵢvᵢ`,
    result: scoreResult,
    errors: scoreErrors,
    examples: [
      { args: [[[10, 20, 30]], [[0.3, 0.4, 0.3]]], result: [[20]] },
      {
        args: [
          [
            [10, 20, 30],
            [10, 20, null],
          ],
          [[0.2, 0.4, 0.4]],
          "reweight",
        ],
        result: [[22], [16.666666666666668]],
      },
    ],
  };
}

export const scores = {
  NEEDSCORE: score("P"),
  EXPECTATIONSCORE: score("E"),
  MANAGEMENTSCORE: score("T"),
  SERVICESCORE: score("Q"),
  MARKETINGSCORE: score("R"),
  SCORE: score("S"),
  SCOREPARTS: {
    formula: "wᵢvᵢ",
    result: {
      "en-US": "One part per value, in the shape of the values. The parts of a customer add up to the score.",
      "zh-CN": "每个数值一个部分，形状与数值区域相同。同一客户的各部分之和即为得分。",
    },
    errors: {
      "en-US": [
        "`#VALUE!` for the whole result: weights that fit neither columns nor rows, or a weight that is no number.",
        "In a single cell: `#N/A` for a blank, `#VALUE!` for text; an incoming error is handed on.",
      ],
      "zh-CN": [
        "整个结果为 `#VALUE!`：权重与列数、行数都不相符，或某个权重不是数字。",
        "仅影响一个单元格：空白为 `#N/A`，文本为 `#VALUE!`；传入的错误原样返回。",
      ],
    },
    examples: [{ args: [[[10, 20]], [[0.5, 0.25]]], result: [[5, 5]] }],
  },
  EXPECTATIONGAP: {
    formula: { "en-US": "G = Σ wᵢ (perceivedᵢ − expectedᵢ)", "zh-CN": "G = Σ wᵢ (感知ᵢ − 期望ᵢ)" },
    result: {
      "en-US": "One gap per row, as a spilled column. A negative gap means that we fall short.",
      "zh-CN": "每行一个差距，溢出为一列。负数表示未达到期望。",
    },
    errors: {
      "en-US": [
        "`#VALUE!` for the whole result: expected and perceived differ in shape.",
        ...scoreErrors["en-US"],
      ],
      "zh-CN": ["整个结果为 `#VALUE!`：期望值与感知值的形状不同。", ...scoreErrors["zh-CN"]],
    },
    examples: [{ args: [[[5, 4, 5]], [[4, 4, 3]], [[0.5, 0.25, 0.25]]], result: [[-1]] }],
  },
};
