import type { WorkbookFile } from "../../workbook/file";
import type { SampleTexts } from "../texts";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { ratings } from "./ratings";
import { exampleNames as names } from "./score-sheet";

const weights = [0.32, 0.22, 0.19, 0.16, 0.11];
/** Mean survey ratings on a scale from 1 to 10: the importance of each attribute, and our performance. */
const importance = [8.9, 7.6, 6.4, 6.9, 4.8];
const performance = [6.1, 7.9, 7.4, 5.2, 7.1];

/** Expectations: the score, the gap between expected and perceived service, and the attributes by quadrant. */
export function expectationsWorkbook(texts: ExampleTexts, sample: SampleTexts): WorkbookFile {
  const criteria = sample.criteria.expectation;
  const headers = [
    texts.customer,
    ...criteria.map((each) => `${texts.expected}: ${each}`),
    ...criteria.map((each) => `${texts.perceived}: ${each}`),
    texts.expectation,
    texts.gap,
  ];
  return {
    sheets: [
      exampleSheet({
        name: "Expectations",
        blocks: [
          ["A1", texts.abouts.expectations],
          ["A3", [[texts.weight, ...weights]]],
          ["A5", [headers]],
          ["A6", column(names)],
          ["B6", ratings(21, names.length, 5, 10, 7.6)],
          ["G6", ratings(22, names.length, 5, 10, 6.9)],
          ["L6", "=CRM.EXPECTATIONSCORE(B6:F17,B3:F3)", "0.00"],
          ["M6", "=CRM.EXPECTATIONGAP(B6:F17,G6:K17,B3:F3)", "0.00"],
        ],
        widths: [16, ...Array.from({ length: 10 }, () => 18), 16, 24],
        headers: [5],
      }),
      exampleSheet({
        name: "Attributes",
        blocks: [
          ["A1", [[texts.attribute, texts.importance, texts.performance, texts.quadrant]]],
          ["A2", criteria.map((each, i) => [each, importance[i], performance[i]])],
          ["D2", "=CRM.IPA(B2:B6,C2:C6)"],
        ],
        widths: [18, 14, 14, 26],
        headers: [1],
      }),
    ],
  };
}
