import {
  cellOf,
  readCell,
  type CellReading,
  type CellValue,
  type FieldValue,
  type FieldValues,
} from "./cells";
import { ownOfExport } from "./csv";
import { keyOf, ratingOfKey, type ColumnUse, type TableColumns } from "./columns";
import { ratedAnalyses, type Customer, type RatedAnalysis } from "./customer";
import type { RecordKind } from "./fields";
import type { Interaction } from "./interaction";
import { put } from "./put";
import { valueAt } from "./value-at";
import {
  validateCustomer,
  validateInteraction,
  type Checked,
  type Problem,
  type ValidationSettings,
} from "./validation";
import type { CriterionWeight } from "./weight";

/** Something in a row that cannot be understood or breaks a rule. */
export interface RowProblem extends Problem {
  readonly table: RecordKind;
  /** Row number in the spreadsheet or file. */
  readonly row: number;
  /** Header of the column as in the table; `""` if the problem concerns the whole row. */
  readonly header: string;
}

function valueOf(cell: CellValue | undefined, use: ColumnUse, reading: CellReading): FieldValue {
  if (use === undefined || "name" in use) return use === undefined ? null : readCell(cell, use, reading);
  if ("analysis" in use) return readCell(cell, { type: "number" }, reading);
  if (use.type === undefined || cell === "" || cell === null || cell === undefined) return cell ?? null;
  if (use.type === "exported") return typeof cell === "string" ? ownOfExport(cell) : cell;
  return readCell(cell, { type: use.type }, reading);
}

const known = new WeakMap<TableColumns["uses"], readonly string[]>();

/** The keys of a table's columns, computed once for all rows. */
const keysOf = (uses: TableColumns["uses"]): readonly string[] => valueAt(known, uses, () => uses.map(keyOf));

/** A row as values by key. Nothing is validated. */
export function readRow(
  cells: readonly (CellValue | undefined)[],
  { uses, readings }: TableColumns,
  reading: CellReading = {},
): FieldValues {
  // No key is `__proto__`: keys of ratings and own columns have a prefix.
  const values: Record<string, FieldValue> = {};
  const keys = keysOf(uses);
  for (let i = 0; i < uses.length; i++) {
    const use = uses[i];
    if (use === undefined) continue;
    const own = readings?.[i];
    values[keys[i]] = valueOf(cells[i], use, own === undefined ? reading : { ...reading, ...own });
  }
  return values;
}

/** The cells of a record's row; undefined for a column that stores nothing of it, whose cell must stay as it is. */
export function rowOf(values: FieldValues, columns: TableColumns): (CellValue | undefined)[] {
  return columns.uses.map((use) => cellOfUse(values, use, columns));
}

/** The cell of one column for a record. */
export function cellOfUse(
  values: FieldValues,
  use: ColumnUse,
  { language }: Pick<TableColumns, "language">,
): CellValue | undefined {
  if (use === undefined) return undefined;
  const key = keyOf(use);
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if ("own" in use) return value;
  return "name" in use ? cellOf(value ?? null, use, language) : (value ?? null);
}

/** A record as values by key. */
export function valuesOf(record: Customer | Interaction | CriterionWeight): FieldValues {
  const { ratings, own, ...fields } = record as Customer;
  const values = fields as Record<string, FieldValue>;
  if (ratings !== undefined) {
    for (const analysis of ratedAnalyses) {
      const given = ratings[analysis];
      for (const criterion in given) values[`${analysis}: ${criterion}`] = given[criterion];
    }
  }
  for (const header in own) values[`own: ${header}`] = own[header];
  return values;
}

/** The inverse of `valuesOf`: fields, ratings and own values. */
function inputOf(values: FieldValues): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const parts: Partial<Record<RatedAnalysis, Record<string, unknown>>> = {};
  let own: Record<string, unknown> | undefined;
  for (const key in values) {
    if (!key.includes(": ")) input[key] = values[key];
    else if (key.startsWith("own: ")) put((own ??= {}), key.slice(5), values[key]);
    else {
      const rating = ratingOfKey(key);
      if (rating !== undefined) put((parts[rating.analysis] ??= {}), rating.criterion, values[key]);
    }
  }
  input.ratings = parts;
  if (own !== undefined) input.own = own;
  return input;
}

/** A name from two columns: `Mei Lin`, `王小明`. */
function wholeName(given: FieldValue | undefined, family: FieldValue | undefined): FieldValue {
  const parts = [given, family].map((part) => part ?? "");
  const error = parts.find((part) => typeof part === "object");
  if (error !== undefined) return error;
  const [first, last] = parts.map((part) => String(part).trim());
  return /^\p{Script=Han}+$/u.test(first + last) ? last + first : `${first} ${last}`.trim();
}

/** The customer that values represent, and all problems with it, by key. */
export function customerOf(values: FieldValues, rules: ValidationSettings = {}): Checked<Customer> {
  const input = inputOf(values);
  if (((input.name as FieldValue | undefined) ?? "") === "") {
    input.name = wholeName(values.givenName, values.familyName);
  }
  return validateCustomer(input as Parameters<typeof validateCustomer>[0], rules);
}

/** The interaction that values represent, and all problems with it. */
export function interactionOf(values: FieldValues, rules: ValidationSettings = {}): Checked<Interaction> {
  return validateInteraction(inputOf(values) as unknown as Parameters<typeof validateInteraction>[0], rules);
}

/** A problem with its place in a table. */
export function problemAt(
  problem: Problem,
  row: number,
  columns: TableColumns,
  headers: readonly string[],
): RowProblem {
  const column = columns.uses.findIndex((use) => keyOf(use) === problem.key);
  return { ...problem, table: columns.kind, row, header: headers[column] ?? "" };
}
