import { isSameScale, meansOfBoth, shareOfScale, sharedCriteria } from "../analyses";
import { needAgainstExpectationChart, type TwoSides } from "../charts";
import type { RatingRange } from "../customers";
import type { SectionParts } from "./document";
import { reportTable } from "./report-table";
import { rangeText, type Telling } from "./telling";

/** The means of a criterion on two sides, each with its scale. */
interface Sides {
  readonly criterion: string;
  readonly first: number;
  readonly second: number;
  readonly ranges: readonly [RatingRange, RatingRange];
}

/** Sides on one axis: in points if all have the same scale, otherwise as shares of their scales. */
export function onOneAxis(
  all: readonly Sides[],
): Pick<TwoSides, "criteria" | "first" | "second"> & { readonly range: RatingRange | "shares" } {
  const [range] = all[0].ranges;
  const isOneScale = all.flatMap(({ ranges }) => ranges).every((each) => isSameScale(each, range));
  const placed = (value: number, range: RatingRange) => (isOneScale ? value : shareOfScale(value, range));
  return {
    criteria: all.map(({ criterion }) => criterion),
    first: all.map(({ first, ranges }) => placed(first, ranges[0])),
    second: all.map(({ second, ranges }) => placed(second, ranges[1])),
    range: isOneScale ? range : "shares",
  };
}

/** The caption of a picture of two sides. */
export function captionOfSides(
  { words }: Pick<Telling, "words">,
  n: number,
  range: TwoSides["range"],
): string {
  return words.captions.sides(n, typeof range === "object" ? rangeText(words, range) : undefined);
}

/** Need beside expectation, for shared criteria and over customers who rated both, the strongest need first. */
export function needsBesideExpectation(
  telling: Telling,
): Pick<SectionParts, "tables" | "figures"> | undefined {
  const { words, analyses } = telling;
  const { need, expectation } = analyses.scores;
  if (need === undefined || expectation === undefined) return undefined;
  const compared = sharedCriteria(need.table, expectation.table).flatMap(({ criterion, one, other }) => {
    const [first, second] = meansOfBoth(need.table.columns[one], expectation.table.columns[other]);
    const ranges = [need.table.ranges[one], expectation.table.ranges[other]] as const;
    return first.count === 0
      ? []
      : [{ criterion, first: first.mean, second: second.mean, ranges, n: first.count }];
  });
  if (compared.length === 0) return undefined;
  const strength = ({ first, ranges: [range] }: Sides) => shareOfScale(first, range);
  compared.sort((a, b) => strength(b) - strength(a));
  const { first: needs, second: expectations, criteria, range } = onOneAxis(compared);
  const kind = range === "shares" ? "percent" : "rating";
  return {
    tables: [
      reportTable("needs", words.figures.needs, compared, [
        [words.columns.criterion, "text", ({ criterion }) => criterion],
        [words.names.need, kind, (_, j) => needs[j]],
        [words.names.expectation, kind, (_, j) => expectations[j]],
        [words.columns.n, "count", ({ n }) => n],
      ]),
    ],
    figures: [
      {
        id: "needs",
        title: words.figures.needs,
        caption: captionOfSides(telling, Math.max(...compared.map(({ n }) => n)), range),
        draw: (options) =>
          needAgainstExpectationChart({ criteria, need: needs, expectation: expectations, range }, options),
      },
    ],
  };
}
