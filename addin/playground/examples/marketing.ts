import type { WorkbookFile } from "../../workbook/file";
import type { SampleTexts } from "../texts";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { scoreSheet } from "./score-sheet";

const weights = [0.2, 0.3, 0.35, 0.15];
/** Cost, customers won, margin from them. */
const campaigns = [
  [12000, 80, 30500],
  [25000, 64, 21800],
  [3000, 45, 9900],
  [1500, 30, 12600],
];
/** Customers at start, at end, new, lost; revenue at start, expansion, contraction, churned. */
const quarters = [
  [500, 520, 60, 40, 100000, 9000, 2500, 6000],
  [520, 548, 62, 34, 100500, 11200, 1900, 5200],
  [548, 571, 55, 32, 104600, 8700, 3100, 4900],
  [571, 560, 38, 49, 105300, 7400, 2800, 8100],
];

/** Marketing: the score of each customer; cost and return by channel; retention by quarter. */
export function marketingWorkbook(texts: ExampleTexts, sample: SampleTexts): WorkbookFile {
  const each = (rows: readonly unknown[], from: number, formula: (row: number) => string) =>
    column(rows.map((_, i) => formula(from + i)));
  return {
    sheets: [
      scoreSheet(
        texts,
        "marketing",
        sample.criteria.marketing,
        weights,
        [61, 5.3],
        "=CRM.MARKETINGSCORE(B6:E17,B3:E3)",
      ),
      exampleSheet({
        name: "Channels",
        blocks: [
          [
            "A1",
            [[texts.channel, texts.cost, texts.won, texts.gain, texts.costPerCustomer, texts.returnOnCost]],
          ],
          ["A2", column(texts.channels)],
          ["B2", campaigns, "#,##0"],
          ["E2", each(campaigns, 2, (row) => `=CRM.CAC(B${row},C${row})`), "#,##0.00"],
          ["F2", each(campaigns, 2, (row) => `=CRM.ROMI(D${row},B${row})`), "0.0%"],
        ],
        widths: [16, 12, 16, 16, 18, 12],
        headers: [1],
      }),
      exampleSheet({
        name: "Retention",
        blocks: [
          [
            "A1",
            [
              [
                texts.quarter,
                texts.customersAtStart,
                texts.customersAtEnd,
                texts.newCustomers,
                texts.lostCustomers,
                texts.revenueAtStart,
                texts.expansion,
                texts.contraction,
                texts.churnedRevenue,
                texts.retention,
                texts.churn,
                texts.netRetention,
                texts.grossRetention,
              ],
            ],
          ],
          ["A2", column(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])],
          ["B2", quarters, "#,##0"],
          ["J2", each(quarters, 2, (row) => `=CRM.RETENTIONRATE(B${row},C${row},D${row})`), "0.0%"],
          ["K2", each(quarters, 2, (row) => `=CRM.CHURNRATE(B${row},E${row})`), "0.0%"],
          ["L2", each(quarters, 2, (row) => `=CRM.NRR(F${row},G${row},H${row},I${row})`), "0.0%"],
          ["M2", each(quarters, 2, (row) => `=CRM.GRR(F${row},H${row},I${row})`), "0.0%"],
        ],
        widths: [12, 18, 18, 16, 16, 18, 12, 12, 18, 14, 12, 22, 24],
        headers: [1],
      }),
    ],
  };
}
