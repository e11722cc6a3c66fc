import type { SheetFile } from "../../workbook/file";

const looked = 200;
const least = 12;
const most = 40;
const isWide = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/**
 * Column widths, in characters, at which the texts of a sheet's first rows can be read, for a file without widths. A
 * text that is alone in its row is ignored, because it can run over the cells beside it.
 */
export function widthsOfTexts({ cells }: SheetFile): number[] {
  const widths: number[] = [];
  for (const row of cells.slice(0, looked)) {
    if (row.filter((cell) => (cell?.value ?? "") !== "").length < 2) continue;
    row.forEach((cell, j) => {
      // Long integers, such as phone numbers, should be readable in full too.
      const isText = typeof cell?.value === "string" || (Number.isInteger(cell?.value) && !cell?.format);
      const text = isText ? String(cell?.value) : "";
      const length = text.length + (text.match(isWide)?.length ?? 0) + 4;
      widths[j] = Math.min(most, Math.max(widths[j] ?? least, length));
    });
  }
  return Array.from(widths, (width) => width ?? least);
}
