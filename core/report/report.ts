import {
  analysesOf,
  isBinary,
  isSameScale,
  meanOf,
  ratingTable,
  recommendationIn,
  scaleOf,
  scoredAnalyses,
  scoreNames,
  type Analyses,
  type RatingTable,
  type Scored,
  type ScoreName,
  type Team,
} from "../analyses";
import { numberText, percentText, scoreSpreadChart } from "../charts";
import { presentNumber } from "../numbers/present";
import type { Language } from "../locales/message";
import { callsOf } from "./calls";
import { absentFinding, type Finding, type Report, type ReportTable, type Section } from "./document";
import { fewestAnswers, matters, verdictOf } from "./evidence";
import { expectationSection } from "./expectation-section";
import { feedbackSection } from "./feedback-section";
import { loyaltySection } from "./loyalty-section";
import { scoredSection } from "./scored-section";
import { reportTable } from "./report-table";
import { comparedAnalyses, intervalTold, namesOf, rangeText, wordsOf, type Telling } from "./telling";
import { valueSection } from "./value-section";
import type { Words } from "./words/en-US";

export interface ReportOptions {
  /** Default `"en-US"`. */
  readonly language?: Language;
  /** ISO day from which days since the last contact and since purchases are counted. */
  readonly asOf: string;
  /** The source of the customers, such as a file or a table. */
  readonly source?: string;
  /** The used and unused headers of the customers' table. */
  readonly columns?: Report["columns"];
  /** What could not be read, one sentence each. */
  readonly notes?: readonly string[];
}

/** The maximum number of things to know. */
const mostThings = 5;

/**
 * The report about a set of customers: the things to know and whom to call, then each analysis with its evidence. The
 * document is the same wherever it is shown. Each claim states n, what was left out, and an interval or a test, and
 * says so if there are too few answers (see `namedDrivers`, `verdictOf`).
 */
export function reportOf(team: Team | Analyses, options: ReportOptions): Report {
  const analyses = "team" in team ? team : analysesOf(team);
  const language = options.language ?? "en-US";
  const words = wordsOf(language);
  const telling: Telling = {
    language,
    words,
    analyses,
    asOf: options.asOf,
    nameOf: namesOf(analyses, words),
  };
  const { section: feedback, startWith } = feedbackSection(telling);
  const calls = callsOf(telling, startWith);
  const need = scoredSection(telling, "need");
  const sections = [
    { ...need, findings: [...calls.findings, ...need.findings] },
    expectationSection(telling),
    feedback,
    ...comparedAnalyses.map((analysis) => scoredSection(telling, analysis)),
    loyaltySection(telling),
    valueSection(telling),
  ].filter((each): each is Section => each !== undefined);
  return {
    language,
    title: words.title,
    about: words.about(options.source ?? "", analyses.team.customers.length, options.asOf),
    asOf: options.asOf,
    customers: analyses.team.customers.length,
    interactions: analyses.team.interactions.length,
    sections: [summaryOf(telling, sections, calls.tables), ...sections],
    notes: [...(options.notes ?? []), ...notesOf(telling)],
    columns: options.columns ?? { used: [], ignored: [] },
  };
}

/** The summary: what to act on, what falls short, whom to call, then loyalty, trends and weak points. */
function summaryOf(telling: Telling, sections: readonly Section[], calls: readonly ReportTable[]): Section {
  const { words } = telling;
  const all = sections.flatMap(({ findings }) => findings);
  const of = (section: string, ...ids: string[]): Finding[] =>
    ids.flatMap((id) => all.find((each) => each.section === section && each.id === id) ?? []);
  const drivers = of("feedback", "start", "driver");
  const wanted = [
    ...drivers.slice(0, 1),
    ...of("expectation", "gap").filter(({ n }) => n > 0),
    ...of("need", "calls"),
    ...of("loyalty", "nps"),
    ...of("feedback", "satisfaction"),
    ...of("loyalty", "outcome").filter(({ verdict }) => verdict === "clear"),
    ...of("service", "trend"),
    ...compared(telling),
    ...drivers.slice(1),
    ...of("need", "strongest"),
    ...of("value", "value"),
    ...of("marketing", "trend"),
    ...["feedback", "service", "management", "marketing"].flatMap((section) => of(section, "weakest")),
    ...["need", "expectation", "management", "service"].flatMap((section) => of(section, "mean")),
  ];
  // If there are more, those that cannot be told give way, the last first.
  const surplus = Math.max(0, wanted.length - mostThings);
  const untold = wanted.filter(({ verdict }) => verdict === "unknown");
  const givingWay = untold.slice(Math.max(0, untold.length - surplus));
  const things = wanted.filter((finding) => !givingWay.includes(finding)).slice(0, mostThings);
  const outcomes = of("loyalty", "outcome");
  const nothing = absentFinding("feedback", words.nothingYet, telling.analyses.team.customers.length);
  const findings = things.length > 0 ? things : outcomes.length > 0 ? outcomes : [nothing];
  const spread = scoredAnalyses.flatMap((analysis) => {
    const its = telling.analyses.scores[analysis];
    return its === undefined || its.meanShare.count === 0
      ? []
      : [{ name: words.names[analysis], shares: its.shares }];
  });
  const n = telling.analyses.team.customers.length;
  return {
    id: "summary",
    title: words.summary(findings.length),
    findings,
    tables: [...calls, scoresTable(telling)].filter(({ rows }) => rows.length > 0),
    figures:
      spread.length === 0
        ? []
        : [
            {
              id: "spread",
              title: words.figures.spread,
              caption: words.captions.spread(n),
              draw: (options) => scoreSpreadChart(spread, options),
            },
          ],
  };
}

/** The weakest of management, service and marketing, over customers rated for both, as shares of the scale. */
function compared({ words, analyses }: Telling): Finding[] {
  const rated = comparedAnalyses
    .flatMap((analysis) => {
      const its = analyses.scores[analysis];
      return its === undefined || its.meanShare.count < fewestAnswers
        ? []
        : [{ name: words.names[analysis], shares: its.shares, mean: its.meanShare.mean, table: its.table }];
    })
    .sort((a, b) => a.mean - b.mean);
  if (rated.length < 2) return [];
  const [weakest, next] = rated;
  const difference = meanOf(weakest.shares.map((share, i) => share - next.shares[i]));
  const isDoubtful = [weakest, next].some(({ table }) => table.doubtful.length > 0);
  const verdict = isDoubtful ? "unknown" : verdictOf(difference, matters);
  const isClear = verdict === "clear" && difference.mean < 0;
  const guessed = [weakest, next].flatMap(({ name, table }) => guessedScales(name, table, words));
  return [
    {
      id: "compared",
      section: "management",
      text: isClear
        ? words.compared(weakest.name, percentText(weakest.mean), next.name, percentText(next.mean))
        : (verdict === "none" ? words.comparedAlike : words.comparedTie)(
            rated.map(({ name, mean }) => `${name} ${percentText(mean)}`),
          ),
      verdict: verdict === "clear" && !isClear ? "unknown" : verdict,
      n: difference.count,
      leftOut: analyses.team.customers.length - difference.count,
      evidence: [
        ...intervalTold(words, difference, percentText),
        ...(guessed.length > 0 ? [words.byGuess(guessed)] : []),
      ],
    },
  ];
}

/** The scales inferred from the ratings: `Need 0–10`; `Management: Contact 1–5, Speed 0–100`. */
function guessedScales(
  name: string,
  { criteria, ranges, isGuessed }: Pick<RatingTable, "criteria" | "ranges" | "isGuessed">,
  words: Words,
): string[] {
  const places = [...criteria.keys()].filter((j) => isGuessed[j]);
  if (places.length === 0) return [];
  const [first] = places;
  return places.length === criteria.length && places.every((j) => isSameScale(ranges[j], ranges[first]))
    ? [`${name} ${rangeText(words, ranges[first])}`]
    : [
        words.scalesOf(
          name,
          places.map((j) => `${criteria[j]} ${rangeText(words, ranges[j])}`),
        ),
      ];
}

function scoresTable({ words, analyses }: Telling): ReportTable {
  const c = words.columns;
  const all = analyses.team.customers.length;
  const rows = scoreNames.flatMap((name) => {
    const its: (Pick<Scored, "meanScore"> & Partial<Scored>) | undefined =
      name === "gap" ? analyses.gap && { meanScore: analyses.gap.meanScore } : analyses.scores[name];
    return its === undefined ? [] : [{ name, score: its.meanScore, share: its.meanShare }];
  });
  return reportTable("scores", words.tables.scores, rows, [
    [c.analysis, "text", ({ name }) => words.names[name]],
    [c.meanScore, "effect", ({ score }) => presentNumber(score.mean)],
    [c.meanShare, "percent", ({ share }) => presentNumber(share?.mean ?? NaN)],
    [c.lower, "percent", ({ share }) => presentNumber(share?.lower ?? NaN)],
    [c.upper, "percent", ({ share }) => presentNumber(share?.upper ?? NaN)],
    [c.n, "count", ({ score }) => score.count],
    [c.leftOut, "count", ({ score }) => all - score.count],
  ]);
}

/** What was left out, and what was assumed. */
function notesOf({ words, analyses }: Telling): string[] {
  const notes: string[] = [];
  const equal: string[] = [];
  const scales: string[] = [];
  const low: string[] = [];
  const add = (when: boolean, text: () => string): void => {
    if (when) notes.push(text());
  };
  const name = (score: ScoreName) => words.names[score];
  for (const analysis of scoredAnalyses) {
    const its = analyses.scores[analysis];
    if (its === undefined) continue;
    const { table, leftOut } = its;
    add(leftOut.incomplete > 0, () => words.incomplete(name(analysis), leftOut.incomplete));
    add(leftOut.unrated > 0, () => words.unrated(name(analysis), leftOut.unrated));
    add(table.withoutWeight.length > 0, () => words.withoutWeight(name(analysis), table.withoutWeight));
    add(table.unrated.length > 0, () => words.unratedCriteria(name(analysis), table.unrated));
    if (!table.isWeighed) equal.push(name(analysis));
  }
  const answers = ratingTable(analyses.team, "feedback", "rated");
  for (const [called, table] of [
    ...scoredAnalyses.map((analysis) => [name(analysis), analyses.scores[analysis]?.table] as const),
    [words.columns.received, ratingTable(analyses.team, "perceived", "rated")] as const,
    [words.names.feedback, answers] as const,
  ]) {
    if (table === undefined) continue;
    scales.push(...guessedScales(called, table, words));
    if (table === answers) continue;
    for (const [j, criterion] of table.criteria.entries()) {
      const isLow = table.isGuessed[j] && 2 * scaleOf([table.columns[j]]).maximum <= table.ranges[j].maximum;
      if (isLow && meanOf(table.columns[j]).count >= fewestAnswers)
        low.push(words.scalesOf(called, [criterion]));
    }
  }
  add(equal.length > 0, () => words.equalWeights(equal));
  add(scales.length > 0, () => words.guessedScales(scales));
  add(low.length > 0, () => words.lowOnly(low));
  const { repeated, refunded, notKept = [] } = analyses.team.purchasesAside ?? {};
  add(repeated !== undefined, () => words.ordersOnce(repeated!.header, repeated!.orders, repeated!.rows));
  add(refunded !== undefined, () =>
    words.refunded(refunded!.header, refunded!.rows, numberText(refunded!.amount, 2)),
  );
  add(notKept.length > 0, () =>
    words.notKept(notKept.map(({ amount, ...each }) => ({ ...each, amount: numberText(amount, 2) }))),
  );
  const { gap, feedback, outcomes } = analyses;
  const sparse = new Set([...(feedback?.sparse ?? []), ...outcomes.flatMap(({ sparse }) => sparse)]);
  add(sparse.size > 0, () => words.sparse([...sparse]));
  for (const { header, said } of outcomes)
    add(said?.isOtherwiseRead === true, () => words.otherYes(header, said!));
  add((gap?.expectedOnly.length ?? 0) > 0, () => words.oneSide(gap!.expectedOnly, "expected"));
  add((gap?.receivedOnly.length ?? 0) > 0, () => words.oneSide(gap!.receivedOnly, "received"));
  add((feedback?.result?.rowsLeftOut ?? 0) > 0, () => words.feedbackLeftOut(feedback!.result!.rowsLeftOut));
  const recommend = answers.criteria[recommendationIn(answers)];
  add(recommend !== undefined && analyses.recommendations === undefined, () => words.notNps(recommend));
  add(analyses.answer !== undefined && isBinary(analyses.answer), () => words.binary(analyses.answer!.name));
  return notes;
}
