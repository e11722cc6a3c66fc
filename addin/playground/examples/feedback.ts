import type { WorkbookFile } from "../../workbook/file";
import { attitude } from "../sample/attitude";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";

/** Three departments without a rating, to predict. */
const fresh = [
  [70, 50, 60, 65, 75, 40],
  [55, 45, 50, 60, 80, 45],
  [85, 65, 70, 75, 70, 50],
];

/** Feedback: the attitude survey with its regression, drivers, prediction and diagnostics. */
export function feedbackWorkbook(texts: ExampleTexts): WorkbookFile {
  const last = attitude.rows.length + 1;
  const y = `Survey!A2:A${last}`;
  const x = `Survey!B2:G${last}`;
  const names = "Survey!B1:G1";
  // Includes the header, which names the outcome; only two predictors, as many as thirty departments support.
  const satisfied = `Survey!H1:H${last}`;
  const two = `Survey!B1:C${last}`;
  const [, ...predictors] = attitude.headers;
  return {
    sheets: [
      exampleSheet({
        name: "Survey",
        blocks: [
          ["A1", [attitude.headers]],
          ["A2", attitude.rows],
          ["H1", texts.satisfied],
          ["H2", column(attitude.rows.map(([rating]) => (rating >= 65 ? 1 : 0)))],
          [`A${last + 2}`, texts.source],
        ],
        widths: [...attitude.headers, texts.satisfied].map(() => 12),
        headers: [1],
      }),
      exampleSheet({
        name: "Regression",
        blocks: [
          ["A1", texts.regression],
          ["A2", `=CRM.FEEDBACK(${y},${x},${names})`, "0.0000"],
          ["J1", texts.drivers],
          ["J2", `=CRM.FEEDBACKDRIVERS(${y},${x},${names})`, "0.0000"],
        ],
        widths: [22, 12, 12, 12, 12, 12, 12, 12, 4, 18, 16, 14, 8],
        headers: [2],
      }),
      exampleSheet({
        name: "Prediction",
        blocks: [
          ["A1", texts.prediction],
          ["A2", [[...predictors, ...texts.predicted]]],
          ["A3", fresh],
          ["G3", `=CRM.FEEDBACKPREDICT(${y},${x},A3:F5,"prediction")`, "0.00"],
        ],
        widths: [12, 12, 12, 12, 12, 12, 12, 12, 12],
        headers: [2],
      }),
      exampleSheet({
        name: "Diagnostics",
        blocks: [
          ["A1", texts.diagnostics],
          ["A2", `=CRM.FEEDBACKDIAGNOSTICS(${y},${x})`, "0.000"],
        ],
        widths: [12, 12, 12, 22, 18],
        headers: [2],
      }),
      exampleSheet({
        name: "Outcome",
        blocks: [
          ["A1", texts.outcome],
          ["A2", `=CRM.OUTCOME(${satisfied},${two})`, "0.0000"],
          ["J1", texts.outcomeDrivers],
          ["J2", `=CRM.OUTCOMEDRIVERS(${satisfied},${two})`, "0.0000"],
          ["O1", texts.outcomePredicted],
          ["O2", `=CRM.OUTCOMEPREDICT(${satisfied},${two},${two})`, "0.00"],
          ["Q1", texts.outcomeGains],
          ["Q2", `=CRM.OUTCOMEGAINS(${satisfied},O2:O${last + 1},5)`, "0.00"],
        ],
        widths: [30, 12, 12, 12, 12, 12, 12, 12, 4, 18, 26, 26, 8, 4, 14, 4, 10, 12, 12, 12, 12, 12],
        headers: [2],
      }),
    ],
  };
}
