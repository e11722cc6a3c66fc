import { overlap } from "../../workbook/file/areas";
import { areaAddress, areaOf, quotedSheetName, rewriteReferences } from "../../workbook/file";
import {
  tableReference,
  type FormulaTable,
  type TableReference,
} from "../../workbook/playground/table-reference";

/** The place of a formula, which matters for `[@Name]`: it refers to a different cell in every row. */
export interface FormulaPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export interface ReferenceProblem {
  readonly problem: Extract<TableReference, { problem: string }>["problem"] | "unknownTable" | "notInTable";
  /** The column or table named in the formula. */
  readonly what: string;
  readonly table: string;
}

export interface EngineFormula {
  readonly formula: string;
  /** The first table reference that cannot be resolved; the formula has an error in its place. */
  readonly problem?: ReferenceProblem;
}

/**
 * A formula in the engine's syntax, which has no `A1#`, no `@` before a call and no reliable structured references. The
 * first two become functions, named as in Excel's files; a table reference becomes the table's current cells. The cell
 * keeps and shows the user's own text.
 */
export function engineFormula(
  formula: string,
  tables: readonly FormulaTable[],
  place: FormulaPlace | undefined,
): EngineFormula {
  if (!mayNeedRewriting(formula, tables)) return { formula };
  let problem: EngineFormula["problem"];
  const structured = (name: string, specifier: string | undefined): string | undefined => {
    const table =
      name === ""
        ? tables.find((each) => place !== undefined && holds(each, place))
        : tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table === undefined && specifier === undefined) return undefined; // another kind of name
    if (table === undefined) {
      if (name === "" && !specifier?.trim().startsWith("@") && !specifier?.includes("[")) return undefined;
      problem ??= { problem: name === "" ? "notInTable" : "unknownTable", what: name, table: name };
      return "#REF!";
    }
    const found = tableReference(table, specifier, place?.row);
    if ("problem" in found) {
      problem ??= { ...found, table: table.name };
      return found.problem === "outsideRows" ? "#VALUE!" : "#REF!";
    }
    return `${quotedSheetName(table.sheet)}!${areaAddress(found.row, found.column, found.rows, found.columns)}`;
  };
  const rewritten = rewriteReferences(formula, {
    spill: (reference) => `ANCHORARRAY(${reference})`,
    single: (operand) => `SINGLE(${operand})`,
    structured,
    inlineLambdas: true,
  });
  const joined = joinAreas(rewritten);
  return problem === undefined ? { formula: joined } : { formula: joined, problem };
}

const twoAreas =
  /((?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!)([A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?):\1([A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)/gu;

/** Joins the two areas that come from `Table[A]:Table[B]`, which the engine does not do, into one that spans both. */
function joinAreas(formula: string): string {
  if (!formula.includes("!")) return formula;
  return formula.replace(twoAreas, (whole, sheet: string, first: string, second: string) => {
    const [a, b] = [areaOf(first), areaOf(second)];
    if (a === undefined || b === undefined || !/:.*:/.test(whole)) return whole;
    const [row, column] = [Math.min(a.row, b.row), Math.min(a.column, b.column)];
    const bottom = Math.max(a.row + a.rows, b.row + b.rows);
    const right = Math.max(a.column + a.columns, b.column + b.columns);
    return sheet + areaAddress(row, column, bottom - row, right - column);
  });
}

function mayNeedRewriting(formula: string, tables: readonly FormulaTable[]): boolean {
  if (/[#@[]|LAMBDA/i.test(formula)) return true;
  if (tables.length === 0) return false;
  const folded = formula.toLowerCase();
  return tables.some(({ name }) => folded.includes(name.toLowerCase()));
}

function holds({ sheet, row, column, rows, headers }: FormulaTable, place: FormulaPlace): boolean {
  const area = { sheet, row, column, rows: Math.max(2, rows), columns: headers.length };
  return overlap(area, { ...place, rows: 1, columns: 1 });
}

/** True if a formula refers to one of these tables, by name or as `[@Column]`. */
export function refersToTables(formula: string, names: readonly string[]): boolean {
  let found = false;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  rewriteReferences(formula, {
    structured(table, specifier) {
      if (wanted.has(table.toLowerCase()) || (table === "" && specifier !== undefined)) found = true;
      return undefined;
    },
  });
  return found;
}

/** The names of the functions that a formula calls, in order. */
export function calledFunctions(formula: string): string[] {
  const withoutTexts = formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'!/g, '""');
  return [...withoutTexts.matchAll(/([\p{L}_][\p{L}\p{N}_.]*)\s*\(/gu)].map(([, name]) => name);
}
