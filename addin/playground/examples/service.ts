import type { WorkbookFile } from "../../workbook/file";
import { randomFrom } from "@crm-functions/core";
import type { SampleTexts } from "../texts";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { scoreSheet } from "./score-sheet";

const weights = [0.35, 0.25, 0.2, 0.2];
const answers = 60;

/** Reproducible answers from `low` to `high`; a `kindness` above 1 shifts them up. */
function survey(seed: number, low: number, high: number, kindness: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: answers }, () => Math.round(low + (high - low) * random() ** (1 / kindness)));
}

/** Service: the score of each customer; recommendation, satisfaction and effort from two surveys. */
export function serviceWorkbook(texts: ExampleTexts, sample: SampleTexts): WorkbookFile {
  const last = answers + 1;
  return {
    sheets: [
      scoreSheet(
        texts,
        "service",
        sample.criteria.service,
        weights,
        [51, 7.1],
        "=CRM.SERVICESCORE(B6:E17,B3:E3)",
      ),
      exampleSheet({
        name: "Surveys",
        blocks: [
          ["A1", [[texts.before, texts.after, texts.satisfaction, texts.effort]]],
          ["A2", column(survey(52, 0, 10, 2.6))],
          ["B2", column(survey(53, 0, 10, 4))],
          ["C2", column(survey(54, 1, 5, 1.6))],
          ["D2", column(survey(55, 1, 7, 1))],
          ["F1", "NPS"],
          ["F2", `=CRM.NPSSPLIT(B2:B${last})`, "0.0"],
          ["F5", texts.change],
          ["F6", `=CRM.NPSCHANGE(A2:A${last},B2:B${last})`, "0.0"],
          ["F9", column([texts.topTwo, texts.meanShare, texts.meanEffort, "NPS"])],
          ["I9", `=CRM.CSAT(C2:C${last})`, "0.0%"],
          ["I10", `=CRM.CSAT(C2:C${last},5,"mean")`, "0.0%"],
          ["I11", `=CRM.CES(D2:D${last})`, "0.00"],
          ["I12", `=CRM.NPS(B2:B${last})`, "0.0"],
        ],
        widths: [24, 24, 20, 16, 4, 14, 12, 14, 16, 14, 16],
        headers: [1],
      }),
    ],
  };
}
