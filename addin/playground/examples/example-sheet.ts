import { areaOf, type FileCell, type FileValue, type SheetFile } from "../../workbook/file";

/** The content of a cell: a value, or a formula as a text that begins with `=`. */
export type ExampleCell = FileValue;

/** Cells starting at an address: a single one, or rows of them. Formulas have no computed values. */
export type Block = readonly [
  address: string,
  cells: ExampleCell | readonly (readonly ExampleCell[])[],
  format?: string,
];

interface ExampleSheet {
  readonly name: string;
  readonly blocks: readonly Block[];
  readonly widths: readonly number[];
  /** Rows formatted as headers, from 1. */
  readonly headers: readonly number[];
}

/** Builds a sheet from blocks of cells. */
export function exampleSheet({ name, blocks, widths, headers }: ExampleSheet): SheetFile {
  const cells: (FileCell | undefined)[][] = [];
  for (const [address, content, format] of blocks) {
    const { row, column } = areaOf(address)!;
    const rows = Array.isArray(content) ? (content as ExampleCell[][]) : [[content as ExampleCell]];
    rows.forEach((line, i) =>
      line.forEach((value, j) => {
        while (cells.length <= row + i) cells.push([]);
        cells[row + i][column + j] = fileCell(value, format);
      }),
    );
  }
  return { name, cells, widths, headerRows: headers.map((each) => each - 1) };
}

function fileCell(value: ExampleCell, format: string | undefined): FileCell {
  const isFormula = typeof value === "string" && value.startsWith("=");
  return {
    value: isFormula ? null : value,
    ...(isFormula ? { formula: value.slice(1) } : {}),
    ...(format === undefined ? {} : { format }),
  };
}

/** Values as a column of cells. */
export function column(values: readonly ExampleCell[]): ExampleCell[][] {
  return values.map((value) => [value]);
}
