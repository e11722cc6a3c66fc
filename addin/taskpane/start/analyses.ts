/** One of the six analyses, with an example small enough to check by mental arithmetic. */
export interface Analysis {
  readonly id: "need" | "expectation" | "feedback" | "management" | "service" | "marketing";
  /** Name of the function without the namespace. */
  readonly functionName: string;
  readonly formulaText: string;
  /** The arguments of the example, each a matrix. */
  readonly example: readonly (readonly (readonly number[])[])[];
}

const weights = [[0.3, 0.4, 0.3]];

export const analyses: readonly Analysis[] = [
  {
    id: "need",
    functionName: "NEEDSCORE",
    formulaText: "P = Σ wᵢpᵢ",
    example: [[[10, 20, 30]], weights],
  },
  {
    id: "expectation",
    functionName: "EXPECTATIONSCORE",
    formulaText: "E = Σ wᵢeᵢ",
    example: [[[8, 6, 9]], [[0.5, 0.2, 0.3]]],
  },
  {
    id: "feedback",
    functionName: "FEEDBACKPREDICT",
    formulaText: "y = β₀ + Σ βᵢxᵢ + ε",
    example: [
      [[10], [20], [30]],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [[7, 8]],
    ],
  },
  {
    id: "management",
    functionName: "MANAGEMENTSCORE",
    formulaText: "T = Σ wᵢtᵢ",
    example: [[[7, 9, 8]], [[0.4, 0.4, 0.2]]],
  },
  {
    id: "service",
    functionName: "SERVICESCORE",
    formulaText: "Q = Σ wᵢqᵢ",
    example: [[[9, 7, 10]], [[0.5, 0.3, 0.2]]],
  },
  {
    id: "marketing",
    functionName: "MARKETINGSCORE",
    formulaText: "R = Σ wᵢrᵢ",
    example: [[[5, 8, 6]], [[0.2, 0.5, 0.3]]],
  },
];

/** `{10,20,30}`, with rows separated by `;`: the syntax of array constants in English formulas. */
function arrayConstant(matrix: readonly (readonly number[])[]): string {
  return `{${matrix.map((row) => row.join(",")).join(";")}}`;
}

/** The example as a self-contained formula: `=CRM.NEEDSCORE({10,20,30},{0.3,0.4,0.3})`. */
export function exampleFormula(analysis: Analysis): string {
  return `=CRM.${analysis.functionName}(${analysis.example.map(arrayConstant).join(",")})`;
}
