import {
  isBinary,
  isSameScale,
  knowsAll,
  meanOf,
  ratingTable,
  recommendationIn,
  scored,
  type Satisfaction,
} from "../analyses";
import {
  coefficientChart,
  driversChart,
  importancePerformanceChart,
  numberText,
  percentText,
} from "../charts";
import { chartText } from "../charts/texts";
import { ipa } from "../measures";
import { driverShares, type FeedbackResult } from "../regression";
import { presentNumber } from "../numbers/present";
import { absentFinding, sectionOf, type Finding, type ReportFigure, type Section } from "./document";
import {
  againstTheRest,
  answersForRegression,
  answersPerRating,
  comparable,
  fewestAnswers,
  holm,
  matters,
  sharesOf,
  verdictOf,
} from "./evidence";
import { reportTable } from "./report-table";
import { criteriaTable, scalesUntold, weakestPart } from "./scored-section";
import { intervalTold, rangeText, type Telling } from "./telling";
import type { Words } from "./words/en-US";

/** Number of bootstrap samples for the bounds of the shares, and the most ratings for which they are drawn. */
const replicates = 400;
const mostSampled = 10;

/**
 * The drivers that may be named. A driver is named only if there are at least 10 answers per rating and 20 in total,
 * the regression as a whole is significant (p of F < 0.05), and so is the term, adjusted for the number of terms
 * (Holm's p < 0.05). A collinear term is never named.
 */
function namedDrivers(result: FeedbackResult, shares: ArrayLike<number>) {
  const isEnough = result.rowsUsed >= answersWanted(result.coefficients.length - 1);
  // Without residuals there is nothing to test: any rating with a share in the answer is certain.
  const isExact = result.perfect && result.degreesOfFreedom > 0;
  const isWhole = isEnough && (result.pOfF < 0.05 || isExact);
  const certain = (j: number) => (result.collinear.includes(j) || !(shares[j] > 1e-12) ? NaN : 0);
  const adjusted = isExact ? Array.from(shares, (_, j) => certain(j)) : holm(Array.from(result.p.slice(1)));
  const named = isWhole
    ? [...adjusted.keys()].filter((j) => adjusted[j] < 0.05).sort((a, b) => shares[b] - shares[a])
    : [];
  return {
    isEnough,
    /** Whether the ratings together explain anything. */
    isWhole,
    /** The positions of ratings that go with more satisfaction, and with less, the largest share of R² first. */
    positive: named.filter((j) => result.coefficients[j + 1] > 0),
    negative: named.filter((j) => result.coefficients[j + 1] < 0),
  };
}

/** What drives overall satisfaction: the drivers that may be named, their shares of R², and the rating levels. */
export function feedbackSection(telling: Telling): {
  readonly section: Section;
  /** The name of the rating to start with, if there is one. */
  readonly startWith: string | undefined;
} {
  const { words, language, analyses } = telling;
  const { feedback } = analyses;
  if (feedback === undefined) return { section: absent(telling), startWith: undefined };
  const { result, drivers, table } = feedback;
  if (result === undefined || drivers === undefined) {
    return { section: sectionOf("feedback", words, [unfitted(feedback, telling)]), startWith: undefined };
  }
  const shares = sharesOf(table.columns, table.ranges);
  const meanShares = shares.map((each) => meanOf(each).mean);
  const places = quadrantsOf(drivers.share, meanShares);
  const named = namedDrivers(result, drivers.share);
  const { findings, startWith } = findingsOf(
    { ...feedback, result, drivers, shares, places, named },
    telling,
  );
  const performance = table.columns.map((column) => meanOf(column).mean);
  // Ratings on different scales that are only inferred cannot be placed beside each other.
  const isMapped = named.isWhole && table.doubtful.length === 0;
  const order = [...drivers.share.keys()].sort((a, b) => (drivers.share[b] || 0) - (drivers.share[a] || 0));
  // Samples of more ratings take too long: each sample fits every subset of them.
  const sampled =
    table.criteria.length <= mostSampled
      ? driverShares(feedback.answer.values, table.columns, { replicates })
      : undefined;
  const pick = (values: ArrayLike<number>) => order.map((j) => values[j]);
  const names = order.map((j) => table.criteria[j]);
  const marked = startWith === undefined ? undefined : order.indexOf(startWith);
  const r2 = numberText(result.rSquared, 2);
  const isOneScale = table.ranges.every((range) => isSameScale(range, table.ranges[0]));
  const map: ReportFigure = {
    id: "map",
    title: words.figures.map,
    caption: words.captions.map(result.rowsUsed, result.rowsLeftOut, r2),
    draw: (options) =>
      importancePerformanceChart(
        {
          attributes: names,
          importance: pick(drivers.share),
          performance: pick(isOneScale ? performance : meanShares),
          range: isOneScale ? table.ranges[0] : { minimum: 0, maximum: 1 },
          importanceIs: "shareOfR2",
          marked,
        },
        options,
      ),
  };
  const c = words.columns;
  const section = sectionOf("feedback", words, findings, {
    tables: [
      reportTable("drivers", words.tables.drivers, order, [
        [c.criterion, "text", (j) => table.criteria[j]],
        [c.effect, "effect", (j) => presentNumber(result.coefficients[j + 1])],
        [c.lower, "effect", (j) => presentNumber(result.lower[j + 1])],
        [c.upper, "effect", (j) => presentNumber(result.upper[j + 1])],
        [c.share, "percent", (j) => presentNumber(drivers.share[j])],
        [c.shareLower, "percent", (j) => presentNumber(sampled?.lower[j] ?? NaN)],
        [c.shareUpper, "percent", (j) => presentNumber(sampled?.upper[j] ?? NaN)],
        [c.received, "rating", (j) => presentNumber(performance[j])],
        [c.place, "text", (j) => (isMapped ? places[j] && chartText(places[j], language) : null)],
      ]),
    ],
    figures: Number.isFinite(result.rSquared)
      ? [
          {
            id: "drivers",
            title: words.figures.drivers,
            caption: words.captions.drivers(result.rowsUsed, result.rowsLeftOut, r2, sampled !== undefined),
            draw: (options) =>
              driversChart(
                {
                  names,
                  shares: pick(drivers.share),
                  ...(sampled && { lower: pick(sampled.lower), upper: pick(sampled.upper) }),
                  isClear: order.map((j) => named.positive.includes(j)),
                  marked,
                },
                options,
              ),
          },
          // A map of importance is meaningless if nothing is known to matter.
          ...(isMapped ? [map] : []),
          {
            id: "coefficients",
            title: words.figures.coefficients,
            caption: words.captions.coefficients(result.rowsUsed, r2),
            draw: (options) =>
              coefficientChart(
                {
                  terms: names,
                  coefficients: pick(result.coefficients.slice(1)),
                  lower: pick(result.lower.slice(1)),
                  upper: pick(result.upper.slice(1)),
                  unit: c.effect,
                },
                options,
              ),
          },
        ]
      : [],
  });
  return { section, startWith: startWith === undefined ? undefined : table.criteria[startWith] };
}

function quadrantsOf(importance: Float64Array, performance: readonly number[]) {
  const isMap = importance.some((value, j) => Number.isFinite(value + performance[j]));
  return isMap ? ipa(importance, performance) : performance.map(() => "" as const);
}

/** The section if there are no answers or no ratings to explain them: what is rated, and what lowest. */
function absent(telling: Telling): Section {
  const { words, analyses } = telling;
  const { customers } = analyses.team;
  const asked = customers.some(({ ratings }) => ratings.feedback !== undefined);
  const rated = scored(ratingTable(analyses.team, "perceived", "rated"));
  const lowest = rated && weakestPart(telling, "feedback", rated);
  const none = absentFinding(
    "feedback",
    asked ? words.nothingToExplain : words.absent(words.names.feedback, words.headers.feedback),
    customers.length,
  );
  const findings = [...satisfactionTold(telling), ...(lowest === undefined ? [] : [lowest]), none];
  return sectionOf("feedback", words, findings, {
    tables: rated === undefined ? [] : [criteriaTable(telling, rated)],
  });
}

/** The share of the scale from which a customer is satisfied; as far from the lower end, dissatisfied. */
const satisfiedFrom = 0.75;

/** How satisfied customers are if nothing explains it; recommendation belongs to the loyalty section. */
function satisfactionTold({ words, analyses }: Telling): Finding[] {
  const { answer, team } = analyses;
  const answers = ratingTable(team, "feedback", "rated");
  if (answer === undefined || isBinary(answer) || answer.name === answers.criteria[recommendationIn(answers)])
    return [];
  const { mean, count, ...interval } = meanOf(answer.values);
  if (count === 0) return [];
  const { minimum, maximum } = answer.range;
  const high = minimum + satisfiedFrom * (maximum - minimum);
  const low = minimum + maximum - high;
  const text = (rating: number): string => numberText(rating, Number.isInteger(rating) ? 0 : 1);
  const share = (is: (value: number) => boolean): string =>
    percentText(answer.values.filter(is).length / count);
  return [
    {
      id: "satisfaction",
      section: "feedback",
      text: words.satisfaction(
        numberText(mean, 1),
        rangeText(words, answer.range),
        share((value) => value >= high),
        share((value) => value <= low),
      ),
      ...(count < fewestAnswers && { verdict: "unknown" as const }),
      n: count,
      leftOut: team.customers.length - count,
      evidence: [
        ...intervalTold(words, interval, (bound) => numberText(bound, 1)),
        words.satisfiedIs(text(high), text(low)),
      ],
    },
  ];
}

/** Describes what explains the answers. */
function explainedBy({ by, answer }: Satisfaction, words: Words): string {
  return [
    by === "service" ? words.byService : words.byPerceived,
    ...(isBinary(answer) ? [words.binaryShort] : []),
  ].join(words.semicolon);
}

/** How many answers are needed before a driver is named. */
const answersWanted = (ratings: number): number => Math.max(answersForRegression, answersPerRating * ratings);

/** States that there are too few answers even for a regression. */
function unfitted(feedback: Satisfaction, { words, analyses }: Telling): Finding {
  const n = fullAnswers(feedback).length;
  return {
    id: "driver",
    section: "feedback",
    text: n === 0 ? words.noAnswers : words.driversTooFew(n, answersWanted(feedback.table.criteria.length)),
    verdict: "unknown",
    n,
    leftOut: analyses.team.customers.length - n,
    evidence: [explainedBy(feedback, words)],
  };
}

/** A regression with what it establishes, the ratings as shares of their scales and their places in the map. */
interface Fitted extends Satisfaction {
  readonly result: FeedbackResult;
  readonly drivers: NonNullable<Satisfaction["drivers"]>;
  readonly named: ReturnType<typeof namedDrivers>;
  readonly shares: readonly Float64Array[];
  readonly places: ReturnType<typeof quadrantsOf>;
}

function findingsOf(
  fitted: Fitted,
  { words }: Telling,
): { findings: Finding[]; startWith: number | undefined } {
  const { result, drivers, table, answer, named, shares, places } = fitted;
  const explained = explainedBy(fitted, words);
  const r2 = words.rSquared(numberText(result.rSquared, 2));
  const finding = (
    id: string,
    text: string,
    verdict: Finding["verdict"],
    evidence: readonly string[],
  ): Finding => ({
    id,
    section: "feedback",
    text,
    verdict,
    n: result.rowsUsed,
    leftOut: result.rowsLeftOut,
    evidence,
  });
  const only = (text: string, verdict: Finding["verdict"], evidence: readonly string[]) => ({
    findings: [finding("driver", text, verdict, evidence)],
    startWith: undefined,
  });
  const given = answer.values.filter((value) => !Number.isNaN(value));
  if (given.every((value) => value === given[0])) return only(words.sameAnswers, "unknown", [explained]);
  const used = fullAnswers(fitted);
  const constants = [...table.columns.keys()].filter((j) =>
    used.every((i) => table.columns[j][i] === table.columns[j][used[0]]),
  );
  const same = constants.length > 0 ? [words.sameRatings(constants.map((j) => table.criteria[j]))] : [];
  if (!named.isEnough) {
    const text = words.driversTooFew(result.rowsUsed, answersWanted(table.criteria.length));
    return only(text, "unknown", [r2, explained]);
  }
  if (!named.isWhole) {
    const evidence = [
      r2,
      ...(Number.isFinite(result.pOfF) ? [words.pOfF(pText(result.pOfF))] : []),
      explained,
      ...same,
    ];
    return isNothing(result, drivers.standardised)
      ? only(words.driversNone, "none", evidence)
      : only(words.driversUnknown, "unknown", evidence);
  }
  const related = result.collinear.filter((j) => !constants.includes(j));
  const collinear = [
    ...(related.length > 0 ? [words.collinear(related.map((j) => table.criteria[j]))] : []),
    ...same,
  ];
  const more: Finding[] =
    named.negative.length > 0
      ? [finding("negative", words.negative(named.negative.map((j) => table.criteria[j])), "clear", [r2])]
      : [];
  if (named.positive.length === 0) {
    return {
      findings: [finding("driver", words.whichUnknown, "unknown", [r2, explained, ...collinear]), ...more],
      startWith: undefined,
    };
  }

  const [top] = named.positive;
  const isComparable = table.criteria.length > 1 && table.doubtful.length === 0;
  const percent = (j: number) => percentText(drivers.share[j]);
  const tied = named.positive.filter((j) => percent(j) === percent(top));
  const aboveTheRest = (j: number) => meanOf(againstTheRest(shares, j));
  const isBelow = (j: number) =>
    isComparable && verdictOf(aboveTheRest(j), matters) === "clear" && aboveTheRest(j).mean < 0;
  const startWith = named.positive.find((j) => places[j] === "Concentrate here" && isBelow(j));
  const effectOf = (j: number) =>
    words.effect(
      numberText(result.coefficients[j + 1], 2),
      numberText(result.lower[j + 1], 2),
      numberText(result.upper[j + 1], 2),
    );
  // A rating's mean and that of the others, over customers who rated all: the basis of the difference.
  const told = comparable(table.columns, table.ranges);
  const rated = [...answer.values.keys()].filter((i) => knowsAll(table.columns, i));
  const means = isComparable ? told.columns.map((column) => meanOf(rated.map((i) => column[i])).mean) : [];
  const ratedOf = (j: number): string[] =>
    !isComparable
      ? []
      : [words.ratedAgainst(told.text(means[j]), told.text(meanOf(means.filter((_, k) => k !== j)).mean))];
  const findings: Finding[] = [];
  if (startWith !== undefined) {
    findings.push(
      finding(
        "start",
        words.startWith(table.criteria[startWith], startWith === top && tied.length === 1),
        "clear",
        [r2, ...ratedOf(startWith), effectOf(startWith), explained, ...collinear],
      ),
    );
  }
  if (startWith !== top || tied.length > 1) {
    findings.push(
      finding(
        "driver",
        tied.length === 1 && isComparable && aboveTheRest(top).mean >= 0
          ? words.wellRated(table.criteria[top])
          : words.keep(tied.map((j) => table.criteria[j])),
        "clear",
        [
          r2,
          ...(tied.length === 1 ? [...ratedOf(top), effectOf(top)] : []),
          explained,
          ...collinear,
          ...scalesUntold(words, table),
        ],
      ),
    );
  }
  return { findings: [...findings, ...more], startWith };
}

/** The customers with an overall answer and every rating that explains it, by position. */
function fullAnswers({ answer, table }: Satisfaction): readonly number[] {
  const columns = [answer.values, ...table.columns];
  return [...answer.values.keys()].filter((i) => knowsAll(columns, i));
}

/** Whether every term's interval lies within ±0.1 deviations of satisfaction per deviation of the rating. */
function isNothing(result: FeedbackResult, standardised: Float64Array): boolean {
  return standardised.every((beta, j) => {
    const unit = beta / result.coefficients[j + 1];
    return Math.max(Math.abs(result.lower[j + 1] * unit), Math.abs(result.upper[j + 1] * unit)) < 0.1;
  });
}

/** p with at most two significant digits, never 0: 0.034, < 0.001. */
export function pText(p: number): string {
  return p < 0.001 ? "< 0.001" : numberText(p, p < 0.1 ? 3 : 2);
}
