import { areaOf, columnLetters, placeOf } from "./address";
import { WorkbookFileError } from "./file-error";
import { fromStoredFormula } from "./stored-formula";
import { errorNames, type FileCell, type FileValue } from "./workbook-file";
import { runsText, type XlsxPackage } from "./xlsx-package";
import { unescapeCellText, unescapeXml } from "./xml";

/** The most that a sheet has in Excel. */
export const sheetRowLimit = 1_048_576;
export const sheetColumnLimit = 16_384;

/** A row of a sheet; `row` counts from 0. What is missing is blank. */
export interface SheetRow {
  readonly row: number;
  readonly cells: (FileCell | undefined)[];
}

const rowNumber = /^<(?:[\w.-]+:)?row\b[^>]*?\sr\s*=\s*["'](\d+)["']/;
const cell = /<(?:[\w.-]+:)?c(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?c>)/g;
const value = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?v>/;
const formulaElement = /<(?:[\w.-]+:)?f(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?f>)/;
const attribute = {
  r: /\sr\s*=\s*["']([^"']*)["']/,
  t: /\st\s*=\s*["']([^"']*)["']/,
  s: /\ss\s*=\s*["']([^"']*)["']/,
  si: /\ssi\s*=\s*["']([^"']*)["']/,
  ref: /\sref\s*=\s*["']([^"']*)["']/,
};
const dateFormat = /(?:^|[^\\"])[ymdhs]/i;

interface SharedFormula {
  readonly formula: string;
  readonly row: number;
  readonly column: number;
}

/** Reads the rows of one sheet in their order. */
export function rowReader(xlsx: XlsxPackage): (xml: string) => SheetRow {
  const shared = new Map<string, SharedFormula>();
  let nextRow = 0;

  function read(xml: string): SheetRow {
    const given = rowNumber.exec(xml);
    const row = given === null ? nextRow : Number(given[1]) - 1;
    if (!(row >= 0 && row < sheetRowLimit))
      throw new WorkbookFileError("damaged", { reason: `row ${row + 1}` });
    nextRow = row + 1;
    const cells: (FileCell | undefined)[] = [];
    let nextColumn = 0;
    for (const [, attributes, content = ""] of xml.matchAll(cell)) {
      const address = attribute.r.exec(attributes)?.[1];
      const column = address === undefined ? nextColumn : (placeOf(address)?.column ?? -1);
      if (!(column >= 0 && column < sheetColumnLimit)) {
        throw new WorkbookFileError("damaged", { reason: String(address) });
      }
      nextColumn = column + 1;
      const found = cellOf(attributes, content, row, column);
      if (found !== undefined) cells[column] = found;
    }
    return { row, cells };
  }

  function cellOf(attributes: string, content: string, row: number, column: number): FileCell | undefined {
    const style = attribute.s.exec(attributes)?.[1];
    const format = style === undefined ? undefined : xlsx.formats[Number(style)];
    const found = valueOf(attribute.t.exec(attributes)?.[1] ?? "n", content, format);
    const formula = content.includes("f") ? formulaOf(content, row, column) : undefined;
    if (formula !== undefined) {
      return { value: found, ...formula, ...(format !== undefined && { format }) };
    }
    if (format !== undefined) return { value: found, format };
    return found === null ? undefined : { value: found };
  }

  function valueOf(type: string, content: string, format: string | undefined): FileValue {
    if (content === "") return null;
    if (type === "inlineStr") return runsText(content);
    const text = value.exec(content)?.[1];
    if (text === undefined) return null;
    switch (type) {
      case "s": {
        const found = xlsx.sharedTexts()[Number(text)];
        if (found === undefined) throw new WorkbookFileError("damaged", { reason: `text ${text}` });
        return found;
      }
      case "b":
        return text.trim() === "1" || text.trim() === "true";
      case "e": {
        const error = unescapeXml(text.trim());
        return { error: errorNames.includes(error) ? error : "#VALUE!" };
      }
      case "str":
      case "d":
        return unescapeCellText(text);
      default: {
        const number = text.trim() === "" ? NaN : Number(text);
        if (!Number.isFinite(number)) return text.trim() === "" ? null : { error: "#NUM!" };
        const isDate = xlsx.dateOffset !== 0 && format !== undefined && dateFormat.test(format);
        return isDate ? number + xlsx.dateOffset : number;
      }
    }
  }

  function formulaOf(
    content: string,
    row: number,
    column: number,
  ): Pick<FileCell, "formula" | "spill"> | undefined {
    const element = formulaElement.exec(content);
    if (element === null) return undefined;
    const [, attributes, text = ""] = element;
    const type = attribute.t.exec(attributes)?.[1];
    if (type === "dataTable") return undefined;
    if (type === "shared") {
      const id = attribute.si.exec(attributes)?.[1] ?? "";
      const first = shared.get(id);
      if (text === "") {
        if (first === undefined) return undefined;
        return { formula: shiftedFormula(first.formula, row - first.row, column - first.column) };
      }
      const formula = fromStoredFormula(unescapeXml(text));
      shared.set(id, { formula, row, column });
      return { formula };
    }
    if (text === "") return undefined;
    const area = type === "array" ? areaOf(attribute.ref.exec(attributes)?.[1] ?? "") : undefined;
    const spills =
      area !== undefined && area.row === row && area.column === column && area.rows * area.columns > 1;
    return {
      formula: fromStoredFormula(unescapeXml(text)),
      ...(spills && { spill: { rows: area.rows, columns: area.columns } }),
    };
  }

  return read;
}

/**
 * A formula as it reads so many rows further down and columns further right; what has a `$` stays.
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
  // "texts", 'sheet names' and [columns of tables] hold no addresses.
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
