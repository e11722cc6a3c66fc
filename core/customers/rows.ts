import { cellOf, readCell, type CellReading, type CellValue, type FieldValue } from "./cells";
import { keyOf, ratingOfKey, type ColumnUse, type TableColumns } from "./columns";
import { ratedAnalyses, type Customer, type RatedAnalysis } from "./customer";
import type { Field, RecordKind } from "./fields";
import type { Interaction } from "./interaction";
import {
  validateCustomer,
  validateInteraction,
  validateWeight,
  type Checked,
  type Problem,
  type ValidationSettings,
} from "./validation";
import type { CriterionWeight } from "./weight";

/** A record as its values by key: `phone`, `need: Price`, `own: Shoe size`. What has no column has no entry. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Something in a row that could not be understood or that breaks a rule. */
export interface RowProblem extends Problem {
  readonly table: RecordKind;
  /** Row as the spreadsheet or the file numbers them. */
  readonly row: number;
  /** Header of the column as it stands there, `""` where the whole row is meant. */
  readonly header: string;
}

const anyField = (type: Field["type"]): Field => ({
  name: "",
  header: { "en-US": "", "zh-CN": "" },
  type,
  aliases: [],
});
const ratingField = anyField("number");
const typedFields = { text: anyField("text"), number: ratingField, boolean: anyField("boolean") };

function valueOf(cell: CellValue | undefined, use: ColumnUse, reading: CellReading): FieldValue {
  if (use === undefined || "name" in use) return use === undefined ? null : readCell(cell, use, reading);
  if ("analysis" in use) return readCell(cell, ratingField, reading);
  return use.type === undefined || cell === "" || cell === null
    ? (cell ?? null)
    : readCell(cell, typedFields[use.type], reading);
}

/** What a row holds, by key. Nothing is judged. */
export function readRow(
  cells: readonly (CellValue | undefined)[],
  { uses, readings }: TableColumns,
  reading: CellReading = {},
): FieldValues {
  const values: [string, FieldValue][] = [];
  uses.forEach((use, i) => {
    if (use !== undefined)
      values.push([keyOf(use), valueOf(cells[i], use, { ...reading, ...readings?.[i] })]);
  });
  return Object.fromEntries(values);
}

/**
 * What the columns show for a record; undefined where a column keeps nothing of it, so that the cell is left to the
 * table.
 */
export function rowOf(values: FieldValues, columns: TableColumns): (CellValue | undefined)[] {
  return columns.uses.map((use) => cellOfUse(values, use, columns));
}

/** What one column shows for a record. */
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

/** A record as its values by key. */
export function valuesOf(record: Customer | Interaction | CriterionWeight): FieldValues {
  const values: [string, FieldValue][] = [];
  for (const [name, value] of Object.entries(record)) {
    if (name === "own") {
      for (const [header, cell] of Object.entries(value as object)) values.push([`own: ${header}`, cell]);
    } else if (name !== "ratings") values.push([name, value as FieldValue]);
    else {
      for (const analysis of ratedAnalyses) {
        for (const [criterion, rating] of Object.entries((record as Customer).ratings[analysis] ?? {})) {
          values.push([keyOf({ analysis, criterion }), rating]);
        }
      }
    }
  }
  return Object.fromEntries(values);
}

/** The parts of a record again: its fields, its ratings and what is the user's own. */
function inputOf(values: FieldValues): Record<string, unknown> {
  const fields: [string, unknown][] = [];
  const ratings = new Map<RatedAnalysis, [string, unknown][]>();
  const own: [string, unknown][] = [];
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith("own: ")) own.push([key.slice(5), value]);
    else {
      const rating = key.includes(": ") ? ratingOfKey(key) : undefined;
      if (rating === undefined) fields.push([key, value]);
      else {
        const given = ratings.get(rating.analysis) ?? [];
        given.push([rating.criterion, value]);
        ratings.set(rating.analysis, given);
      }
    }
  }
  return {
    ...Object.fromEntries(fields),
    ratings: Object.fromEntries(
      [...ratings].map(([analysis, given]) => [analysis, Object.fromEntries(given)]),
    ),
    own: Object.fromEntries(own),
  };
}

/** A name out of two columns: `Mei Lin`, `王小明`. */
function wholeName(given: FieldValue | undefined, family: FieldValue | undefined): FieldValue {
  const parts = [given, family].map((part) => part ?? "");
  const error = parts.find((part) => typeof part === "object");
  if (error !== undefined) return error;
  const [first, last] = parts.map((part) => String(part).trim());
  return /^\p{Script=Han}+$/u.test(first + last) ? last + first : `${first} ${last}`.trim();
}

/** The customer that values make, and what is wrong with them, each at its key. */
export function customerOf(values: FieldValues, rules: ValidationSettings = {}): Checked<Customer> {
  const { givenName, familyName, ...rest } = values;
  const parts = givenName !== undefined || familyName !== undefined;
  const name = parts && (rest.name ?? "") === "" ? wholeName(givenName, familyName) : (rest.name ?? "");
  return validateCustomer({ ...inputOf(rest), name } as Parameters<typeof validateCustomer>[0], rules);
}

/** The interaction that values make, and what is wrong with them. */
export function interactionOf(values: FieldValues, rules: ValidationSettings = {}): Checked<Interaction> {
  return validateInteraction(inputOf(values) as unknown as Parameters<typeof validateInteraction>[0], rules);
}

/** The weight that values make, and what is wrong with them. */
export function weightOf(values: FieldValues): Checked<CriterionWeight> {
  return validateWeight(values);
}

/** A problem at its place in a table. */
export function problemAt(
  problem: Problem,
  row: number,
  columns: TableColumns,
  headers: readonly string[],
): RowProblem {
  const column = columns.uses.findIndex((use) => keyOf(use) === problem.key);
  return { ...problem, table: columns.kind, row, header: headers[column] ?? "" };
}
