import { simplified } from "../../letters";

const wordsOf = (list: string): ReadonlySet<string> => new Set(simplified(list).split(" | "));

/** Words for totals, averages and similar, in lower case. */
const totals = wordsOf(
  "total | totals | grand total | grand totals | subtotal | sub total | sub-total | sum | sums | sum total | average | averages | avg | mean | median | count | std dev | std. dev | standard deviation | stdev | st. dev | variance | minimum | maximum | gesamt | gesamtsumme | gesamtergebnis | zwischensumme | summe | summen | insgesamt | durchschnitt | mittelwert | mittel | anzahl | standardabweichung | 合计 | 总计 | 小计 | 共计 | 总和 | 汇总 | 平均 | 平均值 | 均值 | 平均分 | 平均数 | 计数 | 本页合计 | 本页小计 | 标准差 | 最大值 | 最小值 | total general | total général | moyenne | promedio | somme | suma | totale | totaal | 総計",
);
const weights = wordsOf(
  "weight | weights | weighting | gewicht | gewichte | gewichtung | poids | pondération | peso | pesos | ponderación | ponderazione | ponderação | 权重 | 比重 | 重み",
);
/** Words for what a row says about the columns besides weights: highest scores, earlier figures, shares. */
const asides = wordsOf(
  "max score | maximum score | max points | maximum points | full score | full marks | höchstpunktzahl | höchstwert | höchste punktzahl | 满分 | 満点 | target value | sollwert | zielwert | valeur cible | valor objetivo | valore obiettivo | 目标值 | last year | previous year | prior year | vorjahr | letztes jahr | année précédente | año anterior | anno precedente | ano anterior | 去年 | 上年 | 上年度 | 前年 | 昨年 | response rate | rücklaufquote | taux de réponse | tasa de respuesta | tasso di risposta | taxa de resposta | 回收率 | 回复率 | 答复率 | 回答率",
);
/** The share of the highest or lowest answers, and the number of answers: `Top-2 box`, `n = 40`. */
const share = /^(?:(?:top|bottom)[ -]?(?:\d|two|three)?[ -]?box(?:es)?(?: ?%)?|n ?= ?\d*)$/;
/** Words that may also be names: they mean a total only beside a row that is one, or with figures that nobody else has. */
const perhapsTotals = new Set(["n", "min", "max", "sd", "std", "var"]);
const perhapsAsides = wordsOf(
  "target | targets | goal | benchmark | soll | ziel | plan | cible | objectif | objetivo | obiettivo | meta | 目标 | 基准 | 标杆",
);
/** What a total may count. */
const counted =
  "customers|clients|contacts|records|rows|orders|answers|responses|kunden|zeilen|位客户|位|条|人|行";
const countedBehind = new RegExp(`[:：]? ?[\\d.,]* ?(?:${counted})?$`);

/** Whether a text is only a word for a total or the like: `Total / average`, `合计（120 位）`, `Weight`. */
export function isTotalWord(text: string): boolean {
  if (text.length > 60) return false;
  const plain = plainWord(text);
  if (weights.has(plain) || asides.has(plain) || share.test(plain)) return true;
  if (totals.has(plain) || totals.has(plain.replace(countedBehind, ""))) return true;
  const parts = plain.split(/\s*(?:\/|&|\+|,|、| and | und | of all| all)\s*/).filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => totals.has(part));
}

/** Whether a text is a word for a total if another total is beside it: `Max`, `n`. */
export function isPerhapsTotal(text: string): boolean {
  return text.length < 20 && (perhapsTotals.has(plainWord(text)) || perhapsAsides.has(plainWord(text)));
}

/** Whether a text is a word for weights. */
export const isWeightWord = (text: string): boolean => text.length < 60 && weights.has(plainWord(text));

/** Whether a text is a word for something about the columns, such as their weights or targets. */
export function isAsideWord(text: string): boolean {
  const plain = text.length > 60 ? "" : plainWord(text);
  return weights.has(plain) || asides.has(plain) || perhapsAsides.has(plain) || share.test(plain);
}

function plainWord(text: string): string {
  const plain = simplified(text.normalize("NFKC").toLowerCase())
    .replace(/\([^()]*\)/g, "")
    .replace(/^\W*ø\W*/, "average ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[:：*. ]+$/, "");
  return /^[\p{Script=Han} ]+$/u.test(plain) ? plain.replaceAll(" ", "") : plain;
}

const subtotalWord = /(?:total|ergebnis|summe|汇总|小计|合计)/i;
const wordBehind = /^(.+?)[ :：]{0,2}(?:total|subtotal|ergebnis|summe|汇总|小计|合计)$/iu;
const wordBefore =
  /^(?:(?:sub|sous-)?total|(?:zwischen|teil)?summe|小计|合计)(?: (?:for|of|für|von)|[:：])? ?(.+)$/iu;

/** What a subtotal sums up: `North` for `North Total` or `Total for North`; undefined for any other text. */
export function subtotalOf(text: string): string | undefined {
  if (text.length > 200 || !subtotalWord.test(text)) return undefined;
  return (wordBehind.exec(text.trim()) ?? wordBefore.exec(text.trim()))?.[1];
}
