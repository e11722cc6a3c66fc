/// <reference types="office-js" />
import type { CellValue } from "../workbook";
import { isFormula } from "./table";

/**
 * The values of ranges, with one sync. A second one is needed only if a text begins with `#`: the value of an error is
 * its name, and only the type distinguishes it from a text.
 */
export async function readValues(
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
): Promise<CellValue[][][]> {
  for (const range of ranges) range.load("values");
  await context.sync();
  const doubtful = ranges.filter((range) => range.values.some((row) => row.some(looksLikeError)));
  if (doubtful.length > 0) {
    for (const range of doubtful) range.load("valueTypes");
    await context.sync();
  }
  return ranges.map((range) => {
    const types = doubtful.includes(range) ? range.valueTypes : undefined;
    return (range.values as unknown[][]).map((row, i) =>
      row.map((value, j): CellValue => {
        if (value === "" || value === null) return null;
        if (types !== undefined && types[i][j] === "Error") return { error: String(value) };
        return value as string | number | boolean;
      }),
    );
  });
}

/** The formulas of ranges, with one sync; `""` for a cell without one. */
export async function readFormulas(
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
): Promise<string[][][]> {
  for (const range of ranges) range.load("formulas,values");
  await context.sync();
  return ranges.map((range) =>
    range.formulas.map((row, i) =>
      row.map((text, j) => (isFormula(text, range.values[i][j]) ? (text as string) : "")),
    ),
  );
}

function looksLikeError(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("#");
}
