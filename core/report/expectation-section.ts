import { isSameScale, meanOf } from "../analyses";
import { differences } from "../analyses/gap";
import { differenceText, expectedAndReceivedChart, percentText } from "../charts";
import { presentNumber } from "../numbers/present";
import { absentFinding, sectionOf, type Finding, type Section } from "./document";
import { matters, verdictOf } from "./evidence";
import { reportTable } from "./report-table";
import { criteriaTable, scalesUntold } from "./scored-section";
import { captionOfSides, onOneAxis } from "./sides";
import { rangeText, type Telling } from "./telling";

/** The most criteria named in the sentence; the table contains all. */
const mostNamed = 3;

/** Compares what customers expect with what they receive; criteria are tested with Bonferroni correction. */
export function expectationSection(telling: Telling): Section {
  const { words, analyses } = telling;
  const { gap, scores } = analyses;
  const all = analyses.team.customers.length;
  const { expectation } = scores;
  if (expectation === undefined) {
    const text = words.absent(words.names.expectation, words.headers.expectation);
    return sectionOf("expectation", words, [absentFinding("expectation", text, all)]);
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
    const none = { ...absentFinding("expectation", missing, all), id: "gap" };
    return sectionOf("expectation", words, [...levels, none], {
      tables: [criteriaTable(telling, expectation)],
    });
  }
  const judged = gap.byCriterion.map((each, j) => {
    const held = meanOf(differences(gap.expected[j], gap.received[j]), 0.05 / gap.byCriterion.length);
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
  const sides = onOneAxis(
    byGap.map(({ criterion, expected, received, range }) => ({
      criterion,
      first: expected,
      second: received,
      ranges: [range, range],
    })),
  );
  return sectionOf("expectation", words, [finding, ...levels], {
    tables: [
      reportTable(
        "gaps",
        words.tables.gaps,
        byGap,
        [
          [c.criterion, "text", ({ criterion }) => criterion],
          [c.expected, "rating", ({ expected }) => presentNumber(expected)],
          [c.received, "rating", ({ received }) => presentNumber(received)],
          [c.gap, "difference", ({ gap }) => presentNumber(gap.mean)],
          [c.lower, "difference", ({ held }) => presentNumber(held.lower)],
          [c.upper, "difference", ({ held }) => presentNumber(held.upper)],
          [c.n, "count", ({ gap }) => gap.count],
        ],
        judged
          .filter(({ range, receivedRange }) => !isSameScale(range, receivedRange))
          .map(({ criterion, range, receivedRange }) =>
            words.converted(criterion, rangeText(words, receivedRange), rangeText(words, range)),
          ),
      ),
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
  });
}
