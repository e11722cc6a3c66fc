import { samplePeople } from "@crm-functions/core";
import type { SheetFile } from "../../workbook/file";
import { column, exampleSheet } from "./example-sheet";
import type { ExampleTexts } from "../../locales/example-texts";
import { ratings } from "./ratings";

/** The customers of the examples. */
export const exampleNames: readonly string[] = samplePeople.slice(0, 12).map(([name]) => name);

/** A sheet with four criteria and their weights, each customer's ratings, and the score. */
export function scoreSheet(
  texts: ExampleTexts,
  id: "service" | "marketing",
  criteria: readonly string[],
  weights: readonly number[],
  [seed, middle]: readonly [seed: number, middle: number],
  formula: string,
): SheetFile {
  return exampleSheet({
    name: `${id[0].toUpperCase()}${id.slice(1)}`,
    blocks: [
      ["A1", texts.abouts[id]],
      ["A3", [[texts.weight, ...weights]]],
      ["A5", [[texts.customer, ...criteria, texts.score]]],
      ["A6", column(exampleNames)],
      ["B6", ratings(seed, exampleNames.length, criteria.length, 10, middle)],
      ["F6", formula, "0.00"],
    ],
    widths: [16, 12, 12, 12, 12, 12],
    headers: [5],
  });
}
