import type { SheetLook } from "../workbook";

/** Approximate width of a character in points, the unit of `columnWidth` (office-js issue 187). */
const characterWidth = 6;

/** Formats a sheet in one round trip. */
export async function setLook(
  context: Excel.RequestContext,
  name: string,
  { widths, frozenRows, cells, scales }: SheetLook,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
  widths.forEach((width, j) => {
    sheet.getRangeByIndexes(0, j, 1, 1).format.columnWidth = width * characterWidth;
  });
  if (frozenRows > 0) sheet.freezePanes.freezeRows(frozenRows);
  for (const { area, bold, size, color, fill, lineBelow, numberFormat } of cells) {
    const range = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
    if (bold !== undefined) range.format.font.bold = bold;
    if (size !== undefined) range.format.font.size = size;
    if (color !== undefined) range.format.font.color = color;
    if (fill !== undefined) range.format.fill.color = fill;
    if (lineBelow !== undefined) {
      const border = range.format.borders.getItem("EdgeBottom");
      border.style = "Continuous";
      border.color = lineBelow;
    }
    if (numberFormat !== undefined) range.numberFormat = numberFormat as unknown as string[][];
  }
  for (const { area, low, high } of scales) {
    const range = sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
    range.conditionalFormats.add("ColorScale").colorScale.criteria = {
      minimum: { type: "LowestValue", color: low },
      maximum: { type: "HighestValue", color: high },
    };
  }
  await context.sync();
}
