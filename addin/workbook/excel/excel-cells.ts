/// <reference types="office-js" />
import type { CellValue, WrittenValue } from "../workbook";

/**
 * A value as Excel has to be handed it. Excel reads a string that it is given as if a user had typed it: `=1+1`, `+1`
 * and `@x` become formulas, `007`, `1/2` and `TRUE` a number, a date and a logical value. An apostrophe in front makes
 * it the text that follows, whatever the number format of the cell, and does not become part of it. `""` blanks a cell,
 * `null` leaves it as it is.
 */
export function writtenCell(value: WrittenValue | undefined): string | number | boolean | null {
  if (value === undefined) return null;
  if (value === null || value === "") return "";
  return typeof value === "string" ? `'${value}` : value;
}

export function writtenCells(
  values: readonly (readonly (WrittenValue | undefined)[])[],
): (string | number | boolean)[][] {
  return values.map((row) => row.map(writtenCell)) as (string | number | boolean)[][];
}

/**
 * The values of ranges with one sync; a second one only where a text begins with `#`: an error's value is its name, and
 * only the type tells it from a text.
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

/** The formulas of ranges with one sync, `""` where a cell has none. */
export async function readFormulas(
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
): Promise<string[][][]> {
  for (const range of ranges) range.load("formulas,values");
  await context.sync();
  return ranges.map((range) =>
    range.formulas.map((row, i) =>
      row.map((text, j) =>
        // A text that begins with = is its own "formula"; a formula's value is another.
        typeof text === "string" && text.startsWith("=") && text !== range.values[i][j] ? text : "",
      ),
    ),
  );
}

function looksLikeError(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("#");
}
