import type { WorkbookFile } from "../../workbook/file";
import type { SampleTexts } from "../texts";
import { column, exampleSheet, type ExampleCell } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { ratings } from "./ratings";
import { exampleNames as names } from "./score-sheet";

/** Judgements on Saaty's scale: how many times as important the row's criterion is as the column's. */
const comparisons = [
  [1, 2, 3, 4, 3],
  [1 / 2, 1, 2, 3, 3],
  [1 / 3, 1 / 2, 1, 2, 2],
  [1 / 4, 1 / 3, 1 / 2, 1, 1],
  [1 / 3, 1 / 3, 1 / 2, 1, 1],
];

/** Needs: AHP weights, the score of each customer, the treatment of a blank, and the parts of the score. */
export function needsWorkbook(texts: ExampleTexts, sample: SampleTexts): WorkbookFile {
  const criteria = sample.criteria.need;
  const rated: ExampleCell[][] = ratings(11, names.length, criteria.length);
  rated[3][2] = null;
  return {
    sheets: [
      exampleSheet({
        name: "Needs",
        blocks: [
          ["A1", texts.abouts.needs],
          ["A3", [[texts.customer, ...criteria, texts.score, texts.reweighted]]],
          ["A4", column(names)],
          ["B4", rated],
          ["G4", "=CRM.NEEDSCORE(B4:F15,Weights!G4:G8)", "0.00"],
          ["H4", '=CRM.NEEDSCORE(B4:F15,Weights!G4:G8,"reweight")', "0.00"],
          ["A18", texts.parts],
          ["A19", [[texts.customer, ...criteria]]],
          ["A20", column(names)],
          ["B20", "=CRM.SCOREPARTS(B4:F15,Weights!G4:G8)", "0.00"],
        ],
        widths: [16, 12, 12, 12, 12, 12, 12, 20],
        headers: [3, 19],
      }),
      exampleSheet({
        name: "Weights",
        blocks: [
          ["A1", texts.comparisons],
          ["A3", [[texts.criterion, ...criteria, texts.weight]]],
          ["A4", column(criteria)],
          ["B4", comparisons, "0.00"],
          ["G4", "=CRM.AHPWEIGHTS(B4:F8)", "0.000"],
          ["A10", texts.consistency],
          ["G10", "=CRM.AHPCONSISTENCY(B4:F8)", "0.000"],
        ],
        widths: [16, 12, 12, 12, 12, 12, 12],
        headers: [3],
      }),
    ],
  };
}
