import { ratedAnalyses, type RatedAnalysis } from "./customer";
import { choicesOf, label, words, type Field, type Label } from "./field";

/** The word before the colon in a rating's header: `Need: Price`, `需求：价格`. */
export const analysisLabels: Readonly<Record<RatedAnalysis, Label>> = {
  need: label("Need", "需求"),
  expectation: label("Expectation", "期望"),
  perceived: label("Perceived", "感知"),
  management: label("Management", "管理"),
  service: label("Service", "服务"),
  marketing: label("Marketing", "营销"),
  feedback: label("Feedback", "反馈"),
};

/** Other words before the colon in a rating's header that mean an analysis. */
export const analysisAliases: Readonly<Record<RatedAnalysis, readonly string[]>> = {
  need: words("Needs | Importance | Bedarf | Wichtigkeit | 重要性"),
  expectation: words(
    "Expectations | Expected | Erwartung | Erwartungen | Erwartet | Attente | Attentes | Expectativa | Expectativas | 期望值 | 期待",
  ),
  perceived: words(
    "Perception | Performance | Experience | Experienced | Received | Actual | Erfahrung | Wahrgenommen | Wahrnehmung | Erlebt | Percepción | 实际感知 | 实际感受 | 实际体验 | 体验 | 实际",
  ),
  management: words("Führung"),
  service: words("Dienstleistung"),
  marketing: words("市场营销"),
  feedback: words("Rückmeldung | 评价"),
};

/** The columns of the `Weights` table: one row per criterion of an analysis. */
export const weightFields: readonly Field<"analysis" | "criterion" | "weight" | "minimum" | "maximum">[] = [
  {
    name: "analysis",
    header: label("Analysis", "分析"),
    type: "choice",
    required: true,
    choices: choicesOf(ratedAnalyses, analysisLabels),
    aliases: words("Analyse"),
  },
  {
    name: "criterion",
    header: label("Criterion", "指标"),
    type: "text",
    required: true,
    aliases: words("准则 | Criteria | Kriterium | 标准 | Kriterien | Critère | Criterio | Critério"),
  },
  {
    name: "weight",
    header: label("Weight", "权重"),
    type: "number",
    required: true,
    aliases: words(
      "Weighting | Gewicht | Gewichtung | 比重 | Weights | Poids | Pondération | Peso | Ponderación",
    ),
  },
  {
    name: "minimum",
    header: label("Lowest rating", "最低分"),
    type: "number",
    aliases: words("Min | 最小值"),
  },
  {
    name: "maximum",
    header: label("Highest rating", "最高分"),
    type: "number",
    aliases: words("Max | 最大值"),
  },
];
