import type { Outcome } from "../analyses";
import { gainsChart, numberText, oddsRatioChart } from "../charts";
import { outcomeGains, outcomePredict, type OutcomeResult, type Term } from "../regression";
import type { Finding, ReportFigure, ReportTable } from "./document";
import { answersPerRating, holm } from "./evidence";
import { pText } from "./feedback-section";
import type { Telling } from "./telling";

export interface OutcomeTold {
  readonly finding: Finding;
  readonly table: ReportTable | undefined;
  readonly figures: readonly ReportFigure[];
}

/**
 * What goes with a yes. A rating, or a column where there are no ratings, is named only where there are at least 10 yeses
 * and 10 noes for each term (Peduzzi et al. 1996, *Journal of Clinical Epidemiology* 49), the regression as a whole is
 * significant (p of χ² < 0.05) and the term is too, held against how many there are (Holm's p < 0.05).
 */
export function outcomeTold(outcome: Outcome, { words, language }: Telling): OutcomeTold {
  const { name, table, result, yes, no, values, by } = outcome;
  const terms: readonly Term[] = result?.terms ?? table.criteria.map((_, predictor) => ({ predictor }));
  const labels = terms.map(({ predictor, level, against }) =>
    level === undefined ? table.criteria[predictor] : words.level(table.criteria[predictor], level, against!),
  );
  const wanted = answersPerRating * terms.length;
  const counts = words.yesAndNo(yes, no);
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
    return {
      finding: finding(words.outcomeTooFew(name, wanted), "unknown", [counts]),
      table: undefined,
      figures: [],
    };
  }
  const named = namedTerms(result);
  const isLevel = (j: number) => terms[j].level !== undefined;
  const odds = (j: number) =>
    (by === "own" ? words.oddsBy : words.odds)(
      by === "own" && !isLevel(j) ? words.oneMore(labels[j]) : labels[j],
      numberText(result.oddsRatios[j + 1], 2),
      numberText(result.lower[j + 1], 2),
      numberText(result.upper[j + 1], 2),
    );
  const of = (isMore: boolean) =>
    named
      .filter((j) => result.oddsRatios[j + 1] > 1 === isMore)
      .map((j) => (by === "own" && !isLevel(j) ? words.higher(labels[j]) : labels[j]));
  const byWhat = { perceived: words.byPerceived, service: words.byService, own: words.byOwn }[by];
  const evidence = [counts, ...named.slice(0, 3).map(odds), words.auc(numberText(result.auc, 2)), byWhat];
  const order = [...labels.keys()].sort((a, b) => strength(result, b) - strength(result, a));
  const pick = (all: ArrayLike<number>) => order.map((j) => all[j + 1]);
  const c = words.columns;
  const present = (value: number) => (Number.isFinite(value) ? value : null);
  const caption = (by === "own" ? words.captions.oddsBy : words.captions.odds)(
    name,
    result.rowsUsed,
    result.rowsLeftOut,
  );
  return {
    finding:
      named.length > 0
        ? finding(
            (by === "own" ? words.outcomeBy : words.outcome)(name, of(true), of(false)),
            "clear",
            evidence,
          )
        : finding(words.outcomeUnknown(name), "unknown", evidence),
    table: {
      id: `odds ${name}`,
      title: words.tables.odds(name),
      columns: [c.criterion, c.odds, c.lower, c.upper, c.p],
      kinds: ["text", "effect", "effect", "effect", "text"],
      rows: order.map((j) => [
        labels[j],
        ...[result.oddsRatios, result.lower, result.upper].map((each) => present(each[j + 1])),
        pText(result.p[j + 1]),
      ]),
    },
    figures: [
      {
        id: `odds ${name}`,
        title: words.tables.odds(name),
        caption,
        draw: (options) =>
          oddsRatioChart(
            {
              terms: order.map((j) => labels[j]),
              coefficients: pick(result.oddsRatios),
              lower: pick(result.lower),
              upper: pick(result.upper),
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
    caption: `${caption}. ${words.captions.gains}`,
    draw: (options) => gainsChart(groups, { ...options, language }),
  };
}

/** |ln| of the odds ratio in standard errors. */
const strength = ({ z }: OutcomeResult, j: number): number =>
  Number.isFinite(z[j + 1]) ? Math.abs(z[j + 1]) : 0;

/** Ratings that are established, the surest first. */
function namedTerms(result: OutcomeResult): number[] {
  if (!(result.pOfChiSquared < 0.05)) return [];
  const p = Array.from(result.p.slice(1), (value, j) => (result.collinear.includes(j) ? NaN : value));
  const adjusted = holm(p);
  return [...adjusted.keys()]
    .filter((j) => adjusted[j] < 0.05)
    .sort((a, b) => strength(result, b) - strength(result, a));
}
