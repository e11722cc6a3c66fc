import { meanOf, type Months, type RatingTable, type Scored, type ScoredAnalysis } from "../analyses";
import { scaleOf } from "../analyses/scale";
import { differenceText, numberText, overTimeChart, percentText } from "../charts";
import { presentNumber } from "../numbers/present";
import { feedback } from "../regression";
import {
  absentFinding,
  type Finding,
  type ReportFigure,
  type ReportTable,
  type Section,
  type Verdict,
} from "./document";
import { comparable, matters, sharesOf, strongestOf, verdictOf, weakestOf } from "./evidence";
import { needsBesideExpectation } from "./sides";
import { rangeText, type Telling } from "./telling";
import type { Words } from "./words/en-US";

const fewestMonths = 3;

/** Need, management, service or marketing: its level, its strongest or weakest criterion, and its trend. */
export function scoredSection(telling: Telling, analysis: Exclude<ScoredAnalysis, "expectation">): Section {
  const { words, analyses } = telling;
  const its = analyses.scores[analysis];
  const title = words.names[analysis];
  const all = analyses.team.customers.length;
  const months =
    analysis === "service"
      ? analyses.serviceMonths
      : analysis === "marketing"
        ? analyses.marketingMonths
        : undefined;
  const trend = months && trendOf(telling, analysis, months);
  if (its === undefined) {
    const text = words.absent(title, words.headers[analysis]);
    return {
      id: analysis,
      title,
      findings: [...(trend?.findings ?? []), absentFinding(analysis, text, all)],
      tables: trend?.tables ?? [],
      figures: trend?.figures ?? [],
    };
  }
  const { meanShare } = its;
  const level: Finding = {
    id: "mean",
    section: analysis,
    text: meanShare.count === 0 ? words.noScores(title) : words.mean(title, percentText(meanShare.mean)),
    ...(meanShare.count === 0 && { verdict: "unknown" as const }),
    n: meanShare.count,
    leftOut: all - meanShare.count,
    evidence: [
      ...(Number.isFinite(meanShare.lower)
        ? [
            words.between(
              percentText(Math.max(0, meanShare.lower)),
              percentText(Math.min(1, meanShare.upper)),
            ),
          ]
        : []),
      ...scalesUntold(words, its.table),
    ],
  };
  const beside = analysis === "need" ? needsBesideExpectation(telling) : undefined;
  const part = analysis === "need" ? strongestPart(telling, its) : weakestPart(telling, analysis, its);
  return {
    id: analysis,
    title,
    findings: [...(trend?.findings ?? []), ...(part === undefined ? [] : [part]), level],
    tables: [
      criteriaTable(telling, its),
      ...(analysis === "need" ? [strongestNeeds(telling, its)] : []),
      ...(beside?.tables ?? []),
      ...(trend?.tables ?? []),
    ],
    figures: [...(beside?.figures ?? []), ...(trend?.figures ?? [])],
  };
}

function strongestPart({ words }: Telling, { table }: Scored): Finding | undefined {
  if (table.criteria.length < 2) return undefined;
  const { places, verdict: found } = strongestOf(sharesOf(table.columns, table.ranges));
  const verdict = table.doubtful.length > 0 ? "unknown" : found;
  const { columns, text } = comparable(table.columns, table.ranges);
  const { mean, count: n } = meanOf(columns[places[0]]);
  return {
    id: "strongest",
    section: "need",
    text:
      verdict === "unknown"
        ? words.strongestUnknown
        : (places.length === columns.length ? words.needsAlike : words.strongest)(
            places.map((j) => table.criteria[j]),
            text(mean),
          ),
    verdict,
    n,
    leftOut: table.customers.length - n,
    evidence: scalesUntold(words, table),
  };
}

/** States that differing scales are only inferred, if they are. */
export function scalesUntold(words: Words, { doubtful }: Pick<RatingTable, "doubtful">): string[] {
  return doubtful.length === 0 ? [] : [words.scalesUntold(doubtful)];
}

/** The lowest criterion of an analysis, or of what customers perceive (`feedback`). */
export function weakestPart(
  { words }: Telling,
  analysis: Exclude<ScoredAnalysis, "expectation"> | "feedback",
  { table }: Scored,
): Finding | undefined {
  const shares = sharesOf(table.columns, table.ranges);
  const found = weakestOf(shares);
  if (found === undefined) return undefined;
  const { place, difference } = found;
  const verdict = table.doubtful.length > 0 ? "unknown" : found.verdict;
  const { columns, text } = comparable(table.columns, table.ranges);
  const means = columns.map((column) => meanOf(column).mean);
  const others = meanOf(means.filter((_, j) => j !== place)).mean;
  const title = words.names[analysis];
  const [name, its, rest] = [table.criteria[place], text(means[place]), text(others)];
  const said: Readonly<Record<Verdict, string>> =
    analysis === "feedback"
      ? {
          clear: words.lowestRated(name, its, rest),
          none: words.lowestNone,
          unknown: words.lowestUnknown,
        }
      : {
          clear: words.weakest(name, title, its, rest),
          none: words.weakestNone(title),
          unknown: words.weakestUnknown(title),
        };
  return {
    id: "weakest",
    section: analysis,
    text: said[verdict],
    verdict,
    n: difference.count,
    leftOut: table.customers.length - difference.count,
    evidence: scalesUntold(words, table),
  };
}

/** The ratings of an analysis by criterion. */
export function criteriaTable({ words }: Telling, { table }: Scored): ReportTable {
  const c = words.columns;
  return {
    id: "criteria",
    title: words.tables.criteria,
    columns: [c.criterion, c.meanRating, c.scale, c.weight, c.n],
    kinds: ["text", "rating", "text", "effect", "count"],
    rows: table.criteria.map((criterion, j) => {
      const { mean, count } = meanOf(table.columns[j]);
      return [
        criterion,
        presentNumber(mean),
        rangeText(words, table.ranges[j]),
        presentNumber(table.weights[j]),
        count,
      ];
    }),
  };
}

/** Rows are tied if their scores are equal except for rounding errors in a sum of ratings. */
const isTied = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

function strongestNeeds({ words, nameOf, analyses }: Telling, { scores, shares }: Scored): ReportTable {
  const shown = 10;
  const order = [...scores.keys()]
    .filter((row) => Number.isFinite(scores[row]))
    .sort((a, b) => (isTied(scores[a], scores[b]) ? a - b : scores[b] - scores[a]));
  const rows = order.slice(0, shown);
  const tied = order.slice(shown).filter((row) => isTied(scores[row], scores[rows[shown - 1]])).length;
  const c = words.columns;
  return {
    id: "strongest",
    title: words.tables.strongest,
    columns: [c.name, c.company, c.score, c.meanShare],
    kinds: ["text", "text", "effect", "percent"],
    rows: rows.map((row) => [nameOf(row), analyses.team.customers[row].company, scores[row], shares[row]]),
    ...(order.length > shown && {
      note: words.moreNote(shown, order.length) + (tied > 0 ? ` ${words.tieNote(tied)}` : ""),
    }),
  };
}

/** The monthly trend of service or marketing ratings: the slope, with its interval. */
function trendOf(
  telling: Telling,
  analysis: Exclude<ScoredAnalysis, "expectation">,
  { months, ratings, monthOf, unrated }: Months,
): Pick<Section, "findings" | "figures" | "tables"> | undefined {
  if (months.length < 2) return undefined;
  const { words, language } = telling;
  const what = words.names[analysis];
  const range = scaleOf([ratings]);
  const scale = range.maximum - range.minimum;
  const span = Math.max(...monthOf);
  const isFit = months.length >= fewestMonths && ratings.length > 2;
  const result = isFit ? feedback(ratings, [monthOf]) : undefined;
  const [slope, lower, upper] =
    result === undefined ? [NaN, NaN, NaN] : [result.coefficients[1], result.lower[1], result.upper[1]];
  const verdict = verdictOf(
    { lower: lower * span, upper: upper * span, count: ratings.length },
    matters * scale,
  );
  const wanted =
    (2 * (result?.sigma ?? NaN) * span) ** 2 / ((spread(months.length) || NaN) * (0.1 * scale) ** 2);
  const perMonth = Math.ceil(wanted);
  const change = numberText(Math.abs(slope), Math.abs(slope) < 0.1 ? 2 : 1);
  const finding: Finding = {
    id: "trend",
    section: analysis,
    text:
      verdict === "clear"
        ? slope > 0
          ? words.trendUp(what, change)
          : words.trendDown(what, change)
        : verdict === "none"
          ? words.trendNone(what)
          : words.trendUnknown(what),
    verdict,
    n: ratings.length,
    leftOut: unrated,
    evidence: [
      words.inMonths(ratings.length, months.length),
      ...(verdict === "clear" ? [words.between(differenceText(lower, 2), differenceText(upper, 2))] : []),
      ...(verdict === "unknown" && perMonth * months.length > ratings.length
        ? [words.wouldDo(perMonth)]
        : []),
    ],
  };
  const figure: ReportFigure = {
    id: analysis,
    title: analysis === "marketing" ? words.figures.marketing : words.figures.service,
    caption: words.captions.months(ratings.length, rangeText(words, range)),
    draw: (options) =>
      overTimeChart(
        months.map(({ month }) => month),
        [
          {
            name: what,
            values: months.map(({ rating }) => rating.mean),
            lower: months.map(({ rating }) => rating.lower),
            upper: months.map(({ rating }) => rating.upper),
          },
        ],
        { ...options, language, range, counts: months.map(({ rating }) => rating.count) },
      ),
  };
  const c = words.columns;
  return {
    findings: [finding],
    figures: [figure],
    tables: [
      {
        id: "months",
        title: words.tables.months,
        columns: [c.month, c.meanRating, c.lower, c.upper, c.n],
        kinds: ["text", "rating", "rating", "rating", "count"],
        rows: months.map(({ month, rating }) => [
          month,
          rating.mean,
          ...[rating.lower, rating.upper].map(presentNumber),
          rating.count,
        ]),
      },
    ],
  };
}

/** Σ (x − x̄)² of the months 0 … m − 1. */
function spread(m: number): number {
  return (m * (m * m - 1)) / 12;
}
