import { areaAddress, cellAddress, placeOf } from "./address";
import { takenForMore } from "./cell-styles";
import { WorkbookFileError } from "./file-error";
import { isFileError, type FileCell } from "./workbook-file";
import { openXlsx, type PackageSheet, type XlsxPackage } from "./xlsx-package";
import { rowsLimit } from "./xlsx-read";
import { attributeOf, escapeCellText, escapeXml } from "./xml";
import { rowElementsOf } from "./row-elements";
import { elementsOfPart } from "./xml-tokens";
import { unpackedText, unpackedTexts } from "./zip-read";
import { zipPieces, type ZipPart } from "./zip-write";

/** New values for some cells of one sheet, and the growth of a table on it. */
export interface SheetEdit {
  /** Name of the sheet. */
  readonly sheet: string;
  /** By row, then by column, both from 0. A `null` value empties the cell but keeps its format. No formulas. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, Pick<FileCell, "value" | "format">>>;
  /** The table of the cells: rows below its end and columns beside it become part of it. */
  readonly table?: {
    readonly name: string;
    readonly rows: number;
    /** Headers of the columns added at its right end. */
    readonly newColumns: readonly string[];
  };
}

/**
 * An `.xlsx` with some cells changed. Everything else (other sheets, formats, charts, formulas, names) stays byte for
 * byte as it was; Excel recalculates the formulas when it opens the file.
 *
 * @throws WorkbookFileError as `readXlsx`; `cellOccupied` if a table would grow over non-blank cells
 */
export function* editedXlsx(bytes: Uint8Array, edits: readonly SheetEdit[]): Generator<Uint8Array> {
  const xlsx = openXlsx(bytes, rowsLimit);
  const formats = [
    ...new Set(
      edits.flatMap(({ cells }) =>
        [...cells.values()].flatMap((row) => [...row.values()].flatMap(({ format }) => format ?? [])),
      ),
    ),
  ];
  const changed = new Map<string, Iterable<string>>();
  const styles = stylesPart(xlsx);
  const before = styles === undefined ? "" : textOf(xlsx, styles);
  const after = withFormats(before, formats);
  // A workbook without a list of cell styles gets no new ones.
  const styleOf: ReadonlyMap<string | symbol, number> = new Map(
    after === before ? [] : [...formats, quoted].map((look, i) => [look, xlsx.formats.length + i]),
  );
  if (styles !== undefined) changed.set(styles, [after]);
  changed.set(xlsx.workbookPart, [recalculating(textOf(xlsx, xlsx.workbookPart))]);
  for (const edit of edits) {
    const sheet = xlsx.sheets.find((each) => each.name === edit.sheet)!;
    changed.set(sheet.part, editedSheet(xlsx, sheet, edit, styleOf));
    const table = sheet.tables.find((each) => each.name === edit.table?.name);
    if (table !== undefined && edit.table !== undefined) {
      const columns = table.columns + edit.table.newColumns.length;
      const area = areaAddress(table.row, table.column, edit.table.rows, columns);
      changed.set(table.part, [editedTable(textOf(xlsx, table.part), area, edit.table.newColumns)]);
    }
  }
  yield* zipPieces(
    Array.from(xlsx.entries, ([part, entry]): ZipPart => [entry.name, changed.get(part) ?? entry]),
  );
}

/** The style of a text that Excel would turn into a formula or number when a user edits the cell. */
const quoted = Symbol("quoted");
type Styles = ReadonlyMap<string | symbol, number>;

function textOf(xlsx: XlsxPackage, part: string): string {
  return unpackedText(xlsx.entries.get(part)!, xlsx.limit);
}

function stylesPart(xlsx: XlsxPackage): string | undefined {
  return [...xlsx.entries.keys()].find((part) => /(?:^|\/)styles\.xml$/.test(part));
}

/** The styles, plus one for each number format and, last, one that keeps texts as texts. */
function withFormats(styles: string, formats: readonly string[]): string {
  const prefix = /<([\w.-]+:)?styleSheet\b/.exec(styles)?.[1] ?? "";
  const ids = elementsOfPart(styles).flatMap(({ name, attributes }) =>
    name === "numFmt" ? [Number(attributeOf(attributes, "numFmtId"))] : [],
  );
  const first = Math.max(200, ...ids.map((id) => id + 1));
  const own = formats.map(
    (format, i) => `<${prefix}numFmt numFmtId="${first + i}" formatCode="${escapeXml(format)}"/>`,
  );
  const looks = formats.map(
    (_, i) =>
      `<${prefix}xf numFmtId="${first + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  looks.push(`<${prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>`);
  if (own.length === 0) return withLooks(styles, prefix, looks);
  const withNumbers = new RegExp(`</${prefix}numFmts>`).test(styles)
    ? styles
        .replace(new RegExp(`(<${prefix}numFmts count=")\\d+`), `$1${ids.length + formats.length}`)
        .replace(`</${prefix}numFmts>`, `${own.join("")}</${prefix}numFmts>`)
    : styles.replace(
        new RegExp(`<${prefix}styleSheet\\b[^>]*>`),
        (tag) => `${tag}<${prefix}numFmts count="${own.length}">${own.join("")}</${prefix}numFmts>`,
      );
  return withLooks(withNumbers, prefix, looks);
}

function withLooks(styles: string, prefix: string, looks: readonly string[]): string {
  return styles.replace(
    new RegExp(`<${prefix}cellXfs\\b[^>]*>([\\s\\S]*?)</${prefix}cellXfs>`),
    (_, xfs: string) => {
      const own = elementsOfPart(styles).filter(({ name, within }) => name === "xf" && within === "cellXfs");
      const count = own.length + looks.length;
      return `<${prefix}cellXfs count="${count}">${xfs}${looks.join("")}</${prefix}cellXfs>`;
    },
  );
}

/** The workbook, set to recalculate fully when it is opened, because cached results may be outdated. */
function recalculating(workbook: string): string {
  if (/<(?:[\w.-]+:)?calcPr\b/.test(workbook)) {
    return workbook.replace(
      /<((?:[\w.-]+:)?calcPr)\b([^>]*?)(\/?)>/,
      (_, name: string, rest: string, end: string) => {
        const others = rest.replace(/\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')/, "");
        return `<${name}${others} fullCalcOnLoad="1"${end}>`;
      },
    );
  }
  const prefix = /<([\w.-]+:)?workbook\b/.exec(workbook)?.[1] ?? "";
  const before = ["definedNames", "externalReferences", "functionGroups", "sheets"].find((name) =>
    workbook.includes(`</${prefix}${name}>`),
  );
  return workbook.replace(
    `</${prefix}${before}>`,
    `</${prefix}${before}><${prefix}calcPr fullCalcOnLoad="1"/>`,
  );
}

function editedTable(table: string, area: string, newColumns: readonly string[]): string {
  const columns = elementsOfPart(table).filter(({ name }) => name === "tableColumn");
  let lastId = Math.max(0, ...columns.map(({ attributes }) => Number(attributeOf(attributes, "id"))));
  const count = columns.length + newColumns.length;
  const added = newColumns
    .map((header) => `<tableColumn id="${++lastId}" name="${escapeXml(header)}"/>`)
    .join("");
  return table
    .replace(/(<(?:[\w.-]+:)?table\b[^>]*?\sref=")[^"]*"/, `$1${area}"`)
    .replace(/(<(?:[\w.-]+:)?autoFilter\b[^>]*?\sref=")[^"]*"/, `$1${area}"`)
    .replace(/(<(?:[\w.-]+:)?tableColumns\b[^>]*?count=")\d+"/, `$1${count}"`)
    .replace(/<\/((?:[\w.-]+:)?)tableColumns>/, (end, prefix: string) =>
      added === "" ? end : `${added.replaceAll("<", `<${prefix}`)}${end}`,
    );
}

const cellElement = /<(?:[\w.-]+:)?c(?=[\s/>])[^>]*?(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?c>)/g;

function* editedSheet(
  xlsx: XlsxPackage,
  sheet: PackageSheet,
  edit: SheetEdit,
  styleOf: Styles,
): Generator<string> {
  const table = sheet.tables.find((each) => each.name === edit.table?.name);
  const waiting = [...edit.cells.keys()].sort((a, b) => a - b);
  /** The style of the nearest cell above in each column, for cells added below. */
  const above = new Map<number, string>();
  let prefix = "";
  let next = 0;
  let count = -1;

  function rowXml(row: number, xml: string): string {
    const cells = edit.cells.get(row)!;
    const open = /^<[^>]*>/.exec(xml)?.[0] ?? "";
    const found = new Map<number, string>();
    let column = 0;
    for (const [cell] of xml.matchAll(cellElement)) {
      const address = attributeOf(/^<[^>]*>/.exec(cell)![0], "r");
      column = address === undefined ? column : placeOf(address)!.column;
      found.set(column, cell);
      column++;
    }
    for (const [at, { value, format }] of cells) {
      const before = found.get(at);
      const isNew =
        table !== undefined && (row >= table.row + table.rows || at >= table.column + table.columns);
      if (isNew && before !== undefined && !isEmptyCell(before)) {
        throw new WorkbookFileError("cellOccupied", { sheet: sheet.name, cell: cellAddress(row, at) });
      }
      const given = before === undefined ? above.get(at) : attributeOf(/^<[^>]*>/.exec(before)![0], "s");
      const isDate = format !== undefined && xlsx.formats[Number(given ?? 0)] === undefined;
      const look = isDate
        ? styleOf.get(format)
        : given === undefined && isQuoted(value)
          ? styleOf.get(quoted)
          : given;
      const style = String(look ?? "");
      found.set(at, cellXml(prefix, cellAddress(row, at), style, value));
    }
    const head =
      open === ""
        ? `<${prefix}row r="${row + 1}">`
        : open.replace(/\sspans="[^"]*"/, "").replace(/\/>$/, ">");
    const body = [...found.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell);
    return `${head}${body.join("")}</${prefix}row>`;
  }

  const texts = unpackedTexts(xlsx.entries.get(sheet.part)!, xlsx.limit);
  for (const { head, elements, tail } of rowElementsOf(texts)) {
    let xml = "";
    if (head !== undefined) {
      prefix = /<([\w.-]+:)?worksheet\b/.exec(head)?.[1] ?? "";
      // Drops the sheet's used range, which is optional and would be outdated.
      xml += head.replace(/<(?:[\w.-]+:)?dimension\b[^>]*\/>/, "");
    }
    for (const element of elements) {
      const number = attributeOf(/^<[^>]*>/.exec(element)![0], "r");
      count = number === undefined ? count + 1 : Number(number) - 1;
      for (; next < waiting.length && waiting[next] < count; next++) xml += rowXml(waiting[next], "");
      if (waiting[next] === count) {
        xml += rowXml(count, element);
        next++;
      } else xml += element;
      if (table === undefined || (count > table.row && count < table.row + table.rows)) {
        for (const [cell] of element.matchAll(cellElement)) {
          const open = /^<[^>]*>/.exec(cell)![0];
          const place = placeOf(attributeOf(open, "r") ?? "");
          const style = attributeOf(open, "s");
          if (place !== undefined && style !== undefined && place.row > 0) above.set(place.column, style);
        }
      }
    }
    if (tail !== undefined) {
      for (; next < waiting.length; next++) xml += rowXml(waiting[next], "");
      xml += tail;
    }
    yield xml;
  }
}

/** True if the text needs the style that keeps it a text; a cell with a style of its own keeps that one. */
function isQuoted(value: FileCell["value"]): boolean {
  return typeof value === "string" && takenForMore.test(value);
}

function isEmptyCell(cell: string): boolean {
  return !/<(?:[\w.-]+:)?(?:v|f|is)\b/.test(cell);
}

function cellXml(prefix: string, address: string, style: string, value: FileCell["value"]): string {
  const open = `<${prefix}c r="${address}"${style === "" ? "" : ` s="${style}"`}`;
  if (value === null) return style === "" ? "" : `${open}/>`;
  if (typeof value === "string") {
    return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(value)}</${prefix}t></${prefix}is></${prefix}c>`;
  }
  const end = `</${prefix}v></${prefix}c>`;
  if (typeof value === "boolean") return `${open} t="b"><${prefix}v>${value ? 1 : 0}${end}`;
  if (isFileError(value)) return `${open} t="e"><${prefix}v>${value.error}${end}`;
  return `${open}><${prefix}v>${value}${end}`;
}
