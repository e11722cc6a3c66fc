import { differenceText, numberText, percentText, recommendationChart } from "../charts";
import { chartText } from "../charts/texts";
import { npsSplit } from "../measures";
import { sectionOf, type Section, type SectionParts } from "./document";
import { fewestAnswers } from "./evidence";
import { outcomeParts } from "./outcome-findings";
import { reportTable } from "./report-table";
import type { Telling } from "./telling";

/** Who would recommend us, if customers were asked, and what is associated with each yes/no outcome. */
export function loyaltySection(telling: Telling): Section | undefined {
  const asked = recommendationParts(telling);
  const parts = [
    ...(asked === undefined ? [] : [asked]),
    ...telling.analyses.outcomes.map((outcome) => outcomeParts(outcome, telling)),
  ];
  if (parts.length === 0) return undefined;
  const findings = parts.flatMap((each) => each.findings);
  return sectionOf("loyalty", telling.words, findings, {
    tables: parts.flatMap(({ tables }) => tables),
    figures: parts.flatMap(({ figures }) => figures),
  });
}

function recommendationParts({ words, language, analyses }: Telling): SectionParts | undefined {
  const answers = analyses.recommendations;
  if (answers === undefined || answers.every(Number.isNaN)) return undefined;
  const split = npsSplit(answers);
  const { promoters, detractors, responses, nps, marginOfError } = split;
  const [lower, upper] = [Math.max(-100, nps - marginOfError), Math.min(100, nps + marginOfError)];
  const share = (count: number) => percentText(count / responses);
  const c = words.columns;
  return {
    findings: [
      {
        id: "nps",
        section: "loyalty",
        text: words.nps(share(promoters), share(detractors)),
        ...((responses < fewestAnswers || !Number.isFinite(marginOfError)) && {
          verdict: "unknown" as const,
        }),
        n: responses,
        leftOut: answers.length - responses,
        evidence: [
          Number.isFinite(marginOfError)
            ? words.npsValue(differenceText(nps), differenceText(lower), differenceText(upper))
            : differenceText(nps),
        ],
      },
    ],
    tables: [
      reportTable("answers", words.tables.answers, ["promoters", "passives", "detractors"] as const, [
        [c.kind, "text", (kind) => chartText(kind, language)],
        [c.count, "count", (kind) => split[kind]],
        [chartText("shareOfAnswers", language), "percent", (kind) => split[kind] / responses],
      ]),
    ],
    figures: [
      {
        id: "nps",
        title: words.figures.nps,
        caption: `${words.captions.nps(responses)}${words.semicolon}${numberText(nps)}`,
        draw: (options) => recommendationChart(split, options),
      },
    ],
  };
}
