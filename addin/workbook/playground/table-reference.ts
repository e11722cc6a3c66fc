/** A table as formulas see it. Rows and columns count from 0; `rows` includes the header row. */
export interface FormulaTable {
  readonly name: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly headers: readonly string[];
}

/** The area of a structured reference, or why it has none. */
export type TableReference =
  | { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }
  | {
      readonly problem: "unknownColumn" | "noTotals" | "outsideRows" | "unreadable";
      readonly what: string;
    };

/** The parts of a specifier: items such as `#Headers` and `#This Row`, and the first and last column. */
interface Specifier {
  readonly items: readonly string[];
  readonly columns?: readonly [string, string];
}

/**
 * The area of `Table[specifier]` for a formula in row `at`: `#All`, `#Data`, `#Headers`, `#This Row` or `@`, a column,
 * a range of columns, or combinations of them, as in Excel's "Using structured references".
 */
export function tableReference(
  table: FormulaTable,
  specifier: string | undefined,
  at: number | undefined,
): TableReference {
  const read = specifier === undefined ? { items: [] } : readSpecifier(specifier);
  if (read === undefined) return { problem: "unreadable", what: specifier ?? "" };
  const columns = columnsOf(table, read.columns);
  if ("problem" in columns) return columns;
  const body = { first: table.row + 1, last: table.row + Math.max(1, table.rows - 1) };
  let [first, last] = [Infinity, -1];
  const cover = (from: number, to: number): void => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  };
  for (const item of read.items.length === 0 ? ["#data"] : read.items) {
    if (item === "#all") cover(table.row, body.last);
    else if (item === "#data") cover(body.first, body.last);
    else if (item === "#headers") cover(table.row, table.row);
    else if (item === "#totals") return { problem: "noTotals", what: table.name };
    else {
      if (at === undefined || at < body.first || at > body.last)
        return { problem: "outsideRows", what: table.name };
      cover(at, at);
    }
  }
  return { row: first, rows: last - first + 1, ...columns };
}

function columnsOf(
  table: FormulaTable,
  named: readonly [string, string] | undefined,
): { readonly column: number; readonly columns: number } | Extract<TableReference, { problem: string }> {
  if (named === undefined) return { column: table.column, columns: table.headers.length };
  const folded = table.headers.map((header) => header.trim().toLowerCase());
  const places = named.map((name) => folded.indexOf(name.trim().toLowerCase()));
  const missing = places.indexOf(-1);
  if (missing >= 0) return { problem: "unknownColumn", what: named[missing].trim() };
  const [left, right] = [Math.min(...places), Math.max(...places)];
  return { column: table.column + left, columns: right - left + 1 };
}

const itemNames = new Set(["#all", "#data", "#headers", "#totals", "#this row"]);

/** Parses the text between the outer brackets; undefined if it is not one of Excel's forms. */
function readSpecifier(specifier: string): Specifier | undefined {
  let text = specifier.trim();
  const items: string[] = [];
  if (text === "") return { items };
  if (text.startsWith("@")) {
    items.push("#this row");
    text = text.slice(1).trim();
    if (text === "") return { items };
  }
  if (!text.startsWith("[")) {
    const name = unescaped(text);
    if (text.startsWith("#"))
      return itemNames.has(name.toLowerCase()) ? { items: [name.toLowerCase()] } : undefined;
    return { items, columns: [name, name] };
  }
  const parts = [...text.matchAll(/\[((?:'.|[^\]'])*)\]|([,:])|(\s+)|(.)/gsu)];
  const columns: string[] = [];
  let before: string | undefined;
  for (const [, inside, sign, blanks, other] of parts) {
    if (blanks !== undefined) continue;
    if (other !== undefined) return undefined;
    if (sign !== undefined) {
      before = sign;
      continue;
    }
    if (inside.startsWith("#") && itemNames.has(inside.trim().toLowerCase()))
      items.push(inside.trim().toLowerCase());
    else {
      if (columns.length > 0 && before !== ":") return undefined;
      columns.push(unescaped(inside));
    }
    before = undefined;
  }
  if (columns.length > 2) return undefined;
  return columns.length === 0 ? { items } : { items, columns: [columns[0], columns[columns.length - 1]] };
}

/** Removes the apostrophes that escape `[`, `]`, `#`, `@` and apostrophes within a specifier. */
function unescaped(name: string): string {
  return name.replace(/'(.)/gsu, "$1");
}
