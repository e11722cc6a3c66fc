import { differenceText, numberText, percentText, recommendationChart } from "../charts";
import { npsSplit } from "../measures";
import type { Section } from "./document";
import { fewestAnswers } from "./evidence";
import type { Telling } from "./telling";

/** Who would recommend us, where customers were asked. */
export function loyaltySection({ words, analyses }: Telling): Section | undefined {
  const answers = analyses.recommendations;
  if (answers === undefined || answers.every(Number.isNaN)) return undefined;
  const split = npsSplit(answers);
  const { promoters, passives, detractors, responses, nps, marginOfError } = split;
  const [lower, upper] = [Math.max(-100, nps - marginOfError), Math.min(100, nps + marginOfError)];
  const share = (count: number) => percentText(count / responses);
  const c = words.columns;
  return {
    id: "loyalty",
    title: words.names.loyalty,
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
      {
        id: "answers",
        title: words.tables.answers,
        columns: [c.kind, c.count, c.share.replace(/\s*(of R²|R² 占比)/, "") || c.share],
        kinds: ["text", "count", "percent"],
        rows: [
          [words.kinds.promoters, promoters, promoters / responses],
          [words.kinds.passives, passives, passives / responses],
          [words.kinds.detractors, detractors, detractors / responses],
        ],
      },
    ],
    figures: [
      {
        id: "nps",
        title: words.figures.nps,
        caption: `${words.captions.nps(responses)}; ${numberText(nps)}`,
        draw: (options) => recommendationChart(split, options),
      },
    ],
  };
}
