import { columnLetters, isDay, serialOf } from "@crm-functions/core";
import { areaOf, placeOf } from "./address";
import type { Rectangle } from "./areas";
import { damaged } from "./file-error";
import { fromStoredFormula } from "./stored-formula";
import { errorNames, type FileCell, type FileValue } from "./workbook-file";
import { dateFormats, shownAs } from "./number-format";
import type { XlsxPackage } from "./xlsx-package";
import { attributeOf, unescapeCellText } from "./xml";
import { xmlReader } from "./xml-tokens";

/** The largest sheet that Excel permits. */
export const sheetRowLimit = 1_048_576;
export const sheetColumnLimit = 16_384;

/** A row of a sheet; `row` counts from 0. Missing cells are blank. */
export interface SheetRow {
  readonly row: number;
  readonly cells: (FileCell | undefined)[];
  readonly hidden?: boolean;
}

interface SharedFormula {
  readonly formula: string;
  readonly row: number;
  readonly column: number;
}

/** Column widths and merged areas of a sheet, filled in while it is read. */
export interface SheetFrame {
  readonly widths: (number | undefined)[];
  readonly merges: Rectangle[];
}

/** Extra column width in files, in characters: the padding beside the text in Excel's default font. */
export const widthMargin = 0.83203125;
/** Number of columns whose widths are read. */
const widthsRead = 256;

/** The formula of the current cell, as far as it has been read. */
interface OpenFormula {
  readonly attributes: string;
  readonly texts: string[];
}

/**
 * Reads a sheet that arrives in pieces. Each call returns the rows completed since the last one, in order.
 * @param frame receives column widths and merged areas
 */
export function sheetReader(
  xlsx: XlsxPackage,
  frame: SheetFrame = { widths: [], merges: [] },
): { read(piece: string): SheetRow[]; end(): SheetRow[] } {
  const shared = new Map<string, SharedFormula>();
  let rows: SheetRow[] = [];
  let nextRow = 0;
  let nextColumn = 0;
  let inRows = false;
  let hasRows = false;
  let current: { row: number; hidden: boolean; cells: (FileCell | undefined)[] } | undefined;
  let cell: string | undefined;
  let column = 0;
  let inValue = false;
  let inText = false;
  let aids = 0;
  let value: string[] = [];
  let formula: OpenFormula | undefined;
  let inFormula = false;

  const reader = xmlReader({
    open(name, attributes) {
      if (current === undefined) {
        if (name === "sheetData") inRows = hasRows = true;
        else if (inRows && name === "row") current = rowOf(attributes);
        else if (name === "col") readWidth(frame.widths, attributes);
        else if (name === "mergeCell") {
          const area = areaOf(attributeOf(attributes, "ref") ?? "");
          if (area !== undefined && area.rows > 0 && area.columns > 0) frame.merges.push(area);
        }
      } else if (cell === undefined) {
        if (name === "c") openCell(attributes);
      } else if (name === "v") inValue = true;
      else if (name === "t") inText = true;
      else if (name === "rPh") aids++;
      else if (name === "f") {
        formula = { attributes, texts: [] };
        inFormula = true;
      }
    },
    text(text) {
      if (inFormula) formula!.texts.push(text);
      else if (inValue || (inText && aids === 0)) value.push(text);
    },
    close(name) {
      if (cell === undefined) {
        if (current === undefined) {
          if (name === "sheetData") inRows = false;
        } else if (name === "row") {
          rows.push({ row: current.row, cells: current.cells, ...(current.hidden && { hidden: true }) });
          current = undefined;
        }
      } else if (name === "c") {
        const found = cellOf(cell, current!.row);
        if (found !== undefined) current!.cells[column] = found;
        cell = undefined;
      } else if (name === "v") inValue = false;
      else if (name === "t") inText = false;
      else if (name === "rPh") aids--;
      else if (name === "f") inFormula = false;
    },
  });

  function rowOf(attributes: string): typeof current {
    const given = attributeOf(attributes, "r");
    const row = given === undefined ? nextRow : Number(given) - 1;
    if (!(Number.isInteger(row) && row >= 0 && row < sheetRowLimit)) {
      throw damaged(`row ${String(given)}`);
    }
    nextRow = row + 1;
    nextColumn = 0;
    return { row, hidden: isTrue(attributeOf(attributes, "hidden")), cells: [] };
  }

  function openCell(attributes: string): void {
    cell = attributes;
    const address = attributeOf(attributes, "r");
    column = address === undefined ? nextColumn : (placeOf(address)?.column ?? -1);
    if (!(column >= 0 && column < sheetColumnLimit)) {
      throw damaged(String(address));
    }
    nextColumn = column + 1;
    value = [];
    formula = undefined;
  }

  function cellOf(attributes: string, row: number): FileCell | undefined {
    const style = attributeOf(attributes, "s");
    const format = style === undefined ? undefined : xlsx.formats[Number(style)];
    const type = attributeOf(attributes, "t") ?? "n";
    const found = valueOf(type, value.length === 1 ? value[0] : value.join(""), format);
    const typed = formula && formulaOf(formula, row, column);
    const shown =
      format ??
      (type === "d"
        ? found === Math.floor(Number(found))
          ? dateFormats.date
          : dateFormats.dateTime
        : undefined);
    if (typed !== undefined) return { value: found, ...typed, ...(shown !== undefined && { format: shown }) };
    if (shown !== undefined) return { value: found, format: shown };
    return found === null ? undefined : { value: found };
  }

  function valueOf(type: string, text: string, format: string | undefined): FileValue {
    if (type === "inlineStr") return text === "" && value.length === 0 ? null : unescapeCellText(text);
    if (type === "str") return text === "" && formula === undefined ? null : unescapeCellText(text);
    const bare = text.trim();
    if (bare === "") return null;
    switch (type) {
      case "s": {
        const found = xlsx.sharedTexts()[Number(bare)];
        if (found === undefined) throw damaged(`text ${bare}`);
        return found;
      }
      case "b":
        return bare === "1" || bare === "true";
      case "e":
        return { error: errorNames.includes(bare) ? bare : "#VALUE!" };
      case "d":
        return serialOfIso(bare) ?? text;
      default: {
        const number = Number(bare);
        if (!Number.isFinite(number)) return { error: "#NUM!" };
        const as = xlsx.dateOffset === 0 || format === undefined ? undefined : shownAs(format);
        return as === "date" || as === "dateTime" ? number + xlsx.dateOffset : number;
      }
    }
  }

  function formulaOf(
    { attributes, texts }: OpenFormula,
    row: number,
    column: number,
  ): Pick<FileCell, "formula" | "spill"> | undefined {
    const text = texts.join("");
    const type = attributeOf(attributes, "t");
    if (type === "dataTable") return undefined;
    if (type === "shared") {
      const id = attributeOf(attributes, "si") ?? "";
      const first = shared.get(id);
      if (text === "") {
        if (first === undefined) return undefined;
        return { formula: shiftedFormula(first.formula, row - first.row, column - first.column) };
      }
      const typed = fromStoredFormula(text);
      shared.set(id, { formula: typed, row, column });
      return { formula: typed };
    }
    if (text === "") return undefined;
    const area = type === "array" ? areaOf(attributeOf(attributes, "ref") ?? "") : undefined;
    const spills =
      area !== undefined && area.row === row && area.column === column && area.rows * area.columns > 1;
    return {
      formula: fromStoredFormula(text),
      ...(spills && { spill: { rows: area.rows, columns: area.columns } }),
    };
  }

  function taken(): SheetRow[] {
    const ended = rows;
    rows = [];
    return ended;
  }

  return {
    read(piece) {
      reader.write(piece);
      return taken();
    },
    end() {
      reader.end();
      if (!hasRows) throw damaged("<sheetData>");
      return taken();
    },
  };
}

function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}

/** The serial number of an ISO 8601 date, with or without a time; undefined if the text is not one. */
function serialOfIso(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?Z?)?$/.exec(text);
  if (parts === null || !isDay(parts[1])) return undefined;
  const seconds = Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
  return serialOf(parts[1]) + seconds / 86_400;
}

function readWidth(widths: (number | undefined)[], attributes: string): void {
  const width = Number(attributeOf(attributes, "width") ?? NaN);
  const first = Math.max(1, Number(attributeOf(attributes, "min") ?? 1));
  const last = Math.min(Number(attributeOf(attributes, "max") ?? 0), widthsRead);
  if (!Number.isFinite(width)) return;
  for (let column = Math.floor(first); column <= last; column++)
    widths[column - 1] = Math.round(width - widthMargin);
}

/**
 * A formula shifted down and to the right, as if copied there; references with `$` stay.
 *
 *     shiftedFormula("A1+$B$1", 1, 0) // => "A2+$B$1"
 */
export function shiftedFormula(formula: string, rows: number, columns: number): string {
  const shiftRow = (fixed: string, row: string): string => {
    const to = fixed === "$" ? Number(row) : Number(row) + rows;
    return to < 1 || to > sheetRowLimit ? "" : `${fixed}${to}`;
  };
  const shiftColumn = (fixed: string, letters: string): string => {
    const at = placeOf(`${letters}1`)!.column;
    const to = fixed === "$" ? at : at + columns;
    return to < 0 || to >= sheetColumnLimit ? "" : `${fixed}${columnLetters(to)}`;
  };
  // "texts", 'sheet names' and [table columns] contain no addresses.
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(
            /(?<![\w.$])(?:(\$?)([A-Z]{1,3})(\$?)(\d{1,7})|(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})|(\$?)(\d{1,7}):(\$?)(\d{1,7}))(?![\w.(!])/g,
            (_: string, ...at: (string | undefined)[]) => {
              if (at[1] !== undefined) {
                const column = shiftColumn(at[0] ?? "", at[1]);
                const row = shiftRow(at[2] ?? "", at[3] ?? "");
                return column === "" || row === "" ? "#REF!" : `${column}${row}`;
              }
              const shift = at[5] !== undefined ? shiftColumn : shiftRow;
              const first = shift(at[at[5] !== undefined ? 4 : 8] ?? "", at[5] ?? at[9] ?? "");
              const last = shift(at[at[5] !== undefined ? 6 : 10] ?? "", at[7] ?? at[11] ?? "");
              return first === "" || last === "" ? "#REF!" : `${first}:${last}`;
            },
          ),
    )
    .join("");
}
