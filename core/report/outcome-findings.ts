import { isBinary, knowsAll, meanOf, type Outcome } from "../analyses";
import { gainsChart, numberText, oddsRatioChart } from "../charts";
import { presentNumber } from "../numbers/present";
import { outcomeGains, outcomePredict, type OutcomeResult, type Term } from "../regression";
import type { Finding, ReportFigure, SectionParts } from "./document";
import { answersPerRating, holm } from "./evidence";
import { pText } from "./feedback-section";
import { reportTable } from "./report-table";
import type { Telling } from "./telling";

/**
 * What is associated with a yes. A rating, or a column if there are no ratings, is named only if there are at least 10
 * yeses and 10 noes per term (Peduzzi et al. 1996, *Journal of Clinical Epidemiology* 49), the regression as a whole is
 * significant (p of χ² < 0.05), and so is the term, adjusted for the number of terms (Holm's p < 0.05).
 */
export function outcomeParts(outcome: Outcome, { words, language }: Telling): SectionParts {
  const { name, table, result, yes, no, values, by, said, open } = outcome;
  const terms: readonly Term[] = result?.terms ?? table.criteria.map((_, predictor) => ({ predictor }));
  /** Each term's name, whether it is a quantity, and the increase to which its odds ratio refers. */
  const called = terms.map(({ predictor, level, against }) => {
    const name = table.criteria[predictor];
    if (level !== undefined) return { name: words.level(name, level, against!), isMuch: false, step: 1 };
    const values = table.columns[predictor] as Float64Array;
    if (by === "own" && isBinary({ values, isMean: false }))
      return { name: words.level(name, words.yes, words.no), isMuch: false, step: 1 };
    return { name, isMuch: by === "own", step: by === "own" ? stepOf(values) : 1 };
  });
  const wanted = answersPerRating * terms.length;
  // Of the rows that the regression uses, as the finding's number of them.
  const counts = [
    words.yesAndNo(result?.yes ?? yes, result?.no ?? no, said),
    ...(open.length > 0 ? [words.neither(open)] : []),
  ];
  const finding = (text: string, verdict: Finding["verdict"], evidence: readonly string[]): Finding => ({
    id: "outcome",
    section: "loyalty",
    text,
    verdict,
    n: result?.rowsUsed ?? 0,
    leftOut: values.length - (result?.rowsUsed ?? 0),
    evidence,
  });
  if (result === undefined || Math.min(result.yes, result.no) < wanted) {
    const full = (wanted: number) =>
      values.filter((value, i) => value === wanted && knowsAll(table.columns, i)).length;
    const text =
      Math.min(yes, no) < wanted
        ? words.outcomeTooFew(name, wanted)
        : words.outcomeTooFewFull(name, wanted, full(1), full(0));
    return { findings: [finding(text, "unknown", counts)], tables: [], figures: [] };
  }
  const named = namedTerms(result);
  const of = (all: Float64Array) => called.map(({ step }, j) => all[j + 1] ** step);
  const [ratios, lower, upper] = [of(result.oddsRatios), of(result.lower), of(result.upper)];
  const odds = (j: number) => {
    const { name, isMuch, step } = called[j];
    return (by === "own" ? words.oddsBy : words.odds)(
      isMuch ? words.more(name, stepText(step)) : name,
      numberText(ratios[j], 2),
      numberText(lower[j], 2),
      numberText(upper[j], 2),
    );
  };
  const goWith = (isMore: boolean) =>
    named
      .filter((j) => ratios[j] > 1 === isMore)
      .map((j) => (called[j].isMuch ? words.higher(called[j].name) : called[j].name));
  const byWhat = { perceived: words.byPerceived, service: words.byService, own: words.byOwn }[by];
  const evidence = [...counts, ...named.slice(0, 3).map(odds), words.auc(numberText(result.auc, 2)), byWhat];
  const order = [...called.keys()].sort((a, b) => strength(result, b) - strength(result, a));
  const pick = (all: readonly number[]) => order.map((j) => all[j]);
  const labels = called.map(({ name, step }) => (step === 1 ? name : words.per(name, stepText(step))));
  const c = words.columns;
  const caption = (by === "own" ? words.captions.oddsBy : words.captions.odds)(
    name,
    result.rowsUsed,
    result.rowsLeftOut,
  );
  return {
    findings: [
      named.length > 0
        ? finding(
            (by === "own" ? words.outcomeBy : words.outcome)(name, goWith(true), goWith(false)),
            "clear",
            evidence,
          )
        : finding(words.outcomeUnknown(name), "unknown", evidence),
    ],
    tables: [
      reportTable(`odds ${name}`, words.tables.odds(name), order, [
        [c.criterion, "text", (j) => labels[j]],
        [c.odds, "effect", (j) => presentNumber(ratios[j])],
        [c.lower, "effect", (j) => presentNumber(lower[j])],
        [c.upper, "effect", (j) => presentNumber(upper[j])],
        [c.p, "text", (j) => pText(result.p[j + 1])],
      ]),
    ],
    figures: [
      {
        id: `odds ${name}`,
        title: words.tables.odds(name),
        caption,
        draw: (options) =>
          oddsRatioChart(
            {
              terms: order.map((j) => labels[j]),
              coefficients: pick(ratios),
              lower: pick(lower),
              upper: pick(upper),
              confidence: result.confidence,
            },
            { ...options, language },
          ),
      },
      ...(named.length > 0 ? [gainsOf(outcome, result, { words, language }, caption)] : []),
    ],
  };
}

function gainsOf(
  { name, values, table }: Outcome,
  result: OutcomeResult,
  { words, language }: Pick<Telling, "words" | "language">,
  caption: string,
): ReportFigure {
  const { probability } = outcomePredict(result, table.columns);
  const groups = outcomeGains(values, probability, Math.min(10, Math.floor(result.rowsUsed / 5)));
  return {
    id: `gains ${name}`,
    title: words.figures.gains(name),
    caption: `${caption}${words.semicolon}${words.captions.gains}`,
    draw: (options) => gainsChart(groups, { ...options, language }),
  };
}

/** 1, or a power of ten if the deviation is ≥ 100 or < 0.1: per euro of a balance, the odds ratio would be 1.00. */
function stepOf(values: ArrayLike<number>): number {
  const { deviation } = meanOf(values);
  return deviation >= 100 || deviation < 0.1 ? 10 ** Math.floor(Math.log10(deviation)) : 1;
}

const stepText = (step: number): string => numberText(step, Math.max(0, -Math.round(Math.log10(step))));

/** |ln| of the odds ratio in standard errors. */
const strength = ({ z }: OutcomeResult, j: number): number =>
  Number.isFinite(z[j + 1]) ? Math.abs(z[j + 1]) : 0;

/** Terms that are established, the most certain first. */
function namedTerms(result: OutcomeResult): number[] {
  if (!(result.pOfChiSquared < 0.05)) return [];
  const p = Array.from(result.p.slice(1), (value, j) => (result.collinear.includes(j) ? NaN : value));
  const adjusted = holm(p);
  return [...adjusted.keys()]
    .filter((j) => adjusted[j] < 0.05)
    .sort((a, b) => strength(result, b) - strength(result, a));
}
