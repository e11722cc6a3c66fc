import { isSameScale, meanOf } from "../analyses";
import { differenceText, expectedAndReceivedChart, percentText } from "../charts";
import { presentNumber } from "../numbers/present";
import { absentFinding, type Finding, type Section } from "./document";
import { matters, verdictOf } from "./evidence";
import { criteriaTable, scalesUntold } from "./scored-section";
import { captionOfSides, onOneAxis } from "./sides";
import { rangeText, type Telling } from "./telling";

/** The most criteria named in the sentence; the table contains all. */
const mostNamed = 3;

/** Compares what customers expect with what they receive; criteria are tested with Bonferroni correction. */
export function expectationSection(telling: Telling): Section {
  const { words, analyses } = telling;
  const { gap, scores } = analyses;
  const title = words.names.expectation;
  const all = analyses.team.customers.length;
  const expectation = scores.expectation;
  if (expectation === undefined) {
    const text = words.absent(title, words.headers.expectation);
    return {
      id: "expectation",
      title,
      findings: [absentFinding("expectation", text, all)],
      tables: [],
      figures: [],
    };
  }
  const level: Finding = {
    id: "mean",
    section: "expectation",
    text: words.expectedMean(percentText(expectation.meanShare.mean)),
    n: expectation.meanShare.count,
    leftOut: all - expectation.meanShare.count,
    evidence: scalesUntold(words, expectation.table),
  };
  const levels = expectation.meanShare.count > 0 ? [level] : [];
  if (gap === undefined) {
    const isPerceived = analyses.team.customers.some(({ ratings }) => ratings.perceived !== undefined);
    const missing = isPerceived
      ? words.gapMissing
      : words.absent(words.columns.received, words.headers.perceived);
    return {
      id: "expectation",
      title,
      findings: [...levels, { ...absentFinding("expectation", missing, all), id: "gap" }],
      tables: [criteriaTable(telling, expectation)],
      figures: [],
    };
  }
  const judged = gap.byCriterion.map((each, j) => {
    const held = meanOf(
      gap.received[j].map((value, i) => value - gap.expected[j][i]),
      0.05 / gap.byCriterion.length,
    );
    const span = each.range.maximum - each.range.minimum;
    return { ...each, j, held, span, verdict: each.isDoubtful ? "unknown" : verdictOf(held, matters * span) };
  });
  const byGap = [...judged].sort((a, b) => a.gap.mean / a.span - b.gap.mean / b.span);
  const short = byGap.filter(({ verdict, gap: { mean } }) => verdict === "clear" && mean < 0);
  const over = byGap.filter(({ verdict, gap: { mean } }) => verdict === "clear" && mean > 0).reverse();
  const named = (short.length > 0 ? short : over).slice(0, mostNamed);
  const items = named.map(({ criterion, gap: { mean } }) => words.called(criterion, differenceText(mean, 1)));
  const n =
    named.length > 0
      ? Math.min(...named.map((each) => each.gap.count))
      : Math.max(...judged.map((each) => each.gap.count));
  const open = judged.every(({ verdict }) => verdict === "none") ? "none" : "unknown";
  const finding: Finding = {
    id: "gap",
    section: "expectation",
    text:
      short.length > 0
        ? words.short(items)
        : over.length > 0
          ? words.over(items)
          : open === "none"
            ? words.gapNone
            : words.gapUnknown,
    verdict: named.length > 0 ? "clear" : open,
    n,
    leftOut: all - n,
    evidence: [
      ...(named.length > 0 ? named : byGap.filter(({ isDoubtful }) => !isDoubtful))
        .slice(0, 1)
        .filter(({ held }) => Number.isFinite(held.lower))
        .map(({ criterion, held }) =>
          words.gapBetween(criterion, differenceText(held.lower, 1), differenceText(held.upper, 1)),
        ),
      ...scalesUntold(words, {
        doubtful: judged.filter(({ isDoubtful }) => isDoubtful).map(({ criterion }) => criterion),
      }),
    ],
  };
  const c = words.columns;
  const converted = judged.filter((each) => !isSameScale(each.range, each.receivedRange));
  const sides = onOneAxis(
    byGap.map(({ criterion, expected, received, range }) => ({
      criterion,
      first: expected,
      second: received,
      ranges: [range, range],
    })),
  );
  return {
    id: "expectation",
    title,
    findings: [finding, ...levels],
    tables: [
      {
        id: "gaps",
        title: words.tables.gaps,
        columns: [c.criterion, c.expected, c.received, c.gap, c.lower, c.upper, c.n],
        kinds: ["text", "rating", "rating", "difference", "difference", "difference", "count"],
        rows: byGap.map(({ criterion, expected, received, gap: { mean, count }, held }) => [
          criterion,
          ...[expected, received, mean, held.lower, held.upper].map(presentNumber),
          count,
        ]),
        ...(converted.length > 0 && {
          note: converted
            .map((each) =>
              words.converted(
                each.criterion,
                rangeText(words, each.receivedRange),
                rangeText(words, each.range),
              ),
            )
            .join(" "),
        }),
      },
    ],
    figures: [
      {
        id: "gap",
        title: words.figures.gap,
        caption: captionOfSides(telling, n, sides.range),
        draw: (options) =>
          expectedAndReceivedChart(
            { ...sides, marked: short.slice(0, 1).map((each) => byGap.indexOf(each)) },
            options,
          ),
      },
    ],
  };
}
