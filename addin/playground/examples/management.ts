import type { WorkbookFile } from "../../workbook/file";
import type { SampleTexts } from "../texts";
import { column, exampleSheet, type ExampleCell } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { ratings } from "./ratings";
import { exampleNames as names } from "./score-sheet";

const weights = [0.3, 0.3, 0.25, 0.15];

/** The same customers as entered by several people: names and phone numbers are spelled differently. */
const records: readonly (readonly ExampleCell[])[] = [
  ["王芳", "+86 138-0013-8000", "wang.fang@example.com"],
  ["王 芳 女士", "13800138000", null],
  ["Jose Garcia", "+34 912 345 678", null],
  ["GARCÍA, José", "0034 912345678", "jose@example.com"],
  ["Anna Berg", null, "anna.berg@example.com"],
  ["Anna B.", "+46 8 123 456 78", "ANNA.BERG@EXAMPLE.COM"],
  ["李伟", "13800138011", null],
  ["李伟", "13900139022", "li.wei@example.com"],
  ["Ｔｏｍ Ｌｅｅ", null, null],
  ["Tom Lee", "+1 415 555 2671", null],
];

/** Relationship management: scores with given weights and with entropy weights; cleaned records. */
export function managementWorkbook(texts: ExampleTexts, sample: SampleTexts): WorkbookFile {
  const criteria = sample.criteria.management;
  return {
    sheets: [
      exampleSheet({
        name: "Management",
        blocks: [
          ["A1", texts.abouts.management],
          ["A3", [[texts.weight, ...weights]]],
          ["A4", texts.entropy],
          ["B4", "=CRM.ENTROPYWEIGHTS(B7:E18)", "0.000"],
          ["A6", [[texts.customer, ...criteria, texts.score, texts.byEntropy]]],
          ["A7", column(names)],
          ["B7", ratings(41, names.length, criteria.length)],
          ["F7", "=CRM.MANAGEMENTSCORE(B7:E18,B3:E3)", "0.00"],
          ["G7", "=CRM.MANAGEMENTSCORE(B7:E18,B4:E4)", "0.00"],
        ],
        widths: [20, 12, 12, 12, 12, 12, 24],
        headers: [6],
      }),
      exampleSheet({
        name: "Records",
        blocks: [
          ["A1", [[texts.name, texts.phone, texts.email, texts.group, texts.filled]]],
          ["A2", records],
          ["D2", "=CRM.DUPLICATES(A2:A11,B2:B11,C2:C11)"],
          ["E2", "=CRM.COMPLETENESS(A2:C11)", "0%"],
        ],
        widths: [20, 22, 28, 16, 12],
        headers: [1],
      }),
    ],
  };
}
