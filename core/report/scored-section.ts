import { meanOf, type Months, type RatingTable, type Scored, type ScoredAnalysis } from "../analyses";
import { scaleOf } from "../analyses/scale";
import { differenceText, numberText, overTimeChart, percentText } from "../charts";
import { presentNumber } from "../numbers/present";
import { feedback } from "../regression";
import {
  absentFinding,
  sectionOf,
  type Finding,
  type ReportFigure,
  type ReportTable,
  type Section,
  type SectionParts,
  type Verdict,
} from "./document";
import { comparable, matters, sharesOf, strongestOf, verdictOf, weakestOf } from "./evidence";
import { reportTable } from "./report-table";
import { needsBesideExpectation } from "./sides";
import { intervalTold, rangeText, type Telling } from "./telling";
import type { Words } from "./words/en-US";

const fewestMonths = 3;

/** Need, management, service or marketing: its level, its strongest or weakest criterion, and its trend. */
export function scoredSection(telling: Telling, analysis: Exclude<ScoredAnalysis, "expectation">): Section {
  const { words, analyses } = telling;
  const its = analyses.scores[analysis];
  const title = words.names[analysis];
  const all = analyses.team.customers.length;
  const trend = trendOf(telling, analysis, analyses.months[analysis]);
  if (its === undefined) {
    const none = absentFinding(analysis, words.absent(title, words.headers[analysis]), all);
    return sectionOf(analysis, words, [...trend.findings, none], trend);
  }
  const { count, mean, lower, upper } = its.meanShare;
  const level: Finding = {
    id: "mean",
    section: analysis,
    text: count === 0 ? words.noScores(title) : words.mean(title, percentText(mean)),
    ...(count === 0 && { verdict: "unknown" }),
    n: count,
    leftOut: all - count,
    evidence: [
      ...intervalTold(words, { lower: Math.max(0, lower), upper: Math.min(1, upper) }, percentText),
      ...scalesUntold(words, its.table),
    ],
  };
  const isNeed = analysis === "need";
  const beside = isNeed ? needsBesideExpectation(telling) : undefined;
  const part = isNeed ? strongestPart(telling, its) : weakestPart(telling, analysis, its);
  return sectionOf(analysis, words, [...trend.findings, ...(part === undefined ? [] : [part]), level], {
    tables: [
      criteriaTable(telling, its),
      ...(isNeed ? [strongestNeeds(telling, its)] : []),
      ...(beside?.tables ?? []),
      ...trend.tables,
    ],
    figures: [...(beside?.figures ?? []), ...trend.figures],
  });
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
  const means = table.columns.map((column) => meanOf(column));
  return reportTable("criteria", words.tables.criteria, means, [
    [c.criterion, "text", (_, j) => table.criteria[j]],
    [c.meanRating, "rating", ({ mean }) => presentNumber(mean)],
    [c.scale, "text", (_, j) => rangeText(words, table.ranges[j])],
    [c.weight, "effect", (_, j) => presentNumber(table.weights[j])],
    [c.n, "count", ({ count }) => count],
  ]);
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
  return reportTable(
    "strongest",
    words.tables.strongest,
    rows,
    [
      [c.name, "text", nameOf],
      [c.company, "text", (row) => analyses.team.customers[row].company],
      [c.score, "effect", (row) => scores[row]],
      [c.meanShare, "percent", (row) => shares[row]],
    ],
    [
      ...(order.length > shown ? [words.moreNote(shown, order.length)] : []),
      ...(tied > 0 ? [words.tieNote(tied)] : []),
    ],
  );
}

/** The monthly trend of service or marketing ratings: the slope, with its interval. */
function trendOf(
  telling: Telling,
  analysis: Exclude<ScoredAnalysis, "expectation">,
  ofMonths: Months | undefined,
): SectionParts {
  if (ofMonths === undefined || ofMonths.months.length < 2) return { findings: [], figures: [], tables: [] };
  const { months, ratings, monthOf, unrated } = ofMonths;
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
      reportTable("months", words.tables.months, months, [
        [c.month, "text", ({ month }) => month],
        [c.meanRating, "rating", ({ rating }) => rating.mean],
        [c.lower, "rating", ({ rating }) => presentNumber(rating.lower)],
        [c.upper, "rating", ({ rating }) => presentNumber(rating.upper)],
        [c.n, "count", ({ rating }) => rating.count],
      ]),
    ],
  };
}

/** Σ (x − x̄)² of the months 0 … m − 1. */
function spread(m: number): number {
  return (m * (m * m - 1)) / 12;
}
