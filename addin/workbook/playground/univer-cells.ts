import { BooleanNumber, CellValueType, VerticalAlign, WrapStrategy, type ICellData } from "@univerjs/core";
import type { WrittenValue } from "../workbook";

/** The data of a cell that is cleared completely. */
export const nothing: ICellData = { v: null, f: null, si: null, p: null, t: null };

/** A value with its type, so that a text that looks like a number, date or formula stays a text. */
export function typedValue(value: string | number | boolean): ICellData {
  if (typeof value === "number") return { v: value, t: CellValueType.NUMBER };
  if (typeof value === "boolean") return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  const isPlain = /^\p{L}/u.test(value) && !/^(?:true|false)$/i.test(value);
  return { v: value, t: isPlain ? CellValueType.STRING : CellValueType.FORCE_STRING };
}

/** The contents of cells, replacing whatever was there. A text is always stored as that text. */
export function writtenCells(values: readonly (readonly (WrittenValue | undefined)[])[]): ICellData[][] {
  return values.map((line) =>
    line.map((value) => ((value ?? "") === "" ? nothing : { ...nothing, ...typedValue(value!) })),
  );
}

/** The same content for each cell of an area. */
export function gridOf(rows: number, columns: number, cell: ICellData): ICellData[][] {
  return Array.from({ length: rows }, () => Array<ICellData>(columns).fill(cell));
}

/** Converts a width in characters to pixels, for Excel's default font. */
export const pixelsOf = (characters: number): number => Math.round(characters * 7.5) + 5;

export const headerStyle = {
  bl: BooleanNumber.TRUE,
  bg: { rgb: "#e8f0ee" },
  cl: { rgb: "#123b33" },
  tb: WrapStrategy.CLIP,
  vt: VerticalAlign.MIDDLE,
} as const;
