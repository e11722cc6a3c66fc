import type { WorkbookFile } from "../../workbook/file";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";

/** A purchase: customer, date as an Excel serial, amount. */
export type ExamplePurchase = readonly [customer: string, date: number, amount: number];

/** Serials of 1997-09-30 (39 weeks, as published) and of 1998-06-30, the end of the data. */
const calibrationEnd = 35703;
const dataEnd = 35976;

/** Retention and value of the CDNOW customers: RFM, cohorts, BG/NBD, each customer's expected purchases and value. */
export function retentionWorkbook(texts: ExampleTexts, purchases: readonly ExamplePurchase[]): WorkbookFile {
  const last = purchases.length + 1;
  const [customers, dates, amounts] = ["A", "B", "C"].map(
    (letter) => `Purchases!${letter}2:${letter}${last}`,
  );
  // The header is in the fourth row, followed by a row for each customer.
  const lastCustomer = 4 + new Set(purchases.map(([customer]) => customer)).size;
  const [frequency, recency, age, monetary] = ["B", "C", "D", "E"].map(
    (letter) => `Customers!${letter}5:${letter}${lastCustomer}`,
  );
  const history = `${frequency},${recency},${age}`;
  return {
    sheets: [
      exampleSheet({
        name: "Purchases",
        blocks: [
          ["A1", [texts.purchaseHeaders]],
          ["A2", column(purchases.map(([customer]) => customer))],
          ["B2", column(purchases.map(([, date]) => date)), "yyyy-mm-dd"],
          ["C2", column(purchases.map(([, , amount]) => amount)), "0.00"],
          ["E1", texts.purchaseSource],
        ],
        widths: [12, 12, 12],
        headers: [1],
      }),
      exampleSheet({
        name: "Customers",
        blocks: [
          ["A1", [[texts.asOf, calibrationEnd]], "yyyy-mm-dd"],
          ["C1", [[texts.horizon, 39]]],
          ["E1", [[texts.discount, 0.0025]]],
          ["A4", `=CRM.SUMMARY(${customers},${dates},${amounts},B1)`, "0.00"],
          ["F4", [[texts.expectedPurchases, texts.alive, texts.lifetimeValue]]],
          ["F5", `=CRM.PURCHASES(${history},D1)`, "0.000"],
          ["G5", `=CRM.ALIVE(${history})`, "0.0%"],
          ["H5", `=CRM.LIFETIMEVALUE(${history},${monetary},D1,F1)`, "0.00"],
        ],
        widths: [20, 14, 14, 12, 24, 20, 18, 18],
        headers: [4],
      }),
      exampleSheet({
        name: "Model",
        blocks: [
          ["A1", "BG/NBD"],
          ["A2", `=CRM.PURCHASEMODEL(${history})`, "0.0000"],
          ["D1", `=CRM.PURCHASETRACKING(${history},78)`, "0.0"],
        ],
        widths: [18, 14, 4, 10, 30],
        headers: [1],
      }),
      exampleSheet({
        name: "Cohorts",
        blocks: [["A1", `=CRM.COHORTS(${customers},${dates})`, "0.0%"]],
        widths: [12, 10],
        headers: [],
      }),
      exampleSheet({
        name: "RFM",
        blocks: [
          ["A1", [[texts.rfmAsOf, dataEnd]], "yyyy-mm-dd"],
          ["A3", `=CRM.RFM(${customers},${dates},${amounts},B1)`, "0.##"],
        ],
        widths: [12, 12, 12, 12, 6, 6, 6, 22],
        headers: [3],
      }),
    ],
  };
}
