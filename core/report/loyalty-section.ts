import { differenceText, numberText, percentText, recommendationChart } from "../charts";
import { npsSplit } from "../measures";
import type { Section } from "./document";
import { fewestAnswers } from "./evidence";
import { outcomeTold } from "./outcome-findings";
import type { Telling } from "./telling";

/** Who would recommend us, if customers were asked, and what is associated with each yes/no outcome. */
export function loyaltySection(telling: Telling): Section | undefined {
  const asked = recommendationSection(telling);
  const told = telling.analyses.outcomes.map((outcome) => outcomeTold(outcome, telling));
  if (asked === undefined && told.length === 0) return undefined;
  return {
    id: "loyalty",
    title: telling.words.names.loyalty,
    findings: [...(asked?.findings ?? []), ...told.map(({ finding }) => finding)],
    tables: [...(asked?.tables ?? []), ...told.flatMap(({ table }) => table ?? [])],
    figures: [...(asked?.figures ?? []), ...told.flatMap(({ figures }) => figures)],
  };
}

function recommendationSection({
  words,
  analyses,
}: Telling): Pick<Section, "findings" | "tables" | "figures"> | undefined {
  const answers = analyses.recommendations;
  if (answers === undefined || answers.every(Number.isNaN)) return undefined;
  const split = npsSplit(answers);
  const { promoters, passives, detractors, responses, nps, marginOfError } = split;
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
        caption: `${words.captions.nps(responses)}${words.semicolon}${numberText(nps)}`,
        draw: (options) => recommendationChart(split, options),
      },
    ],
  };
}
